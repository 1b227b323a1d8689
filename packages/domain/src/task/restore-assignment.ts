// An exemption undone 撤销免除: the part stands as it stood before, and is due by the day that holds now.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { assignmentState } from "./assignment-state.ts";
import { dayMoved, dayMovedField, dayOnceOpen, toldDay, withDay } from "./due-day.ts";
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
  shape: restoration.extend({ after: assignmentState, day: dayMoved }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "after", "day"]),
  fields: (e) => [{ field: "state", unitId: e.unitId, before: "exempted", after: e.after }, ...dayMovedField(e)],
  sample: { ...sample, after: "assigned" },
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...withDay(part, e), state: e.after, exemptedFrom: null })),
  tell: (e, nameOf) => ({
    zh: `撤销对${nameOf(e.unitId)}的免除，恢复其分工：${e.reason.text}；依据：${e.authority.text}${toldDay(e).zh}`,
    en: `restored the part of ${nameOf(e.unitId)}: ${e.reason.text}; authority: ${e.authority.text}${toldDay(e).en}`,
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
    return exemptedFrom === null ? reject("NOT_EXEMPTED") : { ...found, after: exemptedFrom };
  },
  decide({ task, part, after }, command) {
    const restored = AssignmentRestored({ ...command, after, ...dayOnceOpen(part, task) });
    // The plan may have given up a step in the meantime, for which the part would wait for ever.
    return [restored, ...signedOffBy(AssignmentRestored.evolve(task, restored.data, 0))];
  },
});
