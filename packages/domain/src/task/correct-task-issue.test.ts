// Decision tests of what a task takes over when the issue of its plan is corrected.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { developmentBureau, financeBureau, healthBureau, of, policy } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { TaskAmended } from "./amend-task.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { TaskIssueCorrected } from "./correct-task-issue.ts";
import { CompletionEndorsed } from "./endorse-completion.ts";
import { task } from "./index.ts";
import { TaskOpened } from "./open-task.ts";
import { ProgressReported } from "./report-progress.ts";
import { AssignmentSignedOff } from "./sign-off.ts";

const given = specification(task);
const { correctTaskIssue, reportProgress, claimCompletion } = task.actions;
const steps = { endorsement: true, signOff: true };
const before = { issuedOn: "2021-06-01", dueSoonDays: 7, steps, dueBeforeIssue: false };
const unitIds = [developmentBureau, financeBureau, healthBureau];
const parts = assigned([developmentBureau, "lead"], [financeBureau, "responsible"], [healthBureau, "responsible"]);
const claimed = (unitId: string) =>
  CompletionClaimed({ unitId, completedOn: "2021-06-30", done: words("已公开"), evidence: [page] });
const endorsed = CompletionEndorsed({ unitId: financeBureau, opinion: words("属实") });

test("the day, the settings and the flag of what was due before the issue follow the plan, once", () => {
  const earlier = { issuedOn: "2021-05-28", dueSoonDays: 10, steps };
  const corrected = TaskIssueCorrected({ before, after: { ...earlier, dueBeforeIssue: false }, unitIds });
  given(opened(), parts).when(correctTaskIssue, earlier, policy).yields(corrected);
  given(opened(), parts, corrected).when(correctTaskIssue, earlier, policy).changesNothing();
  const later = { issuedOn: "2021-11-30", dueSoonDays: 7, steps };
  given(opened(), parts)
    .when(correctTaskIssue, later, policy)
    .yields(TaskIssueCorrected({ before, after: { ...later, dueBeforeIssue: true }, unitIds }));
});

describe("a due day that counts from the issue", () => {
  const { data } = opened();
  const fromIssue = { count: 30, unit: "day" as const };
  const deadline = { kind: "none" as const, date: null, fromIssue };
  const counted = TaskOpened({ ...data, row: { ...data.row, deadline }, dueOn: "2021-07-01" });
  const two = assigned([developmentBureau, "lead"], [financeBureau, "responsible"]);
  const both = [developmentBureau, financeBureau];
  const corrected = (over: Partial<typeof before> = {}) =>
    TaskIssueCorrected({ before, after: { ...before, ...over }, unitIds: both });
  const why = {
    reason: words("完成时限自印发之日起算，随印发之日更正。"),
    authority: words("更正印发"),
  };
  const moved = (from: string, to: string, ...parts: readonly string[]) =>
    TaskAmended({
      ...{ before: { dueOn: from }, after: { dueOn: to }, ...why, unitIds: both },
      parts: parts.map((unitId) => ({ unitId, before: from })),
    });
  const to = (issuedOn: string) => ({ issuedOn, dueSoonDays: 7, steps, fromIssue });

  test("moves with the day of issue, for every open part, each time that is corrected", () => {
    given(counted, two)
      .when(correctTaskIssue, to("2021-05-28"), policy)
      .yields(corrected({ issuedOn: "2021-05-28" }), moved("2021-07-01", "2021-06-27", ...both));
    const [once, shift] = [corrected({ issuedOn: "2021-05-28" }), moved("2021-07-01", "2021-06-27", ...both)];
    const again = { before: { ...before, issuedOn: "2021-05-28" }, after: { ...before, issuedOn: "2021-05-31" } };
    given(counted, two, once, shift)
      .when(correctTaskIssue, to("2021-05-31"), policy)
      .yields(TaskIssueCorrected({ ...again, unitIds: both }), moved("2021-06-27", "2021-06-30", ...both));
  });

  test("stays where the day of issue does, and where the office has set another one since", () => {
    given(counted, two)
      .when(correctTaskIssue, { ...to("2021-06-01"), dueSoonDays: 10 }, policy)
      .yields(corrected({ dueSoonDays: 10 }));
    const set = TaskAmended({
      ...{ before: { dueOn: "2021-07-01" }, after: { dueOn: "2021-12-31" }, ...why, unitIds: both },
      parts: both.map((unitId) => ({ unitId, before: "2021-07-01" })),
    });
    given(counted, two, set)
      .when(correctTaskIssue, to("2021-05-28"), policy)
      .yields(corrected({ issuedOn: "2021-05-28" }));
  });
});

