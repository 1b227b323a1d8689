// Tables whose header names a column of units, though nothing was read in them: no word of it may be known to mean a task.
import { namesIn } from "../cells/names-in.ts";
import { isUnitHead } from "../cells/relation-word.ts";
import type { BlockDocument } from "../document/block.ts";
import { bareWord, isOtherHeader, wordKind } from "./columns.ts";
import { type PrintedRow, printedRows } from "./lost-head.ts";
import type { Explanation } from "./record.ts";

/** A table that names units. */
export interface UnitTable {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
  /** How many of its first rows name units in that column. */
  readonly rows: number;
}

/** The tables outside these explanations that name units in a column of their own. */
export function unitTables({ blocks, lines }: BlockDocument, parts: readonly Explanation[]): UnitTable[] {
  return blocks.flatMap((block) => {
    const rows = printedRows(block, lines).filter(({ line }) =>
      parts.every(({ from, to }) => line < from || line > to),
    );
    const found = firstHeader(rows);
    return found ? [found] : [];
  });
}

/** A header that stands further down belongs to no table that begins here. */
const SEARCHED = 200;

function firstHeader(rows: readonly PrintedRow[]): UnitTable | undefined {
  for (const [at, { line, cells }] of rows.slice(0, SEARCHED).entries()) {
    const words = cells.map(bareWord).filter((word) => word !== "");
    const column = cells.findIndex((cell) => isUnitHead(bareWord(cell)));
    if (column < 0 || words.length < 2 || words.some((word) => word.length > 16) || isOtherHeader(words)) continue;
    if (words.filter((word) => wordKind(word) !== undefined).length < 2) continue;
    const below = rows.slice(at + 1).filter((row) => namesIn(row.cells[column] ?? "") === "all" && row.cells[column]);
    const last = below.at(-1);
    if (last) return { from: line, to: last.line, words, rows: below.length };
  }
  return undefined;
}
