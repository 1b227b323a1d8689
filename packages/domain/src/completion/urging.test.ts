// The life of an urging for a completion report 催报 as a table, how often a unit is urged, what answers it and what lets it lapse.
import { describe, expect, test } from "vitest";
import { openPlan, page, words } from "../../testing/facts.ts";
import { type Act, testLifeOf } from "../../testing/life-table.ts";
import { educationBureau, financeBureau, of, office, planId, policy, region } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { allEnds } from "../plan/plan-now.ts";
import { CompletionReportAccepted } from "./accept-completion-report.ts";
import { ReportingUrgingAnswered } from "./answer-reporting-urging.ts";
import { CompletionReportResumed } from "./completion-report-resumed.ts";
import { CompletionReportEnded } from "./end-completion-report.ts";
import { countsOf } from "./frozen.ts";
import { completion } from "./index.ts";
import { nextReportingNoteOn, ReportingDueSoonNoted, ReportingOverdueNoted } from "./note-reporting-day.ts";
import { CompletionReportDue, ReportingTermsChanged } from "./owe-completion-report.ts";
import { ReportingUrgingsLapsed } from "./reporting-urgings-lapsed.ts";
import { ReportingUrgingsResumed } from "./reporting-urgings-resumed.ts";
import { CompletionReportReturned } from "./return-completion-report.ts";
import type { CompletionState } from "./state.ts";
import { CompletionReportSubmitted, type PlanAsItStands } from "./submit-completion-report.ts";
import { ReportingUrged } from "./urge-reporting.ts";
import { reportingUrgingStateOf } from "./urging.ts";

const given = specification(completion);
const { urgeReporting, answerReportingUrging, submitCompletionReport, endCompletionReport } = completion.actions;
const { acceptCompletionReport, returnCompletionReport, oweCompletionReport, noteReportingDay } = completion.actions;
const { resumeCompletionReport } = completion.actions;

const unitId = financeBureau;
const unit = of(unitId, "2022-01-06T07:00:00.000Z");
const desk = { ...office, at: "2022-01-06T02:00:00.000Z" };
const about = { regionId: region, planId, unitId };
const terms = { reportingOn: "2022-01-05", issuedOn: "2021-06-01", dueSoonDays: 7 };
const first = { unitId, reportNo: 1 };
const empty: PlanAsItStands = { position: "1024", tasks: [] };
const asked = { unitId, text: words("未收到完成情况，请说明"), answerBy: "2022-01-07", whyAgain: null };
const answer = { unitId, urgingNo: 1, text: words("1月7日报送"), evidence: [page] };

const due = CompletionReportDue({ ...about, terms });
const submitted = CompletionReportSubmitted({
  ...{ ...first, summary: words("均已办结"), dueOn: "2022-01-05", submittedOn: "2022-01-06" },
  ...{ things: [], counts: countsOf([]), position: "1024" },
});
const returned = CompletionReportReturned({ ...first, reason: words("请说明原因") });
const accepted = CompletionReportAccepted({ ...first, opinion: words("属实") });
const ended = CompletionReportEnded({ unitId, cause: "planClosed", accepted: false });
const urged = ReportingUrged({ ...asked, urgingNo: 1, urgedOn: "2022-01-06", planRevision: 4 });
const submittedAgain = CompletionReportSubmitted({ ...submitted.data, reportNo: 2 });
const returnedAgain = CompletionReportReturned({ ...returned.data, reportNo: 2 });
const answered = ReportingUrgingAnswered({ ...answer, answerBy: "2022-01-07", answeredOn: "2022-01-06" });
const lapsed = (cause: "accepted" | "noReportingDay" | "planClosed" | "unitEnded", ...urgingNos: number[]) =>
  ReportingUrgingsLapsed({ unitId, urgingNos: urgingNos.length > 0 ? urgingNos : [1], cause });

