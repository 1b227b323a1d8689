// Responsibility 责任分工: the units of every task, from its unit clauses and from the guidance named in its text.
import type { DraftUnit } from "@taizhang/domain";
import { readGuidance } from "../cells/guidance.ts";
import type { UnitCell } from "../cells/unit-cell.ts";
import type { Range } from "../cells/unit-split.ts";
import { readUnitCell, unitCellReader } from "../cells/units.ts";
import { cellText, slicePieces } from "../document/cell.ts";
import { canonicalName, foldWidth } from "../readers/width.ts";
import type { UnitClause } from "../recognisers/record.ts";
import { carriedNames } from "./carried-level.ts";
import { type ChargeOfMany, withCharges } from "./charges.ts";
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
  /** The words of each task's clauses that say when it is due; empty where they say nothing. */
  readonly deadlines: readonly string[];
  /** The words of each task's clauses that name persons. */
  readonly persons: readonly (readonly string[])[];
}

/** What is known of the names and of who leads before the clauses are read. */
export interface Beforehand {
  /** The names of the region's roster. */
  readonly roster: readonly string[];
  /** Text outside the rows says that the first named of every list leads. */
  readonly firstLeads: boolean;
  /** Text outside the rows that says that the lead is marked in print. */
  readonly markedLead: string | undefined;
  /** Sentences outside the rows that put units in charge of many of them. */
  readonly charges: readonly ChargeOfMany[];
}

/** Reads the clauses of all tasks together: what a blank or a spelling means depends on the whole document. */
export function readResponsibility(
  parts: readonly TaskRows[],
  { roster, firstLeads, markedLead, charges }: Beforehand,
): Responsibility {
  const all = parts.flatMap(({ tasks }) => tasks);
  const known = new Set(roster.map(canonicalName));
  const names = namesOf(
    all.flatMap(({ first }) => first.clauses.map(({ cell }) => cellText(cell))),
    known,
  );
  const readCell = clauseReader(names, known, firstLeads);
  const own = parts.flatMap(({ tasks, taskOf }): TaskClauses[] => {
    const cells = tasks.map(({ first: { clauses } }) => clauses.map((clause) => readCell(clause, clauses)));
    return tasks.map((task, index): TaskClauses => {
      const clauses = task.first.clauses.map((clause, at): ClauseRead & { words: UnitCell | undefined } => {
        const place = clause.meaning.is === "merged" ? (taskOf[clause.meaning.from] ?? index) : index;
        const from = clause.meaning.is === "nothing" ? undefined : tasks[place];
        return {
          clause,
          cell: cells[index]?.[at] ?? readCell(clause, task.first.clauses),
          from,
          words: from && cells[place]?.[at],
        };
      });
      return { task, clauses, units: clauses.flatMap((each) => unitsIn(each, each.words, task, names)) };
    });
  });
  const common = charges.map((charge) => ({ ...charge, units: unitsOfCharge(charge) }));
  const withCommon = own.map((each) => withCharges(each, common));
  const read = withCommon.map(({ clauses }) => clauses);
  const guiding = all.map((task) => guidingUnits(task, names));
  const units = read.map((each, index) => [...each.units, ...(guiding[index]?.units ?? [])]);
  return {
    names,
    units,
    deadlines: read.map(deadlineSaid),
    persons: read.map(personsSaid),
    uses: read.flatMap(({ task, clauses }) => clauses.flatMap((each, at) => usesOf(each, at, task))),
    findings: [
      ...unitFindings(read, names),
      ...withCommon.flatMap(({ findings }) => findings),
      ...(markedLead === undefined ? [] : read.flatMap((task) => markLost(task, markedLead))),
      ...guiding.flatMap(({ findings }) => findings),
      ...spellings(all, units),
    ],
  };

  function unitsOfCharge({ clauses }: ChargeOfMany): DraftUnit[] {
    return clauses.flatMap((clause) => {
      const cell = readUnitCell(cellText(clause.cell), names.known, { relation: clause.relation, roster: known });
      return draftUnits(cell, clause, names, null);
    });
  }
}

