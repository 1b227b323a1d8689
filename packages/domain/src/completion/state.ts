// What decisions on a completion report must know: what its unit owes the plan by which day, and the last report handed in.
import { z } from "zod";
import { isRejection, type Rejection, reject, type Unchanged, unchanged } from "../kernel/action.ts";
import type { FreeText } from "../kernel/shapes.ts";
import type { Standing } from "../task/assignment-state.ts";
import type { ExtensionRequest, ExtensionState } from "../task/extension-request.ts";
import { type Notes, noNotes } from "../task/notes.ts";
import type { Review } from "../task/state.ts";
import type { Thing } from "./frozen.ts";
import type { ReportingUrging } from "./urging.ts";

/** How a completion report stands 报送状态; `completion.test.ts` has the table of what may follow. */
export const completionReportState = z.enum(["owed", "submitted", "returned", "accepted", "dropped"]);
export type CompletionReportState = z.infer<typeof completionReportState>;

/** What ends what is owed to a plan: the plan is closed, or the unit has ended, so that nobody can report for it. */
export const reportEnding = z.enum(["planClosed", "unitEnded"]);
export type ReportEnding = z.infer<typeof reportEnding>;

/** What undoes such an end. */
export const reportResumption = z.enum(["planReopened", "unitRestored"]);

/** What the plan sets. A reporting day of null: none is set any more. */
export interface ReportingTerms {
  readonly reportingOn: string | null;
  readonly issuedOn: string;
  readonly dueSoonDays: number;
}

/** The last report handed in, which supersedes those before it. */
export interface Submission {
  /** A unit's reports on a plan are numbered from 1. */
  readonly no: number;
  readonly review: Review;
  readonly summary: FreeText;
  readonly things: readonly Thing[];
}

/** The state of what one unit owes one plan. */
export interface CompletionState {
  /** Null until a report is owed. */
  readonly about: { readonly regionId: string; readonly planId: string; readonly unitId: string } | null;
  readonly terms: ReportingTerms;
  /** The day by which this unit reports, which an extension moves; null if there is none any more. */
  readonly dueOn: string | null;
  /** The last request for an extension; null if there was none. */
  readonly extension: ExtensionRequest | null;
  readonly last: Submission | null;
  /** What days' ends have noted of its due days. */
  readonly noted: Notes;
  /** The urgings of the unit for its report, in order; see `most.urgings`. */
  readonly urgings: readonly ReportingUrging[];
  /** Why it ended: its plan is closed, or its unit is no more; null while it has not. */
  readonly ended: ReportEnding | null;
}

export const noCompletion: CompletionState = {
  about: null,
  terms: { reportingOn: null, issuedOn: "", dueSoonDays: 0 },
  dueOn: null,
  extension: null,
  last: null,
  noted: noNotes,
  urgings: [],
  ended: null,
};

const byReview: Readonly<Record<Exclude<Review, "accepted">, CompletionReportState>> = {
  open: "submitted",
  returned: "returned",
};

/** How the report stands. What was accepted stays so; anything else ends with the plan, the unit, or the reporting day. */
export function completionReportStateOf({ last, ended, dueOn }: CompletionState): CompletionReportState {
  if (last?.review === "accepted") return "accepted";
  if (ended !== null || dueOn === null) return "dropped";
  return last ? byReview[last.review] : "owed";
}

/** True while the unit itself has to act: what it has handed in waits for the office, unless that is returned. */
export function isStillToReport(state: CompletionState): boolean {
  const stands = completionReportStateOf(state);
  return stands === "owed" || stands === "returned";
}

/** A completion report as something that is owed. */
export const standingOfReport: Readonly<Record<CompletionReportState, Standing>> = {
  owed: "open",
  submitted: "open",
  returned: "open",
  accepted: "done",
  dropped: "terminated",
};

/** What a unit owes with the day it is due, or the refusal if it owes no report here, or none any more. */
export function owedReport(
  state: CompletionState,
  unitId: string,
): (CompletionState & { readonly dueOn: string }) | Rejection {
  if (state.about?.unitId !== unitId) return reject("COMPLETION_REPORT_NOT_FOUND");
  if (state.ended !== null) return reject(state.ended === "unitEnded" ? "REPORTING_UNIT_ENDED" : "PLAN_CLOSED");
  const { dueOn } = state;
  return dueOn === null ? reject("NO_REPORTING_DAY") : { ...state, dueOn };
}

/** The last report handed in if it has this number, or the refusal. */
function lastSubmission(
  state: CompletionState,
  { unitId, reportNo }: { readonly unitId: string; readonly reportNo: number },
): Submission | Rejection {
  const owed = owedReport(state, unitId);
  if (isRejection(owed)) return owed;
  const { last } = owed;
  if (last === null || reportNo > last.no) return reject("COMPLETION_REPORT_NOT_FOUND");
  return reportNo === last.no ? last : reject("COMPLETION_REPORT_SUPERSEDED");
}

/** The state, if the last report handed in has this number and waits to be judged so; else why it cannot be. */
export function submissionToJudge(
  state: CompletionState,
  target: { readonly unitId: string; readonly reportNo: number },
  judgement: "accepted" | "returned",
): CompletionState | Rejection | Unchanged {
  const last = lastSubmission(state, target);
  if (isRejection(last)) return last;
  if (last.review === judgement) return unchanged;
  return last.review === "open" ? state : reject("COMPLETION_REPORT_JUDGED");
}

/** The state with the last report judged; the state itself if it has another number. */
export const reviewed = (state: CompletionState, reportNo: number, review: Review): CompletionState =>
  state.last?.no === reportNo ? { ...state, last: { ...state.last, review } } : state;

/** The state with the last request for an extension answered; the state itself if it has another number. */
export const extensionAnswered = (
  state: CompletionState,
  extensionNo: number,
  answer: ExtensionState,
): CompletionState =>
  state.extension?.no === extensionNo ? { ...state, extension: { ...state.extension, state: answer } } : state;
