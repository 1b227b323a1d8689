// The life of a completion report 办结情况报告 as a table, what it freezes, and how its day moves.
import { describe, expect, test } from "vitest";
import { assigned, opened, openPlan, page, words } from "../../testing/facts.ts";
import { testOutsiders } from "../../testing/outsiders.ts";
import {
  developmentBureau,
  educationBureau,
  financeBureau,
  of,
  office,
  planId,
  policy,
  region,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Fact } from "../kernel/event.ts";
import { sampleTask } from "../kernel/sample-values.ts";
import { allEnds } from "../plan/plan-now.ts";
import { ItemsAdopted } from "../task/adopt-items.ts";
import { UrgingAnswered } from "../task/answer-urging.ts";
import { UnitsAssigned } from "../task/assign-units.ts";
import { AssignmentHandedOver } from "../task/assignment-handed-over.ts";
import { CompletionClaimed } from "../task/claim-completion.ts";
import { ItemCompleted } from "../task/complete-item.ts";
import { task } from "../task/index.ts";
import { ItemsPrinted } from "../task/printed-items.ts";
import { AssignmentSignedOff } from "../task/sign-off.ts";
import { UnitsUrged } from "../task/urge.ts";
import { CompletionReportAccepted } from "./accept-completion-report.ts";
import { CompletionReportResumed } from "./completion-report-resumed.ts";
import { CompletionReportEnded } from "./end-completion-report.ts";
import { countsOf } from "./frozen.ts";
import { ReportingExtensionGranted } from "./grant-reporting-extension.ts";
import { completion } from "./index.ts";
import { nextReportingNoteOn, ReportingDueSoonNoted, ReportingOverdueNoted } from "./note-reporting-day.ts";
import { CompletionReportDue, ReportingTermsChanged } from "./owe-completion-report.ts";
import { ReportingExtensionRefused } from "./refuse-reporting-extension.ts";
import { ReportingExtensionLapsed } from "./reporting-extension-lapsed.ts";
import { ReportingExtensionRequested } from "./request-reporting-extension.ts";
import { CompletionReportReturned } from "./return-completion-report.ts";
import { type CompletionState, completionReportStateOf } from "./state.ts";
import { CompletionReportSubmitted, type PlanAsItStands } from "./submit-completion-report.ts";
import { ReportingExtensionWithdrawn } from "./withdraw-reporting-extension.ts";

const given = specification(completion);
const { oweCompletionReport, submitCompletionReport, acceptCompletionReport, returnCompletionReport } =
  completion.actions;
const { requestReportingExtension, withdrawReportingExtension, grantReportingExtension } = completion.actions;
const { urgeReporting, answerReportingUrging } = completion.actions;
const { refuseReportingExtension, endCompletionReport, noteReportingDay, resumeCompletionReport } = completion.actions;

const unitId = financeBureau;
const unit = of(unitId, "2022-01-04T02:00:00.000Z");
const later = { ...policy, at: "2022-01-31T02:00:00.000Z" };
const desk = { ...office, at: "2022-01-06T02:00:00.000Z" };
const about = { regionId: region, planId, unitId };
const terms = { reportingOn: "2022-01-05", issuedOn: "2021-06-01", dueSoonDays: 7 };
const first = { unitId, reportNo: 1 };
const empty: PlanAsItStands = { position: "1024", tasks: [] };
const nothing = { things: [], counts: countsOf([]), position: "1024" };

const due = CompletionReportDue({ ...about, terms });
const submitted = CompletionReportSubmitted({
  ...{ ...first, summary: words("均已办结"), dueOn: "2022-01-05", submittedOn: "2022-01-04", ...nothing },
});
const returned = CompletionReportReturned({ ...first, reason: words("请说明原因") });
const accepted = CompletionReportAccepted({ ...first, opinion: words("属实") });
const ended = CompletionReportEnded({ unitId, cause: "planClosed", accepted: false });
const request = { unitId, dueOn: "2022-01-12", reason: words("数据未汇总"), evidence: [page] };
const requested = ReportingExtensionRequested({ ...request, extensionNo: 1, before: "2022-01-05", planRevision: 4 });
const grant = { unitId, extensionNo: 1, dueOn: "2022-01-10", opinion: words("同意") };
const granted = ReportingExtensionGranted({ ...grant, before: "2022-01-05", asked: "2022-01-12" });

