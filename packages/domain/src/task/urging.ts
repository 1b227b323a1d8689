// Urgings 催办 as task decisions know them: to which unit, by when it must answer, and how each stands.
import { standingOf } from "./assignment-state.ts";
import { type Assignment, onAssignment, type TaskState } from "./state.ts";
import type { Urging } from "./urged.ts";
import { type UrgingState, urgingIn, withOneMore } from "./urging-rules.ts";

/** The unit's urging of this number; null if it was not urged under it. */
export const urgingOf = ({ urgings }: Assignment, urgingNo: number): Urging | null => urgingIn(urgings, urgingNo);

/** The unit's urgings about its part, or about this item of it. */
export const urgingsAbout = ({ urgings }: Assignment, about: string | null): readonly Urging[] =>
  urgings.filter(({ itemId }) => itemId === about);

/** What is known of a task besides the part: whether it is over, and which items it has, by itemId. */
interface UrgedIn extends Pick<TaskState, "closed"> {
  readonly items: Readonly<Record<string, unknown>>;
}

/**
 * How an urging of a unit stands. A claim does not answer it; the end of the part or of the task ends it, and so does the
 * dropping of the item that it is about.
 */
export function urgingStateOf({ closed, items }: UrgedIn, part: Assignment, urgingNo: number): UrgingState {
  const urging = urgingOf(part, urgingNo);
  if (urging?.answered) return "answered";
  const standing = standingOf(part.state);
  const isNobodys = standing === "done" && part.ownerlessSince !== null;
  const about = urging?.itemId ?? null;
  const isDropped = about !== null && !items[about];
  return closed || standing === "terminated" || isNobodys || isDropped ? "terminated" : "open";
}

/** The task with one more urging of a unit; the task itself if the unit was urged under this number. */
export const withUrging = (task: TaskState, unitId: string, urging: Urging): TaskState =>
  onAssignment(task, unitId, (part) => ({ ...part, urgings: withOneMore(part.urgings, urging) }));

/** The units that owe an answer to an urging without being among these: signed off, they owe nothing else. */
export const alsoUrged = (task: TaskState, units: readonly { readonly unitId: string }[]): string[] =>
  unitsUrged(task).filter((unit) => units.every(({ unitId }) => unitId !== unit));

/** The units that owe an answer to an urging. */
export const unitsUrged = (task: TaskState): string[] =>
  Object.entries(task.assignments).flatMap(([unitId, part]) =>
    part.urgings.some(({ no }) => urgingStateOf(task, part, no) === "open") ? [unitId] : [],
  );
