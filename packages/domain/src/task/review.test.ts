// Decision tests of accepting and returning reports; the states are in life.test.ts.
import { describe, test } from "vitest";
import { assigned, opened, words } from "../../testing/facts.ts";
import {
  actor,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Fact } from "../kernel/event.ts";
import { ReportAccepted } from "./accept-report.ts";
import { TaskClosed } from "./close-task.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { task } from "./index.ts";
import { ProgressReported } from "./report-progress.ts";
import { ReportReturned } from "./return-report.ts";

const given = specification(task);
const { acceptReport, returnReport } = task.actions;
const unitId = financeBureau;
const accept = { unitId, reportNo: 1 };
const back = { unitId, reportNo: 1, reason: words("不够具体") };
const filed = (unit: string) =>
  ProgressReported({ unitId: unit, reportedOn: today, reportNo: 1, progress: words("在办"), evidence: [] });

const underLead = [
  opened(),
  assigned([developmentBureau, "lead"], [unitId, "responsible"], [healthBureau, "responsible"]),
  filed(unitId),
];
const withoutLead = [opened(), assigned([unitId, "responsible"], [healthBureau, "responsible"]), filed(unitId)];
const twoLeads = [opened(), assigned([unitId, "lead"], [developmentBureau, "lead"]), filed(unitId)];

const whoReviews: readonly [situation: string, facts: readonly Fact[], who: Actor, allowed: boolean][] = [
  ["under a lead: the lead", underLead, of(developmentBureau), true],
  ["under a lead: the office", underLead, office, false],
  ["under a lead: the unit itself", underLead, of(unitId), false],
  ["under a lead: another responsible unit", underLead, of(healthBureau), false],
  ["under a lead: a unit without a part", underLead, of(educationBureau), false],
  ["no lead: the office", withoutLead, office, true],
  ["no lead: another responsible unit", withoutLead, of(healthBureau), false],
  ["no lead: somebody of no unit", withoutLead, actor("unit"), false],
  ["a lead's report: the office", twoLeads, office, true],
  ["a lead's report: the other lead", twoLeads, of(developmentBureau), false],
  ["a lead's report: the lead itself", twoLeads, of(unitId), false],
];

describe("the lead reviews; the office does if there is no lead or the lead itself reports", () => {
  test.each(whoReviews)("%s", (_situation, facts, who, allowed) => {
    const accepting = given(...facts).when(acceptReport, accept, who);
    const returning = given(...facts).when(returnReport, back, who);
    if (allowed) {
      accepting.yields(ReportAccepted(accept));
      returning.yields(ReportReturned(back));
    } else {
      accepting.rejects("NOT_THE_REVIEWER");
      returning.rejects("NOT_THE_REVIEWER");
    }
  });
});

test("accepting or returning twice changes nothing", () => {
  given(...withoutLead, ReportAccepted(accept))
    .when(acceptReport, accept, office)
    .changesNothing();
  given(...withoutLead, ReportReturned(back))
    .when(returnReport, back, office)
    .changesNothing();
});

test("a lead that was exempted no longer reviews: the office does", () => {
  const exempted = AssignmentExempted({ ...AssignmentExempted.sample, unitId: developmentBureau });
  given(...underLead, exempted)
    .when(acceptReport, accept, of(developmentBureau))
    .rejects("NOT_THE_REVIEWER");
  given(...underLead, exempted)
    .when(acceptReport, accept, office)
    .yields(ReportAccepted(accept));
});

test("a task that is over still has its reviewer, who is told that nothing is to be reviewed", () => {
  const closed = TaskClosed({ cause: "planClosed", dropped: [developmentBureau, unitId] });
  given(...underLead, closed)
    .when(acceptReport, accept, of(developmentBureau))
    .rejects("ASSIGNMENT_NOT_OPEN");
  given(...underLead, closed)
    .when(acceptReport, accept, office)
    .rejects("NOT_THE_REVIEWER");
});

test("an accepted report is not returned, nor a returned one accepted", () => {
  given(...withoutLead, ReportAccepted(accept))
    .when(returnReport, back, office)
    .rejects("REPORT_ALREADY_REVIEWED");
  given(...withoutLead, ReportReturned(back))
    .when(acceptReport, accept, office)
    .rejects("REPORT_ALREADY_REVIEWED");
});

test("only a report that was filed, by a unit of the task, is reviewed", () => {
  given(...withoutLead)
    .when(acceptReport, { unitId, reportNo: 2 }, office)
    .rejects("REPORT_NOT_FOUND");
  given(...withoutLead)
    .when(acceptReport, { unitId: educationBureau, reportNo: 1 }, office)
    .rejects("ASSIGNMENT_NOT_FOUND");
  given().when(acceptReport, accept, office).rejects("TASK_NOT_FOUND");
  given().when(returnReport, back, office).rejects("TASK_NOT_FOUND");
});
