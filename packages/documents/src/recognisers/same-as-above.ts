// Cells that say in words that the cell above applies here too: 「同上」.
import { BLANK, type Cell, cellText, type Piece } from "../document/cell.ts";
import type { PlacedRow } from "./grid.ts";
import type { CellMeaning } from "./record.ts";

const SAME = /^(?:同上|同前|同上栏|〃|″|")$/;

/** Whether a cell says so. */
export function isSameAsAbove(cell: Cell | undefined): boolean {
  return cell !== undefined && SAME.test(cellText(cell).replace(/\s+/g, ""));
}

/** The rows with these cells blank, where a printed or merged cell is above, and the words that were in them. */
export function withoutSame(
  rows: readonly PlacedRow[],
  columns: readonly number[],
): { readonly rows: readonly PlacedRow[]; readonly words: readonly Piece[] } {
  const words: Piece[] = [];
  const goesOn = new Set<number>();
  const blanked = rows.map((placed): PlacedRow => {
    const same = columns.filter((at) => goesOn.has(at) && isSameAsAbove(placed.row.cells[at]));
    for (const at of columns) {
      if (placed.row.cells[at]?.state === "blank") goesOn.delete(at);
      else if (!isSameAsAbove(placed.row.cells[at])) goesOn.add(at);
    }
    if (same.length === 0) return placed;
    words.push(...same.flatMap((at) => placed.row.cells[at]?.pieces ?? []));
    const cells = placed.row.cells.map((cell, at) => (same.includes(at) ? BLANK : cell));
    return { ...placed, row: { ...placed.row, cells } };
  });
  return { rows: blanked, words };
}

/** What the cells of a column mean where they say so: the nearest printed cell above goes on. */
export function sameMeanings(
  printed: readonly PlacedRow[],
  column: number,
  meanings: readonly CellMeaning[],
): readonly CellMeaning[] {
  let above: number | undefined;
  return meanings.map((meaning, at) => {
    if (meaning.is === "printed") above = at;
    if (meaning.is === "printed" || printed[at]?.row.cells[column]?.state !== "printed") return meaning;
    return above !== undefined && isSameAsAbove(printed[at]?.row.cells[column])
      ? { is: "merged", from: above }
      : meaning;
  });
}
