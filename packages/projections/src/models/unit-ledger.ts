// The unit ledger 工作台账: everything a unit owes, over all plans of its region, by due day.
import {
  type Assignment,
  type ExtensionState,
  type ItemState,
  type Review,
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
export interface LedgerEntry extends AboutTask, Due, Pick<Assignment, "relations" | "state">, Pick<CardPart, "since"> {
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

/** The key of a unit's line for a task, or for an item of it. */
export const ledgerKey = (unitId: string, taskId: string, itemId?: string): string =>
  itemId === undefined ? `${unitId}/${taskId}` : `${unitId}/${taskId}/${itemId}`;

/**
 * Ledger lines by `ledgerKey`. Indexes: all lines of a unit (`unit/<unitId>`), those still open (`unit/<unitId>/open`) and
 * those whose part is in one state (`unit/<unitId>/state/<state>`), each by due day (lines without one last), plan and row.
 */
export const ledgerLines = kindOf<LedgerEntry>("ledger");

/** The lines of a task in the ledgers of its units. */
export function linesOf(card: TaskCard): Shown[] {
  const { opened, life, parts, items } = card;
  const about = aboutOf(opened);
  return Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const part = parts[unitId];
    if (!part) return [];
    return [
      lineOf(part, unitId, assignment, about, opened),
      ...itemLinesOf(part, unitId, assignment, itemsOfUnit(card, unitId), items, about, opened),
    ];
  });
}

/** The places of a line in the indexes of its unit. */
const placesOf = ({ unitId, state, standing, planId, row, dueOn }: LedgerEntry) => {
  const unit = `unit/${unitId}`;
  const indexes = [unit, `${unit}/state/${state}`, ...(standing === "open" ? [`${unit}/open`] : [])];
  const sort = dueSort({ planId, row, dueOn });
  return indexes.map((index) => ({ index, sort }));
};

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
        unitId,
        relations: assignment.relations,
        state: assignment.state,
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
  (part: CardPart, unitId: string, assignment: Assignment, about: AboutTask, opened: TaskCard["opened"]): Shown => {
    const { relations, state, dueOn, extension, reportCount } = assignment;
    const { since, lastReport } = part;
    const line: LedgerEntry = {
      kind: "part",
      ...about,
      ...dueIn(opened, dueOn),
      firstDueOn: opened.dueOn,
      extension: extension?.state ?? null,
      unitId,
      relations,
      state,
      standing: standingOf(state),
      item: null,
      since,
      reportCount,
      lastReport: lastReport && { ...lastReport, review: reviewOf(assignment, lastReport.no) ?? "open" },
    };
    return ledgerLines.shown(ledgerKey(unitId, about.taskId), line, placesOf(line));
  },
);
