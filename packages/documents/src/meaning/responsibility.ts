// Responsibility 责任分工: the units of every task, from its unit columns and from the guidance named in its text.
import type { DraftUnit } from "@taizhang/domain";
import { readGuidance } from "../cells/guidance.ts";
import { unitCellReader } from "../cells/units.ts";
import { type Cell, cellText, type Piece, slicePieces } from "../document/cell.ts";
import type { Grid } from "../recognisers/grid.ts";
import { cellMeanings } from "../recognisers/merged.ts";
import { type Names, namesOf, standing } from "./names.ts";
import { columnsOf, type TaskRow } from "./rows.ts";
import { finding, spellings, type UnitColumnRead, unitFindings } from "./unit-findings.ts";
import type { Finding } from "./warnings.ts";

export interface Responsibility {
  readonly names: Names;
  /** The units of each task, in printed order. */
  readonly units: readonly DraftUnit[][];
  readonly findings: readonly Finding[];
  /** The characters of names, separators and prose that was understood. */
  readonly printed: readonly Piece[];
}

/** Reads the unit columns of all tasks together: what a blank cell or a spelling means depends on the whole table. */
export function readResponsibility(grid: Grid, tasks: readonly TaskRow[]): Responsibility {
  const places = columnsOf(grid, "lead", "responsible");
  const names = namesOf(tasks.flatMap(({ cells }) => places.map((at) => textAt(cells, at))));
  const readCell = unitCellReader(names.known);
  const columns = places.map((at): UnitColumnRead => {
    const { kind, word } = grid.schema[at] ?? { kind: "other", word: "" };
    return {
      at,
      word,
      relation: kind === "lead" ? "lead" : "responsible",
      cells: tasks.map(({ cells }) => readCell(textAt(cells, at))),
      meanings: cellMeanings(tasks, {
        at,
        alone: places.length === 1,
        absent: grid.layout === "piped" ? "merged" : "lost",
      }),
    };
  });
  const printedUnits = tasks.map((task, index) => columns.flatMap((column) => unitsIn(column, index, task, names)));
  const guiding = tasks.map((task) => guidingUnits(task, names));
  const units = printedUnits.map((own, index) => [...own, ...(guiding[index]?.units ?? [])]);
  return {
    names,
    units,
    printed: tasks.flatMap((task, index) => columns.flatMap((column) => printedIn(column, index, task))),
    findings: [
      ...unitFindings(tasks, columns, printedUnits, names),
      ...guiding.flatMap(({ findings }) => findings),
      ...spellings(tasks, units),
    ],
  };
}

function textAt(cells: readonly Cell[], at: number): string {
  const cell = cells[at];
  return cell ? cellText(cell) : "";
}

function unitsIn(column: UnitColumnRead, index: number, task: TaskRow, names: Names): DraftUnit[] {
  const meaning = column.meanings[index];
  const from = meaning?.is === "merged" ? meaning.fromRow : task.row;
  return (column.cells[from - 1]?.units ?? []).map(({ name, printed, kind, relation }) => ({
    name,
    printed,
    kind: kind === "unit" && standing(name, names.level) === "higher" ? "external" : kind,
    relation: relation ?? column.relation,
    inheritedFromRow: meaning?.is === "merged" ? from : null,
  }));
}

function printedIn(column: UnitColumnRead, index: number, task: TaskRow): Piece[] {
  const read = column.cells[index];
  const cell = task.cells[column.at];
  const first =
    read && cell ? [...read.units, ...read.marks].flatMap(({ from, to }) => slicePieces(cell, from, to)) : [];
  // A row that was joined to the row before prints the same units again.
  const again = task.printed.slice(1).flatMap((row) => row.cells[column.at]?.pieces ?? []);
  return [...first, ...again];
}

function guidingUnits(task: TaskRow, names: Names): { units: DraftUnit[]; findings: Finding[] } {
  const found = readGuidance(task.text, names.known);
  const units = new Map<string, DraftUnit>();
  const findings: Finding[] = [];
  for (const { words, units: named } of found) {
    if (named.length === 0) findings.push(finding("GUIDANCE_UNNAMED", task, words));
    for (const { name, printed } of named) {
      const own = standing(name, names.level) === "own";
      units.set(name, { name, printed, kind: own ? "unit" : "external", relation: "guiding", inheritedFromRow: null });
    }
  }
  return { units: [...units.values()], findings };
}