const play = (facts: readonly Fact[]): CompletionState => facts.reduce(completion.evolve, completion.initial);

/** Columns of the table: the facts that lead to each state. */
const histories = {
  none: [],
  owed: [due],
  submitted: [due, submitted],
  returned: [due, submitted, returned],
  accepted: [due, submitted, accepted],
  dropped: [due, ended],
};
const columns = ["none", "owed", "submitted", "returned", "accepted", "dropped"] as const;

const owing = (reportingOn: string | null) => ({ ...about, terms: { ...terms, reportingOn } });
const [once, again] = [{ isReopened: false }, { isReopened: true }];
const closing = { closing: 5 };
const summary = words("均已办结，另附说明");
const acts: Readonly<Record<string, readonly [AnyAction, object, Actor]>> = {
  owe: [oweCompletionReport, owing("2022-01-05"), policy],
  moveDay: [oweCompletionReport, owing("2022-01-20"), policy],
  takeDay: [oweCompletionReport, owing(null), policy],
  submit: [submitCompletionReport, { unitId, summary }, unit],
  submitSame: [submitCompletionReport, { unitId, summary: words("均已办结") }, unit],
  accept: [acceptCompletionReport, { ...first, opinion: words("属实") }, desk],
  return: [returnCompletionReport, { ...first, reason: words("请说明原因") }, desk],
  request: [requestReportingExtension, request, unit],
  withdraw: [withdrawReportingExtension, { unitId, extensionNo: 1 }, unit],
  grant: [grantReportingExtension, grant, desk],
  refuse: [refuseReportingExtension, { unitId, extensionNo: 1, reason: words("不同意") }, desk],
  urge: [urgeReporting, { unitId, text: words("请说明"), answerBy: null, whyAgain: null }, desk],
  answer: [answerReportingUrging, { unitId, urgingNo: 1, text: words("本周报送"), evidence: [] }, unit],
  end: [endCompletionReport, { unitId, cause: "planClosed" }, policy],
  endUnit: [endCompletionReport, { unitId, cause: "unitEnded" }, policy],
  resumeUnit: [resumeCompletionReport, { unitId, terms }, policy],
  note: [noteReportingDay, { on: "2022-01-05" }, later],
};

