// The units and groups of a region, under all their names.
import { type DomainFact, foldName, membersOn, roster } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import { finance, health, regionId, relevant, stored } from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { documentsAfter } from "../fold.ts";
import { unitDirectory } from "./unit-directory.ts";

const [UnitRegistered] = roster.actions.registerUnit.events;
const [AliasAdded] = roster.actions.addAlias.events;
const [GroupDefined] = roster.actions.defineGroup.events;
const [MembershipChanged] = roster.actions.changeMembership.events;

const registered = UnitRegistered({ regionId, unitId: finance, name: "区财政局", validFrom: "2021-01-01" });
const alias = AliasAdded({
  of: { kind: "unit", unitId: finance },
  alias: "区财政局（国资局）",
  validFrom: "2021-03-01",
});
const group = GroupDefined({
  regionId,
  groupId: relevant,
  name: "区政府各部门",
  kind: "list",
  members: [finance],
  validFrom: "2021-01-01",
});
const named = (name: string, ...facts: DomainFact[]) =>
  listed(unitDirectory, stored(facts), `name/${regionId}/${foldName(name)}`);

test("a unit has its name, its aliases and the days from which they are valid", () => {
  expect(documentsAfter(unitDirectory, stored([registered, alias])).get(finance)).toEqual({
    id: finance,
    regionId,
    kind: "unit",
    name: "区财政局",
    validFrom: "2021-01-01",
    aliases: [{ alias: "区财政局（国资局）", validFrom: "2021-03-01", until: null }],
    members: [],
    ...{ formerNames: [], end: null, creditCode: null },
  });
});

test("it is found under every name, whatever the width of the brackets", async () => {
  expect(await named("区财政局(国资局)", registered, alias)).toMatchObject([{ key: finance }]);
  expect(await named("区 财政局", registered, alias)).toMatchObject([{ key: finance }]);
  expect(await named("区卫健局", registered, alias)).toEqual([]);
});

test("a group's members have the first day on which they belong to it, and the first on which they no longer do", () => {
  const changed = MembershipChanged({
    groupId: relevant,
    joined: [health],
    left: [finance],
    effectiveOn: "2021-07-01",
  });
  expect(documentsAfter(unitDirectory, stored([group, changed])).get(relevant)?.members).toEqual([
    { unitId: finance, from: "2021-01-01", until: "2021-07-01" },
    { unitId: health, from: "2021-07-01", until: null },
  ]);
});

test("a group's alias leads to the group", async () => {
  const of = { kind: "group" as const, groupId: relevant };
  const facts = [group, AliasAdded({ of, alias: "各部门", validFrom: "2021-01-01" })];
  expect(await named("各部门", ...facts)).toMatchObject([{ key: relevant, doc: { kind: "list" } }]);
});

test("a region's units and groups are listed together, by name", async () => {
  const all = await listed(unitDirectory, stored([registered, group]), `region/${regionId}`);
  expect(all.map(({ doc }) => doc.name)).toEqual(["区政府各部门", "区财政局"]);
});

test.each([
  [
    "a leave that is moved to an earlier day",
    [
      ["2021-07-01", [], [finance]],
      ["2021-03-01", [], [finance]],
    ],
    [{ unitId: finance, from: "2021-01-01", until: "2021-03-01" }],
  ],
  [
    "a unit that joins before it joins, and leaves in between",
    [
      ["2021-07-01", [finance, health], []],
      ["2021-02-01", [health], []],
      ["2021-05-01", [], [health]],
    ],
    [
      { unitId: finance, from: "2021-01-01", until: null },
      { unitId: health, from: "2021-07-01", until: null },
      { unitId: health, from: "2021-02-01", until: "2021-05-01" },
    ],
  ],
  [
    "a unit that leaves on the day it joined",
    [
      ["2021-07-01", [health], []],
      ["2021-07-01", [], [health]],
    ],
    [{ unitId: finance, from: "2021-01-01", until: null }],
  ],
] as const)("the page shows the members that decisions know: %s", (_what, changes, expected) => {
  const said = changes.map(([effectiveOn, joined, left]) => ({ joined: [...joined], left: [...left], effectiveOn }));
  const facts: DomainFact[] = [registered, group];
  for (const change of said) {
    const state = facts.reduce(roster.evolve, roster.initial);
    const there = membersOn(state.groups.get(relevant) ?? expect.fail("no group"), change.effectiveOn);
    const joined = change.joined.filter((unit) => !there.includes(unit));
    facts.push(MembershipChanged({ groupId: relevant, ...change, joined }));
  }
  const { members } = documentsAfter(unitDirectory, stored(facts)).get(relevant) ?? expect.fail("no group");
  expect(members).toEqual(expected);
  expect(members).toEqual(facts.reduce(roster.evolve, roster.initial).groups.get(relevant)?.members);
});