test("every unit that has a part finds it in its history", () => {
  const after = { ...before, dueSoonDays: 10 };
  expect(TaskIssueCorrected.sight({ before, after, unitIds })).toMatchObject({ readBy: "everybody", units: unitIds });
});

test("a task that is closed or not there is not corrected", () => {
  const command = { issuedOn: "2021-05-28", dueSoonDays: 7, steps };
  given().when(correctTaskIssue, command, policy).rejects("TASK_NOT_FOUND");
  given(opened(), TaskClosed({ cause: "planClosed", dropped: [] }))
    .when(correctTaskIssue, command, policy)
    .changesNothing();
});

describe("a step that falls away holds up nobody", () => {
  const history = [
    opened(),
    parts,
    claimed(financeBureau),
    endorsed,
    claimed(healthBureau),
    claimed(developmentBureau),
  ];
  const without = (over: Partial<typeof steps>) => {
    const command = { issuedOn: "2021-06-01", dueSoonDays: 7, steps: { ...steps, ...over } };
    return {
      command,
      corrected: TaskIssueCorrected({ before, after: { ...command, dueBeforeIssue: false }, unitIds }),
    };
  };
  const signedOff = (unitId: string) => AssignmentSignedOff({ unitId, opinion: null });

  test("without sign-off, what is endorsed or needs no endorsement is done; the rest waits for the lead", () => {
    const { command, corrected } = without({ signOff: false });
    given(...history)
      .when(correctTaskIssue, command, policy)
      .yields(corrected, signedOff(developmentBureau), signedOff(financeBureau));
  });

  test("without endorsement and sign-off, every claim is done", () => {
    const { command, corrected } = without({ endorsement: false, signOff: false });
    given(...history)
      .when(correctTaskIssue, command, policy)
      .yields(corrected, ...[developmentBureau, financeBureau, healthBureau].map(signedOff));
  });

  test("without endorsement alone, the office signs off what was claimed", () => {
    const { command, corrected } = without({ endorsement: false });
    given(...history)
      .when(correctTaskIssue, command, policy)
      .yields(corrected);
    expect([...history, corrected].reduce(task.evolve, task.initial).steps.endorsement).toBe(false);
  });
});

describe("days before the issue or after today are refused, with the days that may be given", () => {
  const report = (reportedOn: string) => ({
    unitId: financeBureau,
    reportedOn,
    progress: words("正在办理"),
    evidence: [],
  });
  const claim = (completedOn: string) => ({ ...claimed(financeBureau).data, completedOn });
  const unit = of(financeBureau);

  test.each(["1990-01-01", "2021-05-31"])("%s is before the issue", (day) => {
    const detail = `${day}; 2021-06-01 – 2021-06-30`;
    given(opened(), parts).when(reportProgress, report(day), unit).rejects("DAY_BEFORE_ISSUE", detail);
    given(opened(), parts).when(claimCompletion, claim(day), unit).rejects("DAY_BEFORE_ISSUE", detail);
  });

  test("the day of issue counts, and an earlier one once the issue is corrected", () => {
    const reported = (day: string) => ProgressReported({ ...report(day), reportNo: 1 });
    given(opened(), parts).when(reportProgress, report("2021-06-01"), unit).yields(reported("2021-06-01"));
    const after = { ...before, issuedOn: "2021-05-28" };
    given(opened(), parts, TaskIssueCorrected({ before, after, unitIds }))
      .when(reportProgress, report("2021-05-31"), unit)
      .yields(reported("2021-05-31"));
  });
});
