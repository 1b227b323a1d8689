// What units owe of the items 条目 of a task: which, how far each is done, and by which day.

import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import { reaches } from "../kernel/amount.ts";
import { grouped } from "../kernel/grouped.ts";
import type { Relation } from "../plan/draft.ts";
import { isOpen, type Standing } from "./assignment-state.ts";
import type { EndedPart } from "./earlier-parts.ts";
import { type ItemFulfilment, noFulfilment } from "./fulfilment.ts";
import { itemsNamed, itemsNamedToAll, type TaskItem } from "./item.ts";
import { unclaimedPart } from "./open-part.ts";
import type { Assignment, TaskState } from "./state.ts";

/** How an item of a unit stands: owed, done, or ended with the unit's part without being done. */
export type ItemState = "open" | "done" | "ended";

/** How an item stands, in the words for parts. */
export const standingOfItem = (state: ItemState): Standing => (state === "ended" ? "terminated" : state);

/** An item as one unit owes it. */
export interface UnitItem extends Pick<ItemFulfilment, "amount" | "extension"> {
  readonly itemId: string;
  readonly item: TaskItem;
  readonly state: ItemState;
  /** The day on which the unit owes it; null if it has none of its own. */
  readonly dueOn: string | null;
  /** The ids of the pieces it is split into for this unit. It is done when they are, and not by itself. */
  readonly pieces: readonly string[];
  /** True if the unit completed something of it. */
  readonly isBegun: boolean;
}

/**
 * True if whoever has these relations carries the task out, and owes its items: who leads it and who is responsible. A unit
 * that supervises or guides watches over that work or advises on it, and answers for its own part by reports.
 */
export const carriesOut = (relations: readonly Relation[]): boolean =>
  relations.includes("lead") || relations.includes("responsible");

/**
 * True if a unit owes an item by a part, or owed it: its own, also one that this part handed on, or one of the whole task, printed
 * or of the lead, that it carries out.
 */
function owes(
  unitId: string,
  { relations, partNo }: Pick<Assignment, "relations" | "partNo">,
  { unitId: owner, handedOnBy = [] }: Pick<TaskItem, "unitId" | "handedOnBy">,
): boolean {
  if (owner === null) return carriesOut(relations);
  return owner === unitId || handedOnBy.some((each) => each.unitId === unitId && each.partNo === partNo);
}

const laterOf = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

/** The day on which an item is due for all who owe it, before what is granted to one of them; null if it has none of its own. */
export const dayOfItem = ({ dueOn, extendedTo }: Pick<TaskItem, "dueOn" | "extendedTo">): string | null =>
  dueOn === undefined ? null : laterOf(dueOn, extendedTo ?? null);

/** The items that a unit owes, or owed, by a part, in the order in which the task got them. */
export function itemsOf(
  items: TaskState["items"],
  unitId: string,
  part: Pick<Assignment, "partNo" | "relations" | "state" | "items">,
): UnitItem[] {
  const owed = Object.entries(items).filter(([, item]) => owes(unitId, part, item));
  const pieces = grouped(
    owed,
    ([, { splits }]) => splits,
    ([itemId]) => itemId,
  );
  const isDoneItself = (itemId: string): boolean => {
    const { isCompleted, amount } = part.items[itemId] ?? noFulfilment;
    const target = items[itemId]?.target;
    return target === undefined ? isCompleted : reaches(amount, target);
  };
  const isDone = (itemId: string): boolean => {
    const own = pieces.get(itemId);
    if (!own) return isDoneItself(itemId);
    // What was done before the part ended stays done, also if it is split for others since.
    return own.every(isDone) || (!isOpen(part.state) && isDoneItself(itemId));
  };
  return owed.map(([itemId, item]) => {
    const { amount, extension, dueOn, isCompleted } = part.items[itemId] ?? noFulfilment;
    const undone = isOpen(part.state) ? "open" : "ended";
    return {
      itemId,
      item,
      amount,
      extension,
      // An extension moves the day of one unit; a later day for all of them holds for it, too.
      dueOn: item.dueOn === undefined ? null : laterOf(dueOn, dayOfItem(item)),
      state: isDone(itemId) ? "done" : undone,
      pieces: pieces.get(itemId) ?? [],
      isBegun: isCompleted || amount !== noFulfilment.amount,
    };
  });
}

/**
 * What a part that another one of its unit follows has done of items: those of which it completed something. What it left
 * undone is owed by whoever has the work now.
 */
export function itemsDoneBy(items: TaskState["items"], unitId: string, part: EndedPart): UnitItem[] {
  const done = itemsOf(items, unitId, part).filter(({ state, isBegun }) => state === "done" || isBegun);
  const ids = new Set(done.map(({ itemId }) => itemId));
  return done.map((each) => ({ ...each, pieces: each.pieces.filter((piece) => ids.has(piece)) }));
}

/** One item of a unit that has a part in the task, or the refusal if the unit does not owe it. */
export function itemOf(task: TaskState, unitId: string, itemId: string): UnitItem | Rejection {
  const part = task.assignments[unitId];
  const found = part && itemsOf(task.items, unitId, part).find((each) => each.itemId === itemId);
  return found ?? reject("ITEM_NOT_FOUND", itemsNamedToAll(task.items, [itemId]));
}

/**
 * An item that a unit completes by itself, or that it has begun: of a part of which nothing is claimed, and not split, because a
 * split one goes by its pieces. With its task, or the refusal.
 */
export function wholeItem(
  task: TaskState,
  { unitId, itemId }: { readonly unitId: string; readonly itemId: string },
): (UnitItem & { readonly task: TaskState }) | Rejection {
  const open = unclaimedPart(task, { unitId });
  if (isRejection(open)) return open;
  const owed = itemOf(task, unitId, itemId);
  if (isRejection(owed)) return owed;
  return owed.pieces.length > 0 ? reject("ITEM_SPLIT", itemsNamed(task.items, owed.pieces)) : { task, ...owed };
}

/** The units that owe an item. */
export const owing = ({ assignments }: TaskState, item: Pick<TaskItem, "unitId" | "handedOnBy">): string[] =>
  Object.entries(assignments).flatMap(([unitId, part]) => (owes(unitId, part, item) ? [unitId] : []));

/** The items of a unit that it must still complete; one that is split counts by its pieces. */
export const openItems = (task: TaskState, unitId: string, part: Assignment): UnitItem[] =>
  itemsOf(task.items, unitId, part).filter(({ state, pieces }) => state === "open" && pieces.length === 0);

/** The days granted to a unit for open items of the whole task, which are owed by them whoever has the part. */
export const daysGranted = (task: TaskState, unitId: string, part: Assignment) =>
  itemsOf(task.items, unitId, part).flatMap(({ itemId, item, state }) => {
    const dueOn = part.items[itemId]?.dueOn ?? null;
    return item.unitId === null && state === "open" && dueOn !== null ? [{ itemId, dueOn }] : [];
  });

/** How many items are done, of how many. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** The progress of a list of items. One that is split counts by its pieces. */
export function progressOf(items: readonly UnitItem[]): Progress {
  const counted = items.filter(({ pieces }) => pieces.length === 0);
  return { done: counted.filter(({ state }) => state === "done").length, of: counted.length };
}
