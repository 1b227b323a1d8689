// Noting that a part is nobody's 无主: its unit has ended, and nobody has taken it over. Its clock runs on and counts for nobody.
// A lead that is done has nothing to hand over; it is noted of it that nobody leads, so that what waits for it is the office's.
import { z } from "zod";
import { action, isRejection } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { leads, onAssignment, openAssignment, type TaskState } from "./state.ts";

const ownerless = z.object({
  unitId,
  /** The first day on which the unit is no more. */
  on: day,
});

const noted = ownerless.extend({
  /** True where only its lead of the task is nobody's, because its part is done; left out where its part is. */
  leadOnly: z.literal(true).optional(),
});

const sample = { unitId: sampleUnit, on: "2021-07-01" };

export const OwnerlessNoted = event({
  type: "OwnerlessNoted",
  shape: noted,
  sight: (e) => unitsOwn([e.unitId], ["unitId", "on", "leadOnly"]),
  sample,
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...part, ownerlessSince: e.on })),
  tell(e, nameOf) {
    const unit = nameOf(e.unitId);
    if (e.leadOnly)
      return {
        zh: `${unit}自${e.on}起撤并，其牵头审核由办公室承担`,
        en: `noted that ${unit}, which has ended as of ${e.on}, reviews nothing as a lead any more: the office does`,
      };
    return {
      zh: `${unit}自${e.on}起撤并，其分工无主，待移交`,
      en: `noted that the part of ${unit}, which has ended as of ${e.on}, is nobody's until it is handed over`,
    };
  },
});

export const noteOwnerless = action({
  title: { zh: "记无主分工", en: "Note an ownerless part" },
  by: ["policy"],
  command: ownerless,
  example: sample,
  events: [OwnerlessNoted],
  decide(task: TaskState, command) {
    const open = openAssignment(task, command.unitId);
    const part = task.assignments[command.unitId];
    const isLead = part !== undefined && leads(task, command.unitId);
    if (isRejection(open) && !isLead) return open;
    if (part === undefined || part.ownerlessSince !== null) return [];
    return [OwnerlessNoted(isRejection(open) ? { ...command, leadOnly: true } : command)];
  },
});
