// Merged cells 合并单元格 and blank cells: they look the same, and are told apart for each document and column.
import { type Cell, cellText } from "../document/cell.ts";
import type { TaskRow } from "../meaning/rows.ts";
import { canonicalName } from "../readers/width.ts";

/** What an empty unit cell means: the cell above continues, or nobody is named; and whether that is doubtful. */
export type CellMeaning =
  | { readonly is: "printed" }
  | { readonly is: "merged"; readonly fromRow: number }
  | { readonly is: "nothing"; readonly doubtful: boolean; readonly above: string };

export interface UnitColumn {
  /** The physical column. */
  readonly at: number;
  /** Whether it is the only column of units: then a blank cell cannot mean that nobody is named. */
  readonly alone: boolean;
  /** What it means that a cell is not printed at all: with bars it is merged, elsewhere a line is lost. */
  readonly absent: "merged" | "lost";
}

/** What the cell of each task means in one column of units. */
export function cellMeanings(tasks: readonly TaskRow[], column: UnitColumn): CellMeaning[] {
  const cells = tasks.map(({ cells }) => cells[column.at]);
  const habit = columnHabit(tasks, cells, column.alone);
  let printed: TaskRow | undefined;
  return tasks.map((task, at): CellMeaning => {
    const cell = cells[at];
    const before = tasks[at - 1];
    if (printed && printed.place.section !== task.place.section) printed = undefined;
    if (cell?.state === "printed") {
      printed = task;
      return { is: "printed" };
    }
    if (printed && (cell?.state === "absent" ? column.absent : habit) === "merged") {
      return { is: "merged", fromRow: printed.row };
    }
    const above = before && sameHeading(before, task) && !onNewPage(task) ? wordsAt(before, column.at) : "";
    return { is: "nothing", doubtful: above !== "" && habit !== "reprinted", above };
  });
}

/**
 * What blank cells mean in this column.
 * - `merged`: it is the only column of units; or the words are printed again after a page break (巫山, lead).
 * - `blank`: the first row of a heading has a blank cell, where nothing above can continue (沙县, lead; 巫山, responsible).
 * - `reprinted`: equal neighbours are printed in full as well, so that nothing is merged and there is no doubt (沙县).
 */
function columnHabit(
  tasks: readonly TaskRow[],
  cells: readonly (Cell | undefined)[],
  alone: boolean,
): "merged" | "blank" | "reprinted" {
  if (alone) return "merged";
  const words = cells.map((cell) => (cell ? canonicalName(cellText(cell)) : ""));
  const opensBlank = tasks.some(({ place }, at) => place.opens && cells[at]?.state === "blank");
  const reprinted = tasks.some((task, at) => {
    const before = tasks[at - 1];
    return before && sameHeading(before, task) && !onNewPage(task) && words[at] !== "" && words[at] === words[at - 1];
  });
  if (opensBlank) return reprinted ? "reprinted" : "blank";
  let above = "";
  const printedAfterBreak = tasks.some(({ place }, at) => {
    const word = words[at] ?? "";
    const again = place.repeated && !place.opens && word !== "" && words[at - 1] === "" && above === word;
    if (word !== "") above = word;
    return again;
  });
  if (printedAfterBreak) return "merged";
  return reprinted ? "reprinted" : "blank";
}

function sameHeading(one: TaskRow, other: TaskRow): boolean {
  return (
    one.place.section === other.place.section && one.place.subsection === other.place.subsection && !other.place.opens
  );
}

function onNewPage(task: TaskRow): boolean {
  return task.place.repeated || task.printed[0]?.afterBreak === true;
}

function wordsAt(task: TaskRow, column: number): string {
  const cell = task.cells[column];
  return cell ? cellText(cell) : "";
}
