// One cell a line: behind a tab (郧阳, 韶关, 巫山) or before a bar (梁平).
import { leadingNumber } from "../cells/number.ts";
import type { Line } from "../readers/text.ts";
import { type Alignment, align, type RowMarks, type Slot } from "./align.ts";
import { ABSENT, type Cell, cellOf, type Piece } from "./cell.ts";
import { bareWord, isHeader, readingsOf, type Schema, wordKind } from "./columns.ts";
import { type Habits, habitsOf, looksOf } from "./fit.ts";
import { type Grid, type LayoutDoubt, MAX_COLUMNS, signsIn, type TableRow, tagsIn, withoutMarks } from "./grid.ts";

/** A printed cell with its pieces, before it is laid under a column. */
interface LinedCell {
  readonly pieces: readonly Piece[];
  readonly text: string;
  readonly line: number;
  readonly gap: boolean;
  readonly loose: boolean;
  readonly filler: number;
}

export type LinedLayout = "tabbed" | "piped";

/** How many slots are enough to choose between the readings of a header. */
const SAMPLE = 150;

/** Where the header of such a table ends, or undefined when the lines hold none. */
export function findLinedHeader(lines: readonly Line[], layout: LinedLayout): { from: number; to: number } | undefined {
  const cells = cellsOf(lines, layout).cells;
  const header = headerCells(cells);
  const first = cells[header?.start ?? -1];
  const last = cells[(header?.end ?? 0) - 1];
  return header && first && last ? { from: first.line, to: last.line } : undefined;
}

/** Reads the table under a header that was found before; `lines` end where the table's tail begins. */
export function readLined(
  lines: readonly Line[],
  layout: LinedLayout,
  place: { readonly from: number; readonly to: number },
): Grid {
  const { cells: all, marks: tableMarks } = cellsOf(
    lines.filter(({ no }) => no >= place.from),
    layout,
  );
  const header = headerCells(all) ?? { start: 0, end: 0, words: [], fillers: 0 };
  const { body, repeated } = withoutRepeatedHeaders(all.slice(header.end), header.words);
  const headerPieces = all.slice(header.start, header.end).flatMap(({ pieces }) => pieces);
  const rowMarks: RowMarks = { by: layout === "piped" ? "fillers" : "gaps" };
  const slots = slotsOf(layout === "piped" ? joinParagraphs(body) : body);
  // Paragraphs count their own items; only what opens a cell shows how tasks are numbered.
  const habits = habitsOf(slots.cells.filter(({ slot }) => !slot.loose).map(({ slot }) => slot.looks));
  const schema = bestSchema(header.words, slots.cells, habits, rowMarks, header.fillers);
  const aligned = align(
    slots.cells.map(({ slot }) => slot),
    schema,
    habits,
    rowMarks,
  );
  const { rows, doubts } = toRows(slots.cells, aligned, schema, rowMarks);
  return {
    layout,
    schema,
    rows,
    marks: [...tableMarks, ...headerPieces, ...repeated],
    header: place,
    doubts,
  };
}

function cellsOf(lines: readonly Line[], layout: LinedLayout): { cells: LinedCell[]; marks: Piece[] } {
  const cells: LinedCell[] = [];
  const marks: Piece[] = [];
  let gap = true;
  for (const line of lines) {
    if (line.text === "" || (line.text.trim() === "" && !line.text.includes("\t"))) {
      gap = true;
      continue;
    }
    const tags = tagsIn(line);
    const bars = layout === "piped" ? signsIn(line, line.folded, "|") : [];
    for (const mark of [...tags, ...bars]) marks.push(mark);
    const before = cells.length;
    const added = layout === "piped" ? pipedCells(line, bars, tags) : tabbedCells(line, tags);
    added.forEach((cell, at) => {
      cells.push({ ...cell, gap: gap && at === 0 });
    });
    if (cells.length > before) gap = false;
  }
  return { cells, marks };
}

