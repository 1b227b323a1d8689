// Decision tests of the days from which units, groups and names count 启用日期.
import { describe, expect, test } from "vitest";
import { words } from "../../testing/facts.ts";
import { allDepartments, educationBureau, financeBureau, healthBureau, office, region } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { AliasAdded } from "./add-alias.ts";
import { ValidityCorrected } from "./correct-validity.ts";
import { GroupDefined } from "./define-group.ts";
import { roster } from "./index.ts";
import { namesUpTo, ownerOn } from "./known-names.ts";
import { MembershipChanged } from "./membership.ts";
import { UnitRegistered } from "./register-unit.ts";
import { membersOn } from "./state.ts";

const given = specification(roster);
const { registerUnit, addAlias, defineGroup, changeMembership, correctValidity } = roster.actions;

const unit = (unitId: string, name: string, validFrom = "2021-01-01") =>
  UnitRegistered({ regionId: region, unitId, name, validFrom });
const finance = unit(financeBureau, "区财政局");
const health = unit(healthBureau, "区卫健局", "2021-03-01");
const future = unit(educationBureau, "区教育局", "2030-01-01");
const alias = AliasAdded({ of: { kind: "unit", unitId: healthBureau }, alias: "区卫计局", validFrom: "2021-02-01" });
const group = GroupDefined({
  regionId: region,
  groupId: allDepartments,
  name: "区政府各部门",
  kind: "list",
  members: [financeBureau],
  validFrom: "2021-02-01",
});
const begun = [finance, health, future, alias, group];
const state = (...more: readonly Fact[]) => [...begun, ...more].reduce(roster.evolve, roster.initial);
const reason = words("按三定方案更正");

describe("a name means somebody on the days it counts", () => {
  test.each([
    ["区财政局", "2020-12-31", undefined],
    ["区财政局", "2021-01-01", financeBureau],
    ["区教育局", "2029-12-31", undefined],
    ["区教育局", "2030-01-01", educationBureau],
    // Another name counts no earlier than its unit.
    ["区卫计局", "2021-02-28", undefined],
    ["区卫计局", "2021-03-01", healthBureau],
    ["区政府各部门", "2021-01-31", undefined],
  ])("%s on %s", (name, day, unitId) => {
    expect(ownerOn(state(), name, day)).toEqual(unitId && { kind: "unit", unitId });
  });
});

test("the names up to a day are those that somebody has then, also the other names of units and groups", () => {
  const ofGroup = AliasAdded({
    of: { kind: "group", groupId: allDepartments },
    alias: "区直（属）各部门",
    validFrom: "2021-02-01",
  });
  expect(namesUpTo(state(ofGroup), "2021-02-01")).toEqual(["区财政局", "区政府各部门", "区直（属）各部门"]);
  expect(namesUpTo(state(ofGroup), "2021-03-01")).toEqual(expect.arrayContaining(["区卫健局", "区卫计局"]));
});

describe("entering again", () => {
  test("as of another day is refused with the day on record, never taken for the same", () => {
    const again = given(...begun);
    again
      .when(registerUnit, { ...finance.data, validFrom: "2020-01-01" }, office)
      .rejects("VALID_FROM_ANOTHER_DAY", "区财政局 2021-01-01");
    again
      .when(addAlias, { ...alias.data, validFrom: "2020-01-01" }, office)
      .rejects("VALID_FROM_ANOTHER_DAY", "区卫计局 2021-02-01");
    again
      .when(defineGroup, { ...group.data, validFrom: "2021-05-01" }, office)
      .rejects("VALID_FROM_ANOTHER_DAY", "区政府各部门 2021-02-01");
  });

  test("as of the same day changes nothing, whatever happened to the members since", () => {
    const joined = MembershipChanged({
      groupId: allDepartments,
      joined: [healthBureau],
      left: [],
      effectiveOn: "2021-07-01",
    });
    const again = given(...begun, joined);
    again.when(registerUnit, finance.data, office).changesNothing();
    again.when(addAlias, alias.data, office).changesNothing();
    again.when(defineGroup, group.data, office).changesNothing();
  });
});