describe("an alias that ends", () => {
  const [AliasEnded] = roster.actions.endAlias.events;
  const of = { kind: "unit", unitId: finance } as const;
  const end = (on: string) =>
    AliasEnded({
      ...{ of, alias: "区财政局（国资局）", on, reason: { text: "停用" } },
      ...{ validFrom: "2021-03-01", before: null },
    });
  const aliasesAfter = (...facts: DomainFact[]) =>
    documentsAfter(unitDirectory, stored([registered, alias, ...facts])).get(finance)?.aliases;

  test("is shown with its last day, and once more where it is one again", () => {
    const ended = { alias: "区财政局（国资局）", validFrom: "2021-03-01", until: "2021-07-01" };
    expect(aliasesAfter(end("2021-07-01"))).toEqual([ended]);
    const again = AliasAdded({ of, alias: "区财政局（国资局）", validFrom: "2021-09-01" });
    const open = { alias: "区财政局（国资局）", validFrom: "2021-09-01", until: null };
    expect(aliasesAfter(end("2021-07-01"), again)).toEqual([ended, open]);
  });

  test("is not shown, and nothing is found by it, where it never was one", async () => {
    expect(aliasesAfter(end("2021-03-01"))).toEqual([]);
    expect(await named("区财政局（国资局）", registered, alias, end("2021-03-01"))).toEqual([]);
    expect(await named("区财政局（国资局）", registered, alias, end("2021-07-01"))).toHaveLength(1);
  });
});

test("a unit that is restored has no end and no successor any more", () => {
  const [UnitMerged] = roster.actions.mergeUnits.events;
  const [UnitRestored] = roster.actions.restoreUnit.events;
  const reason = { text: "有误" };
  const merged = UnitMerged({ unitId: finance, into: health, on: "2021-07-01", reason });
  const before = { kind: "merged" as const, on: "2021-07-01", into: [health], heir: health };
  const restored = UnitRestored({ unitId: finance, reason, authority: reason, before });
  const plain = documentsAfter(unitDirectory, stored([registered])).get(finance);
  expect(documentsAfter(unitDirectory, stored([registered, merged, restored])).get(finance)).toEqual(plain);
});

test("a corrected day is shown for the name it is about, and a group's first members begin with it", () => {
  const [ValidityCorrected] = roster.actions.correctValidity.events;
  const reason = { text: "更正" };
  const of = { kind: "unit", unitId: finance } as const;
  const own = ValidityCorrected({ of, name: "区财政局", validFrom: "2020-03-01", before: "2021-01-01", reason });
  const other = ValidityCorrected({
    of,
    name: "区财政局(国资局)",
    validFrom: "2021-04-01",
    before: "2021-03-01",
    reason,
  });
  expect(documentsAfter(unitDirectory, stored([registered, alias, own, other])).get(finance)).toMatchObject({
    validFrom: "2020-03-01",
    aliases: [{ alias: "区财政局（国资局）", validFrom: "2021-04-01" }],
  });
  const ofGroup = { kind: "group", groupId: relevant } as const;
  const earlier = ValidityCorrected({
    of: ofGroup,
    name: "区政府各部门",
    validFrom: "2020-03-01",
    before: "2021-01-01",
    reason,
  });
  expect(documentsAfter(unitDirectory, stored([group, earlier])).get(relevant)).toMatchObject({
    validFrom: "2020-03-01",
    members: [{ unitId: finance, from: "2020-03-01", until: null }],
  });
});
