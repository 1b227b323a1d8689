// Ruled tables: tables whose file tells the cells and the merged ones apart (html, docx, xlsx).
import { readHeading } from "../cells/heading.ts";
import { namesIn } from "../cells/names-in.ts";
import { type BlockDocument, printedIn, type TableBlock, type TableCell, wordsOf } from "../document/block.ts";
import { ABSENT, BLANK, type Cell, cellOf, cellText, type Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { foldWidth } from "../readers/width.ts";
import { isNote, isTotals } from "./aside-rows.ts";
import {
  bareWord,
  isHeader,
  isSameHeader,
  isTwinHeader,
  ROWS_ABOVE,
  readingsOf,
  type Schema,
  wordKind,
} from "./columns.ts";
import { explainGrid } from "./explain-grid.ts";
import { type Habits, habitsOf, looksOf, misfit, openingOf } from "./fit.ts";
import { type Grid, isPageMark, type TableRow } from "./grid.ts";
import { headingRow, headingsAbove, underHeadings } from "./heading-above.ts";
import type { Explanation, LayoutDoubt } from "./record.ts";
import { opensRows } from "./row-heading.ts";
import { isTickedHeader, withTickedUnits } from "./ticked.ts";
import { titleAbove } from "./title-above.ts";
import { isHeaderUnderUnits, withUnitsAbove } from "./under-units.ts";
import { longRows, spread } from "./uneven-rows.ts";

/** A table of tasks that goes on as long as further pages of it follow. */
interface OpenTable {
  readonly header: RuledHeader;
  readonly grid: Grid;
}

/**
 * Every ruled table of tasks. A table goes on in the next one if that has the same header and no title of its own, or no
 * header at all and cells that fit; headings may stand between both.
 */
export function recogniseRuled({ lines, blocks }: BlockDocument): Explanation[] {
  const tables: OpenTable[] = [];
  let open: OpenTable | undefined;
  let between: Line[] = [];
  for (const block of blocks) {
    if (block.kind === "text") {
      between = between.concat(lines.slice(block.from - 1, block.to));
      continue;
    }
    const above = between;
    between = [];
    const header = findHeader(block);
    const headings = headingsAbove(above, !open);
    const rest = above.filter(
      (line) => line.text.trim() !== "" && !isPageMark(line.folded) && !headings.includes(line),
    );
    const title = open ? titleAbove(rest) : [];
    const further: Grid | undefined = open && title.length === 0 ? goingOn(block, header, open) : undefined;
    const anew = header && (rest.length > 0 || (headings.length === 0 && further && countsAnew(further)));
    if (open && further && !anew) {
      const { grid }: OpenTable = open;
      const pages = above
        .filter((line) => isPageMark(line.folded))
        .map(({ no, text }) => ({ line: no, from: 0, text }));
      const marks = [...further.marks, ...pages];
      open = { ...open, grid: joined(grid, headings, { ...further, marks }) };
      tables[tables.length - 1] = open;
    } else if (header) {
      open = { header, grid: underHeadings(readRuled(block, header, undefined), headings) };
      tables.push(open);
    }
  }
  return tables.map(({ grid, header }) =>
    explainGrid(withUnitsAbove(withTickedUnits(grid, header.heads, lines)), "ruled"),
  );
}

/** The table as a further page of the open one, if it is that. */
function goingOn(
  block: TableBlock,
  header: RuledHeader | undefined,
  { header: above, grid }: OpenTable,
): Grid | undefined {
  if (block.rows[0]?.length !== above.words.length) return undefined;
  if (header) return isSameHeader(header.words, above.words) ? readRuled(block, header, grid.schema) : undefined;
  const further = readRuled(block, { ...above, rows: [] }, grid.schema);
  return fits(further) ? further : undefined;
}

/** Whether the numbers of a table begin at the beginning. */
function countsAnew({ schema, rows }: Grid): boolean {
  const at = schema.findIndex(({ kind }) => kind === "number");
  const first = rows.find(({ cells }) => cells[at]?.state === "printed")?.cells[at];
  return first !== undefined && /^[(]?(?:1|一)[)]?[.、]?$/.test(foldWidth(cellText(first)));
}

/** Whether the rows of a table without a header belong under the header of the one above: most name units. */
function fits({ schema, rows }: Grid): boolean {
  const units = schema.flatMap(({ kind }, at) => (kind === "lead" || kind === "responsible" ? [at] : []));
  const tasks = rows.filter(({ kind }) => kind === "task");
  const named = tasks.filter(({ cells }) =>
    units.some((at) => cells[at]?.state === "absent" || namesIn(cellText(cells[at] ?? ABSENT)) !== "few"),
  );
  return tasks.length === 0 ? rows.length > 0 : named.length * 2 > tasks.length;
}

function joined(above: Grid, headings: readonly Line[], below: Grid): Grid {
  return {
    ...above,
    rows: [...above.rows, ...headings.map((line) => headingRow(line, above)), ...below.rows],
    marks: [...above.marks, ...below.marks],
    doubts: [...above.doubts, ...below.doubts],
  };
}

/** The rows of a header, by place in the table, and the word over each column. */
interface RuledHeader {
  readonly rows: readonly number[];
  readonly words: readonly string[];
  /** The lowest cell over each column. */
  readonly heads: readonly (Cell | undefined)[];
}

/** Header words may stand under a common word, which may stand under another. */
const HEADER_ROWS = 3;

function findHeader({ rows }: TableBlock): RuledHeader | undefined {
  for (let first = 0; first < Math.min(rows.length, ROWS_ABOVE); first++) {
    let last = first;
    while (last + 1 < rows.length && last - first + 1 < HEADER_ROWS && goesOn(rows, first, last + 1)) last++;
    const within = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const words = (rows[first] ?? []).map((_, column) => headerWord(rows, within, column));
    const heads = words.map((_, column) => lowest(rows, last, column));
    const below = rows.slice(last + 1, last + 1 + TICKED_ROWS).map((row) => row.map(wordsOf));
    const named = isHeader(words.filter((word) => word !== "")) && !isTwinHeader(words);
    if (named || isTickedHeader(words, below) || isHeaderUnderUnits(words, below)) {
      return { rows: within, words, heads };
    }
  }
  return undefined;
}

/** So many rows show whether marks stand below the units of a header. */
const TICKED_ROWS = 20;

function lowest(rows: TableBlock["rows"], last: number, column: number): Cell | undefined {
  const cell = originOf(rows, last, column);
  return cell?.state === "printed" ? cellOf(cell.pieces) : undefined;
}

/** Whether a row belongs to the header that begins above it: a cell of the header spans it, and it prints only short words. */
function goesOn(rows: TableBlock["rows"], first: number, row: number): boolean {
  const cells = rows[row] ?? [];
  const spanned = cells.some((cell) => cell.state === "covered" && cell.by.row >= first && cell.by.row < row);
  return spanned && cells.every((cell) => cell.state !== "printed" || bareWord(wordsOf(cell)).length <= 16);
}

/** The word over a column: of the words above one another the lowest that is known, or else all of them. */
function headerWord(rows: TableBlock["rows"], within: readonly number[], column: number): string {
  const words = new Set(
    within.flatMap((row) => {
      const origin = originOf(rows, row, column);
      return origin?.state === "printed" ? [bareWord(wordsOf(origin))] : [];
    }),
  );
  const fromBelow = [...words].reverse();
  return fromBelow.find((word) => wordKind(word) !== undefined) ?? [...words].join("");
}

function originOf(rows: TableBlock["rows"], row: number, column: number): TableCell | undefined {
  const cell = rows[row]?.[column];
  return cell?.state === "covered" ? rows[cell.by.row]?.[cell.by.column] : cell;
}

function readRuled({ rows: all, from }: TableBlock, header: RuledHeader, given: Schema | undefined): Grid {
  const below = (header.rows.at(-1) ?? -1) + 1;
  const body = all.slice(below);
  const habits = habitsOf(body.flatMap((cells) => cells.map((cell) => openingOf(wordsOf(cell)))));
  const schema = given ?? bestSchema(header.words, body, below, habits);
  const headerPieces = header.rows.flatMap((row) => printedIn(all[row] ?? []));
  const marks: Piece[] = [...headerPieces];
  const doubts: LayoutDoubt[] = [];
  const rows: TableRow[] = [];
  const long = longRows(all, below - 1);
  for (const [at, written] of body.entries()) {
    const { cells, doubtful } = spread(written, schema, habits);
    const pieces = printedIn(cells);
    const place = { from: pieces[0]?.line ?? 0, to: pieces.at(-1)?.line ?? 0 };
    if (pieces.length === 0) continue;
    if (isSameHeader(cells.map(wordsOf), header.words)) {
      marks.push(...pieces);
      continue;
    }
    if (isTotals(cells.map(wordsOf))) {
      marks.push(...pieces);
      doubts.push({ code: "TOTALS_LEFT_OUT", ...place, words: pieces.map(({ text }) => text).join(" ") });
      continue;
    }
    const kind = kindOf(cells, below + at, schema);
    const row = cells.map((cell) => gridCell(cell, below + at));
    const above = rows.at(-1);
    if (kind === "further" && above?.kind === "task") {
      rows[rows.length - 1] = extended(above, row, place.to);
      doubts.push({ code: "TASK_SPANS_ROWS", from: above.from, to: place.to, words: "" });
    } else if (kind === "task" || kind === "heading") {
      rows.push({ kind, cells: row, ...place, afterBreak: false });
    }
    // A row of any other kind holds no task, and its words come back unread.
    if (kind === "task" || kind === "further") {
      const across = acrossUnits(cells, below + at, schema);
      if (across !== undefined) doubts.push({ code: "CELL_SPANS_COLUMNS", ...place, words: across });
      const words = pieces.map(({ text }) => text).join(" ");
      if (doubtful || long.has(below + at)) doubts.push({ code: "ROW_UNEVEN", ...place, words: words.slice(0, 20) });
    }
  }
  return {
    // Where nothing is merged, merged cells may have been lost on the way, as in a text.
    layout: all.some((cells) => cells.some(({ state }) => state === "covered")) ? "ruled" : "delimited",
    schema,
    rows,
    marks,
    header: { from: headerPieces[0]?.line ?? from, to: headerPieces.at(-1)?.line ?? from },
    doubts,
  };
}

/** What a row is: a task, a heading over the rows below, a further row of a task whose cell spans it, or neither. */
function kindOf(cells: readonly TableCell[], at: number, schema: Schema): "task" | "heading" | "further" | "none" {
  const printed = cells.filter(({ state }) => state === "printed");
  const [only] = printed;
  const alone = printed.length === 1 && only !== undefined;
  if (alone && readHeading(wordsOf(only))) return "heading";
  const spansAll =
    alone &&
    cells.length > 1 &&
    cells.every((cell) => cell === only || (cell.state === "covered" && cell.by.row === at));
  if (spansAll) return opensRows(wordsOf(only)) ? "heading" : "none";
  if (isNote(cells.map(wordsOf))) return "none";
  const task = cells[schema.findIndex(({ kind }) => kind === "task")];
  const opens = alone && only === cells[0] && only !== task && cells.every(({ state }) => state !== "covered");
  if (opens && opensRows(wordsOf(only)) && schema[0]?.kind !== "other") return "heading";
  if (task?.state === "printed") return "task";
  return task?.state === "covered" ? "further" : "none";
}

/** The cell as the grid has it: one covered from above is absent, one covered from its left says nothing. */
function gridCell(cell: TableCell, row: number): Cell {
  if (cell.state === "printed") return cellOf(cell.pieces);
  return cell.state === "covered" && cell.by.row < row ? ABSENT : BLANK;
}

/** A task row with what a further row adds to its cells. */
function extended(above: TableRow, row: readonly Cell[], to: number): TableRow {
  const cells = above.cells.map((cell, at) => {
    const more = row[at]?.pieces ?? [];
    return more.length > 0 ? cellOf([...cell.pieces, ...more]) : cell;
  });
  return { ...above, cells, to };
}

/** The words of a unit cell that spans another column of units, so that it is not said which of both is meant. */
function acrossUnits(cells: readonly TableCell[], row: number, schema: Schema): string | undefined {
  const isUnit = (at: number) => schema[at]?.kind === "lead" || schema[at]?.kind === "responsible";
  for (const [at, cell] of cells.entries()) {
    if (cell.state !== "covered" || cell.by.row !== row || !isUnit(at) || !isUnit(cell.by.column)) continue;
    return wordsOf(cells[cell.by.column]);
  }
  return undefined;
}

/** How many rows show which reading of the header fits. */
const SAMPLE = 60;
/** What it costs a reading that a task is covered: where another column names tasks in each row, those are the tasks. */
const NO_TASK = 600;

function bestSchema(words: readonly string[], body: TableBlock["rows"], below: number, habits: Habits): Schema {
  const sample = body.slice(0, SAMPLE).map((cells) => cells.map((cell) => ({ cell, looks: looksOf(wordsOf(cell)) })));
  const weighed = readingsOf(words)
    .filter(({ length }) => length === words.length)
    .map((schema) => {
      const headings = schema.filter(({ kind }) => kind === "heading").length;
      const cost = sample.reduce((sum, cells, at) => {
        const printed = cells.map(({ cell }) => cell);
        if (kindOf(printed, below + at, schema) === "heading") return sum;
        let depth = 0;
        return schema.reduce((row, { kind }, column) => {
          const { cell, looks } = cells[column] ?? {};
          if (kind === "heading") depth++;
          if (!cell || !looks) return row;
          if (cell.state === "covered" && cell.by.row < below + at) return row + (kind === "task" ? NO_TASK : 0);
          return row + Math.min(misfit(looks, kind, Math.max(depth - 1, 0), headings, habits), 60);
        }, sum);
      }, 0);
      return { schema, cost };
    });
  return weighed.reduce((best, other) => (other.cost < best.cost ? other : best)).schema;
}
