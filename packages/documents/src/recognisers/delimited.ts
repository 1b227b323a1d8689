// One row a line: cells separated by tabs (沙县), by bars (Markdown) or by commas (CSV).
import { readHeading } from "../cells/heading.ts";
import { leadingNumber } from "../cells/number.ts";
import { ABSENT, type Cell, cellOf, type Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { bareWord, isHeader, isSameHeader, readingsOf, type Schema, UNIT_WORD } from "./columns.ts";
import { type Habits, habitsOf, looksOf, misfit, openingOf } from "./fit.ts";
import { type Grid, isPageMark, signsIn, type TableRow, tagsIn, withoutMarks } from "./grid.ts";
import type { LayoutDoubt } from "./record.ts";

export type Delimiter = "\t" | "|" | ",";

interface DelimitedLine {
  readonly line: Line;
  readonly cells: readonly (readonly Piece[])[];
  readonly marks: readonly Piece[];
}

/** The header line of a table with one row a line. */
export interface DelimitedHeader {
  readonly line: number;
  readonly delimiter: Delimiter;
  readonly words: readonly string[];
}

/** The first header line and what separates its cells, or undefined. */
export function findDelimitedHeader(lines: readonly Line[]): DelimitedHeader | undefined {
  for (const line of lines) {
    if (line.text.length > 400 || !UNIT_WORD.test(bareWord(line.folded))) continue;
    for (const delimiter of DELIMITERS) {
      if (!signed(line, delimiter).includes(delimiter)) continue;
      const words = splitLine(line, delimiter).cells.map(wordsOf);
      if (isHeader(words.filter((word) => word.trim() !== "")))
        return { line: line.no, delimiter, words: trimEmptyEnd(words) };
    }
  }
  return undefined;
}

const DELIMITERS: readonly Delimiter[] = ["\t", "|", ","];

/** Reads the table; `lines` ends where the tail of the table begins. */
export function readDelimited(lines: readonly Line[], headerLine: number, delimiter: Delimiter): Grid {
  const header = lines.find(({ no }) => no === headerLine);
  const body = lines.filter(({ no }) => no > headerLine);
  const words = header ? trimEmptyEnd(splitLine(header, delimiter).cells.map(wordsOf)) : [];
  const printed = body.filter((line) => line.text.trim() !== "");
  const split = printed.filter((line) => !isPageMark(line.folded)).map((line) => splitLine(line, delimiter));
  const isAgain = ({ cells }: DelimitedLine) => isSameHeader(trimEmptyEnd(cells.map(wordsOf)), words);
  const rest = split.filter((line) => !isAgain(line));
  const whole = [...(header ? [header] : []), ...printed.filter((line) => isPageMark(line.folded))];
  const marks: Piece[] = [
    ...[...whole, ...split.filter(isAgain).map(({ line }) => line)].map((line) => ({
      line: line.no,
      from: 0,
      text: line.text,
    })),
    ...rest.flatMap((line) => line.marks),
  ];
  const habits = habitsOf(rest.flatMap(({ cells }) => cells.map((cell) => openingOf(wordsOf(cell)))));
  const schema = bestSchema(words, rest, habits);
  const emptyBefore = emptyLinesBefore(body);
  const closelySet = emptyBefore.size * 3 < rest.length;
  const rows: TableRow[] = [];
  const doubts: LayoutDoubt[] = [];
  for (const line of rest) {
    const row = toRow(line, schema, habits, doubts);
    if (row) rows.push({ ...row, afterBreak: closelySet && emptyBefore.has(line.line.no) });
  }
  return {
    layout: "delimited",
    schema,
    rows,
    marks,
    header: { from: headerLine, to: headerLine },
    doubts,
  };
}

function splitLine(line: Line, delimiter: Delimiter): DelimitedLine {
  const tags = tagsIn(line);
  const signs = unquoted(line, signsIn(line, signed(line, delimiter), delimiter), delimiter);
  const stops = [...signs.map(({ from }) => from), line.text.length];
  let from = 0;
  let cells = stops.map((to) => {
    const pieces = cellOf(withoutMarks(line, from, to, tags)).pieces;
    from = to + 1;
    return pieces;
  });
  // A Markdown row begins and ends with a bar.
  if (delimiter === "|" && line.folded.trimStart().startsWith("|")) cells = cells.slice(1);
  if (delimiter === "|" && line.folded.trimEnd().endsWith("|")) cells = cells.slice(0, -1);
  const marks = delimiter === "\t" ? tags : [...tags, ...signs];
  return delimiter === "," ? withoutQuotes({ line, cells, marks }) : { line, cells, marks };
}

/** A full-width bar separates cells like a bar; a full-width comma belongs to the words. */
function signed(line: Line, delimiter: Delimiter): string {
  return delimiter === "," ? line.text : line.folded;
}

/** Commas within the quotation marks of a CSV cell do not separate. */
function unquoted(line: Line, signs: readonly Piece[], delimiter: Delimiter): readonly Piece[] {
  if (delimiter !== "," || !line.text.includes('"')) return signs;
  let quotes = 0;
  let at = 0;
  return signs.filter((sign) => {
    for (; at < sign.from; at++) if (line.text[at] === '"') quotes++;
    return quotes % 2 === 0;
  });
}

function withoutQuotes({ line, cells, marks }: DelimitedLine): DelimitedLine {
  const quotes: Piece[] = [];
  const bare = cells.map((pieces) =>
    pieces.map((piece) => {
      if (!/^".*"$/.test(piece.text)) return piece;
      quotes.push({ ...piece, text: '"' }, { ...piece, from: piece.from + piece.text.length - 1, text: '"' });
      return { ...piece, from: piece.from + 1, text: piece.text.slice(1, -1) };
    }),
  );
  return { line, cells: bare, marks: [...marks, ...quotes] };
}

function wordsOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("\n");
}

