// A dispute answered 维持分工: the office decides that the part stays with its unit.

import { z } from "zod";
import { action, isRejection, reject, unchanged } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { openPart } from "./open-part.ts";
import { onAssignment, type TaskState } from "./state.ts";

const upholding = z.object({ unitId, reason: freeText });
const sample = { unitId: sampleUnit, reason: { text: "“三定”规定明确由该单位承担。" } };

export const AssignmentUpheld = event({
  type: "AssignmentUpheld",
  title: "维持分工",
  shape: upholding,
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample,
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...part, dispute: { state: "upheld" } })),
  tell: (e, nameOf) => ({
    zh: `不予退单，维持${nameOf(e.unitId)}的分工：${e.reason.text}`,
    en: `upheld the disputed assignment of ${nameOf(e.unitId)}: ${e.reason.text}`,
  }),
});

export const upholdAssignment = action({
  title: { zh: "维持分工", en: "Uphold a disputed assignment" },
  by: ["office"],
  command: upholding,
  example: sample,
  events: [AssignmentUpheld],
  open(task: TaskState, target) {
    const open = openPart(task, target);
    if (isRejection(open)) return open;
    if (open.part.dispute?.state === "upheld") return unchanged;
    return open.part.dispute?.state === "pending" ? open : reject("NOT_DISPUTED");
  },
  decide: (_part, command) => [AssignmentUpheld(command)],
});
