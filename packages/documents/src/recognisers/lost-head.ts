// A header that lost a word: the rows below it have more cells than it names.
import { type Block, type BlockDocument, printedIn, type TableBlock, wordsOf } from "../document/block.ts";
import type { Line } from "../document/line.ts";
import { ROWS_ABOVE, wordKind } from "./columns.ts";

/** A header with fewer words than its rows have cells. */
export interface LostHead {
  readonly line: number;
  readonly words: number;
  readonly cells: number;
}

/** A row as it is printed: its first line, and its cells up to the last that is not blank. */
export interface PrintedRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** So many rows below a header show how many cells a row has. */
const ROWS = 20;

/** The first header that lost a word, if there is one. */
export function lostHead({ lines, blocks }: BlockDocument): LostHead | undefined {
  for (const block of blocks) {
    const rows = printedRows(block, lines);
    const found = firstLost(rows, block.kind === "table" ? ROWS_ABOVE : rows.length);
    if (found) return found;
  }
  return undefined;
}

/** The rows of a table, or the lines of a text that tabs or bars divide. */
export function printedRows(block: Block, lines: readonly Line[]): PrintedRow[] {
  return block.kind === "table" ? inTable(block) : inText(lines.slice(block.from - 1, block.to));
}

function inTable({ rows }: TableBlock): PrintedRow[] {
  return rows.slice(0, ROWS_ABOVE + ROWS).flatMap((row): PrintedRow[] => {
    const cells = row.map(wordsOf);
    const line = printedIn(row)[0]?.line;
    return line === undefined ? [] : [{ line, cells }];
  });
}

function inText(lines: readonly Line[]): PrintedRow[] {
  return lines.flatMap(({ no, folded }): PrintedRow[] => {
    const delimiter = ["\t", "|"].find((sign) => folded.trim().includes(sign));
    if (delimiter === undefined) return [];
    const words = delimiter === "|" ? folded.trim().replace(/^\||\|$/g, "") : folded;
    return [{ line: no, cells: words.split(delimiter).map((cell) => cell.trim()) }];
  });
}

function firstLost(rows: readonly PrintedRow[], within: number): LostHead | undefined {
  for (const [at, row] of rows.slice(0, within).entries()) {
    const words = row.cells.filter((cell) => cell !== "");
    if (!looksLikeHeader(words)) continue;
    const widths = rows.slice(at + 1, at + 1 + ROWS).map(({ cells }) => cells.findLastIndex((cell) => cell !== "") + 1);
    const wider = widths.filter((width) => width > words.length);
    if (wider.length * 2 > widths.length) return { line: row.line, words: words.length, cells: Math.max(...wider) };
  }
  return undefined;
}

/** Whether most of these words are known heads. */
function looksLikeHeader(words: readonly string[]): boolean {
  const known = words.filter((word) => word.length <= 16 && wordKind(word) !== undefined).length;
  return known > 1 && known * 2 > words.length;
}
