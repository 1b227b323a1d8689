// The life of a unit 单位沿革 as a table: every state, every act, and what each way of ending leaves.
import { describe, expect, test } from "vitest";
import { words } from "../../testing/facts.ts";
import {
  admin,
  allDepartments,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  region,
  stranger,
  today,
  uuid,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import { AliasAdded } from "./add-alias.ts";
import { NameCorrected } from "./correct-name.ts";
import { ValidityCorrected } from "./correct-validity.ts";
import { GroupDefined } from "./define-group.ts";
import { roster } from "./index.ts";
import { namesUpTo, ownerOn } from "./known-names.ts";
import { MembershipChanged } from "./membership.ts";
import { UnitMerged } from "./merge-units.ts";
import { SuccessorNamed } from "./name-successor.ts";
import { UnitRegistered } from "./register-unit.ts";
import { CreditCodeRemoved } from "./remove-credit-code.ts";
import { UnitRenamed } from "./rename-unit.ts";
import { UnitRestored } from "./restore-unit.ts";
import { UnitRetired } from "./retire-unit.ts";
import { CreditCodeSet } from "./set-credit-code.ts";
import { UnitSplit } from "./split-unit.ts";
import { membersOn, nameOfOn } from "./state.ts";
import { heirOn, statusOn } from "./unit-end.ts";

const given = specification(roster);
const { registerUnit, addAlias, defineGroup, changeMembership, correctValidity, renameUnit } = roster.actions;
const {
  mergeUnits,
  splitUnit,
  retireUnit,
  nameSuccessor,
  restoreUnit,
  endAlias,
  setCreditCode,
  removeCreditCode,
  correctName,
} = roster.actions;

const validFrom = "2021-01-01";
const on = "2021-04-01";
const reason = words("机构改革");
const unit = (unitId: string, name: string) => UnitRegistered({ regionId: region, unitId, name, validFrom });
const begun = [
  unit(financeBureau, "区财政局"),
  unit(healthBureau, "区卫健局"),
  unit(educationBureau, "区教育局"),
  AliasAdded({ of: { kind: "unit", unitId: financeBureau }, alias: "财政局", validFrom }),
  GroupDefined({
    ...{ regionId: region, groupId: allDepartments, name: "区政府各部门", kind: "list", validFrom },
    members: [financeBureau, healthBureau],
  }),
];
const state = (...facts: readonly Fact[]) => [...begun, ...facts].reduce(roster.evolve, roster.initial);
const merged = UnitMerged({ unitId: financeBureau, into: educationBureau, on, reason });
const split = UnitSplit({ unitId: financeBureau, into: [educationBureau, healthBureau], on, reason });
const retired = UnitRetired({ unitId: financeBureau, on, reason });
const renamed = UnitRenamed({ unitId: financeBureau, name: "区财政金融局", before: "区财政局", on });
const ground = { reason, authority: words("区委编办复函") };
const restored = UnitRestored({
  unitId: financeBureau,
  ...ground,
  before: { kind: "retired", on, into: [], heir: null },
});
const owner = { kind: "unit", unitId: financeBureau } as const;

describe("every act on a unit in every state", () => {
  const histories: Record<string, readonly Fact[]> = {
    unknown: [],
    active: begun,
    renamed: [...begun, renamed],
    merged: [...begun, merged],
    split: [...begun, split],
    retired: [...begun, retired],
    restored: [...begun, retired, restored],
  };
  const by = (unitId: string, name: string | null = null) => ({ unitId, name });
  const acts: Record<string, readonly [AnyAction, object]> = {
    registerUnit: [registerUnit, { regionId: region, unitId: financeBureau, name: "区财政局", validFrom }],
    registerAgain: [registerUnit, { regionId: region, unitId: uuid(60), name: "区财政局", validFrom: on }],
    addAlias: [addAlias, { of: owner, alias: "区财政和国资局", validFrom: on }],
    addAliasBefore: [addAlias, { of: owner, alias: "区财政和国资局", validFrom }],
    join: [changeMembership, { groupId: allDepartments, joined: [financeBureau], left: [], effectiveOn: on }],
    defineGroup: [
      defineGroup,
      {
        ...{ regionId: region, groupId: uuid(61), name: "有关单位", kind: "list", validFrom: on },
        members: [financeBureau],
      },
    ],
    correctValidity: [correctValidity, { of: owner, name: "区财政局", validFrom: "2020-01-01", reason }],
    renameUnit: [renameUnit, { unitId: financeBureau, name: "区财税局", on: "2021-05-01" }],
    mergeUnits: [mergeUnits, { from: [financeBureau], into: by(educationBureau), on, reason }],
    mergeOtherwise: [mergeUnits, { from: [financeBureau], into: by(healthBureau), on: "2021-05-01", reason }],
    mergeInto: [mergeUnits, { from: [healthBureau], into: by(financeBureau), on: "2021-05-01", reason }],
    splitUnit: [splitUnit, { unitId: financeBureau, into: [by(educationBureau), by(healthBureau)], on, reason }],
    splitOtherwise: [
      splitUnit,
      { unitId: financeBureau, into: [by(uuid(62), "区预算局"), by(uuid(63), "区国资局")], on: "2021-05-01", reason },
    ],
    retireUnit: [retireUnit, { unitId: financeBureau, on, reason }],
    retireOtherwise: [retireUnit, { unitId: financeBureau, on: "2021-05-01", reason }],
    nameSuccessor: [nameSuccessor, { unitId: financeBureau, toUnitId: educationBureau, reason }],
    restoreUnit: [restoreUnit, { unitId: financeBureau, ...ground }],
    endAlias: [endAlias, { of: owner, alias: "财政局", on: "2021-03-01", reason }],
    endAliasLater: [endAlias, { of: owner, alias: "财政局", on: "2021-05-01", reason }],
    setCreditCode: [setCreditCode, { unitId: financeBureau, code: "11420304MB0000001G" }],
    removeCreditCode: [removeCreditCode, { unitId: financeBureau, reason }],
    correctName: [correctName, { of: owner, name: "区财政局", corrected: "区财税局", reason }],
    correctNameTaken: [correctName, { of: owner, name: "区财政局", corrected: "区教育局", reason }],
  };
  // A cell is `done`, `nothing` where it changes nothing, or the code of the refusal.
  const table = `
    act             | unknown         | active       | renamed             | merged       | split        | retired      | restored
    registerUnit    | done            | nothing      | nothing             | nothing      | nothing      | nothing      | nothing
    registerAgain   | done            | NAME_TAKEN   | done                | done         | done         | done         | NAME_TAKEN
    addAlias        | UNIT_NOT_FOUND  | done         | done                | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | done
    addAliasBefore  | UNIT_NOT_FOUND  | done         | done                | done         | done         | done         | done
    join            | GROUP_NOT_FOUND | nothing      | nothing             | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | nothing
    defineGroup     | UNIT_NOT_FOUND  | done         | done                | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | done
    correctValidity | UNIT_NOT_FOUND  | done         | done                | done         | done         | done         | done
    renameUnit      | UNIT_NOT_FOUND  | done         | done                | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | done
    mergeUnits      | UNIT_NOT_FOUND  | done         | NOT_AFTER_LAST_NAME | nothing      | UNIT_RETIRED | UNIT_RETIRED | done
    mergeOtherwise  | UNIT_NOT_FOUND  | done         | done                | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | done
    mergeInto       | UNIT_NOT_FOUND  | done         | done                | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | done
    splitUnit       | UNIT_NOT_FOUND  | done         | NOT_AFTER_LAST_NAME | UNIT_RETIRED | nothing      | UNIT_RETIRED | done
    splitOtherwise  | UNIT_NOT_FOUND  | done         | done                | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | done
    retireUnit      | UNIT_NOT_FOUND  | done         | NOT_AFTER_LAST_NAME | UNIT_RETIRED | UNIT_RETIRED | nothing      | done
    retireOtherwise | UNIT_NOT_FOUND  | done         | done                | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | done
    nameSuccessor   | UNIT_NOT_FOUND  | UNIT_GOES_ON | UNIT_GOES_ON        | nothing      | done         | done         | UNIT_GOES_ON
    restoreUnit     | UNIT_NOT_FOUND  | nothing      | nothing             | done         | done         | done         | nothing
    endAlias        | UNIT_NOT_FOUND  | done         | done                | done         | done         | done         | done
    endAliasLater   | UNIT_NOT_FOUND  | done         | done                | UNIT_RETIRED | UNIT_RETIRED | UNIT_RETIRED | done
    setCreditCode   | UNIT_NOT_FOUND  | done         | done                | done         | done         | done         | done
    removeCreditCode | UNIT_NOT_FOUND | nothing | nothing | nothing | nothing | nothing | nothing
    correctName      | UNIT_NOT_FOUND | done | done | done | done | done | done
    correctNameTaken | UNIT_NOT_FOUND | NAME_TAKEN | NAME_TAKEN | NAME_TAKEN | NAME_TAKEN | NAME_TAKEN | NAME_TAKEN
  `;
  const [head = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const cells = rows.flatMap(([act = "", ...outcomes]) =>
    outcomes.map((outcome, at) => [act, head[at + 1] ?? "", outcome] as const),
  );

  test("has a cell", () => {
    expect(cells.map(([act]) => act)).toEqual(Object.keys(acts).flatMap((act) => Array(7).fill(act)));
  });

  test.each(cells)("%s, %s: %s", (act, column, expected) => {
    const [action, said] = acts[act] ?? expect.fail(act);
    const facts = histories[column] ?? expect.fail(column);
    const before = facts.reduce(roster.evolve, roster.initial);
    const command = action.command.parse(said);
    const outcome = action.decide(before, command, office, undefined);
    const found = isRejection(outcome) ? outcome.rejected : outcome.length === 0 ? "nothing" : "done";
    expect(found).toBe(expected);
    if (isRejection(outcome)) return;
    const after = outcome.reduce(roster.evolve, before);
    expect(action.decide(after, command, office, undefined)).toEqual([]);
  });
});

describe("a unit that is renamed", () => {
  test("has its names each in its time, and keeps its id", () => {
    given(...begun)
      .when(renameUnit, { unitId: financeBureau, name: "区财政金融局", on }, office)
      .yields(renamed);
    const after = state(renamed);
    expect(ownerOn(after, "区财政局", "2021-03-31")).toEqual(owner);
    expect(ownerOn(after, "区财政局", on)).toBeUndefined();
    expect(ownerOn(after, "区财政金融局", "2021-03-31")).toBeUndefined();
    expect(ownerOn(after, "区财政金融局", on)).toEqual(owner);
    // Another spelling goes on.
    expect(ownerOn(after, "财政局", on)).toEqual(owner);
    expect([validFrom, "2021-03-31", on, "2030-01-01"].map((day) => nameOfOn(after, financeBureau, day))).toEqual([
      ...["区财政局", "区财政局", "区财政金融局", "区财政金融局"],
    ]);
    // Readers of notices know what is out of use, too.
    expect(namesUpTo(after, "2021-03-31")).not.toContain("区财政金融局");
    expect(namesUpTo(after, on)).toEqual(expect.arrayContaining(["区财政局", "区财政金融局"]));
  });

  test("twice as of the same day changes nothing, as of another is refused", () => {
    const again = given(...begun, renamed);
    again.when(renameUnit, { unitId: financeBureau, name: "区财政金融局", on }, admin).changesNothing();
    again
      .when(renameUnit, { unitId: financeBureau, name: "区财政金融局", on: "2021-05-01" }, office)
      .rejects("VALID_FROM_ANOTHER_DAY", `区财政金融局 ${on}`);
    again
      .when(renameUnit, { unitId: financeBureau, name: "区财税局", on }, office)
      .rejects("NOT_AFTER_LAST_NAME", `区财政金融局 ${on} ≥ ${on}`);
    again.when(renameUnit, { unitId: financeBureau, name: "区卫健局", on: "2021-05-01" }, office).rejects("NAME_TAKEN");
  });

  test("may have an older name again, and gives its name to a new unit in between", () => {
    const other = { regionId: region, unitId: uuid(60), name: "区财政局" };
    given(...begun, renamed)
      .when(registerUnit, { ...other, validFrom: "2021-03-01" }, office)
      .rejects("NAME_TAKEN", "区财政局 → 区财政金融局 2021-01-01 – 2021-03-31");
    const registered = UnitRegistered({ ...other, validFrom: on });
    given(...begun, renamed)
      .when(registerUnit, registered.data, office)
      .yields(registered);
    const after = state(renamed, registered);
    expect(ownerOn(after, "区财政局", "2021-03-31")).toEqual(owner);
    expect(ownerOn(after, "区财政局", on)).toEqual({ kind: "unit", unitId: uuid(60) });
    const back = UnitRenamed({ unitId: financeBureau, name: "区财政局", before: "区财政金融局", on: "2021-06-01" });
    expect(nameOfOn(state(renamed, back), financeBureau, "2021-06-01")).toBe("区财政局");
    expect(ownerOn(state(renamed, back), "区财政局", "2021-05-31")).toBeUndefined();
    expect(ownerOn(state(renamed, back), "区财政局", "2021-06-01")).toEqual(owner);
  });

  test("has the day corrected, up to which the old name goes on", () => {
    const command = { of: owner, name: "区财政金融局", validFrom: "2021-05-01", reason };
    const corrected = ValidityCorrected({ ...command, before: on });
    given(...begun, renamed)
      .when(correctValidity, command, office)
      .yields(corrected);
    const after = state(renamed, corrected);
    expect(ownerOn(after, "区财政局", "2021-04-30")).toEqual(owner);
    expect(ownerOn(after, "区财政金融局", "2021-04-30")).toBeUndefined();
    expect(nameOfOn(after, financeBureau, "2021-04-30")).toBe("区财政局");
    expect(after.units.get(financeBureau)?.validFrom).toBe(validFrom);
    given(...begun, renamed)
      .when(correctValidity, { ...command, validFrom }, office)
      .rejects("NOT_AFTER_LAST_NAME");
    given(...begun, renamed)
      .when(correctValidity, { ...command, name: "区财政局", validFrom: on }, office)
      .rejects("NAME_ENDED", `区财政局 ${on}`);
    const taken = UnitRegistered({ regionId: region, unitId: uuid(60), name: "区财政局", validFrom: on });
    given(...begun, renamed, taken)
      .when(correctValidity, command, office)
      .rejects("NAME_TAKEN", "区财政局 2021-04-01 –");
    given(...begun, renamed, taken)
      .when(correctValidity, { of: { kind: "unit", unitId: uuid(60) }, name: "区财政局", validFrom, reason }, office)
      .rejects("NAME_TAKEN", "区财政局 → 区财政金融局 2021-01-01 – 2021-03-31");
  });
});

describe("a name that was entered wrongly", () => {
  const said = { of: owner, name: "区财政局", corrected: "区财税局", reason };
  const corrected = NameCorrected({ ...said, validFrom });

  test("is another one for all its days, and never was one; twice is once", () => {
    given(...begun)
      .when(correctName, said, office)
      .yields(corrected);
    given(...begun, corrected)
      .when(correctName, said, office)
      .changesNothing();
    const after = state(corrected);
    expect(ownerOn(after, "区财政局", validFrom)).toBeUndefined();
    expect(ownerOn(after, "区财税局", validFrom)).toEqual(owner);
    expect(nameOfOn(after, financeBureau, validFrom)).toBe("区财税局");
    const back = NameCorrected({ ...said, name: "区财税局", corrected: "区财政局", validFrom });
    given(...begun, corrected)
      .when(correctName, { ...said, name: "区财税局", corrected: "区财政局" }, office)
      .yields(back);
    expect(nameOfOn(state(corrected, back), financeBureau, validFrom)).toBe("区财政局");
  });

  test("may be a former one, or that of a rename that never happened", () => {
    const former = state(renamed, corrected);
    expect(["2021-03-31", on].map((day) => nameOfOn(former, financeBureau, day))).toEqual(["区财税局", "区财政金融局"]);
    expect(ownerOn(former, "区财税局", on)).toBeUndefined();
    const undone = { of: owner, name: "区财政金融局", corrected: "区财政局", reason };
    given(...begun, renamed)
      .when(correctName, undone, office)
      .yields(NameCorrected({ ...undone, validFrom: on }));
    const after = state(renamed, NameCorrected({ ...undone, validFrom: on }));
    for (const day of ["2021-03-31", on]) expect(ownerOn(after, "区财政局", day)).toEqual(owner);
    expect(ownerOn(after, "区财政金融局", on)).toBeUndefined();
    const taken = UnitRegistered({ regionId: region, unitId: uuid(60), name: "区财政局", validFrom: on });
    given(...begun, renamed, taken)
      .when(correctName, undone, office)
      .rejects("NAME_TAKEN", "区财政局 2021-04-01 –");
  });

  test("may be a group's, and not an alias or another's", () => {
    const group = { kind: "group", groupId: allDepartments } as const;
    const ofGroup = { of: group, name: "区政府各部门", corrected: "区直各部门", reason };
    given(...begun)
      .when(correctName, ofGroup, office)
      .yields(NameCorrected({ ...ofGroup, validFrom }));
    expect(ownerOn(state(NameCorrected({ ...ofGroup, validFrom })), "区直各部门", validFrom)).toEqual(group);
    for (const name of ["财政局", "区卫健局"])
      for (const right of ["区财税局", "区财政局"])
        given(...begun)
          .when(correctName, { ...said, name, corrected: right }, office)
          .rejects("NAME_OF_ANOTHER", name);
    const later = UnitRegistered({ regionId: region, unitId: uuid(60), name: "区财税局", validFrom: on });
    given(...begun, retired, later)
      .when(correctName, said, office)
      .yields(corrected);
  });
});

describe("units that are merged", () => {
  const into = { unitId: uuid(70), name: "区财政和卫健局" };
  const command = { from: [financeBureau, healthBureau], into, on, reason: null };

  test("end one by one, into a unit that begins on the day and stands in their place in the groups", () => {
    given(...begun)
      .when(mergeUnits, command, office)
      .yields(
        UnitMerged({ unitId: financeBureau, into: into.unitId, on, reason: null }),
        UnitMerged({ unitId: healthBureau, into: into.unitId, on, reason: null }),
        UnitRegistered({ regionId: region, ...into, validFrom: on }),
        MembershipChanged({
          ...{ groupId: allDepartments, effectiveOn: on },
          ...{ joined: [into.unitId], left: [financeBureau, healthBureau] },
        }),
      );
    const facts = mergeUnits.decide(state(), command, office);
    const after = state(...(isRejection(facts) ? [] : facts));
    const group = after.groups.get(allDepartments) ?? expect.fail("no group");
    expect(membersOn(group, "2021-03-31")).toEqual([financeBureau, healthBureau]);
    expect(membersOn(group, on)).toEqual([into.unitId]);
    expect(ownerOn(after, "财政局", "2021-03-31")).toEqual(owner);
    expect(ownerOn(after, "财政局", on)).toBeUndefined();
    expect(nameOfOn(after, financeBureau, "2030-01-01")).toBe("区财政局");
    expect(["2021-03-31", on].map((day) => heirOn(after.units, financeBureau, day))).toEqual([
      financeBureau,
      into.unitId,
    ]);
  });

  test("into a new one of the same name, or into one of the roster", () => {
    const same = { ...command, into: { unitId: uuid(71), name: "区财政局" } };
    const facts = mergeUnits.decide(state(), same, office);
    if (isRejection(facts)) expect.fail(facts.rejected);
    expect(ownerOn(state(...facts), "区财政局", on)).toEqual({ kind: "unit", unitId: uuid(71) });
    given(...begun)
      .when(mergeUnits, { ...command, into: { unitId: educationBureau, name: null }, from: [financeBureau] }, admin)
      .yields(
        UnitMerged({ ...merged.data, reason: null }),
        MembershipChanged({
          ...{ groupId: allDepartments, effectiveOn: on },
          ...{ joined: [educationBureau], left: [financeBureau] },
        }),
      );
  });

  test("not into one of themselves, nor one that is unknown, too new or taken by name", () => {
    const refused = given(...begun);
    refused
      .when(mergeUnits, { ...command, into: { unitId: financeBureau, name: null } }, office)
      .rejects("SAME_UNIT", "区财政局");
    refused
      .when(mergeUnits, { ...command, into: { unitId: stranger, name: null } }, office)
      .rejects("UNIT_NOT_FOUND", stranger);
    refused
      .when(mergeUnits, { ...command, into: { unitId: uuid(72), name: "区教育局" } }, office)
      .rejects("NAME_TAKEN", "区教育局 2021-01-01 –");
    const late = UnitRegistered({ regionId: region, unitId: uuid(73), name: "区大数据局", validFrom: "2021-05-01" });
    given(...begun, late)
      .when(mergeUnits, { ...command, into: { unitId: uuid(73), name: null } }, office)
      .rejects("NOT_VALID_YET", "区大数据局 2021-05-01 > 2021-04-01");
    refused.when(mergeUnits, { ...command, on: validFrom }, office).rejects("NOT_AFTER_LAST_NAME");
  });

  test("leave a group that they would join only later, and a unit that joins leaves it at its end", () => {
    const later = MembershipChanged({
      ...{ groupId: allDepartments, joined: [educationBureau], left: [], effectiveOn: "2021-06-01" },
    });
    given(...begun, later)
      .when(retireUnit, { unitId: educationBureau, on: "2021-05-01", reason }, office)
      .yields(
        UnitRetired({ unitId: educationBureau, on: "2021-05-01", reason }),
        MembershipChanged({ ...later.data, joined: [], left: [educationBureau] }),
      );
    const ends = UnitRetired({ unitId: educationBureau, on: "2021-09-01", reason });
    const joins = { groupId: allDepartments, joined: [educationBureau], left: [], effectiveOn: "2021-06-01" };
    given(...begun, ends)
      .when(changeMembership, joins, office)
      .yields(
        MembershipChanged(joins),
        MembershipChanged({ ...joins, joined: [], left: [educationBureau], effectiveOn: "2021-09-01" }),
      );
    const group = {
      ...{ regionId: region, groupId: uuid(61), name: "有关单位", kind: "list" as const, validFrom },
      members: [educationBureau],
    };
    given(...begun, ends)
      .when(defineGroup, group, office)
      .yields(
        GroupDefined(group),
        MembershipChanged({ groupId: uuid(61), joined: [], left: [educationBureau], effectiveOn: "2021-09-01" }),
      );
  });
});

test("a unit is split into new ones and others of the roster, which stand in its place in the groups", () => {
  const into = [
    { unitId: educationBureau, name: null },
    { unitId: uuid(74), name: "区国资局" },
  ];
  const ids = [educationBureau, uuid(74)];
  given(...begun)
    .when(splitUnit, { unitId: financeBureau, into: [...into, ...into], on, reason }, office)
    .yields(
      UnitSplit({ unitId: financeBureau, into: ids, on, reason }),
      UnitRegistered({ regionId: region, unitId: uuid(74), name: "区国资局", validFrom: on }),
      MembershipChanged({ groupId: allDepartments, joined: ids, left: [financeBureau], effectiveOn: on }),
    );
});

describe("what a unit leaves open", () => {
  test("goes to nobody after a split or a retirement, until a successor is named, and on to the heir of that", () => {
    const named = SuccessorNamed({ unitId: financeBureau, toUnitId: healthBureau, reason, before: null });
    given(...begun, split)
      .when(nameSuccessor, { unitId: financeBureau, toUnitId: healthBureau, reason }, office)
      .yields(named);
    given(...begun, split, named)
      .when(nameSuccessor, { unitId: financeBureau, toUnitId: healthBureau, reason }, office)
      .changesNothing();
    given(...begun, split, named)
      .when(nameSuccessor, { unitId: financeBureau, toUnitId: educationBureau, reason }, office)
      .yields(SuccessorNamed({ unitId: financeBureau, toUnitId: educationBureau, reason, before: healthBureau }));
    expect(heirOn(state(split).units, financeBureau, on)).toBeNull();
    expect(heirOn(state(split, named).units, financeBureau, on)).toBe(healthBureau);
    const next = UnitMerged({ unitId: healthBureau, into: educationBureau, on: "2021-06-01", reason });
    const units = state(split, named, next).units;
    expect(["2021-05-31", "2021-06-01"].map((day) => heirOn(units, financeBureau, day))).toEqual([
      healthBureau,
      educationBureau,
    ]);
  });

  test("goes to no unit that is unknown, itself, or has ended", () => {
    const name = (toUnitId: string, ...facts: readonly Fact[]) =>
      given(...begun, retired, ...facts).when(nameSuccessor, { unitId: financeBureau, toUnitId, reason }, office);
    name(financeBureau).rejects("SAME_UNIT");
    name(stranger).rejects("UNIT_NOT_FOUND", stranger);
    const gone = UnitRetired({ unitId: healthBureau, on: today, reason });
    name(healthBureau, gone).rejects("UNIT_RETIRED", `区卫健局 ${today}`);
    given(unit(developmentBureau, "区发改局"))
      .when(nameSuccessor, { unitId: developmentBureau, toUnitId: stranger, reason }, office)
      .rejects("UNIT_GOES_ON", "区发改局");
  });
});

test("a unit stands by the day", () => {
  const units = state(retired).units;
  const finance = units.get(financeBureau) ?? expect.fail("no unit");
  expect(["2021-03-31", on].map((day) => statusOn(finance, day))).toEqual(["active", "retired"]);
});

test("a clerk of a unit may not do any of it", () => {
  for (const action of [renameUnit, mergeUnits, splitUnit, retireUnit, nameSuccessor, restoreUnit, endAlias])
    expect(action.by).not.toEqual(expect.arrayContaining([...of(financeBureau).roles]));
});

describe("a credit code", () => {
  const code = "91350100M000100Y43";
  const set = CreditCodeSet({ unitId: financeBureau, code, before: null });

  test("is set in its canonical form, once, and replaced with the old one on record", () => {
    given(...begun)
      .when(setCreditCode, { unitId: financeBureau, code: " 91350100m000100y43" }, office)
      .yields(set);
    given(...begun, set)
      .when(setCreditCode, { unitId: financeBureau, code }, admin)
      .changesNothing();
    given(...begun, set)
      .when(setCreditCode, { unitId: financeBureau, code: "11420304MB0000001G" }, office)
      .yields(CreditCodeSet({ unitId: financeBureau, code: "11420304MB0000001G", before: code }));
  });

  test("is removed where it was entered for the wrong unit, and another may have it", () => {
    const removed = CreditCodeRemoved({ unitId: financeBureau, reason, before: code });
    given(...begun, set)
      .when(removeCreditCode, { unitId: financeBureau, reason }, office)
      .yields(removed);
    given(...begun, set, removed)
      .when(removeCreditCode, { unitId: financeBureau, reason }, office)
      .changesNothing();
    given(...begun, set, removed)
      .when(setCreditCode, { unitId: healthBureau, code }, office)
      .yields(CreditCodeSet({ unitId: healthBureau, code, before: null }));
  });

  test.each([
    ["91350100M000100Y34", "two characters are swapped"],
    ["91350100M000100Y4", "one is missing"],
    ["91350100M000100YI3", "there is no I in it"],
    ["91350100N000100Y43", "one is another"],
  ])("%s is refused: %s", (wrong) => {
    given(...begun)
      .when(setCreditCode, { unitId: financeBureau, code: wrong }, office)
      .rejects("CREDIT_CODE_WRONG", wrong);
  });

  test("is one unit's", () => {
    given(...begun, set)
      .when(setCreditCode, { unitId: healthBureau, code }, office)
      .rejects("CREDIT_CODE_TAKEN", `${code} → 区财政局`);
  });
});
