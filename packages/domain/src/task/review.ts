// Reviewing 审核: which report of which unit is judged. Shared by acceptance and return.
import { isRejection, type Rejection, reject, type Unchanged, unchanged } from "../kernel/action.ts";
import { type Assignment, openAssignment, reviewOf, type TaskState } from "./state.ts";

/** The part whose report waits to be judged so, or why it cannot be. */
export function reportToJudge(
  task: TaskState,
  { unitId, reportNo }: { readonly unitId: string; readonly reportNo: number },
  judgement: "accepted" | "returned",
): Assignment | Rejection | Unchanged {
  const part = openAssignment(task, unitId);
  if (isRejection(part)) return part;
  const review = reviewOf(part, reportNo);
  if (review === null) return reject("REPORT_NOT_FOUND");
  if (review === judgement) return unchanged;
  return review === "open" ? part : reject("REPORT_ALREADY_REVIEWED");
}
