// The unit ledger 工作台账: everything a unit owes, over all plans of its region, by due day.
import {
  type Assignment,
  type DisputeState,
  type ExtensionState,
  isOpen,
  type PersonInCharge,
  type Review,
  reportsIn,
  reviewOf,
} from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import { type AboutTask, aboutOf } from "./about-task.ts";
import { type Due, dueIn, dueSort } from "./due.ts";
import type { CardPart, TaskCard } from "./task-card.ts";

/** What a line of a ledger is about: a part in a task 分工. */
export type LedgerKind = "part";

/** One line of a unit's ledger: its part in one task. */
export interface LedgerEntry
  extends AboutTask,
    Due,
    Pick<Assignment, "relations" | "state" | "partNo" | "handedTo" | "ownerlessSince">,
    Pick<CardPart, "since"> {
  readonly kind: LedgerKind;
  readonly unitId: string;
  /** The due day as printed, before any extension; null if there is none. */
  readonly firstDueOn: string | null;
  /** How its last request for an extension stands; null if there was none. */
  readonly extension: ExtensionState | null;
  /** How its dispute stands; null if the unit made none. */
  readonly dispute: DisputeState | null;
  /** The parts of other units whose work it has. */
  readonly from: readonly { readonly unitId: string; readonly partNo: number }[];
  readonly persons: readonly PersonInCharge[];
  readonly reportCount: number;
  readonly lastReport: (NonNullable<CardPart["lastReport"]> & { readonly review: Review }) | null;
}

/** The key of a unit's line for a task: of its last part there, or of an earlier one by its number. */
export const ledgerKey = (unitId: string, taskId: string, earlierPartNo?: number): string =>
  earlierPartNo === undefined ? `${unitId}/${taskId}` : `${unitId}/${taskId}/${earlierPartNo}`;

/**
 * Ledger lines by `ledgerKey`. Indexes: all lines of a unit (`unit/<unitId>`), those still open (`unit/<unitId>/open`),
 * those in one state (`unit/<unitId>/state/<state>`) and those that a person has in hand
 * (`unit/<unitId>/person/<subjectId>`), each by due day (lines without one last), plan and row.
 */
export const ledgerLines = kindOf<LedgerEntry>("ledger");

/** The lines of a task in the ledgers of its units. */
export function linesOf({ opened, life, parts, earlier }: TaskCard): Shown[] {
  const about = aboutOf(opened, life.words);
  const ended = Object.values(earlier)
    .flat()
    .map((part) => lineOf(part, part.unitId, part, about, opened, part.partNo));
  const last = Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const part = parts[unitId];
    return part ? [lineOf(part, unitId, assignment, about, opened, undefined)] : [];
  });
  return [...last, ...ended];
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
    const unit = `unit/${unitId}`;
    const inHand = persons.map(({ subjectId }) => `${unit}/person/${subjectId}`);
    const indexes = [unit, `${unit}/state/${state}`, ...(isOpen(state) ? [`${unit}/open`] : []), ...inHand];
    const line: LedgerEntry = {
      kind: "part",
      ...about,
      ...dueIn(opened, dueOn),
      firstDueOn: opened.dueOn,
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
      lastReport: lastReport && { ...lastReport, review: reviewOf(assignment, lastReport.no) ?? "open" },
    };
    const sort = dueSort({ ...about, dueOn });
    return ledgerLines.shown(
      ledgerKey(unitId, about.taskId, earlierPartNo),
      line,
      indexes.map((index) => ({ index, sort })),
    );
  },
);
