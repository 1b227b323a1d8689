// Decision tests of the days of an issue: issued on paper before, corrected, and which days make no sense.
import { describe, expect, test } from "vitest";
import { confirmed, draft, imported, issued, words } from "../../testing/facts.ts";
import { actor, financeBureau, office, planId, region, roster } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { newUnit, type RosterState } from "../roster/state.ts";
import { PlanClosed } from "./close-plan.ts";
import { IssueCorrected } from "./correct-issue.ts";
import { plan } from "./index.ts";
import { PlanIssued } from "./issue-plan.ts";
import { defaultSettings } from "./settings.ts";

const given = specification(plan);
const { issuePlan, correctIssue } = plan.actions;
const known = { roster };
const reason = words("纸质文件当日印发");
const settings = defaultSettings;
const on = (issuedOn: string, over = {}) => PlanIssued({ issuedOn, settings: { ...settings, ...over }, taskCount: 1 });

/** The roster of the tests, with 区财政局 from another day on. */
function since(validFrom: string): { readonly roster: RosterState } {
  const finance = newUnit("区财政局", validFrom);
  const owner = { kind: "unit", unitId: financeBureau } as const;
  return {
    roster: {
      ...roster,
      units: new Map(roster.units).set(financeBureau, finance),
      names: new Map(roster.names).set("区财政局", [{ owner, validFrom, until: null }]),
    },
  };
}

describe("a plan issued on paper", () => {
  const begun = given(imported(), confirmed);

  test("is issued as of that day, from the day it was signed up to today", () => {
    begun.when(issuePlan, { settings, issuedOn: "2021-05-28" }, office, known).yields(on("2021-05-28"));
    begun.when(issuePlan, { settings, issuedOn: "2021-06-30" }, office, known).yields(on("2021-06-30"));
    begun
      .when(issuePlan, { settings, issuedOn: "2021-05-27" }, office, known)
      .rejects("ISSUED_TOO_EARLY", "2021-05-27; 2021-05-28 – 2021-06-30");
    begun
      .when(issuePlan, { settings, issuedOn: "2021-07-01" }, office, known)
      .rejects("DAY_IN_FUTURE", "2021-07-01; 2021-05-28 – 2021-06-30");
  });

  test("without a signature, is issued in its year or the one before", () => {
    const head = { ...draft().plan, issuedOn: null };
    const unsigned = given(imported(draft({ plan: head })), confirmed);
    unsigned.when(issuePlan, { settings, issuedOn: "2020-12-20" }, office, known).rejects("NOT_VALID_YET");
    unsigned.when(issuePlan, { settings, issuedOn: "2021-01-04" }, office, known).yields(on("2021-01-04"));
    unsigned.when(issuePlan, { settings, issuedOn: "2019-12-31" }, office, known).rejects("ISSUED_TOO_EARLY");
  });

  test("and recorded before the day that was read as its signature, is issued today", () => {
    const early = actor("office", null, "2021-05-20T02:00:00.000Z");
    begun.when(issuePlan, { settings }, early, known).yields(on("2021-05-20"));
  });

  test("again as of another day is refused, as of the same changes nothing", () => {
    const after = given(imported(), confirmed, issued);
    after.when(issuePlan, { settings, issuedOn: "2021-06-01" }, office, known).changesNothing();
    after.when(issuePlan, { settings, issuedOn: "2021-06-02" }, office, known).rejects("ISSUED_OTHERWISE");
  });

  test("before one of its units counts is refused with the name and both days", () => {
    begun
      .when(issuePlan, { settings }, office, since("2030-01-01"))
      .rejects("NOT_VALID_YET", "区财政局 2030-01-01 > 2021-06-30");
    begun.when(issuePlan, { settings, issuedOn: "2021-06-01" }, office, since("2021-06-02")).rejects("NOT_VALID_YET");
    begun.when(issuePlan, { settings, issuedOn: "2021-06-02" }, office, since("2021-06-02")).yields(on("2021-06-02"));
  });

  test("reports between its issue and the end of the year after its own", () => {
    const reporting = (reportingOn: string) => ({ settings: { ...settings, reportingOn } });
    for (const day of ["2020-06-01", "2021-06-29", "2023-01-01"])
      begun
        .when(issuePlan, reporting(day), office, known)
        .rejects("REPORTING_DAY_UNLIKELY", `${day}; 2021-06-30 – 2022-12-31`);
    for (const day of ["2021-06-30", "2022-01-05", "2022-12-31"])
      begun.when(issuePlan, reporting(day), office, known).yields(on("2021-06-30", { reportingOn: day }));
  });
});

