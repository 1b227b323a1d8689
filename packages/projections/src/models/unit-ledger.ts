// The unit ledger 工作台账: everything a unit owes, over all plans of its region, by due day.
import { type Assignment, type ExtensionState, isOpen, type Review, reviewOf } from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import { type AboutTask, aboutOf } from "./about-task.ts";
import { type Due, dueIn, dueSort } from "./due.ts";
import type { CardPart, TaskCard } from "./task-card.ts";

/** What a line of a ledger is about: a part in a task 分工. */
export type LedgerKind = "part";

/** One line of a unit's ledger: its part in one task. */
export interface LedgerEntry extends AboutTask, Due, Pick<Assignment, "relations" | "state">, Pick<CardPart, "since"> {
  readonly kind: LedgerKind;
  readonly unitId: string;
  /** The due day as printed, before any extension; null if there is none. */
  readonly firstDueOn: string | null;
  /** How its last request for an extension stands; null if there was none. */
  readonly extension: ExtensionState | null;
  readonly reportCount: number;
  readonly lastReport: (NonNullable<CardPart["lastReport"]> & { readonly review: Review }) | null;
}

/** The key of a unit's line for a task. */
export const ledgerKey = (unitId: string, taskId: string): string => `${unitId}/${taskId}`;

/**
 * Ledger lines by `ledgerKey`. Indexes: all lines of a unit (`unit/<unitId>`), those still open (`unit/<unitId>/open`) and
 * those in one state (`unit/<unitId>/state/<state>`), each by due day (lines without one last), plan and row.
 */
export const ledgerLines = kindOf<LedgerEntry>("ledger");

/** The lines of a task in the ledgers of its units. */
export function linesOf({ opened, life, parts }: TaskCard): Shown[] {
  const about = aboutOf(opened, life.words);
  return Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const part = parts[unitId];
    return part ? [lineOf(part, unitId, assignment, about, opened)] : [];
  });
}

const lineOf = recalling(
  (part: CardPart, unitId: string, assignment: Assignment, about: AboutTask, opened: TaskCard["opened"]): Shown => {
    const { relations, state, dueOn, extension, reportCount } = assignment;
    const { since, lastReport } = part;
    const unit = `unit/${unitId}`;
    const indexes = [unit, `${unit}/state/${state}`, ...(isOpen(state) ? [`${unit}/open`] : [])];
    const line: LedgerEntry = {
      kind: "part",
      ...about,
      ...dueIn(opened, dueOn),
      firstDueOn: opened.dueOn,
      extension: extension?.state ?? null,
      unitId,
      relations,
      state,
      since,
      reportCount,
      lastReport: lastReport && { ...lastReport, review: reviewOf(assignment, lastReport.no) ?? "open" },
    };
    const sort = dueSort({ ...about, dueOn });
    return ledgerLines.shown(
      ledgerKey(unitId, about.taskId),
      line,
      indexes.map((index) => ({ index, sort })),
    );
  },
);
