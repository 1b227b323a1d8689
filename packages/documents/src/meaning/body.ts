// What the cells of one task say apart from its units: text, items, requirement, deadline, paths and cadence.
import type { DatedText, DraftTask } from "@taizhang/domain";
import { readCadence } from "../cells/cadence.ts";
import { type Deadline, readDeadline } from "../cells/deadline.ts";
import { type DueDays, readDueDays } from "../cells/due.ts";
import { readItems } from "../cells/item.ts";
import { readPaths } from "../cells/path.ts";
import { ABSENT, cellText, type Piece } from "../document/cell.ts";
import { oneLine } from "../readers/width.ts";
import type { Grid } from "../recognisers/grid.ts";
import { columnsOf, linesOf, type TaskRow } from "./rows.ts";
import type { Finding } from "./warnings.ts";
import { type Document, remarksOn } from "./wording.ts";

export interface Body {
  readonly row: TaskRow;
  readonly text: string;
  readonly items: DraftTask["items"];
  readonly requirement: string | null;
  readonly deadline: Deadline;
  readonly deadlineText: string | null;
  /** What the deadline cell is: printed, merged with the row above, blank, or without a column. */
  readonly deadlineCell: "printed" | "merged" | "blank" | "none";
  readonly deadlinesInText: DueDays;
  readonly publicationPaths: readonly string[];
  readonly cadence: readonly string[];
  readonly printed: Record<string, string>;
}

/** Reads the cells of all tasks. `year` is that of the plan, for dates printed without one. */
export function readBodies(grid: Grid, rows: readonly TaskRow[], year: number | null): Body[] {
  const [column] = columnsOf(grid, "deadline");
  const goesOn = mergedDeadlines(grid, rows, column);
  let above = "";
  return rows.map((row) => {
    const printed = wordsAt(row, column);
    const merged = printed === "" && above !== "" && goesOn(row);
    const deadline = merged ? above : printed;
    above = deadline;
    const cell = column === undefined ? "none" : merged ? "merged" : printed === "" ? "blank" : "printed";
    return readBody(grid, row, deadline, cell, year);
  });
}

/**
 * Whether an empty deadline cell continues that of the row above. A layout with bars does not print merged cells. With
 * one cell a line after tabs, a merged cell is printed empty; but if the first row of a heading has an empty one somewhere
 * in this table, empty means empty, since nothing above a heading can continue. With one row a line, empty means empty.
 */
function mergedDeadlines(grid: Grid, rows: readonly TaskRow[], column: number | undefined): (row: TaskRow) => boolean {
  if (grid.layout === "piped") return (row) => isAbsent(row, column);
  const opensEmpty = rows.some((row) => row.place.opens && wordsAt(row, column) === "");
  return (row) => grid.layout === "tabbed" && !opensEmpty && !row.place.opens && !isAbsent(row, column);
}

function isAbsent(row: TaskRow, column: number | undefined): boolean {
  return column !== undefined && row.cells[column]?.state === "absent";
}

function readBody(
  grid: Grid,
  row: TaskRow,
  deadline: string,
  deadlineCell: Body["deadlineCell"],
  year: number | null,
): Body {
  const words = (kind: "requirement" | "path") =>
    columnsOf(grid, kind)
      .map((column) => wordsAt(row, column))
      .filter((text) => text !== "");
  const requirement = words("requirement").join("\n");
  const prose = `${row.text}\n${requirement}`;
  return {
    row,
    text: oneLine(row.text),
    items: readItems(row.text, year),
    requirement: requirement === "" ? null : oneLine(requirement),
    deadline: readDeadline(deadline, year),
    deadlineText: deadline === "" ? null : oneLine(deadline),
    deadlineCell,
    deadlinesInText: readDueDays(prose, year),
    publicationPaths: [...readPaths(prose), ...words("path")].map(oneLine),
    cadence: readCadence(prose),
    printed: printedCells(grid, row),
  };
}

/** The words of a column in all printed rows of a task; words repeated on the next page count once. */
function wordsAt(row: TaskRow, column: number | undefined): string {
  if (column === undefined) return "";
  if (row.printed.length === 1) return cellText(row.printed[0]?.cells[column] ?? ABSENT);
  const texts = row.printed.map(({ cells }) => cellText(cells[column] ?? ABSENT)).filter((text) => text !== "");
  return [...new Set(texts)].join("\n");
}

function printedCells(grid: Grid, row: TaskRow): Record<string, string> {
  const printed: Record<string, string> = {};
  grid.schema.forEach(({ word }, column) => {
    if (isAbsent(row, column)) return;
    // Two physical columns under one header word are put together.
    printed[word] = [printed[word] ?? "", wordsAt(row, column)].filter((text) => text !== "").join("\n");
  });
  return printed;
}

/** Cells that are kept whole: the requirement, the deadline, the path, and columns of another kind. */
export function plainCells(grid: Grid, row: TaskRow): Piece[] {
  return columnsOf(grid, "requirement", "deadline", "path", "other").flatMap((column) =>
    row.printed.flatMap(({ cells }) => cells[column]?.pieces ?? []),
  );
}

/** What the cells of a task leave open. */
export function bodyFindings(body: Body, document: Document): Finding[] {
  const at = (code: Finding["code"], words: string): Finding => ({
    code,
    row: body.row.row,
    lines: linesOf(body.row),
    words,
  });
  const deadline = body.deadlineText ?? "";
  return [
    ...remarksOn({ ...body, dates: dueDates(body) }, document).map(({ code, words }) => at(code, words)),
    ...(body.items.filter(({ no }) => no === "1").length > 1 ? [at("ITEMS_RESTART", "")] : []),
    ...body.deadline.doubts.map((code) => at(code, deadline)),
    ...body.deadlinesInText.doubts.map(({ code, words }) => at(code, words)),
    ...(body.deadlineCell === "blank" ? [at("BLANK_DEADLINE", "")] : []),
    ...(body.deadlineCell === "merged" ? [at("MERGED_CELL_INHERITED", deadline)] : []),
  ];
}

/** Every due day of a task: that of the column and those of the prose. */
function dueDates(body: Body): readonly DatedText[] {
  const own = body.deadline.date;
  const { dates } = body.deadlinesInText;
  return own === null ? dates : [{ text: body.deadlineText ?? own, date: own }, ...dates];
}
