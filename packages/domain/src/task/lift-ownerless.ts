// Lifting that a part is nobody's 恢复有主: its unit was restored, and what nobody took over meanwhile is its own again, with
// its clock. What it led by a part that is done waits for it again, and so does what it was urged for.
import { z } from "zod";
import { action, isRejection, reject, unchanged } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { assignmentOf, onAssignment, type TaskState } from "./state.ts";

const command = z.object({ unitId });
const sample = { unitId: sampleUnit };

export const OwnerlessLifted = event({
  type: "OwnerlessLifted",
  title: "无主解除",
  /** `before` is the day since which it was nobody's. */
  shape: command.extend({ before: day }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "before"]),
  fields: ({ unitId, before }) => [{ field: "ownerlessSince", unitId, before, after: null }],
  sample: { ...sample, before: "2021-07-01" },
  evolve: (task: TaskState, { unitId }): TaskState =>
    onAssignment(task, unitId, (part) => ({ ...part, ownerlessSince: null })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}已恢复，其自${e.before}起无主的分工仍归该单位`,
    en: `gave ${nameOf(e.unitId)}, which was restored, its part back, which had been nobody's since ${e.before}`,
  }),
});

export const liftOwnerless = action({
  title: { zh: "恢复有主", en: "Lift that a part is nobody's" },
  by: ["policy"],
  command,
  example: sample,
  events: [OwnerlessLifted],
  open(task: TaskState, { unitId }) {
    const part = assignmentOf(task, unitId);
    if (isRejection(part)) return part;
    const { ownerlessSince: before } = part;
    if (before === null) return unchanged;
    // Another unit has it, which the office may give it back from.
    return part.state === "handedOver" ? reject("ASSIGNMENT_NOT_OPEN") : { before };
  },
  decide: ({ before }, { unitId }) => [OwnerlessLifted({ unitId, before })],
});