// A cell is the state after the act with the day and the number of the last report, `nothing`, or the code of the refusal.
const table = `
  act        | none                        | owed                        | submitted                   | returned                    | accepted                    | dropped
  owe        | owed 01-05 0                | nothing                     | nothing                     | nothing                     | nothing                     | owed 01-05 0
  moveDay    | owed 01-20 0                | owed 01-20 0                | submitted 01-20 1           | returned 01-20 1            | accepted 01-20 1            | owed 01-20 0
  takeDay    | nothing                     | dropped no day 0            | dropped no day 1            | dropped no day 1            | accepted no day 1           | dropped no day 0
  submit     | COMPLETION_REPORT_NOT_FOUND | submitted 01-05 1           | submitted 01-05 2           | submitted 01-05 2           | submitted 01-05 2           | PLAN_CLOSED
  submitSame | COMPLETION_REPORT_NOT_FOUND | submitted 01-05 1           | nothing                     | submitted 01-05 2           | submitted 01-05 2           | PLAN_CLOSED
  accept     | COMPLETION_REPORT_NOT_FOUND | COMPLETION_REPORT_NOT_FOUND | accepted 01-05 1            | COMPLETION_REPORT_JUDGED    | nothing                     | PLAN_CLOSED
  return     | COMPLETION_REPORT_NOT_FOUND | COMPLETION_REPORT_NOT_FOUND | returned 01-05 1            | nothing                     | COMPLETION_REPORT_JUDGED    | PLAN_CLOSED
  request    | COMPLETION_REPORT_NOT_FOUND | owed 01-05 0                | COMPLETION_REPORT_SUBMITTED | returned 01-05 1            | COMPLETION_REPORT_SUBMITTED | PLAN_CLOSED
  withdraw   | COMPLETION_REPORT_NOT_FOUND | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | PLAN_CLOSED
  grant      | COMPLETION_REPORT_NOT_FOUND | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | PLAN_CLOSED
  refuse     | COMPLETION_REPORT_NOT_FOUND | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | EXTENSION_NOT_FOUND         | PLAN_CLOSED
  urge       | COMPLETION_REPORT_NOT_FOUND | owed 01-05 0                | COMPLETION_REPORT_SUBMITTED | returned 01-05 1            | COMPLETION_REPORT_SUBMITTED | PLAN_CLOSED
  answer     | COMPLETION_REPORT_NOT_FOUND | URGING_NOT_FOUND            | URGING_NOT_FOUND            | URGING_NOT_FOUND            | URGING_NOT_FOUND            | PLAN_CLOSED
  end        | nothing                     | dropped 01-05 0             | dropped 01-05 1             | dropped 01-05 1             | accepted 01-05 1            | nothing
  endUnit    | nothing                     | dropped 01-05 0             | nothing                     | dropped 01-05 1             | nothing                     | nothing
  resumeUnit | nothing                     | nothing                     | nothing                     | nothing                     | nothing                     | nothing
  note       | COMPLETION_REPORT_NOT_FOUND | owed 01-05 0                | nothing                     | returned 01-05 1            | nothing                     | nothing
`;
const [[, ...head] = [], ...rows] = table
  .trim()
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("the table has a row for every act and a cell for every state", () => {
  expect(head).toEqual([...columns]);
  expect(rows.map(([act]) => act)).toEqual(Object.keys(acts));
  for (const row of rows) expect(row).toHaveLength(columns.length + 1);
  const tried = new Set(Object.values(acts).map(([action]) => action));
  expect(Object.values<AnyAction>(completion.actions).filter((action) => !tried.has(action))).toEqual([]);
});

const cells = rows.flatMap(([act = "", ...row]) =>
  columns.map((state, at) => ({ act, state, expected: row[at] ?? "missing" })),
);
test.each(cells)("$state, $act: $expected", ({ act, state, expected }) => {
  const facts = histories[state];
  const [action, command, who] = acts[act] ?? expect.fail(`no act ${act}`);
  const outcome = action.decide(play(facts), action.command.parse(command), who, {
    ...empty,
    ...{ ...again, ...openPlan, ...closing },
    atEnd: play(facts),
  });
  if (isRejection(outcome)) return expect(outcome.rejected).toBe(expected);
  const after = play([...facts, ...outcome]);
  const now = `${completionReportStateOf(after)} ${after.dueOn?.slice(5) ?? "no day"} ${after.last?.no ?? 0}`;
  expect(outcome.length === 0 ? "nothing" : now).toBe(expected);
});

const { none: _none, ...owedStates } = histories;
testOutsiders({
  of: completion,
  states: owedStates,
  acts: Object.fromEntries(Object.entries(acts).map(([act, [action, command]]) => [act, [action, () => command]])),
});

