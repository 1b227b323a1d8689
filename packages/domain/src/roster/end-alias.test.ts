// Decision tests of ending an alias 停用别名: from its day on, or as if it had never been one.
import { describe, expect, test } from "vitest";
import { words } from "../../testing/facts.ts";
import { allDepartments, financeBureau, healthBureau, office, region } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { AliasAdded } from "./add-alias.ts";
import { GroupDefined } from "./define-group.ts";
import { AliasEnded } from "./end-alias.ts";
import { roster } from "./index.ts";
import { namesUpTo, ownerOn } from "./known-names.ts";
import { nearUnitNames } from "./near-names.ts";
import { UnitRegistered } from "./register-unit.ts";
import { UnitRenamed } from "./rename-unit.ts";

const given = specification(roster);
const { addAlias, endAlias, correctValidity, renameUnit } = roster.actions;
const validFrom = "2021-01-01";
const on = "2021-07-01";
const reason = words("简称与他单位混淆");
const of = { kind: "unit", unitId: financeBureau } as const;
const other = { kind: "unit", unitId: healthBureau } as const;
const unit = (unitId: string, name: string) => UnitRegistered({ regionId: region, unitId, name, validFrom });
const begun = [
  unit(financeBureau, "区财政局"),
  unit(healthBureau, "区卫健局"),
  AliasAdded({ of, alias: "财局", validFrom }),
];
const said = { of, alias: "财局", on, reason };
const ended = AliasEnded({ ...said, validFrom, before: null });
const never = AliasEnded({ ...said, on: validFrom, validFrom, before: null });
const state = (...facts: readonly Fact[]) => [...begun, ...facts].reduce(roster.evolve, roster.initial);

describe("an alias that ends", () => {
  test("means its unit until the day before, and is free from then on; twice is once", () => {
    given(...begun)
      .when(endAlias, said, office)
      .yields(ended);
    given(...begun, ended)
      .when(endAlias, said, office)
      .changesNothing();
    expect(ownerOn(state(ended), "财局", "2021-06-30")).toEqual(of);
    expect(ownerOn(state(ended), "财局", on)).toBeUndefined();
    given(...begun, ended)
      .when(addAlias, { of: other, alias: "财局", validFrom: "2021-06-30" }, office)
      .rejects("NAME_TAKEN", "财局 → 区财政局 2021-01-01 – 2021-06-30");
    const next = AliasAdded({ of: other, alias: "财局", validFrom: on });
    given(...begun, ended)
      .when(addAlias, next.data, office)
      .yields(next);
    expect(ownerOn(state(ended, next), "财局", "2021-06-30")).toEqual(of);
    expect(ownerOn(state(ended, next), "财局", on)).toEqual(other);
  });

  test("on the day it began never was one: nothing is found by it", () => {
    given(...begun)
      .when(endAlias, { ...said, on: validFrom }, office)
      .yields(never);
    given(...begun, never)
      .when(endAlias, { ...said, on: validFrom }, office)
      .changesNothing();
    expect(ownerOn(state(never), "财局", validFrom)).toBeUndefined();
    expect(namesUpTo(state(never), "2030-01-01")).not.toContain("财局");
    expect(nearUnitNames(state(), "财局")).toContain("财局");
    expect(nearUnitNames(state(never), "财局")).not.toContain("财局");
    const right = AliasAdded({ of: other, alias: "财局", validFrom });
    given(...begun, never)
      .when(addAlias, right.data, office)
      .yields(right);
    expect(ownerOn(state(never, right), "财局", validFrom)).toEqual(other);
  });

  test("is one again once it is added again, or ends on another day, with the one before on the record", () => {
    const again = AliasAdded({ of, alias: "财局", validFrom: on });
    given(...begun, ended)
      .when(addAlias, again.data, office)
      .yields(again);
    expect(ownerOn(state(ended, again), "财局", "2030-01-01")).toEqual(of);
    const later = { ...said, on: "2021-09-01" };
    given(...begun, ended)
      .when(endAlias, later, office)
      .yields(AliasEnded({ ...later, validFrom, before: on }));
    const taken = AliasAdded({ of: other, alias: "财局", validFrom: "2021-08-01" });
    given(...begun, ended, taken)
      .when(endAlias, later, office)
      .rejects("NAME_TAKEN", "财局 → 区卫健局 2021-08-01 –");
  });

  test("has the day on which it began corrected, up to its end", () => {
    const correct = (day: string) =>
      given(...begun, ended).when(correctValidity, { of, name: "财局", validFrom: day, reason }, office);
    correct("2021-03-01").yields({
      type: "ValidityCorrected",
      data: { of, name: "财局", validFrom: "2021-03-01", before: validFrom, reason },
    });
    correct(on).rejects("NAME_ENDED", `财局 ${on}`);
  });
});