/** Reads clauses in the order of the document: a remark on who leads may hold for those that follow. */
function clauseReader(
  { known }: Names,
  roster: ReadonlySet<string>,
  everywhere: boolean,
): (clause: UnitClause, beside: readonly UnitClause[]) => UnitCell {
  const readers = new Map<string, (text: string) => UnitCell>();
  let said = everywhere;
  return ({ relation, cell }, beside) => {
    // Where a column or a label of its own says who leads, the order of the others says nothing.
    const firstLeads = said && beside.every((clause) => clause.relation !== "lead");
    const ledBeside = relation !== "lead" && beside.some(namesLead);
    const key = `${relation} ${firstLeads} ${ledBeside}`;
    const reader = readers.get(key) ?? unitCellReader(known, { relation, roster, firstLeads, ledBeside });
    readers.set(key, reader);
    const read = reader(cellText(cell));
    if (read.leadRemark?.leads === "first" && read.leadRemark.reach !== "here") said = true;
    return read;
  };
}

/** Whether a clause is that of the lead, and says who it is. */
function namesLead({ relation, cell, meaning }: UnitClause): boolean {
  return relation === "lead" && (meaning.is === "merged" || !SAYS_NOBODY.test(foldWidth(cellText(cell))));
}

const SAYS_NOBODY = /^[-—–─/\\无\s]*$/;

/** Where a mark tells who of several leads, and a task names no lead, the mark was not read. */
function markLost({ task, clauses, units }: TaskClauses, words: string): Finding[] {
  const said = clauses.some(({ cell }) => cell.doubts.some(({ code }) => code === "LEAD_MARK_LOST"));
  const several = units.length > 1 && units.every(({ relation }) => relation !== "lead");
  return several && !said ? [finding("LEAD_MARK_LOST", task, words)] : [];
}

/** The words of the clauses that say when. */
function deadlineSaid({ clauses }: TaskClauses): string {
  return clauses
    .flatMap(({ clause, cell }) => cell.deadlines.map(({ from, to }) => cellText(clause.cell).slice(from, to)))
    .join("\n");
}

/** The words of the clauses that name persons, the longest first. */
function personsSaid({ clauses }: TaskClauses): string[] {
  return clauses
    .flatMap(({ clause, cell }) => cell.persons.map(({ from, to }) => cellText(clause.cell).slice(from, to).trim()))
    .filter((words) => words !== "")
    .sort((one, other) => other.length - one.length);
}

function unitsIn({ clause, from }: ClauseRead, words: UnitCell | undefined, task: TaskRow, names: Names): DraftUnit[] {
  const inherited = from && from.row !== task.row ? from.row : null;
  const units = words === undefined ? [] : draftUnits(words, clause, names, inherited);
  // A name that a cell prints twice is one unit.
  const seen = new Set<string>();
  return units.filter(({ name, relation }) => {
    const key = `${relation} ${name}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function draftUnits(
  { units }: UnitCell,
  clause: UnitClause,
  names: Names,
  inheritedFromRow: number | null,
): DraftUnit[] {
  const full = carriedNames(units, names);
  return units.map(({ name, printed, kind, relation }, at) => ({
    name: full.get(at) ?? name,
    printed,
    kind: kind === "unit" && standing(name, names.level) === "higher" ? "external" : kind,
    relation: relation ?? clause.relation,
    inheritedFromRow,
  }));
}

function usesOf({ clause, cell }: ClauseRead, at: number, task: TaskRow): Use[] {
  if (clause.shared) return [];
  const printed = (ranges: readonly Range[]) => ranges.flatMap(({ from, to }) => slicePieces(clause.cell, from, to));
  // A row that was joined to the row before prints the same units again.
  const again = task.further.flatMap((record) => record.clauses[at]?.cell.pieces ?? []);
  return [
    { as: "unit", row: task.row, pieces: [...printed(cell.units), ...again] },
    { as: "structure", row: task.row, pieces: printed(cell.marks) },
    { as: "deadline", row: task.row, pieces: printed(cell.deadlines) },
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
