// Decision tests of what a plan's names mean on its day 名称按日认定: units are renamed and end while it is drafted and issued.
import { describe, expect, test } from "vitest";
import { draft, imported, named, row, words } from "../../testing/facts.ts";
import { allDepartments, financeBureau, healthBureau, office, region, today, uuid } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { GroupDefined } from "../roster/define-group.ts";
import { GroupEnded } from "../roster/end-group.ts";
import { roster } from "../roster/index.ts";
import { UnitMerged } from "../roster/merge-units.ts";
import { UnitRegistered } from "../roster/register-unit.ts";
import { UnitRenamed } from "../roster/rename-unit.ts";
import { PlanConfirmed } from "./confirm-plan.ts";
import { plan } from "./index.ts";
import { PlanIssued } from "./issue-plan.ts";
import { assigningOf } from "./opening.ts";
import { unitsAsRead } from "./reading.ts";
import { defaultSettings as settings } from "./settings.ts";
import type { PlanState } from "./state.ts";

const given = specification(plan);
const { confirmPlan, issuePlan } = plan.actions;
const signed = "2021-05-28";
const notice = imported(draft({ tasks: [row({ units: [named("区财政局")] })] }));
const registered = (unitId: string, name: string, validFrom = "2021-01-01") =>
  UnitRegistered({ regionId: region, unitId, name, validFrom });
const finance = registered(financeBureau, "区财政局");
const health = registered(healthBureau, "区卫健局");
const renamed = (on: string) => UnitRenamed({ unitId: financeBureau, name: "区财政金融局", before: "区财政局", on });
const merged = (on: string) => UnitMerged({ unitId: financeBureau, into: healthBureau, on, reason: words("职责整合") });
const rosterOf = (...facts: readonly Fact[]) => ({
  roster: [finance, health, ...facts].reduce(roster.evolve, roster.initial),
});
const means = (unitId: string) => [{ name: "区财政局", meaning: { kind: "unit" as const, unitId } }];
const confirmed = (unitId: string) => PlanConfirmed({ by: "read", names: means(unitId) });

describe("confirming", () => {
  test("a name means what it meant when the notice was signed, also where it is out of use today", () => {
    const other = registered(uuid(60), "区财政局", "2021-06-10");
    for (const facts of [[renamed("2021-06-01")], [renamed("2021-06-01"), other], [merged("2021-06-01")]])
      given(notice)
        .when(confirmPlan, {}, office, rosterOf(...facts))
        .yields(confirmed(financeBureau));
  });

  test("a name that came into use only later means what it means today, and one that was out of use by then nobody", () => {
    const late = { roster: registered(financeBureau, "区财政局", "2021-06-10") };
    given(notice)
      .when(confirmPlan, {}, office, { roster: [late.roster].reduce(roster.evolve, roster.initial) })
      .yields(confirmed(financeBureau));
    given(notice)
      .when(confirmPlan, {}, office, rosterOf(renamed("2021-05-01")))
      .rejects("NAME_ENDED", "区财政局 2021-05-01 → 区财政金融局");
    given(notice)
      .when(confirmPlan, {}, office, rosterOf(merged("2021-05-01")))
      .rejects("NAME_ENDED", "区财政局 2021-05-01 → 区卫健局");
  });
});

describe("a group that has ended", () => {
  const groupId = allDepartments;
  const group = GroupDefined({
    ...{ regionId: region, groupId, name: "各部门", kind: "list", validFrom: "2021-01-01", members: [financeBureau] },
  });
  const ended = (on: string) => GroupEnded({ groupId, on, reason: words("不再使用"), validFrom: "2021-01-01" });
  const printed = imported(draft({ tasks: [row({ units: [named("各部门", "responsible", { kind: "group" })] })] }));
  const meant = PlanConfirmed({ by: "read", names: [{ name: "各部门", meaning: { kind: "group", groupId } }] });

  test("is meant by what was signed before, and by nothing that was signed since", () => {
    given(printed)
      .when(confirmPlan, {}, office, rosterOf(group, ended("2021-06-01")))
      .yields(meant);
    given(printed)
      .when(confirmPlan, {}, office, rosterOf(group, ended("2021-05-01")))
      .rejects("NAME_ENDED", "各部门 2021-05-01");
    given(printed)
      .when(confirmPlan, {}, office, rosterOf(group, ended("2021-01-01")))
      .rejects("UNIT_NAMES_UNKNOWN", "各部门（1）");
  });

  test("gives its members their parts where its plan is issued later", () => {
    const known = rosterOf(group, ended("2021-06-01"));
    given(printed, meant)
      .when(issuePlan, { settings }, office, known)
      .yields(PlanIssued({ issuedOn: today, settings, taskCount: 1 }));
    const issued = [printed, meant, PlanIssued({ issuedOn: today, settings, taskCount: 1 })];
    const of = issued.reduce<PlanState>(plan.evolve, plan.initial);
    const [read = []] = unitsAsRead(of).values();
    expect(assigningOf(of, read, known.roster)).toMatchObject({
      groups: [{ groupId }],
      assignments: [{ unitId: financeBureau, via: groupId }],
    });
  });
});

describe("issuing", () => {
  const issued = (issuedOn: string) => PlanIssued({ issuedOn, settings, taskCount: 1 });

  test("as of a day before the end of a unit gives it its part still", () => {
    given(notice, confirmed(financeBureau))
      .when(issuePlan, { settings, issuedOn: signed }, office, rosterOf(merged("2021-06-01")))
      .yields(issued(signed));
    given(notice, confirmed(financeBureau))
      .when(issuePlan, { settings }, office, rosterOf(merged("2021-06-01")))
      .rejects("UNIT_RETIRED", "1「公开财政预算决算」：区财政局 2021-06-01 → 区卫健局");
    given(notice, confirmed(financeBureau))
      .when(issuePlan, { settings }, office, rosterOf(renamed("2021-06-01")))
      .yields(issued(today));
  });

  test("as of a day on which a name means another unit says so in the fact, and the plan goes by it", () => {
    const known = rosterOf(renamed("2021-06-01"), registered(uuid(60), "区财政局", "2021-06-10"));
    const otherwise = PlanIssued({ ...issued("2021-06-20").data, names: means(uuid(60)) });
    given(notice, confirmed(financeBureau))
      .when(issuePlan, { settings, issuedOn: "2021-06-20" }, office, known)
      .yields(otherwise);
    const after = [notice, confirmed(financeBureau), otherwise].reduce(plan.evolve, plan.initial);
    expect(after.meanings.names.get("区财政局")).toEqual({ kind: "unit", unitId: uuid(60) });
    given(notice, confirmed(financeBureau))
      .when(issuePlan, { settings, issuedOn: "2021-06-05" }, office, known)
      .yields(issued("2021-06-05"));
  });
});