function trimEmptyEnd(words: readonly string[]): string[] {
  return words.slice(0, words.findLastIndex((word) => word.trim() !== "") + 1);
}

function emptyLinesBefore(body: readonly Line[]): Set<number> {
  const found = new Set<number>();
  let empty = false;
  for (const line of body) {
    if (line.text.trim() === "") {
      empty = true;
    } else {
      if (empty) found.add(line.no);
      empty = false;
    }
  }
  return found;
}

function bestSchema(words: readonly string[], lines: readonly DelimitedLine[], habits: Habits): Schema {
  const sample = lines.slice(0, 50);
  const weighed = readingsOf(spanned(words)).map((schema) => ({
    schema,
    cost: sample.reduce((sum, line) => sum + rowCost(line, schema, habits), 0),
  }));
  return weighed.reduce((best, other) => (other.cost < best.cost ? other : best)).schema;
}

/** An empty header cell belongs to the word before it, which spans both columns. */
function spanned(words: readonly string[]): string[] {
  return words.map((word, at) =>
    word.trim() === "" ? (words.slice(0, at).findLast((w) => w.trim() !== "") ?? "") : word,
  );
}

const WRONG_WIDTH = 60;

/** What a row whose merged first cells are not printed costs more than a whole one. */
const SHIFTED = 10;

function rowCost(line: DelimitedLine, schema: Schema, habits: Habits): number {
  if (isHeadingRow(line.cells)) return 0;
  const by = shiftOf(line, schema, habits);
  if (by > 0) return SHIFTED + cellsCost(shifted(line.cells, by, schema), schema, habits);
  return line.cells.length === schema.length ? cellsCost(line.cells, schema, habits) : WRONG_WIDTH;
}

function shifted(cells: readonly (readonly Piece[])[], by: number, schema: Schema): readonly (readonly Piece[])[] {
  return [...new Array<readonly Piece[]>(by).fill([]), ...cells].slice(0, schema.length);
}

