// One row a line: cells separated by tabs (沙县), by bars (Markdown), by commas or by semicolons (CSV).
import { readHeading } from "../cells/heading.ts";
import { leadingNumber } from "../cells/number.ts";
import { ABSENT, type Cell, cellOf, type Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { type AlignedColumns, alignedCells, alignedColumns, alignedRows, isPartedByBlanks } from "./aligned.ts";
import { isNote, isTotals } from "./aside-rows.ts";
import { isHeader, isSameHeader, isTwinHeader, mayNameUnits, readingsOf, type Schema, wordKind } from "./columns.ts";
import { type Habits, habitsOf, looksOf, misfit, openingOf } from "./fit.ts";
import { type Grid, isPageMark, signsIn, type TableRow, tagsIn, withoutMarks } from "./grid.ts";
import { rowsOfLines } from "./quoted.ts";
import type { LayoutDoubt } from "./record.ts";
import { opensRows } from "./row-heading.ts";
import { isTickedHeader, mayHoldTicks, withTickedUnits } from "./ticked.ts";
import { isHeaderUnderUnits, isUnitRow, withUnitsAbove } from "./under-units.ts";

type Sign = "\t" | "|" | "," | ";";
/** A sign between the cells, or where the columns begin that only blanks part. */
export type Delimiter = Sign | AlignedColumns;

interface DelimitedLine {
  /** One line, or several where a cell in quotation marks runs over them. */
  readonly from: number;
  readonly to: number;
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
  for (const [at, line] of lines.entries()) {
    if (line.text.length > 400 || holdsSentence(line.text)) continue;
    const [next, second] = [lines[at + 1], lines[at + 2]];
    const underUnits = NAMES_TASKS.test(line.folded) && next !== undefined && isUnitRow([withoutSigns(next)]);
    const ticked = (next && mayHoldTicks(next)) || (second && mayHoldTicks(second)) || false;
    if (!ticked && !underUnits && !mayNameUnits(line.folded)) continue;
    for (const delimiter of delimitersOf(line, lines, at)) {
      const cellsIn = (row: Line) => splitRow([row], delimiter, endsWithBar(line)).cells.map(wordsOf);
      const words = cellsIn(line);
      if (
        (isHeader(words.filter((word) => word.trim() !== "")) && !isTwinHeader(words)) ||
        (ticked && isTickedHeader(words, rowsAfter(lines, at).map(cellsIn))) ||
        (underUnits && isHeaderUnderUnits(words, rowsAfter(lines, at).map(cellsIn)))
      )
        return { line: line.no, delimiter, words: trimEmptyEnd(words) };
    }
  }
  return undefined;
}

const NAMES_TASKS = /任务|事项|内容|项目|措施|举措|工作/;

/** The words of a line that may be one cell. */
const withoutSigns = ({ folded }: Line): string => folded.replace(/[\t|]/g, " ").trim();

/** What may separate the cells of a header line, which stands at `at`. */
function* delimitersOf(line: Line, lines: readonly Line[], at: number): Generator<Delimiter> {
  for (const sign of SIGNS) if (signed(line, sign).includes(sign)) yield sign;
  const columns = isPartedByBlanks(line) ? alignedColumns(line, lines.slice(at + 1)) : undefined;
  if (columns) yield columns;
}

/** So many lines show whether marks stand below the units of a header. */
const TICKED_ROWS = 20;

function rowsAfter(lines: readonly Line[], at: number): Line[] {
  return lines.slice(at + 1, at + 1 + TICKED_ROWS).filter(({ folded }) => !isPageMark(folded));
}

/** Whether a cell of a line ends a sentence. No header word does, and this shows it at once, for thousands of rows. */
export function holdsSentence(text: string): boolean {
  return SENTENCE.test(text);
}

const SENTENCE = /。[ \u3000]?(?:[\t|,;｜]|$)/;

const SIGNS: readonly Sign[] = ["\t", "|", ",", ";"];

/** Reads the table; `lines` ends where the tail of the table begins. */
export function readDelimited(lines: readonly Line[], headerLine: number, delimiter: Delimiter): Grid {
  const header = lines.find(({ no }) => no === headerLine);
  const body = lines.filter(({ no }) => no > headerLine);
  const words = header ? trimEmptyEnd(splitRow([header], delimiter, endsWithBar(header)).cells.map(wordsOf)) : [];
  const printed = body.filter((line) => line.text.trim() !== "");
  const rowLines = printed.filter((line) => !isPageMark(line.folded));
  const numbered = wordKind(words[0] ?? "") === "number";
  const groups =
    typeof delimiter === "string" ? rowsOfLines(rowLines, delimiter) : alignedRows(rowLines, delimiter, numbered);
  const split = groups.map((row) => splitRow(row, delimiter, header !== undefined && endsWithBar(header)));
  const again = new Set(split.filter(({ cells }) => isSameHeader(trimEmptyEnd(cells.map(wordsOf)), words)));
  const totals = new Set(split.filter(({ cells }) => isTotals(cells.map(wordsOf))));
  const rest = split.filter((line) => !again.has(line) && !totals.has(line));
  const whole = [...(header ? [header] : []), ...printed.filter((line) => isPageMark(line.folded))];
  const marks: Piece[] = [
    ...whole.map((line) => ({ line: line.no, from: 0, text: line.text })),
    ...split.flatMap((line) => [...line.marks, ...(again.has(line) || totals.has(line) ? line.cells.flat() : [])]),
  ];
  const habits = habitsOf(rest.flatMap(({ cells }) => cells.map((cell) => openingOf(wordsOf(cell)))));
  const schema = bestSchema(words, rest, habits);
  const emptyBefore = emptyLinesBefore(body);
  const closelySet = emptyBefore.size * 3 < rest.length;
  const rows: TableRow[] = [];
  const doubts: LayoutDoubt[] = [...totals].map(({ from, to, cells }) => ({
    code: "TOTALS_LEFT_OUT",
    from,
    to,
    words: cells.map(wordsOf).join(" ").trim(),
  }));
  for (const line of rest) {
    // Only a row of columns that are parted by blanks goes on in lines of its own without a quotation mark.
    const wrapped = typeof delimiter !== "string" && line.to > line.from;
    if (wrapped) doubts.push({ code: "TASK_SPANS_ROWS", from: line.from, to: line.to, words: "" });
    const row = toRow(line, schema, habits, doubts);
    if (row) rows.push({ ...row, afterBreak: closelySet && emptyBefore.has(line.from) });
  }
  const grid: Grid = {
    layout: "delimited",
    schema,
    rows,
    marks,
    header: { from: headerLine, to: headerLine },
    doubts,
  };
  const heads = header ? splitRow([header], delimiter, endsWithBar(header)).cells.map(cellOf) : [];
  return withUnitsAbove(withTickedUnits(grid, heads, lines));
}

function endsWithBar({ folded }: Line): boolean {
  return folded.trimEnd().endsWith("|");
}

/** The cells of a row. `closes`: the rows of this table end with a bar, as its header does. */
function splitRow(lines: readonly Line[], delimiter: Delimiter, closes: boolean): DelimitedLine {
  const place = { from: lines[0]?.no ?? 0, to: lines.at(-1)?.no ?? 0 };
  if (typeof delimiter !== "string") {
    const cells = lines.map((line) => alignedCells(line, delimiter));
    return { ...place, cells: (cells[0] ?? []).map((_, at) => cells.flatMap((row) => row[at] ?? [])), marks: [] };
  }
  const cells: Piece[][] = [];
  const marks: Piece[] = [];
  let quoted = false;
  for (const line of lines) {
    const tags = tagsIn(line);
    const found = unquoted(line, signsIn(line, signed(line, delimiter), delimiter), delimiter, quoted);
    const stops = [...found.signs.map(({ from }) => from), line.text.length];
    let from = 0;
    for (const [at, to] of stops.entries()) {
      const pieces = cellOf(withoutMarks(line, from, to, tags)).pieces;
      // A cell in quotation marks goes on in the next line.
      if (at === 0 && quoted) cells.at(-1)?.push(...pieces);
      else cells.push([...pieces]);
      from = to + 1;
    }
    quoted = found.open;
    marks.push(...tags, ...(delimiter === "\t" ? [] : found.signs));
  }
  if (delimiter !== "|") return withoutQuotes({ ...place, cells, marks });
  // A Markdown row begins and ends with a bar; where no row does, a bar at the end is followed by an empty cell.
  const [first] = lines;
  const framed = first?.folded.trimStart().startsWith("|") ?? false;
  const closed = first !== undefined && (framed || closes) && endsWithBar(first);
  return { ...place, cells: cells.slice(framed ? 1 : 0, closed ? -1 : undefined), marks };
}

/** A full-width bar separates cells like a bar; a full-width comma or semicolon belongs to the words. */
function signed(line: Line, delimiter: Sign): string {
  return delimiter === "," || delimiter === ";" ? line.text : line.folded;
}

/** Delimiters within the quotation marks of a cell do not separate; the marks may be open from the line above, and below. */
function unquoted(
  line: Line,
  signs: readonly Piece[],
  delimiter: Sign,
  quoted: boolean,
): { signs: readonly Piece[]; open: boolean } {
  if (delimiter === "|" || !(quoted || line.text.includes('"'))) return { signs, open: false };
  if (delimiter === "\t" && !quoted && !/(?:^|\t)"/.test(line.text)) return { signs, open: false };
  let open = quoted;
  let at = 0;
  const pass = (to: number) => {
    for (; at < to; at++) if (line.text[at] === '"') open = !open;
  };
  const kept = signs.filter((sign) => {
    pass(sign.from);
    return !open;
  });
  pass(line.text.length);
  return { signs: kept, open };
}

function withoutQuotes({ cells, marks, ...place }: DelimitedLine): DelimitedLine {
  const quotes: Piece[] = [];
  const bare = cells.map((pieces) => {
    const first = pieces[0];
    const last = pieces.at(-1);
    const whole = pieces.map(({ text }) => text).join("\n");
    if (!first || !last || whole.length < 2 || !whole.startsWith('"') || !whole.endsWith('"')) return pieces;
    quotes.push({ ...first, text: '"' }, { ...last, from: last.from + last.text.length - 1, text: '"' });
    return pieces
      .map((piece) => (piece === first ? { ...piece, from: piece.from + 1, text: piece.text.slice(1) } : piece))
      .map((piece, at) => (at === pieces.length - 1 ? { ...piece, text: piece.text.slice(0, -1) } : piece))
      .filter(({ text }) => text.trim() !== "");
  });
  return { ...place, cells: bare, marks: [...marks, ...quotes] };
}

function wordsOf(pieces: readonly Piece[]): string {
  if (pieces.length < 2) return pieces[0]?.text ?? "";
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
  if (isHeadingRow(line.cells) || isBareHeading(line.cells, schema)) return 0;
  const by = shiftOf(line, schema, habits);
  if (by > 0) return SHIFTED + cellsCost(shifted(line.cells, by, schema), schema, habits);
  const width = Math.max(
    line.cells.findLastIndex((cell) => cell.length > 0) + 1,
    Math.min(line.cells.length, schema.length),
  );
  return width === schema.length ? cellsCost(line.cells, schema, habits) : WRONG_WIDTH;
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

/** Words alone in the first cell of a row, where neither a task nor a remark stands: they head the rows below. */
function isBareHeading(cells: readonly (readonly Piece[])[], schema: Schema): boolean {
  const [first, ...others] = cells;
  const kind = schema[0]?.kind;
  if (!first || others.length === 0 || others.some((cell) => cell.length > 0)) return false;
  return (kind === "number" || kind === "heading") && opensRows(wordsOf(first));
}

function toRow(
  delimited: DelimitedLine,
  schema: Schema,
  habits: Habits,
  doubts: LayoutDoubt[],
): Omit<TableRow, "afterBreak"> | undefined {
  const { marks } = delimited;
  if (isNote(delimited.cells.map(wordsOf))) return undefined;
  const place = { from: delimited.from, to: delimited.to };
  const named = !namesUnits(schema) && isUnitRow(delimited.cells.map(wordsOf));
  const heads = named || isHeadingRow(delimited.cells) || isBareHeading(delimited.cells, schema);
  const by = heads ? 0 : shiftOf(delimited, schema, habits);
  const cells = by > 0 ? shifted(delimited.cells, by, schema) : delimited.cells;
  if (heads || isHeadingRow(cells)) {
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

function namesUnits(schema: Schema): boolean {
  return schema.some(({ kind }) => kind === "lead" || kind === "responsible");
}

/** Whether some words cannot belong to their column: then a line with missing cells is not a row. */
function holdsMisfit(row: readonly Cell[], schema: Schema, habits: Habits): boolean {
  return schema.some(
    ({ kind }, at) => kind !== "task" && misfit(looksOf(wordsOf(row[at]?.pieces ?? [])), kind, 0, 1, habits) >= 60,
  );
}
