// Sign-off 销号: the office strikes a finished assignment off (梁平 L175, 巫山 L419 「销号管理」).
import { z } from "zod";
import { action, isRejection, reject, unchanged } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { assignmentOf, needsEndorsement, onAssignment, type TaskState } from "./state.ts";

const sample = { unitId: sampleUnit, opinion: { text: "同意销号。" } };

export const AssignmentSignedOff = event({
  type: "AssignmentSignedOff",
  title: "销号",
  shape: z.object({
    unitId,
    /** Null if the plan needs no sign-off, so that the step before it signed the assignment off. */
    opinion: freeText.nullable(),
  }),
  sight: (e) => unitsOwn([e.unitId]),
  sample,
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...part, state: "signedOff", taskDueOn: task.dueOn })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}的分工销号${e.opinion ? `：${e.opinion.text}` : "（本计划不另行销号）"}`,
    en: `signed off the assignment of ${nameOf(e.unitId)}${e.opinion ? `: ${e.opinion.text}` : " (the plan needs no sign-off of its own)"}`,
  }),
});

export const signOff = action({
  title: { zh: "销号", en: "Sign off" },
  by: ["office"],
  command: z.object({ unitId, opinion: freeText }),
  example: sample,
  events: [AssignmentSignedOff],
  open(task: TaskState, { unitId }) {
    const part = assignmentOf(task, unitId);
    if (isRejection(part)) return part;
    switch (part.state) {
      case "signedOff":
        return unchanged;
      case "dropped":
      case "exempted":
      case "handedOver":
        return reject("ASSIGNMENT_NOT_OPEN");
      case "endorsed":
        return part;
      case "claimed":
        return needsEndorsement(task, unitId) ? reject("ENDORSEMENT_MISSING") : part;
      default:
        return reject("NOT_CLAIMED");
    }
  },
  decide: (_part, command) => [AssignmentSignedOff(command)],
});
