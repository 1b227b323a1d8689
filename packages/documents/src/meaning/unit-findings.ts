// What the unit columns leave open: blanks, slips, odd separators, and names that do not agree.
import type { DraftUnit } from "@taizhang/domain";
import { isUnitName, levelOf } from "../cells/unit-name.ts";
import { readUnitCell } from "../cells/units.ts";
import { cellText } from "../document/cell.ts";
import { carriedNames, withoutLevel } from "./carried-level.ts";
import type { ClauseRead, TaskClauses } from "./clauses.ts";
import { cutNames, hasBrokenBracket } from "./cut-names.ts";
import { nameSet } from "./name-set.ts";
import { type Names, reachesFrom, standing, variants } from "./names.ts";
import { linesOf, type TaskRow } from "./rows.ts";
import type { Finding, WarningCode } from "./warnings.ts";

/** Everything that the unit clauses of a document leave open. */
export function unitFindings(read: readonly TaskClauses[], names: Names): Finding[] {
  return [
    ...read.flatMap((each) => taskFindings(each, names)),
    ...mergedColumns(read),
    ...separators(read),
    ...levels(read, names),
    ...cutShort(read),
  ];
}

/** A doubt about one task. */
export function finding(code: WarningCode, task: TaskRow, words?: string): Finding {
  return { code, row: task.row, lines: linesOf(task), ...(words !== undefined && { words }) };
}

/** The doubts about one task: its cells, blanks and names, and what its text says about units. */
function taskFindings({ task, clauses, units }: TaskClauses, names: Names): Finding[] {
  const own = units.filter(({ inheritedFromRow }) => inheritedFromRow === null);
  const led = units.some(({ relation }) => relation === "lead");
  return [
    // Another cell says who leads, so that all of this one help.
    ...clauses.flatMap(({ cell }) =>
      cell.doubts.flatMap(({ code, words }) => (code === "UNCLEAR_REACH" && led ? [] : [finding(code, task, words)])),
    ),
    ...clauses.flatMap((each) => blankFindings(task, each, clauses, units)),
    ...(units.length === 0 ? [finding("NO_UNIT", task)] : []),
    ...own
      .filter(({ name }) => standing(name, names.level) !== "own")
      .map(({ name }) => finding("OTHER_LEVEL_UNIT", task, name)),
    ...own.filter(({ name }) => hasBrokenBracket(name)).map(({ printed }) => finding("BRACKET_MISSING", task, printed)),
    ...own
      .filter(({ name }) => own.length > 1 && reachesFrom(name, names.groups))
      .map(({ relation }) => finding("UNCLEAR_REACH", task, printedWith(own, relation))),
    ...own
      .filter(({ relation, kind }) => relation === "lead" && kind === "group")
      .map(({ name }) => finding("GROUP_AS_LEAD", task, name)),
    ...namedInText(task, units, names),
    ...unitsAmongWords(task, names).map((words) => finding("UNITS_IN_OTHER_COLUMN", task, words)),
  ];
}

/**
 * The last paragraph of the task cell, or a requirement, that is nothing but units: the head of their column may be lost.
 */
function unitsAmongWords({ text, first }: TaskRow, { known }: Names): string[] {
  const last = text.slice(text.lastIndexOf("\n") + 1);
  const cells = first.requirements.map(cellText);
  return [...(last === text ? [] : [last]), ...cells].filter((words) => {
    if (words === "" || words.length > LONGEST_LIST || /[。.]\s*$/.test(words)) return false;
    const { units, doubts } = readUnitCell(words, known);
    const areUnits = units.length > 0 && doubts.length === 0 && units.every(({ printed }) => isUnitName(printed));
    return areUnits && units.some(({ name }) => known.has(name) || levelOf(name) !== undefined);
  });
}

/** A longer paragraph is prose. */
const LONGEST_LIST = 200;

