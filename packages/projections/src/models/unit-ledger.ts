// The unit ledger 工作台账: everything a unit owes, over all plans of its region, by due day.
import {
  type Assignment,
  type DisputeState,
  type ExtensionState,
  type ItemState,
  type PersonInCharge,
  type Review,
  reportsIn,
  reviewOf,
  type Standing,
  standingOf,
  standingOfItem,
  type UnitItem,
} from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import { type AboutTask, aboutOf } from "./about-task.ts";
import { type Due, dueIn, dueSort } from "./due.ts";
import { itemsOfUnit } from "./owed-items.ts";
import type { CardPart, TaskCard } from "./task-card.ts";

/** What a line of a ledger is about: a part in a task 分工, or an item of it 条目. */
export type LedgerKind = "part" | "item";

/** One line of a unit's ledger: its part in one task, or an item that it owes there. */
export interface LedgerEntry
  extends AboutTask,
    Due,
    Pick<Assignment, "relations" | "state" | "partNo" | "handedTo">,
    Pick<CardPart, "since"> {
  readonly kind: LedgerKind;
  readonly unitId: string;
  /** How the thing itself stands. `state` is where the unit's part is, also on the lines of its items. */
  readonly standing: Standing;
  /** The item that the line is about; null on the line of a part. */
  readonly item: LineItem | null;
  /** The due day as printed, before any extension; null if there is none. */
  readonly firstDueOn: string | null;
  /** How its last request for an extension stands; null if there was none. */
  readonly extension: ExtensionState | null;
  /** How the dispute of the part stands; null if the unit made none, and on the line of an item. */
  readonly dispute: DisputeState | null;
  /** The parts of other units whose work the part has. */
  readonly from: readonly { readonly unitId: string; readonly partNo: number }[];
  readonly persons: readonly PersonInCharge[];
  readonly reportCount: number;
  readonly lastReport: (NonNullable<CardPart["lastReport"]> & { readonly review: Review }) | null;
}

/** An item as a line of a ledger has it. */
export interface LineItem {
  readonly itemId: string;
  /** The printed or adopted number; null if it has none. */
  readonly no: string | null;
  readonly text: string;
  readonly state: ItemState;
  /** The sum of what is done of it, and the target; null if it is not counted. */
  readonly amount: string | null;
  readonly target: string | null;
  readonly unitOfMeasure: string | null;
}

/** The key of a unit's line for a task: of its last part there, of an item of that, or of an earlier part by its number. */
export const ledgerKey = (unitId: string, taskId: string, of?: string | number): string =>
  of === undefined ? `${unitId}/${taskId}` : `${unitId}/${taskId}/${of}`;

/**
 * Ledger lines by `ledgerKey`. Indexes: all lines of a unit (`unit/<unitId>`), those still open (`unit/<unitId>/open`),
 * those whose part is in one state (`unit/<unitId>/state/<state>`) and those that a person has in hand
 * (`unit/<unitId>/person/<subjectId>`), each by due day (lines without one last), plan and row.
 */
export const ledgerLines = kindOf<LedgerEntry>("ledger");

/** The lines of a task in the ledgers of its units. */
export function linesOf(card: TaskCard): Shown[] {
  const { opened, life, parts, items } = card;
  const about = aboutOf(opened, life.words);
  const ended = Object.values(card.earlier)
    .flat()
    .map((part) => lineOf(part, part.unitId, part, about, opened, part.partNo));
  const last = Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const part = parts[unitId];
    if (!part) return [];
    return [
      lineOf(part, unitId, assignment, about, opened, undefined),
      ...itemLinesOf(part, unitId, assignment, itemsOfUnit(card, unitId), items, about, opened),
    ];
  });
  return [...last, ...ended];
}

/** The places of a line in the indexes of its unit. */
const placesOf = ({ unitId, state, standing, persons, planId, row, dueOn }: LedgerEntry) => {
  const unit = `unit/${unitId}`;
  const inHand = persons.map(({ subjectId }) => `${unit}/person/${subjectId}`);
  const indexes = [unit, `${unit}/state/${state}`, ...(standing === "open" ? [`${unit}/open`] : []), ...inHand];
  const sort = dueSort({ planId, row, dueOn });
  return indexes.map((index) => ({ index, sort }));
};

/** What a line says of the unit's part, also where it is about an item of it. */
const ofPart = (
  unitId: string,
  { relations, state, partNo, handedTo, persons }: Assignment,
  { from }: Pick<CardPart, "from">,
) => ({
  ...{ unitId, relations, state, partNo, handedTo, persons },
  from: from.map((each) => ({ unitId: each.unitId, partNo: each.partNo })),
});

const itemLinesOf = recalling(
  (
    part: CardPart,
    unitId: string,
    assignment: Assignment,
    items: readonly UnitItem[],
    sources: TaskCard["items"],
    about: AboutTask,
    opened: TaskCard["opened"],
  ): Shown[] =>
    items.map(({ itemId, item, state, dueOn, amount, extension }) => {
      const { completions = [], reopening } = part.fulfilments[itemId] ?? {};
      const { no, text, target = null, unitOfMeasure = null } = item;
      const line: LedgerEntry = {
        kind: "item",
        ...about,
        ...dueIn(opened, dueOn),
        firstDueOn: item.dueOn ?? null,
        extension: extension?.state ?? null,
        ...ofPart(unitId, assignment, part),
        dispute: null,
        standing: standingOfItem(state),
        item: { itemId, no, text: text.text, state, amount: target === null ? null : amount, target, unitOfMeasure },
        since: completions.at(-1)?.at ?? reopening?.at ?? sources[itemId]?.since ?? part.since,
        reportCount: 0,
        lastReport: null,
      };
      return ledgerLines.shown(ledgerKey(unitId, about.taskId, itemId), line, placesOf(line));
    }),
);

const lineOf = recalling(
  (
    part: CardPart,
    unitId: string,
    assignment: Assignment,
    about: AboutTask,
    opened: TaskCard["opened"],
    earlierPartNo: number | undefined,
  ): Shown => {
    const { state, dueOn, extension, dispute } = assignment;
    const { lastReport } = part;
    const line: LedgerEntry = {
      kind: "part",
      ...about,
      ...dueIn(opened, dueOn),
      firstDueOn: opened.dueOn,
      extension: extension?.state ?? null,
      ...ofPart(unitId, assignment, part),
      dispute,
      standing: standingOf(state),
      item: null,
      since: part.since,
      reportCount: reportsIn(assignment),
      lastReport: lastReport && { ...lastReport, review: reviewOf(assignment, lastReport.no) ?? "open" },
    };
    return ledgerLines.shown(ledgerKey(unitId, about.taskId, earlierPartNo), line, placesOf(line));
  },
);
