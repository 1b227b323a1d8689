// The unit ledger 工作台账: everything a unit owes, over all plans of its region, by due day.
import {
  type Assignment,
  type AssignmentState,
  type CompletionReportState,
  type DisputeState,
  type ExtensionState,
  type ItemState,
  isOpen,
  type PersonInCharge,
  type Review,
  reportsIn,
  reviewOf,
  type Standing,
  standingOf,
  standingOfItem,
  standingOfUrging,
  type UnitItem,
  urgingStateOf,
} from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import { type About, type AboutTask, aboutOf } from "./about-task.ts";
import { stillToMend } from "./card-mending.ts";
import type { CardUrging } from "./card-urgings.ts";
import { type Due, dueIn, dueSort } from "./due.ts";
import { itemsOfEarlier, itemsOfUnit } from "./owed-items.ts";
import type { CardPart, TaskCard } from "./task-card.ts";

/** What a line of a ledger is about: a part in a task 分工, an item of it 条目, an answer to an urging 催办, or a completion report 办结情况报告. */
export type LedgerKind = "part" | "item" | "urging" | "completionReport";

/** One line of a unit's ledger: something that the unit owes, or owed. */
export interface LedgerEntry extends About, Due, Pick<CardPart, "since"> {
  readonly kind: LedgerKind;
  readonly unitId: string;
  /** How the thing itself stands. `state` is where the unit's part is, also on the lines of its items and urgings. */
  readonly standing: Standing;
  /** The item that the line is about; null on other lines. */
  readonly item: LineItem | null;
  /** Of the unit's part in the task that the line is about; none where it is about no task. */
  readonly relations: Assignment["relations"];
  /** Where the unit's part stands; null where the line is about no task. */
  readonly state: AssignmentState | null;
  /** The number of the part that the line is about among those of the unit in the task; null where it is about no task. */
  readonly partNo: number | null;
  /** The unit that has the part now; null unless it was handed over. */
  readonly handedTo: string | null;
  /** Since which day it is nobody's, because its unit has ended; null unless it is. */
  readonly ownerlessSince: string | null;
  /** Where a completion report stands; null for what is none. */
  readonly reportState: CompletionReportState | null;
  /** The due day as printed, before any extension; null if there is none. */
  readonly firstDueOn: string | null;
  /** How its last request for an extension stands; null if there was none. */
  readonly extension: ExtensionState | null;
  /** How the dispute of the part stands; null if the unit made none, and on the line of an item. */
  readonly dispute: DisputeState | null;
  /** The parts of other units whose work the part has. */
  readonly from: readonly { readonly unitId: string; readonly partNo: number }[];
  readonly persons: readonly PersonInCharge[];
  /** The number of the urging; null for what is none. */
  readonly urgingNo: number | null;
  /** The day on which an urging was answered, or the last completion report handed in; null until then. */
  readonly answeredOn: string | null;
  readonly reportCount: number;
  /** How many pieces of published evidence it has to mend in its part. */
  readonly toMendCount: number;
  /** True while something that the unit handed in was sent back and it has to mend that: a report, a claim, evidence. */
  readonly returned: boolean;
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

/**
 * The key of a unit's line for a task: of its last part there, of an item of that, of an earlier part by its number, or of an
 * item of that by both.
 */
export const ledgerKey = (unitId: string, taskId: string, of?: string | number): string =>
  of === undefined ? `${unitId}/${taskId}` : `${unitId}/${taskId}/${of}`;

/**
 * Ledger lines: of parts and items by `ledgerKey`, of urgings by that and their number, of completion reports by unit and
 * fold. Indexes: all lines of a unit (`unit/<unitId>`), those still open (`unit/<unitId>/open`), those whose part is in one
 * state (`unit/<unitId>/state/<state>`), those that a person has in hand (`unit/<unitId>/person/<subjectId>`), and the parts
 * that are nobody's and the completion reports that ended because the unit did (`unit/<unitId>/endedWithUnit`), each by due
 * day (lines without one last), plan and row.
 */
export const ledgerLines = kindOf<LedgerEntry>("ledger");

/** The lines of a task in the ledgers of its units. */
export function linesOf(card: TaskCard): Shown[] {
  const { opened, life, parts, items } = card;
  const about = aboutOf(opened, life.words);
  const ended = Object.values(card.earlier)
    .flat()
    .flatMap((part) => [
      lineOf(part, part.unitId, part, about, opened, part.partNo),
      // What it has done of items stays with it; what it left undone is owed by whoever has the work now.
      ...itemLinesOf(part, part.unitId, part, itemsOfEarlier(card, part), items, about, opened, part.partNo),
      // What an earlier part left unanswered ended with it.
      ...part.urgingsSaid.map((each) => urgingLineOf(each, part, part.unitId, part, about, opened, true)),
    ]);
  const last = Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const part = parts[unitId];
    if (!part) return [];
    return [
      lineOf(part, unitId, assignment, about, opened, undefined),
      ...itemLinesOf(part, unitId, assignment, itemsOfUnit(card, unitId), items, about, opened, undefined),
      ...part.urgingsSaid.map((each) => urgingLineOf(each, part, unitId, assignment, about, opened, life.closed)),
    ];
  });
  return [...last, ...ended];
}