test("a name is confirmed on the day it counts, not before", () => {
  given(imported())
    .when(plan.actions.confirmPlan, {}, office, since("2030-01-01"))
    .rejects("NOT_VALID_YET", "区财政局 2030-01-01 > 2021-06-30");
  given(imported()).when(plan.actions.confirmPlan, {}, office, since("2021-06-30")).yields(confirmed);
});

describe("correcting an issue", () => {
  const begun = given(imported(), confirmed, issued);
  const before = { issuedOn: "2021-06-01", settings };
  const corrected = (over: Partial<typeof before>) => IssueCorrected({ before, after: { ...before, ...over }, reason });

  test("old and new are on the record, and what is not said stays", () => {
    begun
      .when(correctIssue, { issuedOn: "2021-05-29", settings: {}, reason }, office, known)
      .yields(corrected({ issuedOn: "2021-05-29" }));
    const changed = { ...settings, dueSoonDays: 10, steps: { endorsement: true, signOff: false } };
    begun
      .when(correctIssue, { settings: { dueSoonDays: 10, steps: { signOff: false } }, reason }, office, known)
      .yields(corrected({ settings: changed }));
  });

  test("twice changes nothing, and the plan is as corrected", () => {
    const earlier = corrected({ issuedOn: "2021-05-29" });
    given(imported(), confirmed, issued, earlier)
      .when(correctIssue, { issuedOn: "2021-05-29", settings: {}, reason }, office, known)
      .changesNothing();
    begun.when(correctIssue, { settings: {}, reason }, office, known).changesNothing();
    expect([imported(), confirmed, issued, earlier].reduce(plan.evolve, plan.initial).issuedOn).toBe("2021-05-29");
  });

  test("a reporting day can be set and taken away", () => {
    const reporting = corrected({ settings: { ...settings, reportingOn: "2021-12-31" } });
    begun.when(correctIssue, { settings: { reportingOn: "2021-12-31" }, reason }, office, known).yields(reporting);
    given(imported(), confirmed, issued, reporting)
      .when(correctIssue, { settings: { reportingOn: null }, reason }, office, known)
      .yields(IssueCorrected({ before: reporting.data.after, after: before, reason }));
  });

  test("to a day that makes no sense is refused; one before the signature is not, because that may be misread", () => {
    const to = (issuedOn: string) => begun.when(correctIssue, { issuedOn, settings: {}, reason }, office, known);
    to("2021-07-01").rejects("DAY_IN_FUTURE");
    to("2019-12-31").rejects("ISSUED_TOO_EARLY", "2019-12-31; 2020-01-01 – 2021-06-30");
    to("2020-12-31").rejects("NOT_VALID_YET");
    to("2021-05-20").yields(corrected({ issuedOn: "2021-05-20" }));
    begun
      .when(correctIssue, { settings: { reportingOn: "2020-01-01" }, reason }, office, known)
      .rejects("REPORTING_DAY_UNLIKELY");
  });

  test("only while the plan is in force", () => {
    const command = { settings: { dueSoonDays: 3 }, reason };
    given().when(correctIssue, command, office, known).rejects("PLAN_NOT_FOUND");
    given(imported(), confirmed).when(correctIssue, command, office, known).rejects("PLAN_NOT_ISSUED");
    given(imported(), confirmed, issued, PlanClosed({ closedOn: "2021-06-30", reason }))
      .when(correctIssue, command, office, known)
      .rejects("PLAN_CLOSED");
  });

  test("the sentence says what changes, and nothing else", () => {
    const change = corrected({ issuedOn: "2021-05-29", settings: { ...settings, reportingOn: "2021-12-31" } });
    expect(IssueCorrected.tell(change.data, String)).toEqual({
      zh: "更正印发：印发之日由2021-06-01改为2021-05-29；报送日期由无改为2021-12-31；理由：纸质文件当日印发",
      en: "corrected the issue: issued on 2021-05-29 instead of 2021-06-01; reported by 2021-12-31 instead of no day; reason: 纸质文件当日印发",
    });
  });

  test("the plan it is about stays the same", () => {
    const state = [imported(), confirmed, issued, corrected({ issuedOn: "2021-05-29" })].reduce(
      plan.evolve,
      plan.initial,
    );
    expect(plan.subject(state, planId)).toEqual({ regionId: region, planId, taskId: null });
  });
});
