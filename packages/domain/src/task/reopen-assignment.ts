// Reopening 销号撤回: the sign-off is undone, with the reason and what brought it to light.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { event } from "../kernel/event.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { moved, type TaskState } from "./state.ts";

const reopening = z.object({
  unitId,
  reason: freeText,
  /** What brought it to light: an inspection 检查, a look-back 回头看, a complaint 投诉, a slip 差错, or something else. */
  cause: z.enum(["inspection", "lookBack", "complaint", "slip", "other"]),
});

export const AssignmentReopened = event({
  type: "AssignmentReopened",
  shape: reopening,
  units: (e) => [e.unitId],
  evolve: (task: TaskState, e): TaskState => moved(task, e.unitId, "accepted"),
  tell: (e, nameOf) => ({
    zh: `撤回${nameOf(e.unitId)}的销号：${e.reason.text}`,
    en: `reopened the assignment of ${nameOf(e.unitId)}: ${e.reason.text}`,
  }),
});

export const reopenAssignment = action({
  title: { zh: "撤回销号", en: "Reopen an assignment" },
  by: ["office"],
  command: reopening,
  events: [AssignmentReopened],
  decide(task: TaskState, command) {
    if (!task.about) return reject("TASK_NOT_FOUND");
    const part = task.assignments.get(command.unitId);
    if (!part) return reject("ASSIGNMENT_NOT_FOUND");
    if (task.closed) return reject("PLAN_CLOSED");
    return part.state === "signedOff" ? [AssignmentReopened(command)] : reject("NOT_SIGNED_OFF");
  },
});