/**
 * A line with its places: in the unit's ledger, among what is open there, by the state of a part, and where it is nobody's,
 * or ended, with its unit, among those.
 */
export function placed(key: string, line: LedgerEntry, isEndedWithUnit = false): Shown {
  const unit = `unit/${line.unitId}`;
  const byState = line.state === null ? [] : [`${unit}/state/${line.state}`];
  const inHand = line.persons.map(({ subjectId }) => `${unit}/person/${subjectId}`);
  const indexes = [unit, ...byState, ...(line.standing === "open" ? [`${unit}/open`] : []), ...inHand];
  if (isEndedWithUnit) indexes.push(`${unit}/endedWithUnit`);
  const sort = dueSort(line);
  return ledgerLines.shown(
    key,
    line,
    indexes.map((index) => ({ index, sort })),
  );
}

/** What a line says of the unit's part, also where it is about an item of it, or an urging. */
const ofPart = (
  unitId: string,
  { relations, state, partNo, handedTo, ownerlessSince, persons }: Assignment,
  { from }: Pick<CardPart, "from">,
) => ({
  ...{ unitId, relations, state, partNo, handedTo, ownerlessSince, persons },
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
    earlierPartNo: number | undefined,
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
        ...{ reportState: null, urgingNo: null, answeredOn: null },
        reportCount: 0,
        toMendCount: 0,
        returned: false,
        lastReport: null,
      };
      const of = earlierPartNo === undefined ? itemId : `${earlierPartNo}/${itemId}`;
      return placed(ledgerKey(unitId, about.taskId, of), line);
    }),
);

/** True if the last report or the last claim of a part came back, or evidence in it was found wanting. */
function wasReturned(assignment: Assignment, { lastReport, completionReturn, toMend }: CardPart): boolean {
  if (toMend.length > 0) return true;
  const isWaiting = assignment.state === "claimed" || assignment.state === "endorsed";
  if (isWaiting) return false;
  return completionReturn !== null || (lastReport !== null && reviewOf(assignment, lastReport.no) === "returned");
}

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
      ...{ standing: standingOf(state), reportState: null, urgingNo: null, answeredOn: null },
      extension: extension?.state ?? null,
      ...ofPart(unitId, assignment, part),
      dispute,
      standing: standingOf(state),
      item: null,
      since: part.since,
      reportCount: reportsIn(assignment),
      toMendCount: stillToMend({ state, toMend: part.toMend }).length,
      returned: isOpen(state) && wasReturned(assignment, part),
      lastReport: lastReport && { ...lastReport, review: reviewOf(assignment, lastReport.no) ?? "open" },
    };
    const isNobodys = assignment.ownerlessSince !== null && state !== "handedOver" && earlierPartNo === undefined;
    return placed(ledgerKey(unitId, about.taskId, earlierPartNo), line, isNobodys);
  },
);

const urgingLineOf = recalling(
  (
    { no, answerBy, made, answer }: CardUrging,
    cardPart: CardPart,
    unitId: string,
    part: Assignment,
    about: AboutTask,
    opened: TaskCard["opened"],
    isOver: boolean,
  ): Shown => {
    const state = urgingStateOf({ closed: isOver }, part, no);
    const line: LedgerEntry = {
      kind: "urging",
      ...about,
      ...dueIn(opened, answerBy),
      // What was asked after the issue cannot have been due before it.
      dueBeforeIssue: false,
      firstDueOn: answerBy,
      extension: null,
      ...{ standing: standingOfUrging[state], urgingNo: no, answeredOn: answer?.answeredOn ?? null },
      ...ofPart(unitId, part, cardPart),
      ...{ reportState: null, item: null, dispute: null },
      since: answer?.at ?? made.at,
      reportCount: 0,
      toMendCount: 0,
      returned: false,
      lastReport: null,
    };
    return placed(`${ledgerKey(unitId, about.taskId)}/urging/${no}`, line);
  },
);
