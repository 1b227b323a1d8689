// Reopening 销号撤回: the sign-off is undone, with the reason and what brought it to light. The part is due by the day that holds
// now: if that of the task was changed since the sign-off, the part gets the new one as it would have, had it been open.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { dayMoved, dayMovedField, dayOnceOpen, toldDay, withDay } from "./due-day.ts";
import { partInRunning } from "./open-part.ts";
import { onAssignment, type TaskState } from "./state.ts";

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
  shape: reopening.extend({ day: dayMoved }),
  sight: (e) => unitsOwn([e.unitId]),
  fields: (e) => [{ field: "state", unitId: e.unitId, before: "signedOff", after: "accepted" }, ...dayMovedField(e)],
  sample,
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...withDay(part, e), state: "accepted", completedOn: null })),
  tell: (e, nameOf) => ({
    zh: `撤回${nameOf(e.unitId)}的销号：${e.reason.text}${toldDay(e).zh}`,
    en: `reopened the assignment of ${nameOf(e.unitId)}: ${e.reason.text}${toldDay(e).en}`,
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
  decide: ({ task, part }, command) => [AssignmentReopened({ ...command, ...dayOnceOpen(part, task) })],
});
