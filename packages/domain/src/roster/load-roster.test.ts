// Decision tests of loading a roster: a file is taken as a whole, and what is known already stays.
import { describe, expect, test } from "vitest";
import {
  admin,
  allDepartments,
  educationBureau,
  financeBureau,
  healthBureau,
  office,
  region,
  relevantDepartments,
  uuid,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { AliasAdded } from "./add-alias.ts";
import { GroupDefined } from "./define-group.ts";
import { AliasEnded } from "./end-alias.ts";
import { roster } from "./index.ts";
import { ownerOn } from "./known-names.ts";
import { MembershipChanged } from "./membership.ts";
import { UnitMerged } from "./merge-units.ts";
import { UnitRegistered } from "./register-unit.ts";
import { UnitRenamed } from "./rename-unit.ts";
import { UnitRetired } from "./retire-unit.ts";
import { rosterChanges } from "./roster-changes.ts";
import type { RosterLoad } from "./roster-file.ts";
import { CreditCodeSet } from "./set-credit-code.ts";
import { emptyRoster } from "./state.ts";

const given = specification(roster);
const { loadRoster } = roster.actions;

const validFrom = "2021-01-01";
const later = "2021-07-01";

const unit = (unitId: string, name: string, aliases: string[] = [], from: string | null = null) => ({
  unitId,
  name,
  aliases,
  validFrom: from,
});
const group = (members: string[], over: Partial<RosterLoad["groups"][number]> = {}) => ({
  groupId: allDepartments,
  name: "区政府各部门",
  aliases: ["各部门"],
  kind: "list" as const,
  members,
  validFrom: null,
  ...over,
});
const file: RosterLoad = {
  regionId: region,
  validFrom,
  units: [unit(financeBureau, "区财政局", ["财政局"]), unit(healthBureau, "区卫健局", [], "2021-03-01")],
  groups: [
    group(["财政局", "区卫健局"]),
    group([], { groupId: relevantDepartments, name: "相关部门", aliases: [], kind: "predicate" }),
  ],
};

const registered = (unitId: string, name: string, from = validFrom) =>
  UnitRegistered({ regionId: region, unitId, name, validFrom: from });
const loaded = [
  registered(financeBureau, "区财政局"),
  registered(healthBureau, "区卫健局", "2021-03-01"),
  AliasAdded({ of: { kind: "unit", unitId: financeBureau }, alias: "财政局", validFrom }),
  GroupDefined({
    regionId: region,
    groupId: allDepartments,
    name: "区政府各部门",
    kind: "list",
    members: [financeBureau],
    validFrom,
  }),
  MembershipChanged({ groupId: allDepartments, joined: [healthBureau], left: [], effectiveOn: "2021-03-01" }),
  GroupDefined({
    regionId: region,
    groupId: relevantDepartments,
    name: "相关部门",
    kind: "predicate",
    members: [],
    validFrom,
  }),
  AliasAdded({ of: { kind: "group", groupId: allDepartments }, alias: "各部门", validFrom }),
];

/** The faults of a file in a roster, as path and code. */
const faultsOf = (said: Partial<RosterLoad>, ...facts: readonly (typeof loaded)[number][]) =>
  rosterChanges(facts.reduce(roster.evolve, emptyRoster), { ...file, ...said }, office).faults.map(
    ({ path, rejection: { rejected, detail } }) => [path.join("."), rejected, detail],
  );

test("an empty roster gets everything the file says, members by any of their names", () => {
  given()
    .when(loadRoster, file, office)
    .yields(...loaded);
  given()
    .when(loadRoster, file, admin)
    .yields(...loaded);
});

test("loading twice changes nothing, also on another day", () => {
  given(...loaded)
    .when(loadRoster, file, office)
    .changesNothing();
  given(...loaded)
    .when(loadRoster, { ...file, validFrom: later }, office)
    .changesNothing();
});

test("only what is new is added; a unit known under another name stays the unit it is", () => {
  const units = [unit(uuid(77), "财政局", ["财局"]), unit(educationBureau, "区教育局")];
  given(...loaded)
    .when(loadRoster, { ...file, validFrom: later, units, groups: [] }, office)
    .yields(
      registered(educationBureau, "区教育局", later),
      AliasAdded({ of: { kind: "unit", unitId: financeBureau }, alias: "财局", validFrom: later }),
    );
});

test("a known list group gets the members of the file from its day on, and the others leave", () => {
  const units = [unit(educationBureau, "区教育局")];
  given(...loaded)
    .when(loadRoster, { ...file, validFrom: later, units, groups: [group(["区财政局", "区教育局"])] }, office)
    .yields(
      registered(educationBureau, "区教育局", later),
      MembershipChanged({
        groupId: allDepartments,
        joined: [educationBureau],
        left: [healthBureau],
        effectiveOn: later,
      }),
    );
});

test("entries are counted as new, changed and unchanged", () => {
  const state = loaded.reduce(roster.evolve, emptyRoster);
  const units = [unit(financeBureau, "区财政局", ["财政局", "财局"]), unit(educationBureau, "区教育局")];
  const { entries } = rosterChanges(state, { ...file, units }, office);
  expect(entries.map(({ name, becomes }) => [name, becomes])).toEqual([
    ["区财政局", "changed"],
    ["区教育局", "new"],
    ["区政府各部门", "unchanged"],
    ["相关部门", "unchanged"],
  ]);
});

test("a file of more than a thousand names is to be loaded in parts", () => {
  const of = (aliases: number) => ({
    ...file,
    units: [
      unit(financeBureau, "区财政局", Array(50).fill("财局")),
      ...Array(aliases).fill(unit(healthBureau, "区卫健局")),
    ],
    groups: [],
  });
  expect(loadRoster.command.safeParse(of(949)).success).toBe(true);
  expect(loadRoster.command.safeParse(of(950)).error?.issues).toMatchObject([
    { path: ["units"], message: expect.stringContaining("1,000 names") },
  ]);
});

describe("a file with a fault changes nothing, and every fault is told with its place", () => {
  test("a name twice, however it is spelt", () => {
    const units = [unit(financeBureau, "区财政局（国资办）"), unit(healthBureau, "区卫健局", ["区财政局(国资办)"])];
    expect(rosterChanges(emptyRoster, { ...file, units, groups: [] }, office).faults).toEqual([
      {
        path: ["units", 1, "aliases", 0],
        rejection: { rejected: "NAME_TWICE", detail: "区财政局(国资办), units.0 2021-01-01 –" },
      },
    ]);
    expect(faultsOf({ units: [...file.units, ...file.units.slice(0, 1)], groups: [] })).toEqual([
      ["units.2.name", "NAME_TWICE", "区财政局, units.0 2021-01-01 –"],
      ["units.2.aliases.0", "NAME_TWICE", "财政局, units.0 2021-01-01 –"],
    ]);
  });

  test("members that are no unit of the file or of the roster", () => {
    const groups = [group(["区财政局", "区教育局", "相关部门"])];
    expect(faultsOf({ groups })).toEqual([
      ["groups.0.members.1", "UNIT_NOT_FOUND", "区教育局"],
      ["groups.0.members.2", "UNIT_NOT_FOUND", "相关部门"],
    ]);
    expect(faultsOf({ groups: [group(["区教育局"])] }, registered(educationBureau, "区教育局"))).toEqual([]);
  });

  test("a name or alias that the roster gives to another, whom the fault names", () => {
    const units = [unit(healthBureau, "区卫健局", ["财政局"]), unit(educationBureau, "各部门")];
    expect(faultsOf({ units, groups: [] }, ...loaded)).toEqual([
      ["units.1.name", "NAME_TAKEN", "各部门 → 区政府各部门 2021-01-01 –"],
      ["units.0.aliases.0", "NAME_TAKEN", "财政局 → 区财政局 2021-01-01 –"],
    ]);
    expect(faultsOf({ units: [], groups: [group([], { name: "区财政局" })] }, ...loaded)).toEqual([
      ["groups.0.name", "NAME_TAKEN", "区财政局 2021-01-01 –"],
    ]);
  });

  test("a group of another kind, and a predicate group with members", () => {
    const predicate = group(["区财政局"], { kind: "predicate", aliases: [] });
    expect(faultsOf({ groups: [predicate] })).toEqual([["groups.0", "NO_MEMBERS_HERE", null]]);
    expect(faultsOf({ groups: [predicate] }, ...loaded)).toEqual([["groups.0.kind", "GROUP_EXISTS", "区政府各部门"]]);
  });

  test("numbers of persons, each of them", () => {
    const units = [unit(financeBureau, "区财政局 13912345678"), unit(healthBureau, "区卫健局", ["卫健 139 1234 5678"])];
    expect(faultsOf({ units, groups: [] }).map(([path, code]) => [path, code])).toEqual([
      ["units.0.name", "PERSONAL_DATA_IN_TEXT"],
      ["units.1.aliases.0", "PERSONAL_DATA_IN_TEXT"],
    ]);
  });

  test("the refusal tells the first five faults and how many more there are", () => {
    const groups = [group(["一局", "二局", "三局", "四局", "五局", "六局", "七局"])];
    given()
      .when(loadRoster, { ...file, groups }, office)
      .rejects("ROSTER_FAULTY", expect.stringMatching(/^groups\.0\.members\.0: .*一局.*五局.*; \+2$/));
  });
});

describe("a name that is out of use", () => {
  const renamed = UnitRenamed({ unitId: financeBureau, name: "区财政金融局", before: "区财政局", on: later });
  const known = [registered(financeBureau, "区财政局"), renamed];
  const next = { ...unit(financeBureau, "区财政局", ["财政局"], later), laterUnitId: uuid(81) };
  const said = { ...file, units: [next], groups: [] };

  test("is that of a new unit from a later day on, with an id of its own; loading it again changes nothing", () => {
    const of = { kind: "unit", unitId: uuid(81) } as const;
    const facts = [
      UnitRegistered({ regionId: region, unitId: uuid(81), name: "区财政局", validFrom: later }),
      AliasAdded({ of, alias: "财政局", validFrom: later }),
    ];
    given(...known)
      .when(loadRoster, said, office)
      .yields(...facts);
    given(...known, ...facts)
      .when(loadRoster, said, office)
      .changesNothing();
  });

  test("is that of the unit that had it, where the entry has that one's day, or none", () => {
    for (const [entry, on] of [
      [unit(financeBureau, "区财政局", [], validFrom), validFrom],
      [unit(financeBureau, "区财政局"), validFrom],
      [unit(financeBureau, "区财政局"), "2021-09-01"],
    ] as const)
      given(...known)
        .when(loadRoster, { ...said, validFrom: on, units: [entry] }, office)
        .changesNothing();
  });

  test("is refused where the days overlap, with its place, whose it is and when", () => {
    const taken = (from: string, ...facts: readonly Fact[]) =>
      rosterChanges(
        [...known, ...facts].reduce(roster.evolve, emptyRoster),
        { ...said, units: [{ ...next, aliases: [], validFrom: from }] },
        office,
      ).faults.map(({ path, rejection: { rejected, detail } }) => [path.join("."), rejected, detail]);
    expect(taken("2021-06-30")).toEqual([
      ["units.0.name", "VALID_FROM_ANOTHER_DAY", "区财政局 2021-01-01 – 2021-06-30"],
    ]);
    const alias = AliasAdded({
      of: { kind: "unit", unitId: healthBureau },
      alias: "区财政局",
      validFrom: "2021-08-01",
    });
    const health = registered(healthBureau, "区卫健局");
    const units = [unit(educationBureau, "区教育局", ["区财政局"], later)];
    expect(
      rosterChanges([...known, health, alias].reduce(roster.evolve, emptyRoster), { ...said, units }, office).faults,
    ).toEqual([
      {
        path: ["units", 0, "aliases", 0],
        rejection: { rejected: "NAME_TAKEN", detail: "区财政局 → 区卫健局 2021-08-01 –" },
      },
    ]);
  });

  test("is one of an older and of a later unit in the same file, in whichever order, with the same facts", () => {
    const older = { ...unit(financeBureau, "区财政局", ["财政局"]), endedOn: later };
    const facts = [
      registered(financeBureau, "区财政局"),
      UnitRegistered({ regionId: region, unitId: uuid(81), name: "区财政局", validFrom: later }),
      AliasAdded({ of: { kind: "unit", unitId: financeBureau }, alias: "财政局", validFrom }),
      AliasAdded({ of: { kind: "unit", unitId: uuid(81) }, alias: "财政局", validFrom: later }),
      UnitRetired({ unitId: financeBureau, on: later, reason: { text: "按名录文件载入。" } }),
    ];
    for (const units of [
      [older, next],
      [next, older],
    ]) {
      const changes = rosterChanges(emptyRoster, { ...said, units }, office);
      expect(changes.faults).toEqual([]);
      expect(new Set(changes.facts)).toEqual(new Set(facts));
      for (const on of [validFrom, later, "2021-12-01"])
        given(...changes.facts)
          .when(loadRoster, { ...said, units, validFrom: on }, office)
          .changesNothing();
      expect(ownerOn(changes.after, "财政局", "2021-06-30")).toEqual({ kind: "unit", unitId: financeBureau });
      expect(ownerOn(changes.after, "财政局", later)).toEqual({ kind: "unit", unitId: uuid(81) });
    }
    const merged = { ...older, endedOn: "2021-09-01" };
    expect(faultsOf({ units: [merged, next], groups: [] }).slice(0, 1)).toEqual([
      ["units.1.name", "NAME_TWICE", "区财政局, units.0 2021-01-01 – 2021-08-31"],
    ]);
  });

  test("is that of an older unit, entered after the later one", () => {
    const after = UnitRegistered({ regionId: region, unitId: uuid(81), name: "区财政局", validFrom: later });
    const older = { ...unit(financeBureau, "区财政局", [], validFrom), endedOn: later, laterUnitId: uuid(82) };
    given(after)
      .when(loadRoster, { ...said, units: [older] }, office)
      .yields(
        registered(financeBureau, "区财政局"),
        UnitRetired({ unitId: financeBureau, on: later, reason: { text: "按名录文件载入。" } }),
      );
  });

  test("means as a member whom it means on the group's day", () => {
    const after = UnitRegistered({ regionId: region, unitId: uuid(81), name: "区财政局", validFrom: later });
    const members = (on: string | null) =>
      rosterChanges(
        [...known, after].reduce(roster.evolve, emptyRoster),
        { ...file, units: [], groups: [group(["区财政局"], { aliases: [], validFrom: on })] },
        office,
      ).facts;
    expect(members(null)).toMatchObject([{ data: { members: [financeBureau] } }]);
    expect(members(later)).toMatchObject([{ data: { members: [uuid(81)] } }]);
  });

  test("stays ended as an alias where a file lists it without a day of its own", () => {
    const of = { kind: "unit", unitId: financeBureau } as const;
    const ended = AliasEnded({ ...AliasEnded.sample, of, alias: "财政局", validFrom, on: validFrom, before: null });
    const entry = unit(financeBureau, "区财政局", ["财政局"]);
    const before = [registered(financeBureau, "区财政局"), AliasAdded({ of, alias: "财政局", validFrom }), ended];
    given(...before)
      .when(loadRoster, { ...said, units: [entry] }, office)
      .changesNothing();
  });
});

describe("codes and ends in a file", () => {
  const code = "91350100M000100Y43";
  const merged = { ...unit(healthBureau, "区卫健局"), endedOn: later, successor: "区财政局" };
  const retired = { ...unit(educationBureau, "区教育局"), endedOn: later };
  const units = [{ ...unit(financeBureau, "区财政局"), creditCode: code }, merged, retired];
  const said = { ...file, units, groups: [] };
  const reason = { text: "按名录文件载入。" };

  test("are entered after the names, and again change nothing", () => {
    const facts = [
      registered(financeBureau, "区财政局"),
      registered(healthBureau, "区卫健局"),
      registered(educationBureau, "区教育局"),
      CreditCodeSet({ unitId: financeBureau, code, before: null }),
      UnitMerged({ unitId: healthBureau, into: financeBureau, on: later, reason }),
      UnitRetired({ unitId: educationBureau, on: later, reason }),
    ];
    given()
      .when(loadRoster, said, office)
      .yields(...facts);
    given(...facts)
      .when(loadRoster, said, office)
      .changesNothing();
    // A group of the same file has them as members until they end, and none that ended before it begins.
    const grouped = { ...said, groups: [group(["区财政局", "区卫健局"], { aliases: [] })] };
    given(...facts)
      .when(loadRoster, { ...grouped, validFrom: later }, office)
      .yields(
        GroupDefined({
          ...{ regionId: region, groupId: allDepartments, name: "区政府各部门", kind: "list", validFrom: later },
          members: [financeBureau],
        }),
      );
  });

  test("are refused with their place", () => {
    const faults = (over: object) => faultsOf({ units: [{ ...unit(uuid(80), "区林业局"), ...over }], groups: [] });
    expect(faults({ creditCode: "91350100M000100Y34" })).toEqual([
      ["units.0.creditCode", "CREDIT_CODE_WRONG", "91350100M000100Y34"],
    ]);
    expect(faults({ successor: "区财政局" })).toEqual([["units.0.successor", "SUCCESSOR_WITHOUT_END", "区财政局"]]);
    expect(faults({ successor: "区水利局", endedOn: later })).toEqual([
      ["units.0.successor", "UNIT_NOT_FOUND", "区水利局"],
    ]);
    expect(faults({ endedOn: "2020-01-01" })).toEqual([
      ["units.0.endedOn", "NOT_AFTER_LAST_NAME", "区林业局 2021-01-01 ≥ 2020-01-01"],
    ]);
    const lost = { ...unit(uuid(80), "区林业局"), successor: "区财政局" };
    given()
      .when(loadRoster, { ...file, units: [lost], groups: [] }, office)
      .rejects("ROSTER_FAULTY");
    const [fault] = rosterChanges(emptyRoster, { ...file, units: [lost], groups: [] }, office).faults;
    expect(fault?.rejection).toEqual({ rejected: "SUCCESSOR_WITHOUT_END", detail: "区财政局" });
  });
});
