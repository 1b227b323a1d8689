// What is owed of the items 条目 of a task: by which unit, or by units that are still to be named, and how much is done.
import {
  type Assignment,
  carriesOut,
  isCounted,
  itemsDoneBy,
  itemsOf,
  type Progress,
  progressOf,
  type TaskItem,
  type TaskState,
  type UnitItem,
} from "@taizhang/domain";
import { recalling } from "../recall.ts";
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
