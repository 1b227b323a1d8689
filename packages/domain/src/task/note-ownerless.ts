// Noting that a part is nobody's 无主: its unit has ended, and nobody has taken it over. Its clock runs on and counts for nobody.
// A part that is done is not handed over; it is noted of it that nobody leads by it, so that what waits for the lead is the
// office's, and that nobody answers what it was urged for or mends what was found broken. So it is where the last part was handed over or exempted, and the
// unit leads by one that was done before.
import { z } from "zod";
import { action, isRejection, reject, unchanged } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { isOpen } from "./assignment-state.ts";
import { stillToMendIn } from "./publication.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { assignmentOf, leads, onAssignment, type TaskState } from "./state.ts";
import { unitsUrged } from "./urging.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

const ownerless = z.object({
  unitId,
  /** The first day on which the unit is no more. */
  on: day,
});

const noted = ownerless.extend({
  /** True where the part is over: only what its unit leads, or has to answer, is nobody's. Left out where the part is. */
  isDone: z.literal(true).optional(),
});

const sample = { unitId: sampleUnit, on: "2021-07-01" };

export const OwnerlessNoted = event({
  type: "OwnerlessNoted",
  title: "分工无主",
  shape: noted,
  sight: (e) => unitsOwn([e.unitId], ["unitId", "on", "isDone"]),
  sample,
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...part, ownerlessSince: e.on })),
  tell(e, nameOf) {
    const unit = nameOf(e.unitId);
    if (e.isDone)
      return {
        zh: `${unit}自${e.on}起撤并，其分工已了结：如有牵头审核由办公室承担，未答复的催办和未改正的公开材料终止`,
        en: `noted that ${unit}, whose part is over, has ended as of ${e.on}: what it would review as a lead is the office's, and what it has not answered or mended ends`,
      };
    return {
      zh: `${unit}自${e.on}起撤并，其分工无主，待移交`,
      en: `noted that the part of ${unit}, which has ended as of ${e.on}, is nobody's until it is handed over`,
    };
  },
});

/**
 * True if a unit whose part is over leaves something when it ends: the lead of the task, an urging not answered, or evidence
 * to be mended.
 */
export function leavesMore(task: TaskState, unitId: string): boolean {
  const part = task.assignments[unitId];
  const isToMend = part !== undefined && stillToMendIn(task, part).length > 0;
  return isToMend || leads(task, unitId) || unitsUrged(task).includes(unitId);
}

export const noteOwnerless = action({
  title: { zh: "记无主分工", en: "Note an ownerless part" },
  by: ["policy"],
  command: ownerless,
  example: sample,
  events: [OwnerlessNoted, AssignmentSignedOff],
  open(task: TaskState, { unitId }) {
    const part = assignmentOf(task, unitId);
    if (isRejection(part)) return part;
    const isNoted = part.ownerlessSince !== null;
    const isDone = !isOpen(part.state);
    // What was dropped stands as it stood once its task goes on.
    const isLeft = part.state !== "dropped" && leavesMore(task, unitId);
    if (isDone && !isLeft && !(isNoted && part.state === "signedOff")) return reject("ASSIGNMENT_NOT_OPEN");
    return isNoted ? unchanged : { task, isDone };
  },
  decide({ task, isDone }, command) {
    const noted = OwnerlessNoted(isDone ? { ...command, isDone } : command);
    return [noted, ...signedOffBy(OwnerlessNoted.evolve(task, noted.data, 0))];
  },
});
