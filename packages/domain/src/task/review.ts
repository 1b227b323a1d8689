// Reviewing 审核: which report of which unit is judged. Shared by acceptance and return.
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import { openAssignment, type Review, reviewOf, type TaskState } from "./state.ts";

/** The report under review, or why it cannot be judged. */
export function reportUnderReview(
  task: TaskState,
  of: { readonly unitId: string; readonly reportNo: number },
): { readonly review: Review } | Rejection {
  const part = openAssignment(task, of.unitId);
  if (isRejection(part)) return part;
  const review = reviewOf(part, of.reportNo);
  return review ? { review } : reject("REPORT_NOT_FOUND");
}
