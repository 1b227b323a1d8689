// Progress reports 进展填报 with their words: documents of their own, so that a task with many reports stays small.
import { type Evidence, type FreeText, type Principal, personIn, type Review, task } from "@taizhang/domain";
import { type Documents, ignored, readModel } from "../read-model.ts";
import { type Deed, deedOf } from "./deed.ts";

/** A progress report, with the words of its last correction. */
export interface TaskReport {
  readonly no: number;
  readonly reportedOn: string;
  readonly progress: FreeText;
  readonly evidence: readonly Evidence[];
  readonly review: Review;
  /** Why it was returned; null unless `review` is `returned`. */
  readonly returnReason: FreeText | null;
  readonly correctionCount: number;
  readonly filedAt: string;
  readonly filedBy: Principal;
  /** Who accepted or returned it, and when; null while it is open. */
  readonly reviewed: Deed | null;
}

/** The key of a unit's report on a task. */
export const reportKey = (taskId: string, unitId: string, reportNo: number): string =>
  `${taskId}/${unitId}/${reportNo}`;

/** The report after a change; as in the domain, an accepted one never changes again, but for evidence that is mended. */
const changed = (report: TaskReport | null, change: (report: TaskReport) => Partial<TaskReport>) =>
  report && report.review !== "accepted" ? { ...report, ...change(report) } : report;

/** Reports by `reportKey`; no indexes. */
export const taskReports: Documents<TaskReport> = readModel<TaskReport, typeof task>({
  name: "task-report",
  version: 3,
  of: task,
  key: ({ fact: { data }, meta }) =>
    meta.taskId !== null && "reportNo" in data && data.reportNo !== null
      ? reportKey(meta.taskId, data.unitId, data.reportNo)
      : null,
  on: {
    ProgressReported: (_report, { fact: { data }, meta }) => ({
      no: data.reportNo,
      reportedOn: data.reportedOn,
      progress: data.progress,
      evidence: data.evidence,
      review: "open",
      returnReason: null,
      correctionCount: 0,
      filedAt: meta.happenedAt,
      filedBy: personIn(meta),
      reviewed: null,
    }),
    ReportCorrected(report, { fact: { data } }) {
      const words = (so: TaskReport) => ({ ...data.after, correctionCount: so.correctionCount + 1 });
      // Where evidence was mended, the review stays.
      if (data.isMending) return report && { ...report, ...words(report) };
      return changed(report, (so) => ({ ...words(so), review: "open", returnReason: null, reviewed: null }));
    },
    ReportAccepted: (report, { meta }) =>
      changed(report, () => ({ review: "accepted", returnReason: null, reviewed: deedOf(meta) })),
    ReportReturned: (report, { fact: { data }, meta }) =>
      changed(report, () => ({ review: "returned", returnReason: data.reason, reviewed: deedOf(meta) })),
    others: ignored("they are not about a report"),
  },
  indexes: () => [],
});
