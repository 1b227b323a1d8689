// An endorsement 审定: the lead unit confirms what a unit under it claims (梁平 L18, 巫山 L23).

import { z } from "zod";
import { action, isRejection, reject, unchanged } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { openPart } from "./open-part.ts";
import { asLead } from "./rights.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { moved, needsEndorsement, type TaskState } from "./state.ts";

const endorsement = z.object({ unitId, opinion: freeText });
const sample = { unitId: sampleUnit, opinion: { text: "属实。" } };

export const CompletionEndorsed = event({
  type: "CompletionEndorsed",
  title: "审定办结",
  shape: endorsement,
  sight: (e) => unitsOwn([e.unitId]),
  sample,
  evolve: (task: TaskState, e): TaskState => moved(task, e.unitId, "endorsed"),
  tell: (e, nameOf) => ({
    zh: `审定${nameOf(e.unitId)}的办结：${e.opinion.text}`,
    en: `endorsed the completion of ${nameOf(e.unitId)}: ${e.opinion.text}`,
  }),
});

export const endorseCompletion = action({
  title: { zh: "审定办结", en: "Endorse completion" },
  by: ["unit"],
  may: asLead,
  command: endorsement,
  example: sample,
  events: [CompletionEndorsed, AssignmentSignedOff],
  open(task: TaskState, target) {
    const open = openPart(task, target);
    if (isRejection(open)) return open;
    if (!needsEndorsement(task, target.unitId)) return reject("ENDORSEMENT_NOT_NEEDED");
    if (open.part.state === "endorsed") return unchanged;
    return open.part.state === "claimed" ? open : reject("NOT_CLAIMED");
  },
  decide({ task }, command) {
    const endorsed = CompletionEndorsed(command);
    return task.steps.signOff ? [endorsed] : [endorsed, AssignmentSignedOff({ unitId: command.unitId, opinion: null })];
  },
});