test("of a group ends in the same way", () => {
  const group = { kind: "group", groupId: allDepartments } as const;
  const defined = GroupDefined({
    ...{ regionId: region, groupId: allDepartments, name: "区政府各部门", kind: "list", validFrom, members: [] },
  });
  const alias = AliasAdded({ of: group, alias: "各单位", validFrom });
  const gone = AliasEnded({ of: group, alias: "各单位", on, reason, validFrom, before: null });
  given(defined, alias).when(endAlias, { of: group, alias: "各单位", on, reason }, office).yields(gone);
  expect(ownerOn(state(defined, alias, gone), "各单位", on)).toBeUndefined();
  given(defined, alias)
    .when(endAlias, { of: group, alias: "区政府各部门", on, reason }, office)
    .rejects("NO_ALIAS", "区政府各部门");
});

test("what is no alias of the unit, or does not hold yet, is refused", () => {
  const refused = given(...begun);
  refused.when(endAlias, { ...said, alias: "区财政局" }, office).rejects("NO_ALIAS", "区财政局");
  refused.when(endAlias, { ...said, of: other }, office).rejects("NAME_OF_ANOTHER", "财局");
  refused
    .when(endAlias, { ...said, on: "2020-12-31" }, office)
    .rejects("NOT_VALID_YET", "财局 2021-01-01 > 2020-12-31");
  given().when(endAlias, said, office).rejects("UNIT_NOT_FOUND");
  given()
    .when(endAlias, { ...said, of: { kind: "group", groupId: allDepartments } }, office)
    .rejects("GROUP_NOT_FOUND");
});

describe("an old name that was made an alias", () => {
  const renamed = UnitRenamed({ unitId: financeBureau, name: "区财政金融局", before: "区财政局", on });
  const alias = AliasAdded({ of, alias: "区财政局", validFrom: on });

  test("ends as an alias, and stays the name it was", () => {
    const gone = AliasEnded({ of, alias: "区财政局", on: "2021-09-01", reason, validFrom: on, before: null });
    given(...begun, renamed, alias)
      .when(endAlias, { of, alias: "区财政局", on: "2021-09-01", reason }, office)
      .yields(gone);
    const after = state(renamed, alias, gone);
    expect(["2021-06-30", "2021-08-31", "2021-09-01"].map((day) => ownerOn(after, "区财政局", day))).toEqual([
      of,
      of,
      undefined,
    ]);
  });

  test("has its own day corrected, and the unit keeps the one from which it counts", () => {
    const command = { of, name: "区财政局", validFrom: "2021-08-01", reason };
    const after = state(renamed, alias, { type: "ValidityCorrected", data: { ...command, before: on } });
    expect(after.units.get(financeBureau)?.validFrom).toBe(validFrom);
    expect(ownerOn(after, "区财政局", "2021-07-15")).toBeUndefined();
    expect(ownerOn(after, "区财政局", "2021-08-01")).toEqual(of);
  });
});

test("an alias that becomes the name of its unit is understood before, too", () => {
  const renamed = UnitRenamed({ unitId: financeBureau, name: "财局", before: "区财政局", on });
  given(...begun)
    .when(renameUnit, { unitId: financeBureau, name: "财局", on }, office)
    .yields(renamed);
  for (const day of [validFrom, on]) expect(ownerOn(state(renamed), "财局", day)).toEqual(of);
  given(...begun, renamed)
    .when(endAlias, said, office)
    .rejects("NO_ALIAS", "财局");
  // As any name that is given up, it is free from then on.
  const again = UnitRenamed({ unitId: financeBureau, name: "区财税局", before: "财局", on: "2021-09-01" });
  expect(ownerOn(state(renamed, again), "财局", "2021-08-31")).toEqual(of);
  expect(ownerOn(state(renamed, again), "财局", "2021-09-01")).toBeUndefined();
});
