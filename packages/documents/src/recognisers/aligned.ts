// Columns that only blanks part: every cell begins below its head, as wide characters are shown.
import { cellOf, type Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { isPageMark } from "./grid.ts";

/** Where each column begins, in half-width places from the left; the first at 0. */
export type AlignedColumns = readonly number[];

/** Blanks of a width that parts cells. */
const GAP = /\S(?: {2,}|[ ]*\u3000[ \u3000]*)(?=\S)/;
const WIDE =
  /[\u1100-\u115f\u2018-\u201f\u2026\u2190-\u22ff\u2460-\u303e\u3041-\u33ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
/** Fewer rows show nothing. */
const FEWEST_ROWS = 2;
/** Fewer columns may be anything. */
const FEWEST_COLUMNS = 3;

/** Whether several blanks part words of a line. */
export function isPartedByBlanks({ text }: Line): boolean {
  return GAP.test(text.trim());
}

/**
 * The columns under a header line whose words are parted by blanks; undefined unless the cells of every row below begin
 * where their heads do. `below` are the lines under it.
 */
export function alignedColumns(header: Line, below: readonly Line[]): AlignedColumns | undefined {
  if (header.text.includes("\t") || !isPartedByBlanks(header)) return undefined;
  const columns = beginnings(header.text);
  if (columns.length < FEWEST_COLUMNS) return undefined;
  let rows = 0;
  for (const line of below) {
    if (line.text.trim() === "" || isPageMark(line.folded)) continue;
    if (!isPartedByBlanks(line)) {
      if (/^\s/.test(line.text)) continue;
      break;
    }
    if (!cuts(line.text, columns)) return undefined;
    rows++;
  }
  return rows >= FEWEST_ROWS ? columns : undefined;
}

/** The lines of each row: where rows are numbered, a line that begins with a blank goes on in the cells above. */
export function alignedRows(lines: readonly Line[], columns: AlignedColumns, numbered: boolean): (readonly Line[])[] {
  const rows: Line[][] = [];
  for (const line of lines) {
    const above = rows.at(-1);
    if (numbered && above && /^\s/.test(line.text) && cuts(line.text, columns)) above.push(line);
    else rows.push([line]);
  }
  return rows;
}

/** The cells of a line; one cell where it keeps to no columns. */
export function alignedCells({ no, text }: Line, columns: AlignedColumns): (readonly Piece[])[] {
  const stops = [...(cuts(text, columns) ?? []), text.length];
  return stops.map((to, at) => {
    const from = stops[at - 1] ?? 0;
    return cellOf([{ line: no, from, text: text.slice(from, to) }]).pieces;
  });
}

/** Where the words between the gaps of a line begin. */
function beginnings(text: string): number[] {
  const begins: number[] = [];
  const words = /\S+(?: \S+)*/g;
  for (const { index } of text.matchAll(words)) begins.push(widthOf(text.slice(0, index)));
  return begins.map((at, column) => (column === 0 ? 0 : at));
}

/** The places of a line before which it is cut into columns; undefined where a cell reaches over the edge of its column. */
function cuts(text: string, columns: AlignedColumns): number[] | undefined {
  const places = new Map<number, number>();
  let width = 0;
  for (let at = 0; at < text.length; at++) {
    places.set(width, at);
    width += widthOf(text.charAt(at));
  }
  const found: number[] = [];
  for (const edge of columns.slice(1)) {
    // A line may end before its last columns, which are blank then.
    const at = edge >= width ? text.length : places.get(edge);
    if (at === undefined || (at < text.length && text.charAt(at - 1).trim() !== "")) return undefined;
    found.push(at);
  }
  return found;
}

function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += WIDE.test(sign) ? 2 : 1;
  return width;
}