describe("the end of a day", () => {
  /** What it notes if these facts happened before it, and the rest after. */
  const noted = (on: string, before: readonly Fact[], after: readonly Fact[] = []) =>
    given(...before, ...after).when(noteReportingDay, { on }, later, { atEnd: play(before) });
  const soon = ReportingDueSoonNoted({ unitId, dueOn: "2022-01-05", on: "2021-12-29" });
  const overdue = (on: string, dueOn = "2022-01-05") => ReportingOverdueNoted({ unitId, dueOn, on });

  test("notes that a report is due soon, and then that it is overdue, once each for a due day", () => {
    noted("2021-12-28", [due]).changesNothing();
    noted("2021-12-29", [due]).yields(soon);
    noted("2022-01-04", [due, soon]).changesNothing();
    noted("2022-01-05", [due, soon]).yields(overdue("2022-01-05"));
    noted("2022-01-06", [due, soon, overdue("2022-01-05")]).changesNothing();
    noted("2022-01-07", [due, overdue("2022-01-05"), granted]).yields(
      ReportingDueSoonNoted({ unitId, dueOn: "2022-01-10", on: "2022-01-07" }),
    );
    noted("2022-01-10", [due, overdue("2022-01-05"), granted]).yields(overdue("2022-01-10", "2022-01-10"));
  });

  test("goes by what had happened by then: what is handed in is not overdue, unless it is returned", () => {
    noted("2022-01-05", [due], [submitted]).yields(overdue("2022-01-05"));
    noted("2022-01-05", [due, submitted], [returned]).changesNothing();
    noted("2022-01-08", [due, submitted, returned]).yields(overdue("2022-01-08"));
    noted("2022-01-08", [due, submitted, accepted]).changesNothing();
    noted("2022-01-08", [due, ended]).changesNothing();
  });

  test("never notes what was due before the issue, and no day that is not over", () => {
    const early = CompletionReportDue({ ...about, terms: { ...terms, reportingOn: "2021-06-01" } });
    noted("2022-01-05", [early]).changesNothing();
    expect(nextReportingNoteOn(play([early]))).toBeNull();
    given(due)
      .when(noteReportingDay, { on: "2022-01-31" }, later, { atEnd: play([due]) })
      .rejects("DAY_NOT_OVER");
  });

  test("is the next to be looked at for a note that is not made yet", () => {
    expect(nextReportingNoteOn(play([due]))).toBe("2021-12-29");
    expect(nextReportingNoteOn(play([due, soon]))).toBe("2022-01-05");
    expect(nextReportingNoteOn(play([due, soon, overdue("2022-01-05")]))).toBeNull();
    expect(nextReportingNoteOn(play([due, submitted]))).toBeNull();
  });
});

describe("owing", () => {
  test("what ended with the plan is owed again when the plan is reopened: it stands as it stood", () => {
    const resumed = CompletionReportResumed({ unitId, cause: "planReopened" });
    given(due, ended).when(oweCompletionReport, owing("2022-01-05"), policy, again).yields(resumed);
    for (const on of ["2022-01-05", "2022-01-20"])
      given(due, ended).when(oweCompletionReport, owing(on), policy, once).changesNothing();
    given(due, ended, resumed).when(oweCompletionReport, owing("2022-01-05"), policy, again).changesNothing();
    expect(completionReportStateOf(play([due, submitted, returned, ended, resumed]))).toBe("returned");
    expect(completionReportStateOf(play([due, submitted, accepted, ended, resumed]))).toBe("accepted");
  });

  test("a unit owes its report by the plan's day; a plan without one is owed nothing", () => {
    given().when(oweCompletionReport, owing("2022-01-05"), policy, once).yields(due);
    given().when(oweCompletionReport, owing(null), policy, once).changesNothing();
  });

  test("the plan's day moves that of the unit, with both on the record; a later day of the unit's own stays", () => {
    const moved = (before: string, reportingOn: string, dueOn: string) =>
      ReportingTermsChanged({
        unitId,
        before: { terms, dueOn: before },
        after: { terms: { ...terms, reportingOn }, dueOn },
      });
    given(due)
      .when(oweCompletionReport, owing("2021-12-31"), policy, once)
      .yields(moved("2022-01-05", "2021-12-31", "2021-12-31"));
    const own = [due, requested, granted];
    given(...own)
      .when(oweCompletionReport, owing("2022-01-08"), policy, once)
      .yields(moved("2022-01-10", "2022-01-08", "2022-01-10"));
    given(...own)
      .when(oweCompletionReport, owing("2022-01-20"), policy, once)
      .yields(moved("2022-01-10", "2022-01-20", "2022-01-20"));
  });

  test("a request for a day that the plan now gives lapses, one for a later day still waits", () => {
    const changed = (reportingOn: string) =>
      ReportingTermsChanged({
        ...{ unitId, before: { terms, dueOn: "2022-01-05" } },
        after: { terms: { ...terms, reportingOn }, dueOn: reportingOn },
      });
    given(due, requested)
      .when(oweCompletionReport, owing("2022-01-12"), policy, once)
      .yields(changed("2022-01-12"), ReportingExtensionLapsed({ unitId, extensionNo: 1, cause: "dayMoved" }));
    given(due, requested).when(oweCompletionReport, owing("2022-01-11"), policy, once).yields(changed("2022-01-11"));
  });

  test("where the day is taken away nothing is owed, and where one is set again it is", () => {
    const taken = ReportingTermsChanged({
      ...{ unitId, before: { terms, dueOn: "2022-01-05" } },
      after: { terms: { ...terms, reportingOn: null }, dueOn: null },
    });
    given(due, taken).when(submitCompletionReport, { unitId, summary }, unit, empty).rejects("NO_REPORTING_DAY");
    expect(completionReportStateOf(play([due, taken]))).toBe("dropped");
    const again = oweCompletionReport.decide(play([due, taken]), owing("2022-01-31"), policy, once);
    expect(completionReportStateOf(play([due, taken, ...(isRejection(again) ? [] : again)]))).toBe("owed");
  });

  test("the end of the plan ends what is owed, with a request that waits", () => {
    given(due, requested)
      .when(endCompletionReport, { unitId, cause: "planClosed" }, policy, closing)
      .yields(ReportingExtensionLapsed({ unitId, extensionNo: 1, cause: "planClosed" }), ended);
    given(due, submitted, accepted)
      .when(endCompletionReport, { unitId, cause: "planClosed" }, policy, closing)
      .yields(CompletionReportEnded({ unitId, cause: "planClosed", accepted: true }));
  });
});

