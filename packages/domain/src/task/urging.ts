// Urgings 催办 as task decisions know them: to which unit, by when it must answer, and how each stands.
import { addDays } from "../calendar.ts";
import { type Standing, standingOf } from "./assignment-state.ts";
import { type Assignment, onAssignment, type TaskState } from "./state.ts";
import type { Urging } from "./urged.ts";

/**
 * How an urging stands for one unit 催办状态; `terminated` once the unit's part, or the task, ended without an answer, or the
 * unit itself ended after its part was done.
 */
export type UrgingState = "open" | "answered" | "terminated";

/** How many days must pass before the same unit is urged about the same thing again without saying why. */
const urgingPauseDays = 3;

/** The unit's urging of this number; null if it was not urged under it. */
export const urgingOf = ({ urgings }: Assignment, urgingNo: number): Urging | null =>
  urgings.find(({ no }) => no === urgingNo) ?? null;

/** True if the unit was urged about its part, or about this item of it, so lately that doing it again needs a reason. */
export const isUrgedLately = ({ urgings }: Assignment, about: string | null, today: string): boolean =>
  urgings.some(({ itemId, urgedOn }) => itemId === about && today < addDays(urgedOn, urgingPauseDays));

/** How an urging of a unit stands. A claim does not answer it; the end of the part or of the task ends it. */
export function urgingStateOf({ closed }: Pick<TaskState, "closed">, part: Assignment, urgingNo: number): UrgingState {
  if (urgingOf(part, urgingNo)?.answered) return "answered";
  const standing = standingOf(part.state);
  const isNobodys = standing === "done" && part.ownerlessSince !== null;
  return closed || standing === "terminated" || isNobodys ? "terminated" : "open";
}

/** An urging as something that is owed. */
export const standingOfUrging: Readonly<Record<UrgingState, Standing>> = {
  open: "open",
  answered: "done",
  terminated: "terminated",
};

/** The task with one more urging of a unit; the task itself if the unit was urged under this number. */
export const withUrging = (task: TaskState, unitId: string, urging: Urging): TaskState =>
  onAssignment(task, unitId, (part) =>
    urgingOf(part, urging.no) ? part : { ...part, urgings: [...part.urgings, urging] },
  );

/** The units that owe an answer to an urging without being among these: signed off, they owe nothing else. */
export const alsoUrged = (task: TaskState, units: readonly { readonly unitId: string }[]): string[] =>
  unitsUrged(task).filter((unit) => units.every(({ unitId }) => unitId !== unit));

/** The units that owe an answer to an urging. */
export const unitsUrged = (task: TaskState): string[] =>
  Object.entries(task.assignments).flatMap(([unitId, part]) =>
    part.urgings.some(({ no }) => urgingStateOf(task, part, no) === "open") ? [unitId] : [],
  );
