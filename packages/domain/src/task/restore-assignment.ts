// An exemption undone 撤销免除: the part stands as it stood before.

import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { assignmentState } from "./assignment-state.ts";
import { partInRunning } from "./open-part.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { onAssignment, type TaskState } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

const restoration = z.object({
  unitId,
  reason: freeText,
  /** What it rests on 依据. */
  authority: freeText,
});
const sample = {
  unitId: sampleUnit,
  reason: { text: "经核实该单位有此类事项。" },
  authority: { text: "区政府办公室主任会议决定。" },
};

export const AssignmentRestored = event({
  type: "AssignmentRestored",
  title: "恢复分工",
  /** `after` is the state in which the part stands again. */
  shape: restoration.extend({ after: assignmentState }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "after"]),
  sample: { ...sample, after: "assigned" },
  evolve: (task: TaskState, { unitId, after }): TaskState =>
    onAssignment(task, unitId, (part) => ({ ...part, state: after, exemptedFrom: null })),
  tell: (e, nameOf) => ({
    zh: `撤销对${nameOf(e.unitId)}的免除，恢复其分工：${e.reason.text}；依据：${e.authority.text}`,
    en: `restored the part of ${nameOf(e.unitId)}: ${e.reason.text}; authority: ${e.authority.text}`,
  }),
});

export const restoreAssignment = action({
  title: { zh: "恢复分工", en: "Restore an exempted part" },
  by: ["office"],
  command: restoration,
  example: sample,
  events: [AssignmentRestored, AssignmentSignedOff],
  open(task: TaskState, target) {
    const found = partInRunning(task, target);
    if (isRejection(found)) return found;
    const { exemptedFrom } = found.part;
    return exemptedFrom === null ? reject("NOT_EXEMPTED") : { task, after: exemptedFrom };
  },
  decide({ task, after }, command) {
    const restored = AssignmentRestored({ ...command, after });
    // The plan may have given up a step in the meantime, for which the part would wait for ever.
    return [restored, ...signedOffBy(AssignmentRestored.evolve(task, restored.data, 0))];
  },
});
