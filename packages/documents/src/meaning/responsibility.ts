// Responsibility 责任分工: the units of every task, from its unit clauses and from the guidance named in its text.
import type { DraftUnit } from "@taizhang/domain";
import { readGuidance } from "../cells/guidance.ts";
import type { Range } from "../cells/unit-split.ts";
import { type UnitCell, unitCellReader } from "../cells/units.ts";
import { cellText, slicePieces } from "../document/cell.ts";
import type { ClauseRead, TaskClauses } from "./clauses.ts";
import { type Names, namesOf, standing } from "./names.ts";
import type { TaskRow, TaskRows } from "./rows.ts";
import { finding, spellings, unitFindings } from "./unit-findings.ts";
import type { Use } from "./use.ts";
import type { Finding } from "./warnings.ts";

export interface Responsibility {
  readonly names: Names;
  /** The units of each task, in printed order. */
  readonly units: readonly DraftUnit[][];
  readonly findings: readonly Finding[];
  /** The characters of names, separators and prose that was understood. */
  readonly uses: readonly Use[];
}

/**
 * Reads the clauses of all tasks together: what a blank or a spelling means depends on the whole document. `roster` are
 * names that are known beforehand.
 */
export function readResponsibility(parts: readonly TaskRows[], roster: readonly string[]): Responsibility {
  const all = parts.flatMap(({ tasks }) => tasks);
  const cells = all.flatMap(({ first }) => first.clauses.map(({ cell }) => cellText(cell)));
  const names = namesOf(cells, roster);
  const readCell = unitCellReader(names.known);
  const read = parts.flatMap(({ tasks, taskOf }): TaskClauses[] => {
    const cellsOf = (task: TaskRow) => task.first.clauses.map(({ cell }) => readCell(cellText(cell)));
    const cells = tasks.map(cellsOf);
    return tasks.map((task, index): TaskClauses => {
      const clauses = task.first.clauses.map((clause, at): ClauseRead & { words: UnitCell | undefined } => {
        const place = clause.meaning.is === "merged" ? (taskOf[clause.meaning.from] ?? index) : index;
        const cell = cells[index]?.[at] ?? readCell("");
        const from = clause.meaning.is === "nothing" ? undefined : tasks[place];
        return { clause, cell, from, words: from && cells[place]?.[at] };
      });
      return { task, clauses, units: clauses.flatMap((each) => unitsIn(each, each.words, task, names)) };
    });
  });
  const guiding = all.map((task) => guidingUnits(task, names));
  const units = read.map((each, index) => [...each.units, ...(guiding[index]?.units ?? [])]);
  return {
    names,
    units,
    uses: read.flatMap(({ task, clauses }) => clauses.flatMap((each, at) => usesOf(each, at, task))),
    findings: [...unitFindings(read, names), ...guiding.flatMap(({ findings }) => findings), ...spellings(all, units)],
  };
}

function unitsIn({ clause, from }: ClauseRead, words: UnitCell | undefined, task: TaskRow, names: Names): DraftUnit[] {
  return (words?.units ?? []).map(({ name, printed, kind, relation }) => ({
    name,
    printed,
    kind: kind === "unit" && standing(name, names.level) === "higher" ? "external" : kind,
    relation: relation ?? clause.relation,
    inheritedFromRow: from && from.row !== task.row ? from.row : null,
  }));
}

function usesOf({ clause, cell }: ClauseRead, at: number, task: TaskRow): Use[] {
  const printed = (ranges: readonly Range[]) => ranges.flatMap(({ from, to }) => slicePieces(clause.cell, from, to));
  // A row that was joined to the row before prints the same units again.
  const again = task.further.flatMap((record) => record.clauses[at]?.cell.pieces ?? []);
  return [
    { as: "unit", row: task.row, pieces: [...printed(cell.units), ...again] },
    { as: "structure", row: task.row, pieces: printed(cell.marks) },
  ];
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
