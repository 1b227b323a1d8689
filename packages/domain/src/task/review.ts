// Reviewing 审核: which report of which unit a reviewer may judge. Shared by acceptance and return.
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import { openAssignment, type Review, reviewOf, reviews, type TaskState } from "./state.ts";

/** The report under review, or why the actor may not judge it. */
export function reportUnderReview(
  task: TaskState,
  of: { readonly unitId: string; readonly reportNo: number },
  actor: Actor,
): { readonly review: Review } | Rejection {
  const part = openAssignment(task, of.unitId);
  if (isRejection(part)) return part;
  if (!reviews(task, of.unitId, actor)) return reject("NOT_THE_REVIEWER");
  const review = reviewOf(part, of.reportNo);
  return review ? { review } : reject("REPORT_NOT_FOUND");
}
