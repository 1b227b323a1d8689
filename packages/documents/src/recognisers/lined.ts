// One cell a line: after a tab (郧阳, 韶关, 巫山), before a bar (梁平), above a bar, or with no mark at all.
import { readHeading } from "../cells/heading.ts";
import { leadingNumber } from "../cells/number.ts";
import { ABSENT, type Cell, cellOf, cellText, type Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { type Alignment, align, type RowMarks, type Slot } from "./align.ts";
import { isTotals } from "./aside-rows.ts";
import { bareWord, mayHeadUnits, readingsOf, type Schema } from "./columns.ts";
import { type Habits, habitsOf, looksOf } from "./fit.ts";
import { type Grid, MAX_COLUMNS, type TableRow } from "./grid.ts";
import {
  headerCells,
  joinParagraphs,
  type LinedCell,
  type LinedLayout,
  linedCells,
  withoutRepeatedHeaders,
} from "./lined-cells.ts";
import type { LayoutDoubt } from "./record.ts";

/** How many slots are enough to choose between the ways to read a header. */
const SAMPLE = 150;

/** How many lines are searched first; a header further down is found in a second search. */
const HEADER_LINES = 500;

/** The header of a table with one cell a line. */
export interface LinedHeader {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

/** Where the header of such a table is, or undefined if there is none. */
export function findLinedHeader(lines: readonly Line[], layout: LinedLayout): LinedHeader | undefined {
  // Without marks in the lines, the head of the units is a short line of its own.
  const unmarked = layout === "bare" || (layout === "barred" && !lines.some(({ folded }) => folded.includes("|")));
  if (unmarked && !lines.some(({ folded }) => mayHeadUnits(folded))) return undefined;
  for (let upTo = HEADER_LINES; ; upTo *= 4) {
    const cells = linedCells(lines.slice(0, upTo), layout).cells;
    const header = headerCells(cells);
    const first = cells[header?.start ?? -1];
    const last = cells[(header?.end ?? 0) - 1];
    if (header && first && last) return { from: first.line, to: last.line, words: header.words };
    if (upTo >= lines.length) return undefined;
  }
}

/** Reads the table under a header already found; `lines` ends where the tail of the table begins. */
export function readLined(
  lines: readonly Line[],
  layout: LinedLayout,
  place: { readonly from: number; readonly to: number },
): Grid {
  const { cells: all, marks: tableMarks } = linedCells(
    lines.filter(({ no }) => no >= place.from),
    layout,
  );
  const header = headerCells(all) ?? { start: 0, end: 0, words: [], fillers: 0 };
  const { body, repeated } = withoutRepeatedHeaders(all.slice(header.end), header.words);
  const headerPieces = all.slice(header.start, header.end).flatMap(({ pieces }) => pieces);
  const filled = layout === "piped" || (layout === "barred" && body.some(({ filler }) => filler > 0));
  const rowMarks: RowMarks = { by: filled ? "fillers" : "gaps", unmarked: layout === "bare" };
  const placed = slotsOf(layout === "piped" ? joinParagraphs(body) : body, layout === "bare");
  // Paragraphs number items; only what begins a cell shows how tasks are numbered.
  const habits = habitsOf(placed.filter(({ slot }) => !slot.loose).map(({ slot }) => slot.looks));
  const schema = bestSchema(header.words, placed, habits, rowMarks, header.fillers);
  const aligned = align(
    placed.map(({ slot }) => slot),
    schema,
    habits,
    rowMarks,
  );
  const { rows, doubts, totals } = toRows(placed, aligned, schema, rowMarks);
  return {
    layout: layout === "piped" || layout === "barred" ? "piped" : "tabbed",
    schema,
    rows,
    marks: [...tableMarks, ...headerPieces, ...repeated, ...totals],
    header: place,
    doubts: [
      ...headDoubts(header.words, place),
      ...(layout === "bare" ? [{ code: "CELLS_BY_CONTENT" as const, ...place, words: "" }] : []),
      ...doubts,
    ],
  };
}

/** A head that is printed twice, one after the other, may be one column too many. */
function headDoubts(words: readonly string[], place: { readonly from: number; readonly to: number }): LayoutDoubt[] {
  const twice = words.find((word, at) => at > 0 && bareWord(word) === bareWord(words[at - 1] ?? ""));
  return twice === undefined ? [] : [{ code: "HEADER_WORD_REPEATED", ...place, words: twice }];
}

interface Placed {
  readonly cell: LinedCell;
  readonly slot: Slot;
}

function slotsOf(cells: readonly LinedCell[], unmarked: boolean): Placed[] {
  const numbered = cells.filter(({ loose, text }) => loose && leadingNumber(text) !== undefined).length;
  // Two numbered paragraphs in the table make a habit; then a paragraph without a number belongs to its cell, too.
  const habit = unmarked || numbered >= 2 ? "usual" : "unusual";
  return cells.map((cell) => ({
    cell,
    slot: {
      looks: looksOf(cell.text),
      gap: cell.gap,
      loose: cell.loose,
      paragraph: cell.loose && leadingNumber(cell.text) !== undefined ? "numbered" : habit,
      filler: cell.filler,
    },
  }));
}

function bestSchema(
  words: readonly string[],
  cells: readonly Placed[],
  habits: Habits,
  marks: RowMarks,
  fillers: number,
): Schema {
  const sample = cells.slice(0, SAMPLE).map(({ slot }) => slot);
  const weighed = readingsOf(words)
    .filter((schema) => schema.length <= MAX_COLUMNS)
    .map((schema) => ({
      schema,
      cost:
        align(sample, schema, habits, marks).cost +
        (marks.by === "fillers" && schema.length !== words.length + fillers ? 1 : 0),
    }));
  return weighed.reduce((best, other) => (other.cost < best.cost ? other : best)).schema;
}

/** A row that is not closed yet. */
interface OpenRow {
  readonly cells: Cell[];
  readonly lines: number[];
  fillers: number;
  readonly looseCells: LinedCell[];
  /** A line without a mark that was taken for the rest of a unit cell. */
  broken: LinedCell | undefined;
  /** Lines that were taken for further paragraphs, where nothing marks a cell. */
  readonly assumed: LinedCell[];
  /** A unit cell behind an empty line and a blank cell, where the next row would begin. */
  orphan: LinedCell | undefined;
}

function isUnits(column: Schema[number] | undefined): boolean {
  return column?.kind === "lead" || column?.kind === "responsible";
}

/** Whether a line may be the rest of a name above it: no separator is between them, and it opens no clause of its own. */
function mayBreakName(above: Cell | undefined, { text }: LinedCell): boolean {
  return !/[、,，;；。]$/.test(above?.pieces.at(-1)?.text ?? "、") && !/^[^、,，;；]{2,8}[:：]/.test(text);
}

/** The words that two unit cells next to each other both print: a line that was copied looks like that. */
function doubledCell(row: readonly Cell[], schema: Schema): string | undefined {
  const words = row.map((cell) => (cell.state === "printed" ? cellText(cell) : ""));
  const at = words.findIndex(
    (word, column) =>
      word !== "" && word === words[column + 1] && isUnits(schema[column]) && isUnits(schema[column + 1]),
  );
  return words[at];
}

function toRows(
  cells: readonly Placed[],
  aligned: Alignment,
  schema: Schema,
  marks: RowMarks,
): { rows: TableRow[]; doubts: LayoutDoubt[]; totals: Piece[] } {
  const rows: TableRow[] = [];
  const totals: Piece[] = [];
  const doubts: LayoutDoubt[] = [];
  const headingColumn = Math.max(
    schema.findIndex(({ kind }) => kind === "heading"),
    0,
  );
  const doubled: LayoutDoubt[] = [];
  let open: OpenRow | undefined;
  let lastColumn = 0;
  let isBehindGap = false;
  aligned.placements.forEach((placement, at) => {
    const cell = cells[at]?.cell;
    if (!cell) return;
    if (placement.as === "stray") {
      // The blank cell with which a row begins.
      isBehindGap ||= marks.by === "gaps" && cell.gap && cell.text === "";
      return;
    }
    if (placement.as === "headingRow") {
      close();
      const row = schema.map(() => ABSENT);
      row[headingColumn] = cellOf(cell.pieces);
      rows.push({ kind: "heading", cells: row, from: cell.line, to: cell.line, afterBreak: false });
      return;
    }
    if (placement.as === "cell" && placement.opensRow) {
      close();
      isBehindGap = false;
    }
    open ??= {
      cells: schema.map(() => ABSENT),
      lines: [],
      fillers: 0,
      looseCells: [],
      broken: undefined,
      assumed: [],
      orphan: undefined,
    };
    const column = placement.as === "cell" ? placement.column : lastColumn;
    const pieces = placement.as === "cell" ? cell.pieces : [...(open.cells[column]?.pieces ?? []), ...cell.pieces];
    if (placement.as === "paragraph" && isUnits(schema[column]) && mayBreakName(open.cells[column], cell)) {
      open.broken ??= cell;
    } else if (placement.as === "paragraph" && marks.unmarked) {
      open.assumed.push(cell);
    }
    if (placement.as === "cell" && isBehindGap && cell.text !== "" && isUnits(schema[column])) open.orphan ??= cell;
    open.cells[column] = cellOf(pieces);
    open.lines.push(cell.line, ...cell.pieces.map(({ line }) => line));
    open.fillers += cell.filler;
    if (placement.as === "cell" && cell.loose) open.looseCells.push(cell);
    lastColumn = column;
  });
  close();
  // Where many rows print the same words in both columns, it is the custom of the table.
  const all = doubled.length * 10 <= rows.length ? [...doubts, ...doubled] : doubts;
  return { rows, doubts: marks.by === "fillers" ? lastRowTruncated(all, rows) : all, totals };

  function close(): void {
    if (!open) return;
    const { cells: row, fillers, looseCells, broken, assumed, orphan } = open;
    const from = open.lines.reduce((least, line) => Math.min(least, line));
    const to = open.lines.reduce((most, line) => Math.max(most, line));
    open = undefined;
    if (isTotals(row.map(cellText))) {
      totals.push(...row.flatMap(({ pieces }) => pieces));
      doubts.push({ code: "TOTALS_LEFT_OUT", from, to, words: row.map(cellText).join(" ").trim() });
      return;
    }
    const printed = schema.map(({ kind }, at) => ({ kind, state: row[at]?.state }));
    const hasTask = printed.some(({ kind, state }) => kind === "task" && state === "printed");
    const hasOther = printed.some(({ kind, state }) => kind !== "heading" && state === "printed");
    if (!hasTask && hasOther) return;
    // A heading of its own row may stand in the column of tasks.
    const words = row.filter(({ state }) => state === "printed").map(cellText);
    const isHeading = !hasTask || (words.length === 1 && readHeading(words[0] ?? "") !== undefined);
    rows.push({ kind: isHeading ? "heading" : "task", cells: row, from, to, afterBreak: false });
    if (isHeading) return;
    const absent = printed.filter(({ state }) => state === "absent").length;
    const lost = printed.flatMap(({ kind, state }, at) => (kind !== "heading" && state === "absent" ? [at] : []));
    const columns = lost.map((at) => schema[at]?.word ?? "").join("、");
    if (marks.by === "gaps" ? lost.length > 0 : absent !== fillers) {
      doubts.push({ code: "CELLS_MISSING", from, to, words: columns });
    }
    const twice = doubledCell(row, schema);
    if (twice !== undefined) doubled.push({ code: "CELL_REPEATED", from, to, words: twice });
    if (broken) doubts.push({ code: "UNIT_LINE_BROKEN", from, to, words: broken.text });
    if (assumed.length > 0) {
      const words = assumed.map(({ text }) => text.slice(0, 20)).join("」「");
      doubts.push({ code: "PARAGRAPH_ASSUMED", from, to, words });
    }
    if (orphan) doubts.push({ code: "CELL_WITHOUT_TASK", from, to, words: orphan.text });
    if (looseCells.length > 0) {
      doubts.push({
        code: "CELL_MARK_MISSING",
        from,
        to,
        words: looseCells.map(({ text }) => text.slice(0, 20)).join("、"),
      });
    }
  }
}

/** If the file stops in the middle of its last row, the bars missing there do not mean lost cells. */
function lastRowTruncated(doubts: readonly LayoutDoubt[], rows: readonly TableRow[]): LayoutDoubt[] {
  const last = rows.at(-1);
  return doubts.flatMap((doubt): LayoutDoubt[] => {
    if (!last || doubt.from !== last.from) return [doubt];
    return doubt.code === "CELLS_MISSING" ? [{ ...doubt, code: "TRUNCATED_LAST_ROW" }] : [];
  });
}
