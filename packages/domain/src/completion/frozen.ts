// What a completion report freezes: the state of everything that its unit owes in the plan, with the counts.
import { z } from "zod";
import { day, taskId } from "../kernel/shapes.ts";
import { assignmentState, isStillToDo, type Standing, standingOf } from "../task/assignment-state.ts";
import type { EndedPart } from "../task/earlier-parts.ts";
import { itemId } from "../task/item.ts";
import { itemsDoneBy, itemsOf, standingOfItem, type UnitItem } from "../task/items-of.ts";
import { isDueBeforeIssue } from "../task/state.ts";
import type { TaskAsItStands } from "../task/task-as-it-stands.ts";
import { urgingStateOf } from "../task/urging.ts";
import { standingOfUrging, type UrgingState } from "../task/urging-rules.ts";
import { type ReportingUrging, reportingUrgingStateOf } from "./urging.ts";

/** One thing that the unit owes, or owed: its part in a task, an item of it, or an answer to an urging. */
export const thing = z.object({
  kind: z.enum(["part", "item", "urging"]),
  /** The task and its row; null for an answer to an urging for the report itself. */
  taskId: taskId.nullable(),
  row: z.int().min(1).nullable(),
  /** Which of the unit's parts in the task it is, or belongs to; null where it is about no task. */
  partNo: z.int().min(1).nullable(),
  /** The number of the urging; null for what is none. */
  no: z.int().min(1).nullable(),
  /** The item; left out for what is none. One that is split is there by its pieces. */
  itemId: itemId.optional(),
  /** The state of a part; null for what is none. */
  state: assignmentState.nullable(),
  standing: z.enum(["open", "done", "terminated"]),
  dueOn: day.nullable(),
  /** True if it is open and its day is over; never for what was due before the issue, or is claimed to be done. */
  overdue: z.boolean(),
});
export type Thing = z.infer<typeof thing>;

const count = z.int().min(0);

/**
 * How many things there are, by how they stand. Those overdue are among the open ones. Items are pieces of parts, and are not
 * counted beside them.
 */
export const counts = z.object({ things: count, open: count, done: count, terminated: count, overdue: count });
export type ThingCounts = z.infer<typeof counts>;

/** What a unit owes, or owed, in a task, on a Beijing day, by its parts; nothing if it has none. */
export function thingsOf({ taskId, row, state }: TaskAsItStands, unitId: string, today: string): Thing[] {
  const part = state.assignments[unitId];
  if (!part || !state.about) return [];
  const { issuedOn } = state.about;
  const isOver = (dueOn: string | null) => dueOn !== null && dueOn < today;
  const isLate = (dueOn: string | null) =>
    isStillToDo(part.state) && isOver(dueOn) && !isDueBeforeIssue(dueOn, issuedOn);
  const partOf = ({ partNo, state, dueOn }: EndedPart, overdue: boolean): Thing => ({
    ...{ kind: "part", taskId, row, partNo, no: null, state, standing: standingOf(state), dueOn, overdue },
  });
  const urgingOf = (
    { partNo }: EndedPart,
    { no, answerBy: dueOn }: EndedPart["urgings"][number],
    urgingState: UrgingState,
  ): Thing => {
    const standing = standingOfUrging[urgingState];
    const overdue = standing === "open" && isOver(dueOn);
    return { kind: "urging", taskId, row, partNo, no, state: null, standing, dueOn, overdue };
  };
  const piecesOf = ({ partNo }: EndedPart, items: readonly UnitItem[]): Thing[] =>
    items
      .filter(({ pieces }) => pieces.length === 0)
      .map(({ itemId, state, dueOn }) => {
        const overdue = state === "open" && isLate(dueOn);
        const standing = standingOfItem(state);
        return { kind: "item", taskId, row, partNo, no: null, itemId, state: null, standing, dueOn, overdue };
      });
  const ended = part.before.parts.flatMap((each) => [
    partOf(each, false),
    ...piecesOf(each, itemsDoneBy(state.items, unitId, each)),
    // What was left unanswered ended with the part.
    ...each.urgings.map((urging) => urgingOf(each, urging, urging.answered ? "answered" : "terminated")),
  ]);
  const items = piecesOf(part, itemsOf(state.items, unitId, part));
  const urgings = part.urgings.map((urging) => urgingOf(part, urging, urgingStateOf(state, part, urging.no)));
  return [...ended, partOf(part, isLate(part.dueOn)), ...items, ...urgings];
}

/** The answers to urgings for the report itself that a unit owes, or owed, on a Beijing day. */
export const urgedThings = (urgings: readonly ReportingUrging[], today: string): Thing[] =>
  urgings.map((urging) => {
    const standing = standingOfUrging[reportingUrgingStateOf(urging)];
    const { no, answerBy: dueOn } = urging;
    const overdue = standing === "open" && dueOn !== null && dueOn < today;
    return { kind: "urging", taskId: null, row: null, partNo: null, no, state: null, standing, dueOn, overdue };
  });

/** Counts things. */
export function countsOf(all: readonly Thing[]): ThingCounts {
  const things = all.filter(({ kind }) => kind !== "item");
  const by = (standing: Standing) => things.filter((each) => each.standing === standing).length;
  return {
    things: things.length,
    open: by("open"),
    done: by("done"),
    terminated: by("terminated"),
    overdue: things.filter(({ overdue }) => overdue).length,
  };
}
