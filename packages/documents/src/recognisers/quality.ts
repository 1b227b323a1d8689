// How well an explanation reads its stretch: what tells a table that was understood from one that only looks like it.
import { namesIn } from "../cells/names-in.ts";
import { type Cell, cellText, type Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import type { Explanation, RowRecord } from "./record.ts";

export interface Quality {
  /** Records with a task and with words that name units, or that go on with such words. */
  readonly sound: number;
  /** Characters of the stretch that are in a record or are a mark, and those that are in neither. */
  readonly read: number;
  readonly unread: number;
}

/** Rates an explanation of these lines. */
export function qualityOf({ from, to, records, marks }: Explanation, lines: readonly Line[]): Quality {
  const total = lines.reduce((sum, { no, text }) => (no >= from && no <= to ? sum + signs(text) : sum), 0);
  const read = Math.min(total, piecesSigns(marks) + records.reduce((sum, record) => sum + recordSigns(record), 0));
  return { sound: records.filter(isSound).length, read, unread: total - read };
}

/** Whether what was read is more than a guess: most rows are sound, and little is left over. */
export function isGood({ records }: Explanation, { sound, read, unread }: Quality): boolean {
  return sound > 0 && sound * 2 >= records.length && unread * 3 <= read;
}

function isSound({ task, clauses }: RowRecord): boolean {
  return (
    task.state === "printed" &&
    clauses.some(
      ({ meaning, cell }) => meaning.is === "merged" || (meaning.is === "printed" && namesIn(cellText(cell)) !== "few"),
    )
  );
}

function recordSigns({ number, task, requirements, clauses, deadline, paths, others }: RowRecord): number {
  const inCells = (cells: readonly Cell[]) => cells.reduce((sum, { pieces }) => sum + piecesSigns(pieces), 0);
  const inClauses = clauses.reduce((sum, { shared, cell }) => sum + (shared ? 0 : piecesSigns(cell.pieces)), 0);
  const inDeadline = deadline.shared ? 0 : piecesSigns(deadline.cell.pieces);
  const own = piecesSigns(number?.pieces ?? []) + piecesSigns(task.pieces) + inDeadline;
  return own + inCells(requirements) + inClauses + inCells(paths) + inCells(others);
}

function piecesSigns(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + signs(text), 0);
}

function signs(text: string): number {
  return /\s/.test(text) ? text.replace(/\s+/g, "").length : text.length;
}
