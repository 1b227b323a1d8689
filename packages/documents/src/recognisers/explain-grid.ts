// From a grid to row records: which column is which field, and what its empty cells mean.
import type { Relation } from "@taizhang/domain";
import { ABSENT, BLANK, type Cell, cellText, type Piece } from "../document/cell.ts";
import { type ColumnKind, isPeriod, isUnitKind, UNIT_KINDS } from "./columns.ts";
import type { Grid, PlacedRow } from "./grid.ts";
import { cellMeanings, coveredMeanings } from "./merged.ts";
import { readOutline } from "./outline.ts";
import {
  type CellMeaning,
  type DeadlineClause,
  type Explanation,
  type LayoutDoubt,
  NO_DEADLINE,
  NOWHERE,
  type RecogniserName,
  type RowRecord,
} from "./record.ts";
import { isSameAsAbove, sameMeanings, withoutSame } from "./same-as-above.ts";

/** The records of a grid, with its outline and everything that the layout leaves open. */
export function explainGrid(grid: Grid, by: RecogniserName): Explanation {
  const outline = readOutline(grid);
  const printed = grid.rows
    .filter(({ kind }) => kind === "task")
    .map((row, at): PlacedRow => ({ row, place: outline.places[at] ?? NOWHERE }));
  const unitColumns = columnsOf(grid, ...UNIT_KINDS);
  const { rows, words } = withoutSame(printed, [...unitColumns, ...columnsOf(grid, "deadline")]);
  const meaningsAt = (at: number) =>
    grid.layout === "ruled"
      ? coveredMeanings(rows, at)
      : cellMeanings(rows, at, {
          alone: unitColumns.length === 1,
          absent: grid.layout === "piped" ? "merged" : "lost",
        });
  const meanings = unitColumns.map((at) => sameMeanings(printed, at, meaningsAt(at)));
  const deadlines = deadlineClauses(grid, rows, printed);
  const fields = fieldsOf(grid);
  const records = rows.map(
    (placed, index): RowRecord =>
      recordOf(grid, fields, placed, {
        printed: printed[index]?.row.cells ?? [],
        deadline: deadlines[index] ?? NO_DEADLINE,
        units: unitColumns.map((at, place) => ({ at, meaning: meanings[place]?.[index] ?? PRINTED })),
      }),
  );
  return {
    by,
    from: grid.header.from,
    to: grid.rows.reduce((last, { to }) => Math.max(last, to), grid.header.to),
    sections: outline.sections,
    records,
    marks: [...grid.marks, ...outline.printed, ...contactsIn(grid), ...words],
    doubts: [
      ...columnDoubts(grid),
      ...grid.doubts,
      ...outline.doubts,
      ...deadlineDoubts(grid, records),
      ...cutRows(records),
      ...requirementsAbove(grid, records),
    ],
  };
}

/** The relation that a column of units gives. */
function relationOf(grid: Grid, at: number): Relation {
  const kind = grid.schema[at]?.kind;
  return isUnitKind(kind) ? kind : "responsible";
}

/** Persons and their numbers, which no draft keeps. */
function contactsIn(grid: Grid): Piece[] {
  const columns = grid.schema.flatMap(({ contact }, at) => (contact ? [at] : []));
  return grid.rows.flatMap(({ cells }) => columns.flatMap((at) => cells[at]?.pieces ?? []));
}

const PRINTED: CellMeaning = { is: "printed" };

/** What is known of a row beyond its cells. */
interface Known {
  /** The cells as printed. */
  readonly printed: readonly Cell[];
  readonly deadline: DeadlineClause;
  readonly units: readonly { readonly at: number; readonly meaning: CellMeaning }[];
}

/** The columns of each field of a record. */
interface Fields {
  readonly number: readonly number[];
  readonly task: readonly number[];
  readonly requirement: readonly number[];
  readonly path: readonly number[];
  readonly other: readonly number[];
}

function fieldsOf(grid: Grid): Fields {
  const at = (kind: ColumnKind) => columnsOf(grid, kind);
  return {
    ...{ number: at("number"), task: at("task"), requirement: at("requirement"), path: at("path") },
    other: [...at("other"), ...otherTimes(grid)],
  };
}

function recordOf(
  grid: Grid,
  fields: Fields,
  { row, place }: PlacedRow,
  { printed, deadline, units }: Known,
): RowRecord {
  const cellsAt = (columns: readonly number[]) => columns.map((at) => row.cells[at] ?? ABSENT);
  return {
    from: row.from,
    to: row.to,
    place,
    afterBreak: row.afterBreak,
    number: cellsAt(fields.number)[0] ?? null,
    task: cellsAt(fields.task)[0] ?? ABSENT,
    requirements: cellsAt(fields.requirement),
    clauses: units.map(({ at, meaning }) => ({
      relation: relationOf(grid, at),
      word: grid.schema[at]?.word ?? "",
      // In a ruled table it is known which cells are merged: none is lost.
      cell: (grid.layout === "ruled" && meaning.is === "merged" ? BLANK : row.cells[at]) ?? ABSENT,
      meaning,
    })),
    deadline,
    paths: cellsAt(fields.path),
    others: cellsAt(fields.other),
    printed: grid.schema.flatMap(({ word, contact }, at) => (contact ? [] : [{ word, cell: printed[at] ?? ABSENT }])),
  };
}

function columnsOf(grid: Grid, ...kinds: readonly ColumnKind[]): number[] {
  return grid.schema.flatMap(({ kind, contact }, at) => (kinds.includes(kind) && !contact ? [at] : []));
}

