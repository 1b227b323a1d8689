// Decision tests of restoring a unit 恢复单位: it goes on as if it had not ended, under its names and in its groups.
import { describe, expect, test } from "vitest";
import { words } from "../../testing/facts.ts";
import {
  allDepartments,
  educationBureau,
  financeBureau,
  healthBureau,
  office,
  region,
  uuid,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import { rejections } from "../rejections.ts";
import { AliasAdded } from "./add-alias.ts";
import { GroupDefined } from "./define-group.ts";
import { roster } from "./index.ts";
import { ownerOn } from "./known-names.ts";
import { MembershipChanged } from "./membership.ts";
import { UnitMerged } from "./merge-units.ts";
import { SuccessorNamed } from "./name-successor.ts";
import { UnitRegistered } from "./register-unit.ts";
import { UnitRestored } from "./restore-unit.ts";
import { UnitRetired } from "./retire-unit.ts";
import { membersOn } from "./state.ts";
import { heirOn, statusOn } from "./unit-end.ts";

const given = specification(roster);
const {
  mergeUnits,
  splitUnit,
  retireUnit,
  restoreUnit,
  registerUnit,
  renameUnit,
  correctName,
  nameSuccessor,
  changeMembership,
} = roster.actions;
const validFrom = "2021-01-01";
const on = "2021-04-01";
const after = "2021-06-01";
const reason = words("机构改革");
const said = { unitId: financeBureau, reason: words("撤销有误"), authority: words("区委编办复函") };
const unit = (unitId: string, name: string, from = validFrom) =>
  UnitRegistered({ regionId: region, unitId, name, validFrom: from });
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
const play = (facts: readonly Fact[]) => facts.reduce(roster.evolve, roster.initial);
const retired = UnitRetired({ unitId: financeBureau, on, reason });
const owner = { kind: "unit", unitId: financeBureau } as const;
const ended = { kind: "retired", on, into: [], heir: null } as const;

/** The facts and those of one more act. */
function then(facts: readonly Fact[], action: AnyAction, command: object): Fact[] {
  const outcome = action.decide(play(facts), action.command.parse(command), office, undefined);
  return isRejection(outcome) ? expect.fail(`${outcome.rejected} ${outcome.detail}`) : [...facts, ...outcome];
}

const membersIn = (facts: readonly Fact[], day: string) => {
  const group = play(facts).groups.get(allDepartments);
  return group ? membersOn(group, day).toSorted() : expect.fail("no group");
};
const merging = (from: string[], into: { unitId: string; name: string | null }) => ({ from, into, on, reason });
const education = { unitId: educationBureau, name: null };

describe("a unit that is restored", () => {
  test("is in its groups and has its names again, with the end that is undone on the record; twice is once", () => {
    const gone = then(begun, retireUnit, retired.data);
    const restored = UnitRestored({ ...said, before: { ...ended, into: [] } });
    const back = MembershipChanged({ groupId: allDepartments, joined: [financeBureau], left: [], effectiveOn: on });
    given(...gone)
      .when(restoreUnit, said, office)
      .yields(restored, back);
    const facts = [...gone, restored, back];
    given(...facts)
      .when(restoreUnit, said, office)
      .changesNothing();
    for (const day of ["2021-03-31", on, after]) {
      expect(membersIn(facts, day)).toEqual([financeBureau, healthBureau]);
      expect(["区财政局", "财政局"].map((name) => ownerOn(play(facts), name, day))).toEqual([owner, owner]);
      expect(heirOn(play(facts).units, financeBureau, day)).toBe(financeBureau);
      expect(statusOn(play(facts).units.get(financeBureau) ?? expect.fail("no unit"), day)).toBe("active");
    }
    expect(play(facts).units.get(financeBureau)?.end).toBeNull();
  });

  test("may end again, and be restored again", () => {
    const once = then(then(begun, retireUnit, retired.data), restoreUnit, said);
    const again = then(once, mergeUnits, { ...merging([financeBureau], education), on: after });
    expect(heirOn(play(again).units, financeBureau, after)).toBe(educationBureau);
    const twice = then(again, restoreUnit, said);
    expect(heirOn(play(twice).units, financeBureau, after)).toBe(financeBureau);
    expect(membersIn(twice, after)).toEqual([financeBureau, healthBureau]);
  });

  test("has other names for other days than its end, as they were said before", () => {
    const alias = AliasAdded({ of: owner, alias: "财税局", validFrom: after });
    const facts = then(then([...begun, alias], retireUnit, retired.data), restoreUnit, said);
    expect(ownerOn(play(facts), "财税局", "2021-05-31")).toBeUndefined();
    expect(ownerOn(play(facts), "财税局", after)).toEqual(owner);
  });

  test("is refused where another has one of its names meanwhile, and not where that has given it up", () => {
    const taken = [...begun, retired, unit(uuid(60), "财政局", after)];
    given(...taken)
      .when(restoreUnit, said, office)
      .rejects("NAME_TAKEN", "财政局 2021-06-01 –");
    const renamed = then(taken, renameUnit, { unitId: uuid(60), name: "区财税局", on: "2021-08-01" });
    given(...renamed)
      .when(restoreUnit, said, office)
      .rejects("NAME_TAKEN", "财政局 → 区财税局 2021-06-01 – 2021-07-31");
    const gone = [...begun, retired, unit(uuid(60), "区财政局", after)];
    given(...gone, UnitRetired({ unitId: uuid(60), on: "2021-06-02", reason }))
      .when(restoreUnit, said, office)
      .rejects("NAME_TAKEN", "区财政局 2021-06-01 – 2021-06-01");
  });

  test("must be there", () => {
    given().when(restoreUnit, said, office).rejects("UNIT_NOT_FOUND", financeBureau);
  });
});

describe("the groups of a merger that is undone", () => {
  test("have the unit back, and without the one that only stood in for it", () => {
    const facts = then(then(begun, mergeUnits, merging([financeBureau], education)), restoreUnit, said);
    expect(membersIn(facts, "2021-03-31")).toEqual([financeBureau, healthBureau]);
    expect(membersIn(facts, on)).toEqual([financeBureau, healthBureau]);
  });

  test("keep the one that stands in for another unit too, until that is restored as well", () => {
    const into = { unitId: uuid(70), name: "区财政和卫健局" };
    const one = then(then(begun, mergeUnits, merging([financeBureau, healthBureau], into)), restoreUnit, said);
    expect(membersIn(one, on)).toEqual([financeBureau, uuid(70)]);
    const both = then(one, restoreUnit, { ...said, unitId: healthBureau });
    expect(membersIn(both, on)).toEqual([financeBureau, healthBureau]);
  });

  test("keep the one that was in them by itself, and whoever was put in or out by hand", () => {
    const joins = { groupId: allDepartments, joined: [educationBureau], left: [], effectiveOn: "2021-02-01" };
    const merged = then(then(begun, changeMembership, joins), mergeUnits, merging([financeBureau], education));
    expect(membersIn(then(merged, restoreUnit, said), on)).toEqual([financeBureau, healthBureau, educationBureau]);
    const leaves = { groupId: allDepartments, joined: [], left: [financeBureau], effectiveOn: "2021-03-01" };
    const out = then(then(begun, retireUnit, retired.data), changeMembership, leaves);
    expect(membersIn(then(out, restoreUnit, said), on)).toEqual([healthBureau]);
  });

  test("have the unit back for the days that were known: a later time, a time with an end, one that began after its end was known", () => {
    const group = { groupId: allDepartments, left: [], joined: [financeBureau] };
    const leaves = then(begun, changeMembership, {
      ...group,
      joined: [],
      left: [financeBureau],
      effectiveOn: "2021-05-01",
    });
    const returns = then(leaves, changeMembership, { ...group, effectiveOn: "2021-09-01" });
    const back = then(then(returns, retireUnit, retired.data), restoreUnit, said);
    const days = ["2021-03-31", on, "2021-05-01", "2021-08-31", "2021-09-01"];
    expect(days.map((day) => membersIn(back, day).includes(financeBureau))).toEqual([true, true, false, false, true]);
    const known = then(begun, retireUnit, { unitId: educationBureau, on: after, reason });
    const joined = then(known, changeMembership, { ...group, joined: [educationBureau], effectiveOn: on });
    expect(membersIn(joined, after)).not.toContain(educationBureau);
    expect(membersIn(then(joined, restoreUnit, { ...said, unitId: educationBureau }), after)).toContain(
      educationBureau,
    );
  });
});

describe("work that would come back to its own unit", () => {
  const merged = UnitMerged({ unitId: healthBureau, into: financeBureau, on: after, reason });
  const detail = "区卫健局 → 区财政局";

  test("is refused: neither a merger nor a successor closes a circle, which would leave it to nobody", () => {
    given(...begun, merged)
      .when(mergeUnits, merging([financeBureau], { unitId: healthBureau, name: null }), office)
      .rejects("SUCCESSION_IN_CIRCLE", detail);
    given(...begun, merged, UnitRetired({ unitId: financeBureau, on: "2021-09-01", reason }))
      .when(
        nameSuccessor,
        { unitId: financeBureau, toUnitId: healthBureau, reason },
        { ...office, at: `${on}T02:00:00.000Z` },
      )
      .rejects("UNIT_RETIRED");
    given(...begun, merged, retired)
      .when(
        nameSuccessor,
        { unitId: financeBureau, toUnitId: healthBureau, reason },
        { ...office, at: `${on}T02:00:00.000Z` },
      )
      .rejects("SUCCESSION_IN_CIRCLE", detail);
  });

  test("is nobody's where an older log has such a circle", () => {
    const circle = [
      merged,
      retired,
      SuccessorNamed({ unitId: financeBureau, toUnitId: healthBureau, reason, before: null }),
    ];
    const { units } = play([...begun, ...circle]);
    expect([on, after].map((day) => heirOn(units, financeBureau, day))).toEqual([healthBureau, null]);
  });
});

describe("a unit that was split into one of its own name", () => {
  const newId = uuid(70);
  const into = [
    { unitId: newId, name: "区财政局" },
    { unitId: educationBureau, name: null },
  ];
  const split = then(begun, splitUnit, { unitId: financeBureau, into, on, reason });

  test("is not restored while that one goes by the name, and the refusal says whose it is and what to do", () => {
    given(...split)
      .when(restoreUnit, said, office)
      .rejects("NAME_WITH_SUCCESSOR", `区财政局 ${on} –`);
    expect(rejections.NAME_WITH_SUCCESSOR.zh).toContain("correctName");
  });

  test("is restored once the name of that one is corrected", () => {
    const of = { kind: "unit", unitId: newId };
    const corrected = then(split, correctName, { of, name: "区财政局", corrected: "区财政事务中心", reason });
    const facts = then(corrected, restoreUnit, said);
    expect(statusOn(play(facts).units.get(financeBureau) ?? expect.fail("no unit"), after)).toBe("active");
    expect(ownerOn(play(facts), "区财政局", after)).toEqual(owner);
    expect(ownerOn(play(facts), "区财政事务中心", after)).toEqual({ kind: "unit", unitId: newId });
  });

  test("and a name that a stranger took is refused as before", () => {
    const stranger = then(then(begun, retireUnit, retired.data), registerUnit, {
      ...{ regionId: region, unitId: newId, name: "区财政局", validFrom: on },
    });
    given(...stranger)
      .when(restoreUnit, said, office)
      .rejects("NAME_TAKEN");
  });
});
