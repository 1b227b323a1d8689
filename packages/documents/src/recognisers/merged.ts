// Merged cells 合并单元格 and blank cells: in a text they look the same, and are told apart for each document and column.
import { type Cell, cellText } from "../document/cell.ts";
import { canonicalName } from "../readers/width.ts";
import type { PlacedRow } from "./grid.ts";
import { type CellMeaning, NOTHING_SAID } from "./record.ts";

/** What a layout says about empty unit cells. */
export interface CellHabits {
  /** Whether it is the only column of units: then a blank cell cannot mean that nobody is named. */
  readonly alone: boolean;
  /** What it means that a cell is not printed at all: with bars it is merged, elsewhere a line is lost. */
  readonly absent: "merged" | "lost";
}

/** What the cell of each row means in one column of units. */
export function cellMeanings(rows: readonly PlacedRow[], column: number, habits: CellHabits): CellMeaning[] {
  const cells = rows.map(({ row }) => row.cells[column]);
  const habit = columnHabit(rows, cells, habits.alone);
  let printed: number | undefined;
  return rows.map(({ row, place }, at): CellMeaning => {
    const cell = cells[at];
    const before = rows[at - 1];
    if (printed !== undefined && rows[printed]?.place.section !== place.section) printed = undefined;
    if (cell?.state === "printed") {
      printed = at;
      return { is: "printed" };
    }
    const absent = cell?.state === "absent";
    if (printed !== undefined && (absent ? habits.absent : habit) === "merged") return { is: "merged", from: printed };
    const above =
      before && sameHeading(before.place, place) && !onNewPage({ row, place }) ? cellText(cells[at - 1]) : "";
    return { is: "nothing", doubtful: above !== "" && habit !== "reprinted", above, lost: absent };
  });
}

/** What the cell of each row means in a ruled table, which tells a merged cell from a blank one. */
export function coveredMeanings(rows: readonly PlacedRow[], column: number): CellMeaning[] {
  let above: CellMeaning = NOTHING_SAID;
  return rows.map(({ row }, at): CellMeaning => {
    const state = row.cells[column]?.state ?? "blank";
    if (state === "absent") return above;
    above = state === "printed" ? { is: "merged", from: at } : NOTHING_SAID;
    return state === "printed" ? { is: "printed" } : NOTHING_SAID;
  });
}

/**
 * What blank cells mean in this column.
 * - `merged`: it is the only column of units; or the words are printed again after a page break (巫山, lead).
 * - `blank`: the first row of a heading has a blank cell, where nothing above can continue (沙县, lead; 巫山, responsible).
 * - `reprinted`: equal neighbours are printed in full as well, so that nothing is merged and there is no doubt (沙县).
 */
function columnHabit(
  rows: readonly PlacedRow[],
  cells: readonly (Cell | undefined)[],
  alone: boolean,
): "merged" | "blank" | "reprinted" {
  if (alone) return "merged";
  const words = cells.map((cell) => canonicalName(cellText(cell)));
  const opensBlank = rows.some(({ place }, at) => place.opens && cells[at]?.state === "blank");
  const reprinted = rows.some(({ row, place }, at) => {
    const before = rows[at - 1];
    if (!before || !sameHeading(before.place, place) || onNewPage({ row, place })) return false;
    return words[at] !== "" && words[at] === words[at - 1];
  });
  if (opensBlank) return reprinted ? "reprinted" : "blank";
  let above = "";
  const printedAfterBreak = rows.some(({ place }, at) => {
    const word = words[at] ?? "";
    const again = place.repeated && !place.opens && word !== "" && words[at - 1] === "" && above === word;
    if (word !== "") above = word;
    return again;
  });
  if (printedAfterBreak) return "merged";
  return reprinted ? "reprinted" : "blank";
}

function sameHeading(one: PlacedRow["place"], other: PlacedRow["place"]): boolean {
  return one.section === other.section && one.subsection === other.subsection && !other.opens;
}

function onNewPage({ row, place }: PlacedRow): boolean {
  return place.repeated || row.afterBreak;
}