/** Of several columns of times the one that says when the work is done; the others are only kept. */
function deadlineColumn(grid: Grid): number | undefined {
  const columns = columnsOf(grid, "deadline");
  return columns.find((at) => /完成|办结|竣工|整改|办理/.test(grid.schema[at]?.word ?? "")) ?? columns[0];
}

function otherTimes(grid: Grid): number[] {
  const deadline = deadlineColumn(grid);
  return columnsOf(grid, "deadline").filter((at) => at !== deadline);
}

/**
 * Whether an empty deadline cell continues that of the row above. A ruled table says so. A layout with bars does not
 * print merged cells. With one cell a line after tabs, a merged cell is printed empty; but if the first row of a heading has an empty one somewhere
 * in this table, empty means empty, since nothing above a heading can continue. With one row a line, empty means empty.
 */
function deadlineClauses(grid: Grid, rows: readonly PlacedRow[], asPrinted: readonly PlacedRow[]): DeadlineClause[] {
  const at = deadlineColumn(grid);
  if (at === undefined) return rows.map(() => NO_DEADLINE);
  const opensEmpty = rows.some(({ row, place }) => place.opens && cellText(row.cells[at]) === "");
  let above = "";
  return rows.map(({ row, place }, index): DeadlineClause => {
    const cell = row.cells[at] ?? ABSENT;
    const printed = cellText(cell);
    const absent = cell.state === "absent";
    const goesOn =
      grid.layout === "piped" || grid.layout === "ruled"
        ? absent
        : grid.layout === "tabbed" && !opensEmpty && !place.opens && !absent;
    const same = isSameAsAbove(asPrinted[index]?.row.cells[at]);
    const merged = printed === "" && above !== "" && (goesOn || same);
    if (!merged) above = printed;
    return { cell, is: merged ? "merged" : printed === "" ? "blank" : "printed" };
  });
}

/** Rows under a requirement that is merged over them: it is kept where it is printed. */
function requirementsAbove({ layout }: Grid, records: readonly RowRecord[]): LayoutDoubt[] {
  if (layout !== "ruled") return [];
  const above: string[] = [];
  return records.flatMap(({ from, to, requirements }, record): LayoutDoubt[] => {
    const words = requirements.flatMap((cell, at) => {
      if (cell.state !== "absent") above[at] = cellText(cell);
      return cell.state === "absent" && above[at] ? [above[at]] : [];
    });
    return words.length > 0 ? [{ code: "REQUIREMENT_ABOVE", from, to, words: words.join(" "), record }] : [];
  });
}

/** Rows that hold the words of a task and nothing else, although most tasks have a number of their own. */
function cutRows(records: readonly RowRecord[]): LayoutDoubt[] {
  const numbered = records.filter(({ number }) => number?.state === "printed").length;
  if (numbered * 2 <= records.length) return [];
  return records.flatMap(
    ({ from, to, number, task, requirements, clauses, deadline, place }, record): LayoutDoubt[] => {
      const bare =
        record > 0 &&
        !place.opens &&
        number?.state === "blank" &&
        clauses.every(({ cell, meaning }) => cell.state === "blank" && meaning.is !== "printed") &&
        requirements.every(({ state }) => state === "blank") &&
        (deadline.is === "blank" || deadline.is === "none");
      return bare ? [{ code: "ROW_MAY_CONTINUE", from, to, words: cellText(task), record }] : [];
    },
  );
}

/**
 * Where merged cells were lost on the way, a blank deadline beside a unit cell that was taken to be merged may have been
 * merged with it.
 */
function deadlineDoubts({ layout }: Grid, records: readonly RowRecord[]): LayoutDoubt[] {
  if (layout !== "delimited") return [];
  let above = "";
  return records.flatMap(({ from, to, deadline, clauses }, record): LayoutDoubt[] => {
    if (deadline.is !== "blank") {
      above = deadline.is === "printed" ? cellText(deadline.cell) : above;
      return [];
    }
    const merged = clauses.some(({ meaning, cell }) => meaning.is === "merged" && cell.state === "blank");
    if (!merged || above === "") return [];
    return [{ code: "BLANK_DEADLINE_DOUBTFUL", from, to, words: above, record }];
  });
}

/** Columns whose head is not known or not printed, those for parts of the year, and those left out of the draft. */
function columnDoubts(grid: Grid): LayoutDoubt[] {
  const { schema, rows, header } = grid;
  const { from, to } = header;
  const about = (code: LayoutDoubt["code"], words: string): LayoutDoubt => ({ code, from, to, words });
  const contacts = schema.filter(({ contact }) => contact).map(({ word }) => word);
  const times = otherTimes(grid).map((at) => schema[at]?.word ?? "");
  const periods = schema.filter(({ kind, word }) => kind === "requirement" && isPeriod(word)).map(({ word }) => word);
  return [
    ...schema.flatMap(({ word, unknown }, at): LayoutDoubt[] => {
      if (word !== "") return unknown ? [about("COLUMN_UNKNOWN", word)] : [];
      const printed = rows.map(({ cells }) => cellText(cells[at])).find((words) => words !== "");
      return printed === undefined ? [] : [about("COLUMN_UNNAMED", printed)];
    }),
    ...schema.flatMap(({ word, assumed }) => (assumed ? [about("TASK_COLUMN_ASSUMED", word)] : [])),
    ...(periods.length > 1 ? [about("AIMS_BY_PERIOD", periods.join("、"))] : []),
    ...(times.length > 0 ? [about("TIMES_KEPT_ONLY", times.join("、"))] : []),
    ...(contacts.length > 0 ? [about("CONTACTS_LEFT_OUT", contacts.join("、"))] : []),
  ];
}
