// Decision tests of progress reports; the states are in life.test.ts.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { financeBureau, healthBureau, of, today } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { task } from "./index.ts";
import { AssignmentReopened } from "./reopen-assignment.ts";
import { ProgressReported } from "./report-progress.ts";
import { AssignmentSignedOff } from "./sign-off.ts";

const given = specification(task);
const { reportProgress } = task.actions;
const report = { unitId: financeBureau, reportedOn: today, progress: words("已公开部门预算"), evidence: [page] };
const begun = [opened(), assigned([financeBureau, "responsible"])];

test("a report is also the acceptance of the unit's part", () => {
  const reported = ProgressReported({ ...report, reportNo: 1 });
  given(...begun)
    .when(reportProgress, report, of(financeBureau))
    .yields(reported);
  expect([...begun, reported].reduce(task.evolve, task.initial).assignments[financeBureau]?.state).toBe("accepted");
});

test("reports are numbered in the order filed, also after the assignment was reopened", () => {
  given(
    ...begun,
    ProgressReported({ ...report, reportNo: 1 }),
    AssignmentSignedOff({ unitId: financeBureau, opinion: words("同意") }),
    AssignmentReopened({ unitId: financeBureau, reason: words("网页已失效"), cause: "lookBack" }),
  )
    .when(reportProgress, report, of(financeBureau))
    .yields(ProgressReported({ ...report, reportNo: 2 }));
});

test("nobody reports for another unit", () => {
  given(...begun)
    .when(reportProgress, report, of(healthBureau))
    .rejects("NOT_YOUR_ASSIGNMENT");
});

describe("the day of a report is a Beijing day", () => {
  const justBeforeMidnight = "2021-06-30T15:59:59.999Z";
  const midnight = "2021-06-30T16:00:00.000Z";
  const tomorrow = { ...report, reportedOn: "2021-07-01" };

  test("tomorrow is refused until 24:00", () => {
    given(...begun)
      .when(reportProgress, tomorrow, of(financeBureau, justBeforeMidnight))
      .rejects("DAY_IN_FUTURE", "2021-07-01; 2021-06-01 – 2021-06-30");
  });

  test("and accepted from 00:00 on", () => {
    given(...begun)
      .when(reportProgress, tomorrow, of(financeBureau, midnight))
      .yields(ProgressReported({ ...tomorrow, reportNo: 1 }));
  });
});

test("text is trimmed, and blank text is refused", () => {
  given(...begun)
    .when(reportProgress, { ...report, progress: words("  已公开部门预算\n") }, of(financeBureau))
    .yields(ProgressReported({ ...report, reportNo: 1 }));
  expect(reportProgress.command.safeParse({ ...report, progress: words(" 　\n") }).success).toBe(false);
});
