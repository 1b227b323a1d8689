// Reopening 销号撤回: the sign-off is undone, with the reason and what brought it to light.

import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { partInRunning } from "./open-part.ts";
import { moved, type TaskState } from "./state.ts";

/** What brought it to light: an inspection 检查, a look-back 回头看, a complaint 投诉, a slip 差错, or something else. */
export const reopenCause = z.enum(["inspection", "lookBack", "complaint", "slip", "other"]);
export type ReopenCause = z.infer<typeof reopenCause>;

const reopening = z.object({
  unitId,
  reason: freeText,
  cause: reopenCause,
});
const sample = { unitId: sampleUnit, reason: { text: "抽查时链接失效。" }, cause: "inspection" as const };

export const AssignmentReopened = event({
  type: "AssignmentReopened",
  title: "撤回销号",
  shape: reopening,
  sight: (e) => unitsOwn([e.unitId]),
  sample,
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
  example: sample,
  events: [AssignmentReopened],
  open(task: TaskState, target) {
    const found = partInRunning(task, target);
    return isRejection(found) || found.part.state === "signedOff" ? found : reject("NOT_SIGNED_OFF");
  },
  decide: (_part, command) => [AssignmentReopened(command)],
});