function tabbedCells(line: Line, tags: readonly Piece[]): LinedCell[] {
  if (!line.text.startsWith("\t")) return [linedCell(line, 0, line.text.length, tags, true, 0)];
  const cells: LinedCell[] = [];
  const text = line.text.trimEnd() === "" ? "\t" : line.text.trimEnd();
  for (let from = 1; from <= text.length; ) {
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

interface HeaderCells {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
  readonly fillers: number;
}

function headerCells(cells: readonly LinedCell[]): HeaderCells | undefined {
  for (let start = 0; start < cells.length; start++) {
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

function isHeaderCell(cell: LinedCell | undefined): boolean {
  return cell !== undefined && !cell.loose && wordKind(cell.text) !== undefined;
}

function isUnknownWord(cell: LinedCell | undefined): boolean {
  return (
    cell !== undefined && !cell.loose && cell.text.length > 0 && cell.text.length <= 8 && !/[。，；、]/.test(cell.text)
  );
}

/** A header printed again on a new page creates nothing. */
function withoutRepeatedHeaders(
  cells: readonly LinedCell[],
  words: readonly string[],
): { body: LinedCell[]; repeated: Piece[] } {
  const header = words.map(bareWord);
  const body: LinedCell[] = [];
  const repeated: Piece[] = [];
  for (let at = 0; at < cells.length; at++) {
    const run = cells.slice(at, at + header.length);
    if (header.every((word, place) => bareWord(run[place]?.text ?? "") === word)) {
      repeated.push(...run.flatMap(({ pieces }) => pieces));
      at += header.length - 1;
    } else {
      const cell = cells[at];
      if (cell) body.push(cell);
    }
  }
  return { body, repeated };
}

/**
 * Before a bar, a line without one is the first paragraph of a cell only where the numbers say so: it opens with a
 * number and the next line with the next one. Anything else without a bar stands between the cells.
 */
function joinParagraphs(cells: readonly LinedCell[]): LinedCell[] {
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

interface Placed {
  readonly cell: LinedCell;
  readonly slot: Slot;
}

function slotsOf(cells: readonly LinedCell[]): { cells: Placed[] } {
  const numbered = cells.filter(({ loose, text }) => loose && leadingNumber(text) !== undefined).length;
  // Two numbered paragraphs in the whole table are a habit; then one without a number belongs to its cell as well.
  const habit = numbered >= 2 ? "usual" : "unusual";
  return {
    cells: cells.map((cell) => ({
      cell,
      slot: {
        looks: looksOf(cell.text),
        gap: cell.gap,
        loose: cell.loose,
        paragraph: cell.loose && leadingNumber(cell.text) !== undefined ? "numbered" : habit,
        filler: cell.filler,
      },
    })),
  };
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

function toRows(
  cells: readonly Placed[],
  aligned: Alignment,
  schema: Schema,
  marks: RowMarks,
): { rows: TableRow[]; doubts: LayoutDoubt[] } {
  const rows: TableRow[] = [];
  const doubts: LayoutDoubt[] = [];
  const headingColumn = Math.max(
    schema.findIndex(({ kind }) => kind === "heading"),
    0,
  );
  let open: { cells: Cell[]; lines: number[]; fillers: number; looseCells: LinedCell[] } | undefined;
  let lastColumn = 0;
  aligned.placements.forEach((placement, at) => {
    const cell = cells[at]?.cell;
    if (!cell || placement.as === "stray") return;
    if (placement.as === "headingRow") {
      close();
      const row = schema.map(() => ABSENT);
      row[headingColumn] = cellOf(cell.pieces);
      rows.push({ kind: "heading", cells: row, from: cell.line, to: cell.line, afterBreak: false });
      return;
    }
    if (placement.as === "cell" && placement.opensRow) close();
    open ??= { cells: schema.map(() => ABSENT), lines: [], fillers: 0, looseCells: [] };
    const column = placement.as === "cell" ? placement.column : lastColumn;
    const pieces = placement.as === "cell" ? cell.pieces : [...(open.cells[column]?.pieces ?? []), ...cell.pieces];
    open.cells[column] = cellOf(pieces);
    open.lines.push(cell.line, ...cell.pieces.map(({ line }) => line));
    open.fillers += cell.filler;
    if (placement.as === "cell" && cell.loose) open.looseCells.push(cell);
    lastColumn = column;
  });
  close();
  return { rows, doubts: marks.by === "fillers" ? lastRowTruncated(doubts, rows) : doubts };

  function close(): void {
    if (!open) return;
    const { cells: row, fillers, looseCells } = open;
    const from = open.lines.reduce((least, line) => Math.min(least, line));
    const to = open.lines.reduce((most, line) => Math.max(most, line));
    open = undefined;
    const printed = schema.map(({ kind }, at) => ({ kind, state: row[at]?.state }));
    const hasTask = printed.some(({ kind, state }) => kind === "task" && state === "printed");
    const hasOther = printed.some(({ kind, state }) => kind !== "heading" && state === "printed");
    if (!hasTask && hasOther) return;
    rows.push({ kind: hasTask ? "task" : "heading", cells: row, from, to, afterBreak: false });
    if (!hasTask) return;
    const absent = printed.filter(({ state }) => state === "absent").length;
    const lost = printed.flatMap(({ kind, state }, at) => (kind !== "heading" && state === "absent" ? [at] : []));
    const words = lost.map((at) => schema[at]?.word ?? "").join("、");
    if (marks.by === "gaps" ? lost.length > 0 : absent !== fillers) {
      doubts.push({ code: "CELLS_MISSING", from, to, words });
    }
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

/** Where the file stops in the middle of its last row, the bars that are missing there are no lost cells. */
function lastRowTruncated(doubts: readonly LayoutDoubt[], rows: readonly TableRow[]): LayoutDoubt[] {
  const last = rows.at(-1);
  return doubts.flatMap((doubt): LayoutDoubt[] => {
    if (!last || doubt.from !== last.from) return [doubt];
    return doubt.code === "CELLS_MISSING" ? [{ ...doubt, code: "TRUNCATED_LAST_ROW" }] : [];
  });
}