function printedWith(units: readonly DraftUnit[], relation: DraftUnit["relation"]): string {
  return units
    .filter((unit) => unit.relation === relation)
    .map(({ printed }) => printed)
    .join("、");
}

/** Words about units in general, though only the lead is named (巫山: 「更新本部门执行的行政法规文本」). */
const MANY_UNITS = /本部门|本单位|本机关|各部门|各单位|各乡镇|各街道/;

function blankFindings(
  task: TaskRow,
  { clause, from }: ClauseRead,
  clauses: readonly ClauseRead[],
  units: readonly DraftUnit[],
): Finding[] {
  const { meaning, relation } = clause;
  if (meaning.is === "printed") return [];
  if (meaning.is === "merged") {
    const inherited = units.filter((unit) => unit.inheritedFromRow === from?.row && unit.relation === relation);
    return [finding("MERGED_CELL_INHERITED", task, inherited.map(({ name }) => name).join("、"))];
  }
  // With no unit at all, NO_UNIT says more than a blank column does; a lost cell is CELLS_MISSING.
  if (clauses.length === 1 || units.length === 0 || meaning.lost) return [];
  // Another cell says who: 「县教育局（县总工会配合）」.
  if (units.some((unit) => unit.relation === relation)) return [];
  const above = readUnitCell(meaning.above, NO_NAMES).units.map(({ name }) => name);
  const adds = above.some((name) => units.every((unit) => unit.name !== name));
  const doubtful = meaning.doubtful && adds;
  if (relation === "lead") return [finding(doubtful ? "BLANK_LEAD_DOUBTFUL" : "BLANK_LEAD", task, above.join("、"))];
  const many = MANY_UNITS.exec(task.text)?.[0];
  const reason = doubtful ? above.join("、") : many;
  return [finding(reason ? "BLANK_RESPONSIBLE_DOUBTFUL" : "BLANK_RESPONSIBLE", task, reason ?? "")];
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** What follows the name of a unit that the text puts in charge. */
const IN_CHARGE = /要(?!求)|应当|应(?!急)|负责|牵头|会同/g;

function namedInText(task: TaskRow, units: readonly DraftUnit[], names: Names): Finding[] {
  for (const { index } of task.text.matchAll(IN_CHARGE)) {
    const named = names.singles.endingAt(task.text, index).find((name) => {
      const absent = units.every((unit) => unit.name !== name && (levelOf(unit.name) ?? "") + name !== unit.name);
      // The text begins with one unit as its only subject, while the cell names more.
      const soleOwner = index === name.length && units.length > 1;
      return absent || soleOwner;
    });
    if (named !== undefined) return [finding("UNIT_NAMED_IN_TEXT", task, named)];
  }
  return [];
}

/** With bars, merged cells are not printed; with two columns of units, which one is merged is an assumption. */
function mergedColumns(read: readonly TaskClauses[]): Finding[] {
  const columns = read.reduce((most, { clauses }) => Math.max(most, clauses.length), 0);
  if (columns < 2) return [];
  return Array.from({ length: columns }, (_, at) => at).flatMap((at) =>
    read
      .filter(({ clauses }, index) => isUnprinted(clauses[at]) && !isUnprinted(read[index - 1]?.clauses[at]))
      .map(({ task, clauses }) => finding("MERGED_COLUMN_ASSUMED", task, clauses[at]?.clause.word ?? "")),
  );
}

function isUnprinted(read: ClauseRead | undefined): boolean {
  return read?.clause.cell.state === "absent" && read.clause.meaning.is === "merged";
}

/** A cell that mixes separators or uses another than the table does; a habit of the whole table is reported once. */
function separators(read: readonly TaskClauses[]): Finding[] {
  const used = read.flatMap(({ task, clauses }) =>
    clauses.flatMap(({ cell: { separators: signs } }) => (signs.length > 0 ? [{ task, signs }] : [])),
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

/** Names whose level was carried, and lists that print it with some names only; a habit of the whole document is reported once. */
function levels(read: readonly TaskClauses[], names: Names): Finding[] {
  const lists = read.flatMap(({ task, clauses }) =>
    clauses.map(({ cell: { units } }) => {
      const full = carriedNames(units, names);
      const nameOf = (at: number) => units[at]?.name ?? "";
      return {
        task,
        size: units.length,
        carried: [...full].map(([at, name]) => `${nameOf(at)}、${name}`),
        bare: withoutLevel(units, names)
          .filter((at) => !full.has(at))
          .map(nameOf),
      };
    }),
  );
  const mixed = lists.filter(({ bare }) => bare.length > 0);
  const isHabit = mixed.length > FEW && mixed.length * 3 > lists.filter(({ size }) => size > 1).length;
  return [
    ...lists.flatMap(({ task, carried }) => carried.map((words) => finding("LEVEL_CARRIED", task, words))),
    ...(isHabit
      ? [
          {
            code: "LEVEL_MIXED",
            row: null,
            lines: null,
            words: [...new Set(mixed.flatMap(({ bare }) => bare))].join("、"),
          } as const,
        ]
      : mixed.map(({ task, bare }) => finding("LEVEL_MIXED", task, bare.join("、")))),
  ];
}

const FEW = 3;

/** Names that look like others of the document with a few characters lost. */
function cutShort(read: readonly TaskClauses[]): Finding[] {
  const printedIn = new Map<string, Set<number>>();
  const taskOf = new Map<string, TaskRow>();
  for (const { task, units } of read) {
    for (const { name, inheritedFromRow } of units) {
      if (inheritedFromRow !== null) continue;
      const rows = printedIn.get(name) ?? new Set();
      printedIn.set(name, rows.add(task.row));
      taskOf.set(name, task);
    }
  }
  return cutNames(printedIn).flatMap(({ name, whole }) => {
    const task = taskOf.get(name);
    return task ? [finding("NAME_CUT_SHORT", task, `${name}、${whole}`)] : [];
  });
}

/** Two spellings of one name, in the cells or between a cell and a text (「区政府办」 and 「区政府办公室」). */
export function spellings(tasks: readonly TaskRow[], units: readonly DraftUnit[][]): Finding[] {
  const firstIn = new Map<string, TaskRow>();
  const again = new Set<string>();
  for (const [index, task] of tasks.entries()) {
    for (const { name } of units[index] ?? []) {
      if (firstIn.has(name)) again.add(name);
      else firstIn.set(name, task);
    }
  }
  const names = [...firstIn.keys()];
  const shortened = names.filter((name) => /[^公]办$/.test(name) && !firstIn.has(`${name}公室`));
  const writtenOut = firstWrittenOut(tasks, shortened);
  return [
    ...variants(names).map(([one, other]) => ({ one, other, task: firstIn.get(other) })),
    // A name that one task alone prints without its level is said to be cut short.
    ...names.flatMap((name) => {
      const bare = name.slice(levelOf(name)?.length ?? name.length);
      return bare.length > 2 && again.has(bare) ? [{ one: name, other: bare, task: firstIn.get(bare) }] : [];
    }),
    ...shortened.map((name) => ({ one: name, other: `${name}公室`, task: writtenOut.get(name) })),
  ].flatMap(({ one, other, task }) => (task ? [finding("NAME_VARIANT", task, `${one}、${other}`)] : []));
}

/** The first task whose text says 办公室 where the name in the cells ends in 办. */
function firstWrittenOut(tasks: readonly TaskRow[], shortened: readonly string[]): Map<string, TaskRow> {
  const sought = nameSet(shortened);
  const found = new Map<string, TaskRow>();
  for (const task of tasks) {
    for (const { index } of task.text.matchAll(/办公室/g)) {
      for (const name of sought.endingAt(task.text, index + 1)) if (!found.has(name)) found.set(name, task);
    }
  }
  return found;
}