test("a unit that has ended reports no more, and nobody asks it to, also where the plan is reopened", () => {
  const gone = CompletionReportEnded({ unitId, cause: "unitEnded", accepted: false });
  given(due, requested)
    .when(endCompletionReport, { unitId, cause: "unitEnded" }, policy, allEnds)
    .yields(ReportingExtensionLapsed({ unitId, extensionNo: 1, cause: "unitEnded" }), gone);
  given(due, gone).when(submitCompletionReport, { unitId, summary }, unit, empty).rejects("REPORTING_UNIT_ENDED");
  given(due, gone).when(endCompletionReport, { unitId, cause: "planClosed" }, policy, closing).changesNothing();
  given(due, gone).when(oweCompletionReport, owing("2022-01-20"), policy, again).changesNothing();
  expect(nextReportingNoteOn(play([due, gone]))).toBeNull();
});

describe("a restored unit", () => {
  const gone = CompletionReportEnded({ unitId, cause: "unitEnded", accepted: false });
  const resumed = CompletionReportResumed({ unitId, cause: "unitRestored" });

  test("owes its report again, which stands as it stood; twice is once", () => {
    given(due, gone).when(resumeCompletionReport, { unitId, terms }, policy).yields(resumed);
    given(due, gone, resumed).when(resumeCompletionReport, { unitId, terms }, policy).changesNothing();
    expect(completionReportStateOf(play([due, gone, resumed]))).toBe("owed");
    expect(completionReportStateOf(play([due, submitted, returned, gone, resumed]))).toBe("returned");
    expect(nextReportingNoteOn(play([due, gone, resumed]))).toBe("2021-12-29");
    given(due, gone, resumed).when(endCompletionReport, { unitId, cause: "unitEnded" }, policy, allEnds).yields(gone);
  });

  test("owes it by the day that the plan has now", () => {
    const now = { ...terms, reportingOn: "2022-01-20" };
    given(due, gone)
      .when(resumeCompletionReport, { unitId, terms: now }, policy)
      .yields(
        resumed,
        ReportingTermsChanged({
          unitId,
          before: { terms, dueOn: "2022-01-05" },
          after: { terms: now, dueOn: "2022-01-20" },
        }),
      );
  });
});

