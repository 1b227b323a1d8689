// The deadline board 时限看板: what is open and due, by its own day. The parts of a task that are due on one day are one entry,
// and so is each item, and all answers to urgings.
import { isOpen, type TaskItem, urgingStateOf } from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import { type About, type AboutTask, aboutOf } from "./about-task.ts";
import { type Due, dueIn, dueSort } from "./due.ts";
import { isUnassigned, itemsOfNobody, openItemsOf } from "./owed-items.ts";
import { openUnits, type TaskCard, unfilledGroups } from "./task-card.ts";
import type { LedgerKind, LineItem } from "./unit-ledger.ts";

/** What is open and due on one day: parts of a task, answers owed on it, or a unit's completion report. */
export interface Deadline extends About, Due {
  readonly kind: LedgerKind;
  readonly dueOn: string;
  /** The item that is due; null for what is none. */
  readonly item: Pick<LineItem, "itemId" | "no" | "text"> | null;
  /** The units that owe it on that day. */
  readonly openUnitIds: readonly string[];
  /** The groups that nobody has named units for. They owe nothing yet; the task and its items are due for them. */
  readonly unfilledGroupIds: readonly string[];
}

/** Deadlines by task, kind, day and item. Index: for a region `due/<regionId>`, the earliest first, then by plan and row. */
export const deadlines = kindOf<Deadline>("due");

/** What of a task is owed on which day: its open parts, and the task itself while a part is still to be given. */
function owedBy(card: TaskCard): Map<string, { units: string[]; groups: string[] }> {
  const { life } = card;
  const owed = new Map<string, { units: string[]; groups: string[] }>();
  const on = (day: string) => {
    const found = owed.get(day) ?? { units: [], groups: [] };
    owed.set(day, found);
    return found;
  };
  for (const [unitId, { state, dueOn }] of Object.entries(life.assignments)) {
    if (dueOn !== null && isOpen(state)) on(dueOn).units.push(unitId);
  }
  const groups = unfilledGroups(card).map(({ groupId }) => groupId);
  if (life.dueOn !== null && (groups.length > 0 || isUnassigned(card))) on(life.dueOn).groups.push(...groups);
  return owed;
}

/** The units that owe an answer to an urging, by the day by which they must give it. */
function answersOwedIn({ life }: TaskCard): Map<string, string[]> {
  const owed = new Map<string, string[]>();
  for (const [unitId, part] of Object.entries(life.assignments)) {
    const open = part.urgings.filter((each) => urgingStateOf(life, part, each.no) === "open");
    for (const day of new Set(open.flatMap(({ answerBy }) => answerBy ?? [])))
      owed.set(day, [...(owed.get(day) ?? []), unitId]);
  }
  return owed;
}

/** The items that are open and due, each with the units for which it is on that day. */
function itemsDue(card: TaskCard): Shown[] {
  const owed = new Map<string, Map<string, { units: string[]; groups: readonly string[] }>>();
  const on = (itemId: string, day: string) => {
    const days = owed.get(itemId) ?? new Map<string, { units: string[]; groups: readonly string[] }>();
    const found = days.get(day) ?? { units: [], groups: [] };
    owed.set(itemId, days.set(day, found));
    return found;
  };
  for (const unitId of openUnits(card)) {
    for (const { itemId, dueOn } of openItemsOf(card, unitId)) if (dueOn !== null) on(itemId, dueOn).units.push(unitId);
  }
  const { groups, items } = itemsOfNobody(card);
  for (const [itemId, { dueOn }] of items) if (dueOn !== undefined) on(itemId, dueOn).groups = groups;
  return Object.entries(card.life.items).flatMap(([itemId, item]) =>
    [...(owed.get(itemId) ?? [])].map(([day, { units, groups }]) =>
      itemDueOf(item, itemId, aboutOf(card.opened, card.life.words), card.opened, day, units.join(), groups.join()),
    ),
  );
}

/** The entries of a task on the deadline board. */
export function deadlinesOf(card: TaskCard): Shown[] {
  const about = aboutOf(card.opened, card.life.words);
  return [
    ...[...owedBy(card)].map(([day, { units, groups }]) =>
      deadlineOf(about, card.opened, day, units.join(), groups.join()),
    ),
    ...itemsDue(card),
    ...[...answersOwedIn(card)].map(([day, units]) => answersOf(about, card.opened, day, units)),
  ];
}

const listOf = (ids: string): string[] => (ids === "" ? [] : ids.split(","));

// The ids come as texts, so that equal lists are the same value.
const deadlineOf = recalling(
  (about: AboutTask, opened: TaskCard["opened"], dueOn: string, units: string, groups: string): Shown => {
    const owed = { openUnitIds: listOf(units), unfilledGroupIds: listOf(groups) };
    const doc: Deadline = { kind: "part", item: null, ...about, ...dueIn(opened, dueOn), dueOn, ...owed };
    return onBoard(`${about.taskId}/${dueOn}`, doc);
  },
);

const itemDueOf = recalling(
  (
    { no, text }: TaskItem,
    itemId: string,
    about: AboutTask,
    opened: TaskCard["opened"],
    dueOn: string,
    units: string,
    groups: string,
  ): Shown => {
    const owed = { openUnitIds: listOf(units), unfilledGroupIds: listOf(groups) };
    const item = { itemId, no, text: text.text };
    const doc: Deadline = { kind: "item", item, ...about, ...dueIn(opened, dueOn), dueOn, ...owed };
    return onBoard(`${about.taskId}/${dueOn}/${itemId}`, doc);
  },
);

/** The answers to urgings that are owed by one day. */
function answersOf(about: AboutTask, opened: TaskCard["opened"], dueOn: string, openUnitIds: string[]): Shown {
  const due = { ...dueIn(opened, dueOn), dueBeforeIssue: false, dueOn };
  return onBoard(`${about.taskId}/urging/${dueOn}`, {
    ...{ kind: "urging", item: null, ...about, ...due, openUnitIds, unfilledGroupIds: [] },
  });
}

/** An entry with its place on the board of its region. */
export const onBoard = (key: string, doc: Deadline): Shown =>
  deadlines.shown(key, doc, [{ index: `due/${doc.regionId}`, sort: dueSort(doc) }]);
