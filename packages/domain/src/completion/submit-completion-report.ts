// A completion report 报送办结情况: the unit reports on the plan, and all that it owes there is frozen as it stands at that moment.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event } from "../kernel/event.ts";
import { sampleTask, sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import type { TaskAsItStands } from "../task/task-as-it-stands.ts";
import { counts, countsOf, type Thing, thing, thingsOf, urgedThings } from "./frozen.ts";
import { lapseOf, ReportingExtensionLapsed } from "./reporting-extension-lapsed.ts";
import { ownReport } from "./rights.ts";
import { type CompletionState, owedReport } from "./state.ts";

const report = z.object({ unitId, summary: freeText });
const sample = { unitId: sampleUnit, summary: { text: "承担任务均已办结，佐证材料已公开。" } };
const things: Thing[] = [
  {
    ...{ kind: "part", taskId: sampleTask, row: 1, partNo: 1, no: null, state: "signedOff", standing: "done" },
    ...{ dueOn: "2021-11-30", overdue: false },
  },
];

export const CompletionReportSubmitted = event({
  type: "CompletionReportSubmitted",
  title: "报送办结情况",
  shape: report.extend({
    /** A unit's reports on a plan are numbered from 1; each supersedes the one before. */
    reportNo: z.int().min(1),
    /** The day by which it was due, and the day it came: later is late. */
    dueOn: day,
    submittedOn: day,
    things: z.array(thing),
    counts,
    /** The position of the log at or past which all things were read. */
    position: z.string().regex(/^\d+$/),
  }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "reportNo", "dueOn", "submittedOn"]),
  sample: {
    ...{ ...sample, reportNo: 1, dueOn: "2022-01-05", submittedOn: "2022-01-04", things },
    counts: countsOf(things),
    position: "1024",
  },
  evolve: (state: CompletionState, { reportNo: no, summary, things }): CompletionState => ({
    ...state,
    last: { no, review: "open", summary, things },
  }),
  tell(e, nameOf) {
    const { things, done, open, overdue } = e.counts;
    const isLate = e.submittedOn > e.dueOn;
    return {
      zh: `${nameOf(e.unitId)}报送办结情况（第${e.reportNo}次${isLate ? `，应于${e.dueOn}前报送，逾期` : ""}）：共${things}项，办结${done}项，未了结${open}项（逾期${overdue}项）；${e.summary.text}`,
      en: `reported completion for ${nameOf(e.unitId)} (report ${e.reportNo}${isLate ? `, late: due by ${e.dueOn}` : ""}): ${things} in all, ${done} done, ${open} open, ${overdue} of them overdue; ${e.summary.text}`,
    };
  },
});

/** What the shell looks up: the tasks of the plan, each folded to the end of its stream, at or past a position of the log. */
export interface PlanAsItStands {
  /** The position of the log's head before the tasks were read. */
  readonly position: string;
  readonly tasks: readonly TaskAsItStands[];
}

export const submitCompletionReport = action({
  title: { zh: "报送办结情况", en: "Submit a completion report" },
  by: ["unit"],
  may: ownReport,
  command: report,
  example: sample,
  events: [CompletionReportSubmitted, ReportingExtensionLapsed],
  open: (state: CompletionState, { unitId }) => owedReport(state, unitId),
  decide(state, { unitId, summary }, actor, { position, tasks }: PlanAsItStands) {
    const { dueOn, last, urgings } = state;
    const submittedOn = beijingDay(actor.at);
    const things = [
      ...tasks.flatMap((each) => thingsOf(each, unitId, submittedOn)),
      ...urgedThings(urgings, submittedOn),
    ];
    const isSame =
      last?.review === "open" && canonicalJson([last.summary, last.things]) === canonicalJson([summary, things]);
    if (isSame) return [];
    const reportNo = (last?.no ?? 0) + 1;
    return [
      ...lapseOf(state, unitId, "submitted"),
      CompletionReportSubmitted({
        ...{ unitId, summary, reportNo, dueOn, submittedOn, things, counts: countsOf(things), position },
      }),
    ];
  },
});