describe("handing in", () => {
  const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];
  const stands = (...facts: Fact[]): PlanAsItStands => ({
    position: "4096",
    tasks: [{ taskId: sampleTask, row: 7, state: [...begun, ...facts].reduce(task.evolve, task.initial) }],
  });
  const urged = UnitsUrged({
    ...{ unitIds: [unitId], text: words("请说明"), answerBy: "2021-12-20", whyAgain: null },
    ...{ urgingNo: 1, urgedOn: "2021-12-10" },
  });
  const frozen = (plan: PlanAsItStands, at = unit.at) => {
    const outcome = submitCompletionReport.decide(play([due]), { unitId, summary }, { ...unit, at }, plan);
    const [fact] = isRejection(outcome) ? expect.fail(outcome.rejected) : outcome;
    return CompletionReportSubmitted.shape.parse(fact?.data);
  };
  const part = { kind: "part", taskId: sampleTask, row: 7, partNo: 1, no: null, dueOn: "2021-11-30" };

  test("everything the unit owes in the plan is frozen as it stands, with the counts and the position", () => {
    const answered = UrgingAnswered({
      ...{ unitId, urgingNo: 1, text: words("月底前"), evidence: [], answerBy: "2021-12-20", answeredOn: "2021-12-22" },
    });
    const urging = { kind: "urging", taskId: sampleTask, row: 7, partNo: 1, no: 1, state: null, dueOn: "2021-12-20" };
    expect(frozen(stands(urged))).toMatchObject({
      position: "4096",
      things: [
        { ...part, state: "assigned", standing: "open", overdue: true },
        { ...urging, standing: "open", overdue: true },
      ],
      counts: { things: 2, open: 2, done: 0, terminated: 0, overdue: 2 },
    });
    const done = AssignmentSignedOff({ unitId, opinion: words("同意") });
    expect(frozen(stands(urged, answered, done))).toMatchObject({
      things: [
        { ...part, state: "signedOff", standing: "done", overdue: false },
        { ...urging, standing: "done", overdue: false },
      ],
      counts: { things: 2, open: 0, done: 2, terminated: 0, overdue: 0 },
    });
  });

  test("its items are frozen by themselves, one that is split by its pieces, and are not counted beside their part", () => {
    const printed = ItemsPrinted({
      items: [
        { itemId: "p1", no: "1", text: words("编制目录"), dueOn: "2021-10-31", deadlines: [] },
        { itemId: "p2", no: "2", text: words("公开目录"), dueOn: null, deadlines: [] },
      ],
    });
    const split = ItemsAdopted({
      ...{ unitId, adoptedBy: unitId, splits: "p2", units: [unitId] },
      items: [{ itemId: "a1", no: "1", text: words("首页公开") }],
    });
    const completed = ItemCompleted({ ...ItemCompleted.sample, unitId, itemId: "a1" });
    const { things, counts } = frozen(stands(printed, split, completed));
    const item = { kind: "item", taskId: sampleTask, row: 7, partNo: 1, no: null, state: null };
    expect(things).toEqual([
      { ...part, state: "accepted", standing: "open", overdue: true },
      { ...item, itemId: "p1", standing: "open", dueOn: "2021-10-31", overdue: true },
      { ...item, itemId: "a1", standing: "done", dueOn: null, overdue: false },
    ]);
    expect(counts).toEqual({ things: 1, open: 1, done: 0, terminated: 0, overdue: 1 });
  });

  test("parts that ended before the last one began are frozen too, with what was left unanswered in them", () => {
    const moved = { ...AssignmentHandedOver.sample, reason: words("职责调整") };
    const away = AssignmentHandedOver({
      ...{ ...moved, unitId, toUnitId: educationBureau, partNo: 1, before: "accepted", toPartNo: 1 },
      dueOn: "2021-11-30",
    });
    const back = AssignmentHandedOver({
      ...{ ...moved, unitId: educationBureau, toUnitId: unitId, partNo: 1, before: "assigned", toPartNo: 2 },
      dueOn: "2022-03-31",
    });
    const done = AssignmentSignedOff({ unitId, opinion: words("同意") });
    const again = AssignmentHandedOver({
      ...{ ...moved, unitId: developmentBureau, toUnitId: unitId, partNo: 1, before: "assigned", toPartNo: 3 },
      dueOn: "2022-05-31",
    });
    const ended = { ...part, state: "handedOver", standing: "terminated", overdue: false };
    const urging = { kind: "urging", taskId: sampleTask, row: 7, partNo: 1, no: 1, state: null, dueOn: "2021-12-20" };
    const second = { ...part, partNo: 2, dueOn: "2022-03-31", state: "signedOff", standing: "done", overdue: false };
    const last = { ...part, partNo: 3, dueOn: "2022-05-31", state: "assigned", standing: "open", overdue: false };
    expect(frozen(stands(urged, away, back, done, again))).toMatchObject({
      things: [ended, { ...urging, standing: "terminated", overdue: false }, second, last],
      counts: { things: 4, open: 1, done: 1, terminated: 2, overdue: 0 },
    });
  });

  test("so are the items of which they did something; the rest is owed by the part that has the work now", () => {
    const printed = ItemsPrinted({
      items: ["p1", "p2", "p3"].map((itemId) => ({
        ...{ itemId, no: itemId.slice(1), text: words("公开目录"), dueOn: "2021-10-31", deadlines: [] },
      })),
    });
    const counted = ItemsAdopted({
      ...{ unitId: null, adoptedBy: developmentBureau, splits: null, units: [developmentBureau, unitId] },
      items: [{ itemId: "a1", no: "1", text: words("发布解读"), target: "4" }],
    });
    const completed = ItemCompleted({ ...ItemCompleted.sample, unitId, itemId: "p1" });
    const begunOnly = ItemCompleted({
      ...{ ...ItemCompleted.sample, unitId, itemId: "a1", amount: "1", before: "0", after: "1", done: false },
    });
    const done = AssignmentSignedOff({ unitId, opinion: words("同意") });
    const again = UnitsAssigned({ ...assigned([unitId, "lead"]).data, again: [{ unitId, partNo: 2 }] });
    // The part that leads now owes them all anew.
    const { things, counts } = frozen(stands(printed, counted, completed, begunOnly, done, again));
    const of = (partNo: number) =>
      things.flatMap((each) => (each.partNo === partNo && each.itemId ? [`${each.itemId} ${each.standing}`] : []));
    expect(of(1)).toEqual(["p1 done", "a1 terminated"]);
    expect(of(2)).toEqual(["p1 open", "p2 open", "p3 open", "a1 open"]);
    expect(counts).toMatchObject({ things: 2, open: 1, done: 1 });
    // Split for the part that has the work now, the item stays done for the one that did it.
    const split = ItemsAdopted({
      ...{ unitId, adoptedBy: unitId, splits: "p1", units: [unitId] },
      items: [{ itemId: "a2", no: "1", text: words("上半年") }],
    });
    const after = frozen(stands(printed, counted, completed, begunOnly, done, again, split)).things;
    expect(after.filter(({ itemId }) => itemId === "p1" || itemId === "a2")).toMatchObject([
      { partNo: 1, itemId: "p1", standing: "done" },
      { partNo: 2, itemId: "a2", standing: "open" },
    ]);
  });

  test("what is due today, was due before the issue, or is claimed to be done is not overdue", () => {
    expect(frozen(stands(), "2021-11-30T15:59:59.999Z").counts.overdue).toBe(0);
    expect(frozen(stands(), "2021-11-30T16:00:00.000Z").counts.overdue).toBe(1);
    const claim = CompletionClaimed({ unitId, completedOn: "2021-11-30", done: words("已公开"), evidence: [page] });
    expect(frozen(stands(claim)).counts).toMatchObject({ open: 1, overdue: 0 });
    const { data } = opened();
    const early: Fact[] = [{ type: "TaskOpened", data: { ...data, dueOn: data.issuedOn } }, ...begun.slice(1)];
    const state = early.reduce(task.evolve, task.initial);
    expect(frozen({ position: "1", tasks: [{ taskId: sampleTask, row: 7, state }] }).counts.overdue).toBe(0);
  });

  test("a task in which the unit has no part is left out, also before it is open", () => {
    const other = [opened(), assigned([developmentBureau, "lead"])].reduce(task.evolve, task.initial);
    const tasks = [other, task.initial].map((state, at) => ({ taskId: sampleTask, row: at + 1, state }));
    expect(frozen({ position: "1", tasks }).things).toEqual([]);
  });

  test("the day it came is held against the day it was due; a pending request lapses", () => {
    const late = of(unitId, "2022-01-06T02:00:00.000Z");
    const facts = CompletionReportSubmitted({
      ...{ ...first, summary, dueOn: "2022-01-05", submittedOn: "2022-01-06", ...nothing },
    });
    given(due, requested)
      .when(submitCompletionReport, { unitId, summary }, late, empty)
      .yields(ReportingExtensionLapsed({ unitId, extensionNo: 1, cause: "submitted" }), facts);
    expect(CompletionReportSubmitted.tell(facts.data, () => "区财政局").zh).toContain("逾期");
    expect(CompletionReportSubmitted.tell(submitted.data, () => "区财政局").zh).not.toContain("报送，逾期");
  });

  test("nobody hands in for another unit", () => {
    given(due)
      .when(submitCompletionReport, { unitId, summary }, of(educationBureau), empty)
      .rejects("NOT_YOUR_COMPLETION_REPORT");
    given(due)
      .when(submitCompletionReport, { unitId: educationBureau, summary }, of(educationBureau), empty)
      .rejects("COMPLETION_REPORT_NOT_FOUND");
  });
});