describe("members", () => {
  test("belong to no group before the unit or the group counts", () => {
    const join = (unitId: string, effectiveOn: string) =>
      given(...begun).when(
        changeMembership,
        { groupId: allDepartments, joined: [unitId], left: [], effectiveOn },
        office,
      );
    join(educationBureau, "2021-07-01").rejects("NOT_VALID_YET", "区教育局 2030-01-01 > 2021-07-01");
    join(healthBureau, "2021-01-15").rejects("NOT_VALID_YET", "区政府各部门 2021-02-01 > 2021-01-15");
    given(finance, future)
      .when(defineGroup, { ...group.data, members: [financeBureau, educationBureau] }, office)
      .rejects("NOT_VALID_YET", "区教育局 2030-01-01 > 2021-02-01");
  });
});

describe("correcting a day", () => {
  const ofFinance = { of: { kind: "unit", unitId: financeBureau }, name: "区财政局", reason } as const;

  test("old and new are on the record, and the name and its unit count from the new day", () => {
    const command = { ...ofFinance, validFrom: "2020-03-01" };
    const corrected = ValidityCorrected({ ...command, before: "2021-01-01" });
    given(...begun)
      .when(correctValidity, command, office)
      .yields(corrected);
    given(...begun, corrected)
      .when(correctValidity, command, office)
      .changesNothing();
    expect(ownerOn(state(corrected), "区财政局", "2020-03-01")).toEqual(ofFinance.of);
    expect(state(corrected).units.get(financeBureau)?.validFrom).toBe("2020-03-01");
    given(...begun, corrected)
      .when(registerUnit, { ...finance.data, validFrom: "2020-03-01" }, office)
      .changesNothing();
  });

  test("of another name leaves the unit's own", () => {
    const command = { of: alias.data.of, name: "区卫计局", validFrom: "2021-04-01", reason };
    const corrected = ValidityCorrected({ ...command, before: "2021-02-01" });
    given(...begun)
      .when(correctValidity, command, office)
      .yields(corrected);
    expect(ownerOn(state(corrected), "区卫计局", "2021-03-31")).toBeUndefined();
    expect(state(corrected).units.get(healthBureau)?.validFrom).toBe("2021-03-01");
  });

  test("of a group moves those who have been in it from its beginning", () => {
    const joined = MembershipChanged({
      groupId: allDepartments,
      joined: [healthBureau],
      left: [],
      effectiveOn: "2021-07-01",
    });
    const to = (validFrom: string) =>
      ValidityCorrected({
        of: { kind: "group", groupId: allDepartments },
        name: "区政府各部门",
        validFrom,
        before: "2021-02-01",
        reason,
      });
    const members = (validFrom: string, day: string) => {
      const corrected = state(joined, to(validFrom)).groups.get(allDepartments);
      return corrected ? membersOn(corrected, day) : expect.fail("no group");
    };
    expect(members("2021-01-01", "2021-01-01")).toEqual([financeBureau]);
    expect(members("2021-01-01", "2021-07-01")).toEqual([financeBureau, healthBureau]);
    expect(members("2021-09-01", "2021-08-31")).toEqual([]);
    expect(members("2021-09-01", "2021-09-01")).toEqual([financeBureau, healthBureau]);
  });

  test("of a name that is another's, or of a unit or group that is not there, is refused", () => {
    const command = { ...ofFinance, validFrom: "2020-03-01" };
    given(...begun)
      .when(correctValidity, { ...command, name: "区卫健局" }, office)
      .rejects("NAME_OF_ANOTHER", "区卫健局");
    given(health).when(correctValidity, command, office).rejects("UNIT_NOT_FOUND");
    given(finance)
      .when(correctValidity, { ...command, of: { kind: "group", groupId: allDepartments } }, office)
      .rejects("GROUP_NOT_FOUND");
  });
});