const closing = { closing: 5 };
const gone = CompletionReportEnded({ unitId, cause: "unitEnded", accepted: false });
const noDay = ReportingTermsChanged({
  ...{ unitId, before: { terms, dueOn: "2022-01-05" } },
  after: { terms: { ...terms, reportingOn: null }, dueOn: null },
});
const dayAgain = ReportingTermsChanged({ unitId, before: noDay.data.after, after: noDay.data.before });
const resumed = (cause: "planReopened" | "unitRestored", ...urgingNos: number[]) =>
  ReportingUrgingsResumed({ unitId, urgingNos: urgingNos.length > 0 ? urgingNos : [1], cause });

const play = (facts: readonly Fact[]): CompletionState => facts.reduce(completion.evolve, completion.initial);

/** Columns of the table: the facts that lead to each state of the first urging, of a report that is owed, handed in, or over. */
const histories = {
  none: [],
  open: [urged],
  openSubmitted: [urged, submitted],
  openReturned: [urged, submitted, returned],
  answered: [urged, answered],
  lapsedAccepted: [urged, submitted, accepted, lapsed("accepted")],
  lapsedReturned: [urged, submitted, accepted, lapsed("accepted"), submittedAgain, returnedAgain],
  lapsedNoDay: [urged, noDay, lapsed("noReportingDay")],
  lapsedDayAgain: [urged, noDay, lapsed("noReportingDay"), dayAgain],
  lapsedDropped: [urged, lapsed("planClosed"), ended],
  lapsedWithUnit: [urged, lapsed("unitEnded"), gone],
  lapsedSubmitted: [urged, submitted, lapsed("unitEnded")],
};

const acts: Readonly<Record<string, Act>> = {
  urge: [urgeReporting, asked, desk],
  urgeAgain: [urgeReporting, { ...asked, whyAgain: words("仍未报送") }, desk],
  answer: [answerReportingUrging, answer, unit],
  submit: [submitCompletionReport, { unitId, summary: words("补报") }, unit],
  accept: [acceptCompletionReport, { ...first, opinion: words("属实") }, desk],
  return: [returnCompletionReport, { ...first, reason: words("请说明原因") }, desk],
  close: [endCompletionReport, { unitId, cause: "planClosed" }, policy],
  endUnit: [endCompletionReport, { unitId, cause: "unitEnded" }, policy],
  reopen: [oweCompletionReport, { ...about, terms }, policy],
  restoreUnit: [resumeCompletionReport, { unitId, terms }, policy],
  takeDay: [oweCompletionReport, { ...about, terms: { ...terms, reportingOn: null } }, policy],
};

