// An exemption 免除: the office frees a unit of its part, which then counts in no share; it can be undone.

import { z } from "zod";
import { action, unchanged } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { assignmentState } from "./assignment-state.ts";
import { DisputeLapsed, disputeLapseOf } from "./dispute-lapsed.ts";
import { ExtensionLapsed, lapseOf } from "./extension-lapsed.ts";
import { openPart } from "./open-part.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { onAssignment, type TaskState } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

const exemption = z.object({
  unitId,
  reason: freeText,
  /** What it rests on 依据: a decision, a document of the level above. */
  authority: freeText,
});
const sample = {
  unitId: sampleUnit,
  reason: { text: "该单位无此类事项。" },
  authority: { text: "区政府办公室主任会议决定。" },
};

export const AssignmentExempted = event({
  type: "AssignmentExempted",
  title: "免除分工",
  /** `before` is the state of the part until then. */
  shape: exemption.extend({ before: assignmentState }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "before"]),
  fields: ({ unitId, before }) => [{ field: "state", unitId, before, after: "exempted" }],
  sample: { ...sample, before: "assigned" },
  evolve: (task: TaskState, { unitId, before }): TaskState =>
    onAssignment(task, unitId, (part) => ({
      ...part,
      state: "exempted",
      exemptedFrom: before,
      taskDueOn: task.dueOn,
    })),
  tell: (e, nameOf) => ({
    zh: `免除${nameOf(e.unitId)}的分工：${e.reason.text}；依据：${e.authority.text}`,
    en: `exempted ${nameOf(e.unitId)} from its part: ${e.reason.text}; authority: ${e.authority.text}`,
  }),
});

export const exemptAssignment = action({
  title: { zh: "免除分工", en: "Exempt a unit from its part" },
  by: ["office"],
  command: exemption,
  example: sample,
  events: [AssignmentExempted, ExtensionLapsed, DisputeLapsed, AssignmentSignedOff],
  open: (task: TaskState, target) =>
    task.assignments[target.unitId]?.state === "exempted" ? unchanged : openPart(task, target),
  decide({ task, part }, command) {
    const { unitId } = command;
    const exempted = AssignmentExempted({ ...command, before: part.state });
    return [
      ...lapseOf(task, unitId, "exempted"),
      ...disputeLapseOf(task, unitId, "exempted"),
      exempted,
      ...signedOffBy(AssignmentExempted.evolve(task, exempted.data, 0)),
    ];
  },
});
