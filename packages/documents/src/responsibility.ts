// Responsibility 责任分工: the units of every task, from its unit columns and from the guidance its text names.
import type { DraftUnit } from "@taizhang/domain";
import { readGuidance } from "./cells/guidance.ts";
import { readUnitCell, type UnitCell } from "./cells/units.ts";
import { type Cell, cellText, type Piece, slicePieces } from "./layout/cell.ts";
import type { Grid } from "./layout/grid.ts";
import { type CellMeaning, cellMeanings } from "./merged.ts";
import { type Names, namesOf, reachesFrom, standing, variants } from "./names.ts";
import { columnsOf, linesOf, type TaskRow } from "./rows.ts";
import type { Finding, WarningCode } from "./warnings.ts";

export interface Responsibility {
  readonly names: Names;
  /** The units of each task, in printed order. */
  readonly units: readonly DraftUnit[][];
  readonly findings: readonly Finding[];
  /** The signs of names, separators and prose that was understood. */
  readonly printed: readonly Piece[];
}

/** One column of units with what its cells say. */
interface Column {
  readonly at: number;
  readonly relation: "lead" | "responsible";
  readonly word: string;
  readonly cells: readonly UnitCell[];
  readonly meanings: readonly CellMeaning[];
}

/** Reads the unit columns of all tasks together: a blank cell and a spelling are understood from the whole table. */
export function readResponsibility(grid: Grid, tasks: readonly TaskRow[]): Responsibility {
  const places = columnsOf(grid, "lead", "responsible");
  const names = namesOf(tasks.flatMap(({ cells }) => places.map((at) => textAt(cells, at))));
  const columns = places.map((at): Column => {
    const { kind, word } = grid.schema[at] ?? { kind: "other", word: "" };
    return {
      at,
      word,
      relation: kind === "lead" ? "lead" : "responsible",
      cells: tasks.map(({ cells }) => readUnitCell(textAt(cells, at), names.known)),
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
      ...tasks.flatMap((task, index) => taskFindings(task, index, columns, printedUnits[index] ?? [], names)),
      ...guiding.flatMap(({ findings }) => findings),
      ...mergedColumns(tasks, columns),
      ...separators(tasks, columns),
      ...spellings(tasks, units),
    ],
  };
}

function textAt(cells: readonly Cell[], at: number): string {
  const cell = cells[at];
  return cell ? cellText(cell) : "";
}

function unitsIn(column: Column, index: number, task: TaskRow, names: Names): DraftUnit[] {
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

function printedIn(column: Column, index: number, task: TaskRow): Piece[] {
  const read = column.cells[index];
  const cell = task.cells[column.at];
  const first =
    read && cell ? [...read.units, ...read.marks].flatMap(({ from, to }) => slicePieces(cell, from, to)) : [];
  // A row that was joined to the one before prints the same units again.
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

function finding(code: WarningCode, task: TaskRow, words?: string): Finding {
  return { code, row: task.row, lines: linesOf(task), ...(words !== undefined && { words }) };
}

function taskFindings(
  task: TaskRow,
  index: number,
  columns: readonly Column[],
  units: readonly DraftUnit[],
  names: Names,
): Finding[] {
  const own = units.filter(({ inheritedFromRow }) => inheritedFromRow === null);
  return [
    ...columns.flatMap((column) =>
      (column.cells[index]?.doubts ?? []).map(({ code, words }) => finding(code, task, words)),
    ),
    ...columns.flatMap((column) => blankFindings(task, index, column, columns, units)),
    ...(units.length === 0 ? [finding("NO_UNIT", task)] : []),
    ...own
      .filter(({ name }) => standing(name, names.level) !== "own")
      .map(({ name }) => finding("OTHER_LEVEL_UNIT", task, name)),
    ...own
      .filter(({ name }) => own.length > 1 && reachesFrom(name, names.groups) !== undefined)
      .map(({ relation }) => finding("UNCLEAR_REACH", task, printedWith(own, relation))),
    ...own
      .filter(({ relation, kind }) => relation === "lead" && kind === "group")
      .map(({ name }) => finding("GROUP_AS_LEAD", task, name)),
    ...namedInText(task, units, names),
  ];
}

function printedWith(units: readonly DraftUnit[], relation: DraftUnit["relation"]): string {
  return units
    .filter((unit) => unit.relation === relation)
    .map(({ printed }) => printed)
    .join("、");
}

/** Words that speak of the units at large, though only the lead is named (巫山: 「更新本部门执行的行政法规文本」). */
const MANY_UNITS = /本部门|本单位|本机关|各部门|各单位|各乡镇|各街道/;

function blankFindings(
  task: TaskRow,
  index: number,
  column: Column,
  columns: readonly Column[],
  units: readonly DraftUnit[],
): Finding[] {
  const meaning = column.meanings[index];
  if (!meaning || meaning.is === "printed") return [];
  if (meaning.is === "merged") {
    const inherited = units.filter(
      (unit) => unit.inheritedFromRow === meaning.fromRow && unit.relation === column.relation,
    );
    return [finding("MERGED_CELL_INHERITED", task, inherited.map(({ name }) => name).join("、"))];
  }
  // With no unit at all, NO_UNIT says more than that a column is blank; a lost cell is CELLS_MISSING.
  if (columns.length === 1 || units.length === 0 || task.cells[column.at]?.state === "absent") return [];
  const above = readUnitCell(meaning.above, NO_NAMES).units.map(({ name }) => name);
  const adds = above.some((name) => units.every((unit) => unit.name !== name));
  const doubtful = meaning.doubtful && adds;
  if (column.relation === "lead") {
    return [finding(doubtful ? "BLANK_LEAD_DOUBTFUL" : "BLANK_LEAD", task, above.join("、"))];
  }
  const many = MANY_UNITS.exec(task.text)?.[0];
  const reason = doubtful ? above.join("、") : many;
  return [finding(reason ? "BLANK_RESPONSIBLE_DOUBTFUL" : "BLANK_RESPONSIBLE", task, reason ?? "")];
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** What follows the name of a unit that a text puts in charge. */
const IN_CHARGE = /^(?:要(?!求)|应当|应(?!急)|负责|牵头|会同)/;

function namedInText(task: TaskRow, units: readonly DraftUnit[], names: Names): Finding[] {
  for (const name of names.singles) {
    const at = task.text.indexOf(name);
    if (at < 0 || !IN_CHARGE.test(task.text.slice(at + name.length))) continue;
    const absent = units.every((unit) => unit.name !== name);
    // The text opens with one unit as its only subject, while the cell names more.
    const soleOwner = at === 0 && units.length > 1;
    if (absent || soleOwner) return [finding("UNIT_NAMED_IN_TEXT", task, name)];
  }
  return [];
}

/** Where bars do not print merged cells and there are two columns of units, which of them is merged is an assumption. */
function mergedColumns(tasks: readonly TaskRow[], columns: readonly Column[]): Finding[] {
  if (columns.length < 2) return [];
  return columns.flatMap((column) =>
    tasks
      .filter((task, index) => isUnprinted(task, column, index) && !isUnprinted(tasks[index - 1], column, index - 1))
      .map((task) => finding("MERGED_COLUMN_ASSUMED", task, column.word)),
  );
}

function isUnprinted(task: TaskRow | undefined, column: Column, index: number): boolean {
  return task?.cells[column.at]?.state === "absent" && column.meanings[index]?.is === "merged";
}

/** A cell that mixes separators, or uses another one than the table; a habit of the whole table is told once. */
function separators(tasks: readonly TaskRow[], columns: readonly Column[]): Finding[] {
  const used = tasks.flatMap((task, index) =>
    columns.flatMap(({ cells }) => {
      const signs = cells[index]?.separators ?? [];
      return signs.length > 0 ? [{ task, signs }] : [];
    }),
  );
  const counts = new Map<string, number>();
  for (const sign of used.flatMap(({ signs }) => signs)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const usual = [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
  const odd = used.filter(({ signs }) => signs.length > 1 || signs[0] !== usual);
  if (odd.length * 3 > used.length) {
    return [{ code: "MIXED_SEPARATORS", row: null, lines: null, words: [...counts.keys()].join(" ") }];
  }
  return odd.map(({ task, signs }) => finding("MIXED_SEPARATORS", task, signs.join(" ")));
}

/** Two spellings of one name, in the cells or between a cell and a text (「区政府办」 and 「区政府办公室」). */
function spellings(tasks: readonly TaskRow[], units: readonly DraftUnit[][]): Finding[] {
  const names = units.flat().map(({ name }) => name);
  const inCells = variants(names);
  const inTexts = [...new Set(names)]
    .filter((name) => /[^公]办$/.test(name) && !names.includes(`${name}公室`))
    .filter((name) => tasks.some(({ text }) => text.includes(`${name}公室`)))
    .map((name): [string, string] => [name, `${name}公室`]);
  return [...inCells, ...inTexts].map(([one, other]) => {
    const at = units.findIndex((own) => own.some(({ name }) => name === other));
    const task = tasks[at] ?? tasks.find(({ text }) => text.includes(other));
    const words = `${one}、${other}`;
    return task ? finding("NAME_VARIANT", task, words) : { code: "NAME_VARIANT", row: null, lines: null, words };
  });
}