// A cell is the states of the urgings after the act, `nothing`, or the code of the refusal.
const table = `
  act         | none                        | open                        | openSubmitted               | openReturned             | answered                    | lapsedAccepted              | lapsedReturned               | lapsedNoDay      | lapsedDayAgain              | lapsedDropped | lapsedWithUnit       | lapsedSubmitted
  urge        | open                        | URGED_RECENTLY              | COMPLETION_REPORT_SUBMITTED | URGED_RECENTLY           | URGED_RECENTLY              | COMPLETION_REPORT_SUBMITTED | terminated open              | NO_REPORTING_DAY | terminated open             | PLAN_CLOSED   | REPORTING_UNIT_ENDED | COMPLETION_REPORT_SUBMITTED
  urgeAgain   | open                        | open open                   | COMPLETION_REPORT_SUBMITTED | open open                | answered open               | COMPLETION_REPORT_SUBMITTED | terminated open              | NO_REPORTING_DAY | terminated open             | PLAN_CLOSED   | REPORTING_UNIT_ENDED | COMPLETION_REPORT_SUBMITTED
  answer      | URGING_NOT_FOUND            | answered                    | answered                    | answered                 | URGING_NOT_OPEN             | URGING_NOT_OPEN             | URGING_NOT_OPEN              | NO_REPORTING_DAY | URGING_NOT_OPEN             | PLAN_CLOSED   | REPORTING_UNIT_ENDED | URGING_NOT_OPEN
  submit      | none                        | open                        | open                        | open                     | answered                    | terminated                  | terminated                   | NO_REPORTING_DAY | terminated                  | PLAN_CLOSED   | REPORTING_UNIT_ENDED | terminated
  accept      | COMPLETION_REPORT_NOT_FOUND | COMPLETION_REPORT_NOT_FOUND | terminated                  | COMPLETION_REPORT_JUDGED | COMPLETION_REPORT_NOT_FOUND | nothing                     | COMPLETION_REPORT_SUPERSEDED | NO_REPORTING_DAY | COMPLETION_REPORT_NOT_FOUND | PLAN_CLOSED   | REPORTING_UNIT_ENDED | terminated
  return      | COMPLETION_REPORT_NOT_FOUND | COMPLETION_REPORT_NOT_FOUND | open                        | nothing                  | COMPLETION_REPORT_NOT_FOUND | COMPLETION_REPORT_JUDGED    | COMPLETION_REPORT_SUPERSEDED | NO_REPORTING_DAY | COMPLETION_REPORT_NOT_FOUND | PLAN_CLOSED   | REPORTING_UNIT_ENDED | terminated
  close       | none                        | terminated                  | terminated                  | terminated               | answered                    | terminated                  | terminated                   | terminated       | terminated                  | nothing       | nothing              | terminated
  endUnit     | none                        | terminated                  | terminated                  | terminated               | answered                    | nothing                     | terminated                   | nothing          | terminated                  | nothing       | nothing              | nothing
  reopen      | nothing                     | nothing                     | nothing                     | nothing                  | nothing                     | nothing                     | nothing                      | terminated       | nothing                     | open          | nothing              | nothing
  restoreUnit | nothing                     | nothing                     | nothing                     | nothing                  | nothing                     | nothing                     | nothing                      | nothing          | nothing                     | nothing       | open                 | open
  takeDay     | none                        | terminated                  | terminated                  | terminated               | answered                    | terminated                  | terminated                   | nothing          | terminated                  | terminated    | nothing              | terminated
`;
testLifeOf(completion, () => ({ ...empty, ...openPlan, ...closing, isReopened: true }), {
  ...{ table, begun: [due], histories, acts },
  told: ({ urgings }) => (urgings.length > 0 ? urgings.map(reportingUrgingStateOf).join(" ") : "none"),
});

describe("urging", () => {
  test("the office asks for an answer by a day that is not over", () => {
    given(due).when(urgeReporting, asked, desk, openPlan).yields(urged);
    given(due)
      .when(urgeReporting, { ...asked, answerBy: "2022-01-05" }, desk, openPlan)
      .rejects("ANSWER_DAY_IN_THE_PAST", "2022-01-05; 2022-01-06");
    given(due)
      .when(urgeReporting, { ...asked, unitId: educationBureau }, desk, openPlan)
      .rejects("COMPLETION_REPORT_NOT_FOUND");
    expect(urgeReporting.by).toEqual(["office"]);
  });

  test("again only on the third Beijing day after, unless it is said why, and not without end", () => {
    const late = { ...asked, answerBy: null };
    const at = (instant: string) => ({ ...desk, at: instant });
    given(due, urged).when(urgeReporting, late, at("2022-01-08T15:59:59.999Z"), openPlan).rejects("URGED_RECENTLY");
    given(due, urged)
      .when(urgeReporting, late, at("2022-01-08T16:00:00.000Z"), openPlan)
      .yields(ReportingUrged({ ...late, urgingNo: 2, urgedOn: "2022-01-09", planRevision: 4 }));
    const all = Array.from({ length: most.urgings }, (_, at) => ReportingUrged({ ...urged.data, urgingNo: at + 1 }));
    given(due, ...all)
      .when(urgeReporting, { ...late, whyAgain: words("仍未报送") }, desk, openPlan)
      .rejects("URGED_TOO_OFTEN");
  });
});

