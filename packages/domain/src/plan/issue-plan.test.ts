// Decision tests of issuing and closing a plan.
import { describe, expect, test } from "vitest";
import { confirmed, imported, issued, words } from "../../testing/facts.ts";
import { actor, office } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { PlanClosed } from "./close-plan.ts";
import { DraftDiscarded } from "./discard-draft.ts";
import { plan } from "./index.ts";
import { PlanIssued } from "./issue-plan.ts";
import { defaultSettings } from "./settings.ts";

const given = specification(plan);
const { issuePlan, closePlan } = plan.actions;
const settings = { ...defaultSettings, reportingOn: "2021-12-31" };
const reason = words("年度结束");
const closed = PlanClosed({ closedOn: "2021-06-30", reason });
const justBeforeMidnight = actor("office", null, "2021-06-01T15:59:59.999Z");
const midnight = actor("office", null, "2021-06-01T16:00:00.000Z");

describe("issuing", () => {
  test("a confirmed plan takes effect on the Beijing day of the act, with the office's settings", () => {
    const on = (issuedOn: string) => PlanIssued({ issuedOn, settings, taskCount: 1 });
    given(imported(), confirmed).when(issuePlan, { settings }, justBeforeMidnight).yields(on("2021-06-01"));
    given(imported(), confirmed).when(issuePlan, { settings }, midnight).yields(on("2021-06-02"));
  });

  test("issuing twice changes nothing", () => {
    given(imported(), confirmed, issued).when(issuePlan, { settings: defaultSettings }, office).changesNothing();
  });

  test("issuing again with other settings is refused, not ignored", () => {
    given(imported(), confirmed, issued).when(issuePlan, { settings }, office).rejects("ISSUED_OTHERWISE");
  });

  test("only a confirmed plan is issued", () => {
    given().when(issuePlan, { settings }, office).rejects("PLAN_NOT_FOUND");
    given(imported()).when(issuePlan, { settings }, office).rejects("PLAN_NOT_CONFIRMED");
    given(imported(), DraftDiscarded({ reason })).when(issuePlan, { settings }, office).rejects("PLAN_NOT_CONFIRMED");
    given(imported(), confirmed, issued, closed).when(issuePlan, { settings }, office).rejects("PLAN_CLOSED");
  });

  test("the sentence names the reporting day if there is one", () => {
    expect(PlanIssued.tell({ issuedOn: "2021-06-01", settings, taskCount: 1 }, String).zh).toContain("2021-12-31");
    expect(PlanIssued.tell(issued.data, String).zh).toBe("印发计划，任务1项");
  });
});

describe("closing", () => {
  test("an issued plan is closed on the Beijing day of the act", () => {
    given(imported(), confirmed, issued).when(closePlan, { reason }, office).yields(closed);
    given(imported(), confirmed, issued)
      .when(closePlan, { reason }, midnight)
      .yields(PlanClosed({ closedOn: "2021-06-02", reason }));
  });

  test("closing twice changes nothing", () => {
    given(imported(), confirmed, issued, closed).when(closePlan, { reason }, office).changesNothing();
  });

  test("only an issued plan is closed", () => {
    given().when(closePlan, { reason }, office).rejects("PLAN_NOT_FOUND");
    given(imported(), confirmed).when(closePlan, { reason }, office).rejects("PLAN_NOT_ISSUED");
  });
});
