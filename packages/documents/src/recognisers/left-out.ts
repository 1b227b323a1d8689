// Tables that hold no task: rosters, lists of contacts, budgets, blank forms. They are sorted out before anything is recognised.

import { type Block, type BlockDocument, type TableBlock, type TableCell, wordsOf } from "../document/block.ts";
import type { Line } from "../document/line.ts";
import { isHeader, isOtherHeader, ROWS_ABOVE, wordKind } from "./columns.ts";
import { holdsSentence } from "./delimited.ts";
import { apart } from "./stacked.ts";
import { TITLE_WITHIN, titleAbove } from "./title-above.ts";

/** A table that is left out, with the lines that name it. */
export interface LeftOut {
  readonly from: number;
  readonly to: number;
  /** The words of its header. */
  readonly words: string;
  /** It is about tasks, but a blank form below the table that holds them. */
  readonly blank?: true;
}

/** The document without the tables that hold no task. */
export interface Sorted {
  readonly document: BlockDocument;
  readonly leftOut: readonly LeftOut[];
}

/** Sorts out the tables that hold no task, whatever their format. A blank form alone stays: it is why nothing is read. */
export function sortTables(document: BlockDocument): Sorted {
  const { lines } = document;
  const blocks: Block[] = [];
  const leftOut: LeftOut[] = [];
  let tasksAbove = false;
  for (const block of document.blocks.flatMap((each) => (each.kind === "table" ? apart(each, lines) : [each]))) {
    if (block.kind === "table") {
      const { words, is } = headerOf(block);
      const place = { from: block.from, to: block.to, words: words.join("、") };
      if (is === "other") leaveOut(place);
      else if (is === "blank" && tasksAbove) leaveOut({ ...place, blank: true });
      else blocks.push(block);
      if (is === "tasks") tasksAbove = true;
      continue;
    }
    let from = block.from;
    for (const other of othersIn(lines, block, tasksAbove)) {
      if (other.from > from) blocks.push({ kind: "text", from, to: other.from - 1 });
      leaveOut(other);
      from = other.to + 1;
    }
    if (from <= block.to) blocks.push({ kind: "text", from, to: block.to });
  }
  return leftOut.length > 0 || blocks.length !== document.blocks.length
    ? { document: { ...document, blocks }, leftOut }
    : { document, leftOut };

  /** The lines that name the table go with it. */
  function leaveOut(other: LeftOut): void {
    const above = blocks.at(-1);
    const near = above?.kind === "text" && above.to === other.from - 1 ? above : undefined;
    const [title] = near ? titleAbove(lines.slice(Math.max(near.from - 1, near.to - TITLE_WITHIN), near.to)) : [];
    if (near && title) {
      blocks.pop();
      if (title.no > near.from) blocks.push({ ...near, to: title.no - 1 });
    }
    leftOut.push({ ...other, from: title?.no ?? other.from });
  }
}

/** The header of a ruled table, and what is below it. */
function headerOf({ rows }: TableBlock): { words: string[]; is: "tasks" | "blank" | "other" | "none" } {
  for (const [at, row] of rows.slice(0, ROWS_ABOVE).entries()) {
    const words = printedWords(row);
    if (isHeader(words)) {
      return { words, is: rows.slice(at + 1).every((below) => isBlankRow(printedWords(below))) ? "blank" : "tasks" };
    }
    if (isOtherHeader(words)) return { words, is: "other" };
  }
  return { words: [], is: "none" };
}

const printedWords = (row: readonly TableCell[]): string[] =>
  row.flatMap((cell) => (cell.state === "printed" ? [wordsOf(cell)] : []));

/** Whether a row prints nothing but its number. */
function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => /^(?:\d{0,3}|……|\.{3,6})$/.test(cell.trim()));
}

/** A header line is short. */
const HEADER_LENGTH = 200;

/** The other tables among lines of text, which have one row a line. */
function othersIn(
  lines: readonly Line[],
  { from, to }: { readonly from: number; readonly to: number },
  tasksAbove: boolean,
): LeftOut[] {
  const found: LeftOut[] = [];
  let open: { from: number; to: number; words: string; blank?: true } | undefined;
  let filled = tasksAbove;
  for (let no = from; no <= to; no++) {
    const lined = open ? undefined : linedOther(lines, no, to);
    if (lined) {
      found.push(lined);
      no = lined.to;
      continue;
    }
    const line = lines[no - 1];
    if (!line || line.text.trim() === "") continue;
    if (!open && holdsSentence(line.text)) continue;
    const cells = cellsIn(line);
    if (open && !isHeader(cells) && (cells.length > 1 || (open.blank && isBlankRow(cells)))) {
      open.to = no;
      continue;
    }
    if (open) found.push(open);
    open = undefined;
    if (cells.length < 2 || line.text.length > HEADER_LENGTH) continue;
    const place = { from: no, to: no, words: cells.join("、") };
    if (isOtherHeader(cells)) {
      open = place;
    } else if (isHeader(cells)) {
      if (!isBlankBelow(lines, no, to)) filled = true;
      else if (filled) open = { ...place, blank: true };
    }
  }
  return open ? [...found, open] : found;
}

/** Whether the rows below a header line hold nothing but numbers: the next line with words is none of them. */
function isBlankBelow(lines: readonly Line[], header: number, last: number): boolean {
  let rows = 0;
  for (let no = header + 1; no <= last; no++) {
    const line = lines[no - 1];
    if (!line || line.text.trim() === "") continue;
    if (!isBlankRow(cellsIn(line))) return rows > 0 && cellsIn(line).length < 2;
    rows++;
  }
  return rows > 0;
}

/** So many lines hold the words of a header with one cell a line. */
const HEADER_LINES = 24;

/** A table with one cell a line that begins at this line: it goes on to the next annex. */
function linedOther(lines: readonly Line[], from: number, last: number): LeftOut | undefined {
  const first = lines[from - 1];
  // A look that spares the others, of which there are thousands.
  if (!first || !/[序号次No]/.test(first.folded) || first.text.length > HEADER_LENGTH) return undefined;
  if (wordKind(oneCell(first) ?? "") !== "number") return undefined;
  const words: string[] = [];
  for (let no = from; no <= Math.min(last, from + HEADER_LINES); no++) {
    const word = oneCell(lines[no - 1]);
    if (word === "") continue;
    if (word === undefined || word.length > 8 || /^\d/.test(word)) break;
    words.push(word);
  }
  if (words.length < 3 || !isOtherHeader(words)) return undefined;
  let to = from;
  for (let no = from; no <= last; no++) {
    const line = lines[no - 1];
    if (!line || /^附件/.test(line.folded)) break;
    if (line.text.trim() !== "") to = no;
  }
  return { from, to, words: words.join("、") };
}

/** The word of a line that holds one cell at most. */
function oneCell(line: Line | undefined): string | undefined {
  const cells = line ? cellsIn(line) : [];
  return cells.length > 1 ? undefined : (cells[0] ?? "");
}

function cellsIn({ folded }: Line): string[] {
  const delimiter = folded.includes("\t") ? "\t" : "|";
  return folded
    .split(delimiter)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "");
}