describe("answering", () => {
  test("the unit itself answers, also late, and once", () => {
    given(due, urged).when(answerReportingUrging, answer, unit).yields(answered);
    given(due, urged).when(answerReportingUrging, answer, of(educationBureau)).rejects("NOT_YOUR_COMPLETION_REPORT");
    given(due, urged, answered).when(answerReportingUrging, answer, unit).rejects("URGING_NOT_OPEN");
    const late = { ...answered.data, answeredOn: "2022-01-08" };
    expect(ReportingUrgingAnswered.tell(late, () => "区财政局").zh).toContain("逾期");
    expect(ReportingUrgingAnswered.tell(answered.data, () => "区财政局").zh).not.toContain("逾期");
  });

  test("nothing is left to answer of what is over: each end says which urgings it lets lapse", () => {
    const second = ReportingUrged({ ...urged.data, urgingNo: 2, whyAgain: words("仍未报送") });
    given(due, urged, answered, second, submitted)
      .when(acceptCompletionReport, { ...first, opinion: words("属实") }, desk)
      .yields(accepted, lapsed("accepted", 2));
    given(due, urged, second)
      .when(endCompletionReport, { unitId, cause: "planClosed" }, policy, closing)
      .yields(lapsed("planClosed", 1, 2), ended);
    // What it has handed in is judged as any other.
    given(due, urged, submitted)
      .when(endCompletionReport, { unitId, cause: "unitEnded" }, policy, allEnds)
      .yields(lapsed("unitEnded"));
    given(due, urged)
      .when(oweCompletionReport, { ...about, terms: { ...terms, reportingOn: null } }, policy, { isReopened: false })
      .yields(
        ReportingTermsChanged({
          ...{ unitId, before: { terms, dueOn: "2022-01-05" } },
          after: { terms: { ...terms, reportingOn: null }, dueOn: null },
        }),
        lapsed("noReportingDay"),
      );
  });

  test("what lapsed with the plan or the unit comes back with it: it stands as it stood", () => {
    const second = ReportingUrged({ ...urged.data, urgingNo: 2, whyAgain: words("仍未报送") });
    const reopened = CompletionReportResumed({ unitId, cause: "planReopened" });
    const restored = CompletionReportResumed({ unitId, cause: "unitRestored" });
    const owing = { ...about, terms };
    given(due, urged, answered, second, lapsed("planClosed", 2), ended)
      .when(oweCompletionReport, owing, policy, { isReopened: true })
      .yields(reopened, resumed("planReopened", 2));
    given(due, urged, lapsed("unitEnded"), gone)
      .when(resumeCompletionReport, { unitId, terms }, policy)
      .yields(restored, resumed("unitRestored"));
    // What is handed in did not end with the unit; what it had to answer did.
    given(due, urged, submitted, lapsed("unitEnded"))
      .when(resumeCompletionReport, { unitId, terms }, policy)
      .yields(resumed("unitRestored"));
    // While the plan is closed its unit owes nothing: what ended with the unit waits for the plan.
    given(due, urged, submitted, lapsed("unitEnded"), ended)
      .when(resumeCompletionReport, { unitId, terms }, policy)
      .changesNothing();
  });

  test("it does not come back where nothing is to be reported any more: no day is set by then, or it is accepted", () => {
    const none = { ...terms, reportingOn: null };
    given(due, urged, lapsed("planClosed"), ended)
      .when(oweCompletionReport, { ...about, terms: none }, policy, { isReopened: true })
      .yields(CompletionReportResumed({ unitId, cause: "planReopened" }), noDay);
    given(due, urged, submitted, lapsed("unitEnded"), accepted, submittedAgain)
      .when(resumeCompletionReport, { unitId, terms }, policy)
      .changesNothing();
  });

  test("what is over does not keep the office from urging again; what comes back does", () => {
    const back = [lapsed("planClosed"), ended, CompletionReportResumed({ unitId, cause: "planReopened" })];
    const late = { ...asked, answerBy: null };
    given(due, urged, ...back, resumed("planReopened"))
      .when(urgeReporting, late, desk, openPlan)
      .rejects("URGED_RECENTLY");
    given(due, urged, noDay, lapsed("noReportingDay"), dayAgain)
      .when(urgeReporting, late, desk, openPlan)
      .yields(ReportingUrged({ ...late, urgingNo: 2, urgedOn: "2022-01-06", planRevision: 4 }));
  });

  test("a closing ends what was asked before it, and not what was asked of the plan that is open again", () => {
    const before = ReportingUrged({ ...urged.data, planRevision: 4 });
    const since = ReportingUrged({ ...urged.data, urgingNo: 2, whyAgain: words("仍未报送"), planRevision: 6 });
    given(due, before, since)
      .when(endCompletionReport, { unitId, cause: "planClosed" }, policy, closing)
      .yields(lapsed("planClosed", 1), ended);
    // Stored before that was kept.
    const { planRevision: _, ...old } = since.data;
    given(due, before, ReportingUrged(old))
      .when(endCompletionReport, { unitId, cause: "planClosed" }, policy, closing)
      .yields(lapsed("planClosed", 1, 2), ended);
    given(due, before, since)
      .when(endCompletionReport, { unitId, cause: "unitEnded" }, policy, allEnds)
      .yields(lapsed("unitEnded", 1, 2), gone);
  });

  test("nobody is urged by a plan that is closed, also before its closing is carried out", () => {
    const closed = { plan: { status: "closed" as const, revision: 5 } };
    given(due).when(urgeReporting, asked, desk, closed).rejects("PLAN_CLOSED");
  });
});

