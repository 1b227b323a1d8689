// Lays out a table whose cells say how far they span, as a rectangle in which each cell is there or covered.
import { MAX_CELLS, tooManyCells } from "./bounds.ts";
import { isPrinted } from "./wording.ts";

/** A cell as a file writes it. */
export interface SpanCell {
  readonly lines: readonly string[];
  /** How many columns and rows it spans, itself included. */
  readonly columns: number;
  readonly rows: number;
  /** It continues the cell above it (the vertical merge of a docx). */
  readonly joins: boolean;
}

export interface SpanRow {
  /** Columns left free before the first cell. */
  readonly before: number;
  readonly cells: readonly SpanCell[];
  /** The row, counted from 0, before which a span ends at the latest: the end of its part of the table. */
  readonly end: number;
}

/**
 * A place in the rectangle: a cell of its own, one that another covers, or none, behind the last cell of a row that is too
 * short. Rows and columns count from 0.
 */
export type GridCell =
  | { readonly state: "own"; readonly lines: readonly string[] }
  | { readonly state: "missing" }
  | { readonly state: "covered"; readonly by: { readonly row: number; readonly column: number } };

/** HTML knows no wider span; nor has any table that is printed. */
const MAX_SPAN = 1000;
const NOTHING: GridCell = { state: "own", lines: [] };
const MISSING: GridCell = { state: "missing" };

/** A cell that has its place. */
interface Owner {
  readonly row: number;
  readonly column: number;
  readonly lines: readonly string[];
  /** The first row that it no longer covers. */
  readonly to: number;
}

/** By column; a place that no cell takes is undefined. */
type Slots = (Owner | undefined)[];

/**
 * The rectangle. A column in which no cell begins is left out: it comes from a span wider than the table, or from the
 * fine grid that word processors keep. Empty where no cell is printed.
 */
export function layOut(rows: readonly SpanRow[]): GridCell[][] {
  if (!rows.some(({ cells }) => cells.some(({ lines }) => lines.some(isPrinted)))) return [];
  const placed = placeAll(rows);
  const { width, columnAt } = columnsKept(placed);
  if (placed.length * width > MAX_CELLS) throw tooManyCells();
  const covers = new Map<Owner, GridCell>();
  const coverOf = (owner: Owner): GridCell => {
    const cover = covers.get(owner) ?? {
      state: "covered",
      by: { row: owner.row, column: columnAt[owner.column] ?? 0 },
    };
    covers.set(owner, cover);
    return cover;
  };
  return placed.map((slots, row) => {
    const before = rows[row]?.before ?? 0;
    const free = columnAt.filter((at, column) => at !== undefined && column < before).length;
    const cells = new Array<GridCell>(width).fill(NOTHING, 0, free).fill(MISSING, free);
    slots.forEach((owner, column) => {
      const at = columnAt[column];
      if (!owner || at === undefined) return;
      const begins = owner.row === row && owner.column === column;
      cells[at] = begins ? { state: "own", lines: owner.lines } : coverOf(owner);
    });
    return cells;
  });
}

function placeAll(rows: readonly SpanRow[]): Slots[] {
  const placed: Slots[] = [];
  let count = 0;
  rows.forEach(({ before, cells, end }, row) => {
    const above = placed.at(-1) ?? [];
    const slots: Slots = [];
    above.forEach((owner, at) => {
      if (owner && owner.to > row) slots[at] = owner;
    });
    let column = Math.max(0, Math.min(before, MAX_SPAN));
    for (const cell of cells) {
      while (slots[column]) column++;
      const owner = (cell.joins && continued(above[column], column, row)) || begun(cell, row, column, end);
      const until = column + Math.max(1, Math.min(cell.columns, MAX_SPAN));
      // Where a span runs into a cell from above, the cell from above keeps its place.
      for (; column < until && !slots[column]; column++) slots[column] = owner;
    }
    count += slots.length;
    if (count > MAX_CELLS) throw tooManyCells();
    placed.push(slots);
  });
  return placed;
}

function begun(cell: SpanCell, row: number, column: number, end: number): Owner {
  const to = Math.min(row + Math.max(1, cell.rows), end);
  return { row, column, lines: cell.lines, to };
}

/** The cell above, if this one can continue it; it must begin in the same column. */
function continued(above: Owner | undefined, column: number, row: number): Owner | undefined {
  return above && above.column === column && above.row < row ? above : undefined;
}

function columnsKept(placed: readonly Slots[]): { width: number; columnAt: readonly (number | undefined)[] } {
  const begins = new Set<number>();
  placed.forEach((slots, row) => {
    slots.forEach((owner, column) => {
      if (owner?.row === row && owner.column === column) begins.add(column);
    });
  });
  const kept = [...begins].sort((one, other) => one - other);
  const columnAt: (number | undefined)[] = [];
  kept.forEach((column, at) => {
    columnAt[column] = at;
  });
  return { width: kept.length, columnAt };
}
