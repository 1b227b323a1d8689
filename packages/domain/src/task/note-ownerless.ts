// Noting that a part is nobody's 无主: its unit has ended, and nobody has taken it over. Its clock runs on and counts for nobody.
import { z } from "zod";
import { action, isRejection } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { onAssignment, openAssignment, type TaskState } from "./state.ts";

const ownerless = z.object({
  unitId,
  /** The first day on which the unit is no more. */
  on: day,
});

const sample = { unitId: sampleUnit, on: "2021-07-01" };

export const OwnerlessNoted = event({
  type: "OwnerlessNoted",
  shape: ownerless,
  sight: (e) => unitsOwn([e.unitId], ["unitId", "on"]),
  sample,
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...part, ownerlessSince: e.on })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}自${e.on}起撤并，其分工无主，待移交`,
    en: `noted that the part of ${nameOf(e.unitId)}, which has ended as of ${e.on}, is nobody's until it is handed over`,
  }),
});

export const noteOwnerless = action({
  title: { zh: "记无主分工", en: "Note an ownerless part" },
  by: ["policy"],
  command: ownerless,
  example: sample,
  events: [OwnerlessNoted],
  decide(task: TaskState, command) {
    const part = openAssignment(task, command.unitId);
    if (isRejection(part)) return part;
    return part.ownerlessSince === null ? [OwnerlessNoted(command)] : [];
  },
});