describe("the end of a day", () => {
  const early = { ...terms, reportingOn: "2022-02-05" };
  const begun = [CompletionReportDue({ ...about, terms: early }), urged];
  const later = { ...policy, at: "2022-01-31T02:00:00.000Z" };
  const noted = (on: string, ...after: Fact[]) =>
    given(...begun, ...after).when(noteReportingDay, { on }, later, { atEnd: play(begun) });
  const soon = ReportingDueSoonNoted({ unitId, urgingNo: 1, dueOn: "2022-01-07", on: "2022-01-06" });
  const overdue = ReportingOverdueNoted({ unitId, urgingNo: 1, dueOn: "2022-01-07", on: "2022-01-07" });

  test("notes that an answer is due soon and then overdue, once each, beside the report itself", () => {
    noted("2022-01-06").yields(soon);
    noted("2022-01-06", soon).changesNothing();
    noted("2022-01-07", soon).yields(overdue);
    noted("2022-01-08", soon, overdue).changesNothing();
    expect(nextReportingNoteOn(play([...begun, soon]))).toBe("2022-01-07");
    expect(nextReportingNoteOn(play([...begun, soon, overdue]))).toBe("2022-01-29");
    const both = ReportingOverdueNoted({ unitId, dueOn: "2022-01-05", on: "2022-01-07" });
    given(due, urged)
      .when(noteReportingDay, { on: "2022-01-07" }, later, { atEnd: play([due, urged]) })
      .yields(both, overdue);
    expect(ReportingOverdueNoted.tell(overdue.data, () => "区财政局").zh).toContain("未答复第1次");
  });

  test("notes nothing of what is answered or has lapsed", () => {
    for (const facts of [
      [...begun, answered],
      [...begun, lapsed("planClosed")],
    ])
      given(...facts)
        .when(noteReportingDay, { on: "2022-01-08" }, later, { atEnd: play(facts) })
        .changesNothing();
  });
});

test("a report freezes the answers that the unit owes for it, and counts them", () => {
  const outcome = submitCompletionReport.decide(
    play([due, urged]),
    { unitId, summary: words("补报") },
    { ...unit, at: "2022-01-08T02:00:00.000Z" },
    empty,
  );
  expect(outcome).toMatchObject([
    {
      data: {
        things: [
          {
            ...{ kind: "urging", taskId: null, row: null, partNo: null, no: 1, state: null },
            ...{ standing: "open", dueOn: "2022-01-07", overdue: true },
          },
        ],
        counts: { things: 1, open: 1, done: 0, terminated: 0, overdue: 1 },
      },
    },
  ]);
});