describe("judging", () => {
  test("only the last report is judged, once", () => {
    const second = CompletionReportSubmitted({ ...submitted.data, reportNo: 2 });
    given(due, submitted, second)
      .when(acceptCompletionReport, { ...first, opinion: words("属实") }, desk)
      .rejects("COMPLETION_REPORT_SUPERSEDED");
    given(due, submitted)
      .when(acceptCompletionReport, { ...first, opinion: words("属实") }, desk)
      .yields(accepted);
    given(due, submitted)
      .when(returnCompletionReport, { ...first, reason: words("请说明原因") }, desk)
      .yields(returned);
    given(due, submitted, returned)
      .when(acceptCompletionReport, { ...first, opinion: words("属实") }, desk)
      .rejects("COMPLETION_REPORT_JUDGED");
  });
});

describe("a later day", () => {
  test("it is asked for, and granted to one unit alone, on another day than asked for", () => {
    given(due).when(requestReportingExtension, request, unit, openPlan).yields(requested);
    given(due, requested).when(grantReportingExtension, grant, desk).yields(granted);
    given(due, requested, granted).when(grantReportingExtension, grant, desk).changesNothing();
    given(due, requested).when(requestReportingExtension, request, unit, openPlan).rejects("EXTENSION_PENDING");
    given(due, submitted)
      .when(requestReportingExtension, request, unit, openPlan)
      .rejects("COMPLETION_REPORT_SUBMITTED");
    given(due)
      .when(requestReportingExtension, { ...request, dueOn: "2022-01-05" }, unit, openPlan)
      .rejects("EXTENSION_NOT_LATER");
  });

  test("a refusal and a withdrawal leave the day, and change nothing twice", () => {
    const refusal = { unitId, extensionNo: 1, reason: words("不同意") };
    const no = ReportingExtensionRefused(refusal);
    given(due, requested).when(refuseReportingExtension, refusal, desk).yields(no);
    given(due, requested, no).when(refuseReportingExtension, refusal, desk).changesNothing();
    given(due, requested, no).when(grantReportingExtension, grant, desk).rejects("EXTENSION_NOT_PENDING");
    const back = ReportingExtensionWithdrawn({ unitId, extensionNo: 1 });
    given(due, requested).when(withdrawReportingExtension, { unitId, extensionNo: 1 }, unit).yields(back);
    given(due, requested, back).when(withdrawReportingExtension, { unitId, extensionNo: 1 }, unit).changesNothing();
    given(due, requested, back).when(refuseReportingExtension, refusal, desk).rejects("EXTENSION_NOT_PENDING");
    expect(play([due, requested, no]).dueOn).toBe("2022-01-05");
  });
});
