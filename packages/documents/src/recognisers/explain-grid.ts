// From a grid to row records: which column is which field, and what its empty cells mean.
import type { Relation } from "@taizhang/domain";
import { ABSENT, BLANK, type Cell, cellText, type Piece } from "../document/cell.ts";
import { type ColumnKind, isPeriod } from "./columns.ts";
import type { Grid, PlacedRow } from "./grid.ts";
import { cellMeanings, coveredMeanings } from "./merged.ts";
import { readOutline } from "./outline.ts";
import type {
  CellMeaning,
  DeadlineClause,
  Explanation,
  LayoutDoubt,
  OutlinePlace,
  RecogniserName,
  RowRecord,
} from "./record.ts";

/** The records of a grid, with its outline and everything that the layout leaves open. */
export function explainGrid(grid: Grid, by: RecogniserName): Explanation {
  const outline = readOutline(grid);
  const rows = grid.rows
    .filter(({ kind }) => kind === "task")
    .map((row, at): PlacedRow => ({ row, place: outline.places[at] ?? NOWHERE }));
  const unitColumns = columnsOf(grid, ...UNIT_KINDS);
  const meaningsAt = (at: number) =>
    grid.layout === "ruled"
      ? coveredMeanings(rows, at)
      : cellMeanings(rows, at, {
          alone: unitColumns.length === 1,
          absent: grid.layout === "piped" ? "merged" : "lost",
        });
  const meanings = unitColumns.map(meaningsAt);
  const deadlines = deadlineClauses(grid, rows);
  return {
    by,
    from: grid.header.from,
    to: grid.rows.reduce((last, { to }) => Math.max(last, to), grid.header.to),
    sections: outline.sections,
    records: rows.map(
      (placed, index): RowRecord =>
        recordOf(grid, placed, {
          deadline: deadlines[index] ?? NO_DEADLINE,
          units: unitColumns.map((at, place) => ({ at, meaning: meanings[place]?.[index] ?? PRINTED })),
        }),
    ),
    marks: [...grid.marks, ...outline.printed, ...contactsIn(grid)],
    doubts: [...columnDoubts(grid), ...grid.doubts, ...outline.doubts],
  };
}

const UNIT_KINDS = ["lead", "responsible", "supervising", "guiding"] as const satisfies readonly Relation[];

/** The relation that a column of units gives. */
function relationOf(grid: Grid, at: number): Relation {
  return UNIT_KINDS.find((kind) => kind === grid.schema[at]?.kind) ?? "responsible";
}

/** Persons and their numbers, which no draft keeps. */
function contactsIn(grid: Grid): Piece[] {
  const columns = grid.schema.flatMap(({ contact }, at) => (contact ? [at] : []));
  return grid.rows.flatMap(({ cells }) => columns.flatMap((at) => cells[at]?.pieces ?? []));
}

const NOWHERE: OutlinePlace = { section: null, subsection: null, opens: false, repeated: false };
const NO_DEADLINE: DeadlineClause = { cell: ABSENT, is: "none" };
const PRINTED: CellMeaning = { is: "printed" };

/** What is known of a row beyond its cells. */
interface Known {
  readonly deadline: DeadlineClause;
  readonly units: readonly { readonly at: number; readonly meaning: CellMeaning }[];
}

function recordOf(grid: Grid, { row, place }: PlacedRow, { deadline, units }: Known): RowRecord {
  const cellsOf = (...kinds: readonly ColumnKind[]) => columnsOf(grid, ...kinds).map((at) => row.cells[at] ?? ABSENT);
  return {
    from: row.from,
    to: row.to,
    place,
    afterBreak: row.afterBreak,
    number: cellsOf("number")[0] ?? null,
    task: cellsOf("task")[0] ?? ABSENT,
    requirements: cellsOf("requirement"),
    clauses: units.map(({ at, meaning }) => ({
      relation: relationOf(grid, at),
      word: grid.schema[at]?.word ?? "",
      // In a ruled table it is known which cells are merged: none is lost.
      cell: (grid.layout === "ruled" && meaning.is === "merged" ? BLANK : row.cells[at]) ?? ABSENT,
      meaning,
    })),
    deadline,
    paths: cellsOf("path"),
    others: cellsOf("other"),
    printed: grid.schema.flatMap(({ word, contact }, at) => (contact ? [] : [{ word, cell: row.cells[at] ?? ABSENT }])),
  };
}

function columnsOf(grid: Grid, ...kinds: readonly ColumnKind[]): number[] {
  return grid.schema.flatMap(({ kind, contact }, at) => (kinds.includes(kind) && !contact ? [at] : []));
}

/**
 * Whether an empty deadline cell continues that of the row above. A ruled table says so. A layout with bars does not print merged cells. With
 * one cell a line after tabs, a merged cell is printed empty; but if the first row of a heading has an empty one somewhere
 * in this table, empty means empty, since nothing above a heading can continue. With one row a line, empty means empty.
 */
function deadlineClauses(grid: Grid, rows: readonly PlacedRow[]): DeadlineClause[] {
  const [at] = columnsOf(grid, "deadline");
  if (at === undefined) return rows.map(() => NO_DEADLINE);
  const opensEmpty = rows.some(({ row, place }) => place.opens && wordsOf(row.cells[at]) === "");
  let above = "";
  return rows.map(({ row, place }): DeadlineClause => {
    const cell = row.cells[at] ?? ABSENT;
    const printed = wordsOf(cell);
    const absent = cell.state === "absent";
    const goesOn =
      grid.layout === "piped" || grid.layout === "ruled"
        ? absent
        : grid.layout === "tabbed" && !opensEmpty && !place.opens && !absent;
    const merged = printed === "" && above !== "" && goesOn;
    if (!merged) above = printed;
    return { cell, is: merged ? "merged" : printed === "" ? "blank" : "printed" };
  });
}

function wordsOf(cell: Cell | undefined): string {
  return cell ? cellText(cell) : "";
}

/** Columns whose head is not known or not printed, those for parts of the year, and those left out of the draft. */
function columnDoubts({ schema, rows, header: { from, to } }: Grid): LayoutDoubt[] {
  const about = (code: LayoutDoubt["code"], words: string): LayoutDoubt => ({ code, from, to, words });
  const contacts = schema.filter(({ contact }) => contact).map(({ word }) => word);
  const periods = schema.filter(({ kind, word }) => kind === "requirement" && isPeriod(word)).map(({ word }) => word);
  return [
    ...schema.flatMap(({ word, unknown }, at): LayoutDoubt[] => {
      if (word !== "") return unknown ? [about("COLUMN_UNKNOWN", word)] : [];
      const printed = rows.map(({ cells }) => wordsOf(cells[at])).find((words) => words !== "");
      return printed === undefined ? [] : [about("COLUMN_UNNAMED", printed)];
    }),
    ...(periods.length > 1 ? [about("AIMS_BY_PERIOD", periods.join("、"))] : []),
    ...(contacts.length > 0 ? [about("CONTACTS_LEFT_OUT", contacts.join("、"))] : []),
  ];
}
