// Items 条目 as something that units owe: which, how much of them is done, and what is owed by units that are still to be named.
import {
  type Assignment,
  carriesOut,
  type ItemState,
  isCounted,
  isStillToDo,
  itemsDoneBy,
  itemsOf,
  ownersOf,
  type Progress,
  progressOf,
  standingOfItem,
  type TaskItem,
  type TaskState,
  type UnitItem,
} from "@taizhang/domain";
import { recalling } from "../recall.ts";
import { dueIn } from "./due.ts";
import { type LineItem, type OwedThing, saidOf } from "./owed.ts";
import { extensionAsked, officeQueue } from "./owed-waits.ts";
import { isOver, type OwingPart } from "./owing-part.ts";
import { type Part, type TaskCard, unfilledGroups } from "./task-card.ts";

/** The items that a unit owes in a task; none if it has no part. */
export function itemsOfUnit({ life }: TaskCard, unitId: string): readonly UnitItem[] {
  const part = life.assignments[unitId];
  return part ? itemsOfPart(part, unitId, life.items) : [];
}

// Lines, board, queue and lamp all ask for them.
const itemsOfPart = recalling((part: Assignment, unitId: string, items: TaskState["items"]) =>
  itemsOf(items, unitId, part),
);

/** What a part that another one of its unit follows has done of items. */
export const itemsOfEarlier = ({ life }: TaskCard, part: Part): readonly UnitItem[] =>
  itemsDone(part, part.unitId, life.items);

const itemsDone = recalling((part: Part, unitId: string, items: TaskState["items"]) =>
  itemsDoneBy(items, unitId, part),
);

/** Those that a unit owes and that are open. */
export const openItemsOf = (card: TaskCard, unitId: string): UnitItem[] =>
  itemsOfUnit(card, unitId).filter(({ state }) => state === "open");

/**
 * The progress of a task 进度: items done of items, over all parts that count. It is shown, and decides nothing.
 */
export const progressOfTask = (card: TaskCard): Progress =>
  progressOf([
    ...Object.entries(card.life.assignments).flatMap(([unitId, { state }]) =>
      isCounted(state) ? itemsOfUnit(card, unitId) : [],
    ),
    ...Object.values(card.earlier)
      .flat()
      .flatMap((part) => (isCounted(part.state) ? itemsOfEarlier(card, part) : [])),
  ]);

/** True while no unit has a part in the task yet. */
export const isUnassigned = ({ life }: TaskCard): boolean => Object.keys(life.assignments).length === 0 && !life.closed;

/**
 * What will be owed by units that are still to be named, as printed or adopted for the whole task, and by which groups: it
 * is due like the rest, although no unit owes it yet.
 */
export function itemsOfNobody(card: TaskCard): {
  readonly groups: readonly string[];
  readonly items: readonly (readonly [itemId: string, item: TaskItem])[];
} {
  const { life } = card;
  const groups = unfilledGroups(card)
    .map(({ groupId }) => groupId)
    .filter((groupId) => carriesOut(life.groups[groupId] ?? []));
  const isOwed = groups.length > 0 || isUnassigned(card);
  return { groups, items: isOwed ? Object.entries(life.items).filter(([, { unitId }]) => unitId === null) : [] };
}

/** An item as a line of a ledger has it. An amount is said only of an item that is counted. */
export function lineItem(itemId: string, item: TaskItem, state: ItemState, amount: string | null): LineItem {
  const { no, text, target = null, unitOfMeasure = null } = item;
  return {
    itemId,
    no,
    text: text.text,
    state,
    amount: target === null ? null : amount,
    target,
    unitOfMeasure,
    ownerIds: ownersOf(item),
  };
}

/** The items that a part makes its unit owe. */
export function itemsOwed(from: OwingPart): OwedThing[] {
  const { unitId, part, assignment } = from;
  const { about, opened, sources } = from.task;
  const of = from.isEarlier ? `${assignment.partNo}/` : "";
  const isWaiting = !isOver(from) && isStillToDo(assignment.state);
  return from.items.map(({ itemId, item, state, dueOn, amount, extension }) => {
    const { completions = [], reopening, extensions = [] } = part.fulfilments[itemId] ?? {};
    const key = `${about.taskId}/${unitId}/${itemId}/extension/${extension?.no}`;
    const said = saidOf(from.said, {
      kind: "item",
      standing: standingOfItem(state),
      firstDueOn: item.dueOn ?? null,
      extension: extension?.state ?? null,
      item: lineItem(itemId, item, state, amount),
      since: completions.at(-1)?.at ?? reopening?.at ?? sources[itemId]?.since ?? part.since,
      ...dueIn(opened, dueOn),
    });
    return {
      ...{ said, line: `${about.taskId}/${of}${itemId}`, entry: `${about.taskId}/${dueOn}/${itemId}` },
      // A claim ends a request.
      waits: isWaiting ? extensionAsked(extensions, extension, key, [officeQueue(about.regionId)]) : [],
    };
  });
}
