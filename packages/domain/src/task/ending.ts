// How a task ends and goes on 终止与恢复: while it is over its open parts are dropped, and afterwards each stands as it stood.
import { z } from "zod";
import { type Rejection, reject } from "../kernel/action.ts";
import type { FieldChange } from "../kernel/field-change.ts";
import { unitId } from "../kernel/shapes.ts";
import { assignmentState, isOpen } from "./assignment-state.ts";
import { type Ending, onAssignment, type TaskState } from "./state.ts";

/** The parts that an ending drops, each with the state it had. */
export const droppedParts = z.array(z.object({ unitId, before: assignmentState }));

/** The parts that get their state back. */
export const restoredParts = z.array(z.object({ unitId, state: assignmentState }));

/** The fields that change where parts are dropped. */
export const fieldsOfDropped = (parts: z.infer<typeof droppedParts>): FieldChange[] =>
  parts.map(({ unitId, before }) => ({ field: "state", unitId, before, after: "dropped" }));

/** The fields that change where dropped parts get their state back. */
export const fieldsOfRestored = (parts: z.infer<typeof restoredParts>): FieldChange[] =>
  parts.map(({ unitId, state: after }) => ({ field: "state", unitId, before: "dropped", after }));

/** The refusal of a change of a task that is over; null while it runs. */
export function refusalOfOver({ endings }: TaskState): Rejection | null {
  if (endings.includes("planClosed")) return reject("PLAN_CLOSED");
  return endings.includes("withdrawn") ? reject("TASK_WITHDRAWN") : null;
}

/** A task that there is. */
export type OpenedTask = TaskState & { readonly about: NonNullable<TaskState["about"]> };

/** A task in which something may be changed as a whole, or the refusal: there is none, or it is over. */
export function runningTask(task: TaskState): OpenedTask | Rejection {
  const { about } = task;
  return about ? (refusalOfOver(task) ?? { ...task, about }) : reject("TASK_NOT_FOUND");
}

/** The parts that are dropped where the task ends now. */
export const droppedBy = ({ assignments }: TaskState): z.infer<typeof droppedParts> =>
  Object.entries(assignments).flatMap(([unitId, { state }]) => (isOpen(state) ? [{ unitId, before: state }] : []));

/** The parts that an ending dropped, with the state they had before. */
export const restoredFrom = ({ assignments }: TaskState, ending: Ending): z.infer<typeof restoredParts> =>
  Object.entries(assignments).flatMap(([unitId, { dropped }]) =>
    dropped?.by === ending ? [{ unitId, state: dropped.before }] : [],
  );

/** The task after an ending. What was not open stays as it is. */
export function ended(task: TaskState, by: Ending, units: readonly string[]): TaskState {
  const over: TaskState = { ...task, closed: true, endings: [...task.endings.filter((each) => each !== by), by] };
  return units.reduce(
    (so, unit) =>
      onAssignment(so, unit, (part) =>
        isOpen(part.state) ? { ...part, state: "dropped", dropped: { by, before: part.state } } : part,
      ),
    over,
  );
}

/** The task after an ending is undone, with the state of these parts as it was before. */
export function resumed(task: TaskState, undone: Ending, parts: z.infer<typeof restoredParts>): TaskState {
  const endings = task.endings.filter((each) => each !== undone);
  return parts.reduce<TaskState>(
    (so, { unitId, state }) => onAssignment(so, unitId, (part) => ({ ...part, state, dropped: null })),
    { ...task, endings, closed: endings.length > 0 },
  );
}
