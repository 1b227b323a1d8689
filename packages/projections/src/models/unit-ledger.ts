// The unit ledger 工作台账: everything a unit owes, over all plans of its region, by due day.
import {
  type Assignment,
  type AssignmentState,
  type CompletionReportState,
  type DisputeState,
  type ExtensionState,
  type PersonInCharge,
  type Review,
  reportsIn,
  reviewOf,
  type Standing,
  standingOf,
  standingOfUrging,
  urgingStateOf,
} from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import { type About, type AboutTask, aboutOf } from "./about-task.ts";
import type { CardUrging } from "./card-urgings.ts";
import { type Due, dueIn, dueSort } from "./due.ts";
import type { CardPart, TaskCard } from "./task-card.ts";

/** What a line of a ledger is about: a part in a task 分工, an answer to an urging 催办, or a completion report 办结情况报告. */
export type LedgerKind = "part" | "urging" | "completionReport";

/** One line of a unit's ledger: something that the unit owes, or owed. */
export interface LedgerEntry extends About, Due, Pick<CardPart, "since"> {
  readonly kind: LedgerKind;
  readonly unitId: string;
  readonly standing: Standing;
  /** Of the unit's part in the task that the line is about; none where it is about no task. */
  readonly relations: Assignment["relations"];
  /** Where a part stands; null for what is no part. */
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
  /** How its dispute stands; null if the unit made none. */
  readonly dispute: DisputeState | null;
  /** The parts of other units whose work it has. */
  readonly from: readonly { readonly unitId: string; readonly partNo: number }[];
  readonly persons: readonly PersonInCharge[];
  /** The number of the urging; null for what is none. */
  readonly urgingNo: number | null;
  /** The day on which an urging was answered, or the last completion report handed in; null until then. */
  readonly answeredOn: string | null;
  readonly reportCount: number;
  /** How many pieces of published evidence it has to mend in its part. */
  readonly toMendCount: number;
  readonly lastReport: (NonNullable<CardPart["lastReport"]> & { readonly review: Review }) | null;
}

/** The key of a unit's line for a task: of its last part there, or of an earlier one by its number. */
export const ledgerKey = (unitId: string, taskId: string, earlierPartNo?: number): string =>
  earlierPartNo === undefined ? `${unitId}/${taskId}` : `${unitId}/${taskId}/${earlierPartNo}`;

/**
 * Ledger lines: of parts by `ledgerKey`, of urgings by that and their number, of completion reports by unit and fold. Indexes:
 * all lines of a unit (`unit/<unitId>`), those still open (`unit/<unitId>/open`), parts in one state
 * (`unit/<unitId>/state/<state>`) and those that a person has in hand (`unit/<unitId>/person/<subjectId>`), each by due day
 * (lines without one last), plan and row.
 */
export const ledgerLines = kindOf<LedgerEntry>("ledger");

/** What only lines of parts say. */
export const noPart = {
  state: null,
  handedTo: null,
  ownerlessSince: null,
  dispute: null,
  from: [],
  persons: [],
} as const;

/** The lines of a task in the ledgers of its units. */
export function linesOf({ opened, life, parts, earlier }: TaskCard): Shown[] {
  const about = aboutOf(opened, life.words);
  const ended = Object.values(earlier)
    .flat()
    .flatMap((part) => [
      lineOf(part, part.unitId, part, about, opened, part.partNo),
      // What an earlier part left unanswered ended with it.
      ...part.urgingsSaid.map((each) => urgingLineOf(each, part.unitId, part, about, opened, true)),
    ]);
  const last = Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const part = parts[unitId];
    if (!part) return [];
    const urgings = part.urgingsSaid.map((each) => urgingLineOf(each, unitId, assignment, about, opened, life.closed));
    return [lineOf(part, unitId, assignment, about, opened, undefined), ...urgings];
  });
  return [...last, ...ended];
}

/** A line with its places: in the unit's ledger, among what is open there, and by the state of a part. */
export function placed(key: string, line: LedgerEntry): Shown {
  const unit = `unit/${line.unitId}`;
  const byState = line.state === null ? [] : [`${unit}/state/${line.state}`];
  const inHand = line.persons.map(({ subjectId }) => `${unit}/person/${subjectId}`);
  const indexes = [unit, ...byState, ...(line.standing === "open" ? [`${unit}/open`] : []), ...inHand];
  const sort = dueSort(line);
  return ledgerLines.shown(
    key,
    line,
    indexes.map((index) => ({ index, sort })),
  );
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
    const { relations, state, partNo, handedTo, ownerlessSince, dueOn, extension, dispute, persons } = assignment;
    const { since, lastReport, from } = part;
    const line: LedgerEntry = {
      kind: "part",
      ...about,
      ...dueIn(opened, dueOn),
      firstDueOn: opened.dueOn,
      ...{ standing: standingOf(state), reportState: null, urgingNo: null, answeredOn: null },
      extension: extension?.state ?? null,
      unitId,
      relations,
      state,
      partNo,
      handedTo,
      ownerlessSince,
      dispute,
      from: from.map((each) => ({ unitId: each.unitId, partNo: each.partNo })),
      persons,
      since,
      reportCount: reportsIn(assignment),
      toMendCount: part.toMend.length,
      lastReport: lastReport && { ...lastReport, review: reviewOf(assignment, lastReport.no) ?? "open" },
    };
    return placed(ledgerKey(unitId, about.taskId, earlierPartNo), line);
  },
);

const urgingLineOf = recalling(
  (
    { no, answerBy, made, answer }: CardUrging,
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
      unitId,
      relations: part.relations,
      ...noPart,
      partNo: part.partNo,
      reportState: null,
      since: answer?.at ?? made.at,
      reportCount: 0,
      toMendCount: 0,
      lastReport: null,
    };
    return placed(`${ledgerKey(unitId, about.taskId)}/urging/${no}`, line);
  },
);
