// The cells of a text with one cell a line, before they are assigned to columns; and the header among them.
import { leadingNumber } from "../cells/number.ts";
import { cellOf, type Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { bareWord, isHeader, isSameHeader, mayHeadUnits, wordKind } from "./columns.ts";
import { isPageMark, MAX_COLUMNS, signsIn, tagsIn, withoutMarks } from "./grid.ts";

/** A printed cell with its pieces, before it is assigned to a column. */
export interface LinedCell {
  readonly pieces: readonly Piece[];
  readonly text: string;
  readonly line: number;
  /** There is an empty line before it. */
  readonly gap: boolean;
  /** The line has neither tab nor bar. */
  readonly loose: boolean;
  /** Bars after the bar of the cell. */
  readonly filler: number;
}

/**
 * What marks a cell: a tab before it, a bar behind it, a bar on a line of its own below it, or nothing but the line. Only
 * the last lets a cell of several paragraphs look like several cells.
 */
export type LinedLayout = "tabbed" | "piped" | "barred" | "bare";

/** The cells of these lines, and their bars and tags. */
export function linedCells(lines: readonly Line[], layout: LinedLayout): { cells: LinedCell[]; marks: Piece[] } {
  if (layout === "barred") return barredCells(lines);
  const found = cellsByLine(lines, layout);
  const { cells } = found;
  // Where empty lines stand between all cells, they part no rows.
  if (layout !== "bare" || cells.filter(({ gap }) => gap).length * 2 <= cells.length) return found;
  return { ...found, cells: cells.map((cell) => ({ ...cell, gap: false })) };
}

function cellsByLine(
  lines: readonly Line[],
  layout: Exclude<LinedLayout, "barred">,
): { cells: LinedCell[]; marks: Piece[] } {
  const cells: LinedCell[] = [];
  const marks: Piece[] = [];
  let gap = true;
  for (const line of lines) {
    if (line.text === "" || (line.text.trim() === "" && !line.text.includes("\t"))) {
      gap = true;
      continue;
    }
    if (isPageMark(line.folded)) {
      marks.push({ line: line.no, from: 0, text: line.text });
      continue;
    }
    const tags = tagsIn(line);
    const bars = layout === "piped" ? signsIn(line, line.folded, "|") : [];
    for (const mark of [...tags, ...bars]) marks.push(mark);
    const before = cells.length;
    const added = cellsIn(line, layout, bars, tags);
    added.forEach((cell, at) => {
      cells.push({ ...cell, gap: gap && at === 0 });
    });
    if (cells.length > before) gap = false;
  }
  return { cells, marks };
}

function cellsIn(
  line: Line,
  layout: Exclude<LinedLayout, "barred">,
  bars: readonly Piece[],
  tags: readonly Piece[],
): LinedCell[] {
  if (layout === "piped") return pipedCells(line, bars, tags);
  return layout === "tabbed" ? tabbedCells(line, tags) : [linedCell(line, 0, line.text.length, tags, false, 0)];
}

/** Cells of one or more lines, each closed by a bar; every further bar is a blank cell, or fills up the row. */
function barredCells(lines: readonly Line[]): { cells: LinedCell[]; marks: Piece[] } {
  const cells: LinedCell[] = [];
  const marks: Piece[] = [];
  let open: Piece[] = [];
  let gap = true;
  for (const line of lines) {
    if (line.text.trim() === "") {
      gap = true;
      continue;
    }
    if (isPageMark(line.folded)) {
      marks.push({ line: line.no, from: 0, text: line.text });
      continue;
    }
    const tags = tagsIn(line);
    const bars = signsIn(line, line.folded, "|");
    for (const mark of [...tags, ...bars]) marks.push(mark);
    let from = 0;
    let closed = false;
    for (const bar of bars) {
      add(line, from, bar.from, tags);
      from = bar.from + 1;
      const last = cells.at(-1);
      if (open.length === 0 && closed && last) cells[cells.length - 1] = { ...last, filler: last.filler + 1 };
      else close(line.no);
      closed = true;
    }
    add(line, from, line.text.length, tags);
  }
  // A line below the last bar is no cell; it may follow the table.
  for (const piece of open) cells.push({ ...cellOfLine([piece], piece.line, false), loose: true });
  return { cells, marks };

  /** The lines above the first header word are no paragraphs of its cell. */
  function openAtHeader(): void {
    const word = open.at(-1);
    if (open.length < 2 || !word || wordKind(word.text) === undefined) return;
    for (const piece of open.slice(0, -1)) cells.push({ ...cellOfLine([piece], piece.line, true), loose: true });
    open = [word];
  }

  function add(line: Line, from: number, to: number, tags: readonly Piece[]): void {
    open.push(...cellOf(withoutMarks(line, from, to, tags)).pieces);
  }

  function close(line: number): void {
    if (cells.every(({ loose }) => loose)) openAtHeader();
    cells.push(cellOfLine(open, open[0]?.line ?? line, gap));
    open = [];
    gap = false;
  }
}

function cellOfLine(pieces: readonly Piece[], line: number, gap: boolean): LinedCell {
  return { pieces, text: pieces.map(({ text }) => text).join("\n"), line, gap, loose: false, filler: 0 };
}

function tabbedCells(line: Line, tags: readonly Piece[]): LinedCell[] {
  const first = line.folded.length - line.folded.trimStart().length;
  const indent = line.text.slice(0, first).indexOf("\t");
  if (indent < 0) return [linedCell(line, 0, line.text.length, tags, true, 0)];
  const cells: LinedCell[] = [];
  const text = line.text.trim() === "" ? line.text.slice(0, indent + 1) : line.text.trimEnd();
  for (let from = indent + 1; from <= text.length; ) {
    const tab = text.indexOf("\t", from);
    const to = tab < 0 ? text.length : tab;
    cells.push(linedCell(line, from, to, tags, false, 0));
    from = to + 1;
    if (tab < 0) break;
  }
  return cells;
}

function pipedCells(line: Line, bars: readonly Piece[], tags: readonly Piece[]): LinedCell[] {
  if (bars.length === 0) return [linedCell(line, 0, line.text.length, tags, true, 0)];
  const cells: { from: number; to: number }[] = [];
  let from = 0;
  for (const bar of bars) {
    cells.push({ from, to: bar.from });
    from = bar.from + 1;
  }
  const rest = line.text.slice(from).trim();
  const printed = cells.findLastIndex((cell) => line.text.slice(cell.from, cell.to).trim() !== "");
  const kept = cells.slice(0, Math.max(printed, 0) + 1);
  const filler = rest === "" ? cells.length - kept.length : 0;
  const made = kept.map((cell, at) =>
    linedCell(line, cell.from, cell.to, tags, false, at === kept.length - 1 ? filler : 0),
  );
  return rest === "" ? made : [...made, linedCell(line, from, line.text.length, tags, true, 0)];
}

function linedCell(
  line: Line,
  from: number,
  to: number,
  tags: readonly Piece[],
  loose: boolean,
  filler: number,
): LinedCell {
  const pieces = cellOf(withoutMarks(line, from, to, tags)).pieces;
  return { pieces, text: pieces.map(({ text }) => text).join("\n"), line: line.no, gap: false, loose, filler };
}

export interface HeaderCells {
  /** The first cell of the header, and the first after it. */
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
  readonly fillers: number;
}

/** The first cells that are the header of a table of tasks. */
export function headerCells(cells: readonly LinedCell[]): HeaderCells | undefined {
  let units = -1;
  for (let start = 0; start < cells.length; start++) {
    // The head of the units is never far, and there are few words that may be one.
    if (units < start) units = cells.findIndex(({ text }, at) => at >= start && mayHeadUnits(text));
    if (units < 0) return undefined;
    start = Math.max(start, units - MAX_COLUMNS);
    if (!isHeaderCell(cells[start])) continue;
    let end = start;
    const words: string[] = [];
    while (words.length < MAX_COLUMNS) {
      const cell = cells[end];
      if (!cell || !(isHeaderCell(cell) || (isUnknownWord(cell) && isHeaderCell(cells[end + 1])))) break;
      words.push(cell.text);
      end++;
    }
    while (
      words.length >= 2 &&
      words.length < MAX_COLUMNS &&
      isUnknownWord(cells[start - 1]) &&
      cells[start - 1]?.line === (cells[start]?.line ?? 0) - 1
    ) {
      start--;
      words.unshift(cells[start]?.text ?? "");
    }
    if (words.length >= 2 && isHeader(words)) {
      const fillers = cells.slice(start, end).reduce((sum, { filler }) => sum + filler, 0);
      return { start, end, words, fillers };
    }
    start = Math.max(start, end - 1);
  }
  return undefined;
}

/** A tab within a line parts cells, which together are no word of a header. */
function isHeaderCell(cell: LinedCell | undefined): boolean {
  return cell !== undefined && !cell.loose && !cell.text.trim().includes("\t") && wordKind(cell.text) !== undefined;
}

function isUnknownWord(cell: LinedCell | undefined): boolean {
  return (
    cell !== undefined && !cell.loose && cell.text.length > 0 && cell.text.length <= 8 && !/[。，；、]/.test(cell.text)
  );
}

/** A header printed again on a new page adds nothing. */
export function withoutRepeatedHeaders(
  cells: readonly LinedCell[],
  words: readonly string[],
): { body: LinedCell[]; repeated: Piece[] } {
  const first = bareWord(words[0] ?? "");
  const opens = (cell: LinedCell | undefined) => isHeaderCell(cell) || bareWord(cell?.text ?? "") === first;
  const wordsFrom = (at: number) => cells.slice(at, at + words.length).map(({ text }) => text);
  const units = words.findIndex(mayHeadUnits);
  const isAgain = (at: number) =>
    mayHeadUnits(cells[at + units]?.text ?? "") && opens(cells[at]) && isSameHeader(wordsFrom(at), words);
  const body: LinedCell[] = [];
  const repeated: Piece[] = [];
  let again = 0;
  for (const [at, cell] of cells.entries()) {
    if (again === 0 && isAgain(at)) again = words.length;
    if (again === 0) {
      body.push(cell);
    } else {
      repeated.push(...cell.pieces);
      again--;
    }
  }
  return { body, repeated };
}

/**
 * A line without a bar is the first paragraph of a cell only if the numbers show it: it begins with a number, and the
 * next line with the next number. Any other line without a bar is between the cells.
 */
export function joinParagraphs(cells: readonly LinedCell[]): LinedCell[] {
  const joined: LinedCell[] = [];
  for (const cell of cells) {
    const above = joined.at(-1);
    const number = leadingNumber(cell.text)?.no;
    const lastLine = above?.pieces.at(-1)?.text ?? "";
    if (above?.loose && number !== undefined && number === (leadingNumber(lastLine)?.no ?? -1) + 1) {
      joined[joined.length - 1] = {
        ...cell,
        pieces: [...above.pieces, ...cell.pieces],
        text: `${above.text}\n${cell.text}`,
        gap: above.gap,
      };
    } else {
      joined.push(cell);
    }
  }
  return joined;
}
