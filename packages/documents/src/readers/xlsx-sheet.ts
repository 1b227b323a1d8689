// A sheet as a table, and as text above and below it: titles and notes stand in rows of their own.
import type { Place } from "../document/block.ts";
import type { BlockWriter } from "./block-writer.ts";
import { MAX_CELLS, tooManyCells } from "./bounds.ts";
import type { GridCell } from "./spans.ts";
import { referenceOf, type SheetContent } from "./xlsx-cells.ts";

/**
 * Writes what is printed on a sheet. Columns in which nothing is printed are left out, and of rows in which nothing is
 * printed one stands for all in a run, so that a stray cell far away costs nothing.
 */
export function writeSheet(writer: BlockWriter, sheet: string, content: SheetContent): void {
  if (content.cells.length === 0) return;
  const rows = withGaps(sorted(content.cells.map(({ row }) => row)));
  const columns = sorted(content.cells.map(({ column }) => column));
  const grid = gridOf(content, rows, columns);
  const placeOf = (row: number, column: number): Place => ({
    sheet,
    cell: referenceOf(rows[row] ?? 0, columns[column] ?? 0),
  });
  const writeText = (from: number, to: number): void => {
    for (let row = from; row < to; row++) {
      if (printedIn(grid[row]).length === 0) writer.paragraph([""], placeOf(row, 0));
      for (const [column, lines] of printedIn(grid[row])) writer.paragraph(lines, placeOf(row, column));
    }
  };
  const start = textAbove(grid);
  const end = textBelow(grid, start);
  writeText(0, start);
  writer.table(
    grid.slice(start, end).map((row) => row.map((cell) => movedUp(cell, start))),
    (row, column) => placeOf(row + start, column),
  );
  writeText(end, grid.length);
}

function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** The rows with the first of each run of empty ones between them. */
function withGaps(rows: readonly number[]): number[] {
  return rows.flatMap((row, at) => {
    const above = rows[at - 1];
    return above !== undefined && above + 1 < row ? [above + 1, row] : [row];
  });
}

const NOTHING: GridCell = { state: "own", lines: [] };

function gridOf({ cells, merged }: SheetContent, rows: readonly number[], columns: readonly number[]): GridCell[][] {
  if (rows.length * columns.length > MAX_CELLS) throw tooManyCells();
  const rowAt = new Map(rows.map((row, at) => [row, at]));
  const columnAt = new Map(columns.map((column, at) => [column, at]));
  const grid = rows.map(() => new Array<GridCell>(columns.length).fill(NOTHING));
  for (const { row, column, lines } of cells) {
    const slots = grid[rowAt.get(row) ?? 0];
    if (slots) slots[columnAt.get(column) ?? 0] = { state: "own", lines };
  }
  // Ranges must not overlap. A file in which they do, over and over, is not worth more work than a full sheet is.
  let left = MAX_CELLS;
  for (const range of merged) {
    const row = rowAt.get(range.row);
    const column = columnAt.get(range.column);
    if (row === undefined || column === undefined) continue;
    const toRow = firstBeyond(rows, range.toRow, row);
    left -= cover(grid, { row, column }, toRow, firstBeyond(columns, range.toColumn, column));
    if (left < 0) throw tooManyCells();
  }
  return grid;
}

/** The first of these rows or columns that lies beyond the last; by halving, as there may be as many ranges as rows. */
function firstBeyond(numbers: readonly number[], last: number, from: number): number {
  let low = from;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a merged cell covers is not shown, even where it has words. Returns how many places were looked at. */
function cover(grid: GridCell[][], by: { row: number; column: number }, toRow: number, toColumn: number): number {
  if (grid[by.row]?.[by.column]?.state !== "own") return 1;
  const covered: GridCell = { state: "covered", by };
  for (let row = by.row; row < toRow; row++) {
    const slots = grid[row];
    for (let column = by.column; slots && column < toColumn; column++) {
      const isOwner = row === by.row && column === by.column;
      if (!isOwner && slots[column]?.state === "own") slots[column] = covered;
    }
  }
  return (toRow - by.row) * (toColumn - by.column);
}

function printedIn(row: readonly GridCell[] | undefined): [number, readonly string[]][] {
  const printed: [number, readonly string[]][] = [];
  row?.forEach((cell, column) => {
    if (cell.state === "own" && cell.lines.length > 0) printed.push([column, cell.lines]);
  });
  return printed;
}

/** The row behind the text above the table: rows with at most one printed cell, which may be merged over several. */
function textAbove(grid: readonly (readonly GridCell[])[]): number {
  const reach = reaches(grid);
  let start = 0;
  while (start < grid.length) {
    const end = (reach[start] ?? start) + 1;
    if (!isTextUnit(grid, start, end)) break;
    start = end;
  }
  return start;
}

/** The row at which the text below the table begins. */
function textBelow(grid: readonly (readonly GridCell[])[], start: number): number {
  let end = grid.length;
  while (end > start) {
    const from = Math.min(...ownersOf(grid[end - 1]), end - 1);
    if (from < start || !isTextUnit(grid, from, end) || !isNote(grid[from])) break;
    end = from;
  }
  return end;
}

/** For each row, the last row that a cell of it covers. */
function reaches(grid: readonly (readonly GridCell[])[]): number[] {
  const reach = grid.map((_, row) => row);
  grid.forEach((slots, row) => {
    for (const owner of ownersOf(slots)) reach[owner] = row;
  });
  return reach;
}

/** The rows of the cells that cover something in this one. */
function ownersOf(row: readonly GridCell[] | undefined): number[] {
  return (row ?? []).flatMap((cell) => (cell.state === "covered" ? [cell.by.row] : []));
}

/** Whether these rows have one printed cell at most, in the first of them, and none is merged with others. */
function isTextUnit(grid: readonly (readonly GridCell[])[], from: number, to: number): boolean {
  for (let row = from; row < to; row++) {
    if (printedIn(grid[row]).length > (row === from ? 1 : 0)) return false;
    if (ownersOf(grid[row]).some((owner) => owner < from)) return false;
  }
  return true;
}

/** How a note or a signature below a table begins. */
const NOTE = /^\s*(?:[（(【[*※]?\s*(?:注|备注|说明|附|填报|填表|制表|审核|联系|报送|单位负责)|[*※])/;

/**
 * Whether a row below a table is a note rather than a task of which only one cell is filled in: it is merged over several
 * columns, or says so. A number alone is a row of a form that nobody has filled in.
 */
function isNote(row: readonly GridCell[] | undefined): boolean {
  const [first] = printedIn(row);
  if (!first) return true;
  const [, lines] = first;
  const text = lines.join("");
  if (/^[\s\d.、()（）]*$/.test(text)) return false;
  return NOTE.test(text) || ownersOf(row).length > 0;
}

function movedUp(cell: GridCell, rows: number): GridCell {
  if (cell.state !== "covered" || rows === 0) return cell;
  return { state: "covered", by: { row: cell.by.row - rows, column: cell.by.column } };
}