/**
 * How many columns a row has moved to the left because the merged cells of its headings are not printed: its last cells
 * are empty or missing, and further right its words fit far better.
 */
function shiftOf({ cells }: DelimitedLine, schema: Schema, habits: Habits): number {
  const printed = cells.findLastIndex((cell) => cell.length > 0) + 1;
  const headings = schema.findIndex(({ kind }) => kind !== "heading" && kind !== "number");
  const most = Math.min(headings, schema.length - printed);
  if (most <= 0 || cells.length < 2 || cells.length > schema.length) return 0;
  const asPrinted = cellsCost(cells, schema, habits);
  let best = { by: 0, cost: asPrinted - WRONG_WIDTH };
  for (let by = 1; by <= most; by++) {
    const cost = cellsCost(shifted(cells, by, schema), schema, habits);
    if (cost < best.cost) best = { by, cost };
  }
  return best.by;
}

function cellsCost(cells: readonly (readonly Piece[])[], schema: Schema, habits: Habits): number {
  const headings = schema.filter(({ kind }) => kind === "heading").length;
  let depth = 0;
  return schema.reduce((sum, { kind }, at) => {
    const looks = looksOf(wordsOf(cells[at] ?? []));
    const cost = misfit(looks, kind, depth, headings, habits);
    if (kind === "heading") depth++;
    return sum + Math.min(cost, 60);
  }, 0);
}

function isHeadingRow(cells: readonly (readonly Piece[])[]): boolean {
  const printed = cells.filter((cell) => cell.length > 0);
  return printed.length === 1 && readHeading(wordsOf(printed[0] ?? [])) !== undefined;
}

function toRow(
  delimited: DelimitedLine,
  schema: Schema,
  habits: Habits,
  doubts: LayoutDoubt[],
): Omit<TableRow, "afterBreak"> | undefined {
  const { line, marks } = delimited;
  const place = { from: line.no, to: line.no };
  const by = isHeadingRow(delimited.cells) ? 0 : shiftOf(delimited, schema, habits);
  const cells = by > 0 ? shifted(delimited.cells, by, schema) : delimited.cells;
  if (isHeadingRow(cells)) {
    return { kind: "heading", cells: cells.map(cellOf), ...place };
  }
  const extra = cells.slice(schema.length);
  const divided = cells.length > 1 || marks.length > 0;
  if (!divided || extra.some((cell) => cell.length > 0)) return undefined;
  const row: Cell[] = schema.map((_, at) => {
    const pieces = cells[at];
    return pieces && at >= by ? cellOf(pieces) : ABSENT;
  });
  const taskAt = schema.findIndex(({ kind }) => kind === "task");
  const task = row[taskAt];
  if (task?.state !== "printed") return undefined;
  const numbered = leadingNumber(wordsOf(task.pieces)) !== undefined || schema.some(({ kind }) => kind === "number");
  // A sentence in a single cell is not a task where tasks carry numbers.
  const alone = row.filter(({ state }) => state === "printed").length === 1;
  if (alone && habits.numbered && !numbered) return undefined;
  const lost = schema.filter(({ kind }, at) => kind !== "heading" && row[at]?.state === "absent");
  if (lost.length > 0) {
    if (!numbered || holdsMisfit(row, schema, habits)) return undefined;
    doubts.push({ code: "CELLS_MISSING", ...place, words: lost.map(({ word }) => word).join("、") });
  }
  if (by > 0) doubts.push({ code: "ROW_SHIFTED", ...place, words: wordsOf(task.pieces).slice(0, 20) });
  return { kind: "task", cells: row, ...place };
}

/** Whether some words cannot belong to their column: then a line with missing cells is not a row. */
function holdsMisfit(row: readonly Cell[], schema: Schema, habits: Habits): boolean {
  return schema.some(
    ({ kind }, at) => kind !== "task" && misfit(looksOf(wordsOf(row[at]?.pieces ?? [])), kind, 0, 1, habits) >= 60,
  );
}
