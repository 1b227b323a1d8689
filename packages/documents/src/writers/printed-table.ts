// A plan's table as the notice prints it: the columns it has, with merged heads of targets and merged cells of units.
import type { DraftSection, DraftTask, Relation } from "@taizhang/domain";
import { ROW_HEAD } from "../document/mark.ts";
import { type ColumnKind, headKinds, isUnitKind, type WordKind } from "../recognisers/head-word.ts";
import { ABOVE, type Cell, type Column } from "./office-form.ts";

/** The printed part of a table. */
export interface PrintedTable {
  readonly columns: readonly Column[];
  /** The rows, in order; headings under which no task stands are rows of their own. */
  rows(): Generator<{ readonly row: DraftTask; readonly cells: readonly Cell[] } | { readonly heading: string }>;
}

/** How wide a column is, by what stands in it. */
const WIDTHS: Partial<Record<ColumnKind, number>> = { number: 4, heading: 8, requirement: 20, deadline: 9, path: 14 };
const UNIT_WIDTH = 12;
const TASK_WIDTH = 32;

/** The words over a column of units where the notice prints none, as behind the tasks of an article. */
export const UNIT_HEADS: Readonly<Record<Relation, string>> = {
  lead: "牵头单位",
  responsible: "责任单位",
  supervising: "监管单位",
  guiding: "指导单位",
};

/** A column with the words that each row has in it. */
interface Written extends Column {
  cellOf(row: DraftTask, above: DraftTask | undefined, cellAbove: Cell | undefined): Cell;
}

/** The table of one part of a notice. */
export function printedTable(rows: readonly DraftTask[], sections: readonly DraftSection[]): PrintedTable {
  const printed = printedColumns(rows);
  const outline = sections.length > 0 ? outlineColumns(sections) : [];
  const numbered = rows.some(({ no }) => no !== null);
  const number: Column = { head: numbered ? "序号" : ROW_HEAD, width: 4 };
  return {
    columns: [...outline, number, ...printed.map(({ head, width }) => ({ head, width }))],
    *rows() {
      const headings = outlineOf(sections);
      let above: { row: DraftTask; cells: readonly Cell[] } | undefined;
      for (const row of rows) {
        const { lone, section, subsection } = headings(row);
        for (const heading of lone) yield { heading };
        const isBroken = lone.length > 0;
        const before = isBroken ? undefined : above;
        const cells: readonly Cell[] = printed.map((column, at) => column.cellOf(row, before?.row, before?.cells[at]));
        const place: readonly Cell[] = [section, subsection];
        yield { row, cells: [...place.slice(0, outline.length), numbered ? (row.no ?? "") : `${row.row}`, ...cells] };
        above = { row, cells };
      }
    },
  };
}

const outlineColumns = (sections: readonly DraftSection[]): Column[] => [
  { head: "一级目标", width: WIDTHS.heading ?? 8 },
  ...(sections.some(({ children }) => children.length > 0) ? [{ head: "二级目标", width: WIDTHS.heading ?? 8 }] : []),
];

interface Outlined {
  /** Headings that came before this row and have no task of their own. */
  readonly lone: readonly string[];
  readonly section: Cell;
  readonly subsection: Cell;
}

/** Goes through the headings with the rows: a numeral may come back, and then is that of the next heading that has it. */
function outlineOf(sections: readonly DraftSection[]): (row: DraftTask) => Outlined {
  let section = -1;
  let child = -1;
  let open: DraftTask | undefined;
  const wordsAt = (at: number) => headingWords(sections[at]);
  return (row) => {
    const isFirst = open === undefined;
    const isSame = !isFirst && open?.section === row.section;
    const isSameChild = isSame && open?.subsection === row.subsection;
    open = row;
    const lone: string[] = [];
    if (!isSame && row.section !== null) {
      const next = sections.findIndex(({ no }, at) => at > section && no === row.section);
      for (let at = section + 1; at < next; at++) lone.push(wordsAt(at));
      if (next >= 0) section = next;
      child = -1;
    }
    const children = sections[section]?.children ?? [];
    if (!isSameChild && row.subsection !== null) {
      const next = children.findIndex(({ no }, at) => at > child && no === row.subsection);
      if (next >= 0) child = next;
    }
    const goesOn = lone.length === 0;
    return {
      lone,
      section: row.section === null ? "" : isSame && goesOn ? ABOVE : wordsAt(section),
      subsection: row.subsection === null ? "" : isSameChild && goesOn ? ABOVE : headingWords(children[child]),
    };
  };
}

/** A heading as printed: 「一、标题」, 「（一）标题」; one without a numeral is its title. */
export function headingWords(heading: { readonly no: string; readonly title: string } | undefined): string {
  if (heading === undefined) return "";
  const { no, title } = heading;
  if (no === title) return title;
  return no.startsWith("（") ? no + title : `${no}${/^[一二三四五六七八九十]+$/.test(no) ? "、" : "　"}${title}`;
}

/** The columns beside those of headings and numbers: the task, and all others under the heads that the notice prints. */
function printedColumns(rows: readonly DraftTask[]): Written[] {
  const heads = [...new Set(rows.flatMap(({ printed }) => Object.keys(printed)))];
  const kinds = headKinds(heads);
  const taskAt = taskColumn(rows, heads);
  const under = (wanted: (kind: WordKind | undefined) => boolean) =>
    heads.filter((_, at) => at !== taskAt && wanted(kinds[at]));
  const requirements = under((kind) => kind === "requirement");
  const units = under(isUnits);
  const deadlines = under((kind) => kind === "deadline");
  // An article prints units and days behind some tasks and within others, so there a column is made of what was read.
  const asPrinted = {
    requirement: rows.every((row) => isSaid(row.requirement, wordsUnder(row, requirements))),
    units: rows.every((row) => !row.units.some(isOwn) || wordsUnder(row, units) !== ""),
    deadline:
      rows.every(
        (row) => wordsUnder(row, deadlines) === "" || wordsUnder(row, deadlines).includes(bare(row.deadlineText ?? "")),
      ) && rows.every((row) => row.deadlineText === null || deadlines.length > 0),
  };
  const byRow = new Map(rows.map((row) => [row.row, row]));
  const others = heads.flatMap((head, at): Written[] => {
    const kind = kinds[at];
    if (at === taskAt || kind === "number" || kind === "heading" || kind === "taskWord" || kind === "task") return [];
    if (kind === "requirement" && !asPrinted.requirement) return [];
    if (isUnits(kind) && !asPrinted.units) return [];
    if (kind === "deadline" && !asPrinted.deadline) return [];
    return [{ head, width: widthOf(kind), cellOf: printedCell(head, kind, byRow) }];
  });
  const task: Written = {
    head: kinds[taskAt] === undefined ? "工作任务" : (heads[taskAt] ?? "工作任务"),
    width: TASK_WIDTH,
    cellOf: (row) => taskWords(row, heads[taskAt]),
  };
  return [
    task,
    ...(asPrinted.requirement ? [] : field(rows, "工作要求", 20, ({ requirement }) => requirement)),
    ...others,
    ...(asPrinted.units ? [] : unitColumns(rows)),
    ...(asPrinted.deadline ? [] : field(rows, "完成时限", 9, ({ deadlineText }) => deadlineText)),
  ];
}

const isUnits = (kind: WordKind | undefined): boolean => kind !== "taskWord" && isUnitKind(kind);

/** A unit that the row names in a cell: not one of a merged cell, and none that guides, which the words of a task name. */
const isOwn = ({ inheritedFromRow, relation }: DraftTask["units"][number]): boolean =>
  inheritedFromRow === null && relation !== "guiding";

const bare = (words: string) => words.replace(/\s/g, "");

/** What a row prints under some heads, without blanks. */
const wordsUnder = ({ printed }: DraftTask, heads: readonly string[]): string =>
  heads.map((head) => bare(printed[head] ?? "")).join("");

const isSaid = (field: string | null, words: string): boolean => bare(field ?? "") === words;

function widthOf(kind: WordKind | undefined): number {
  if (kind === undefined || kind === "taskWord") return 10;
  return isUnitKind(kind) ? UNIT_WIDTH : (WIDTHS[kind] ?? 10);
}

/** The column that holds the words of the tasks, by what it holds in the most rows; -1 where no cells are kept. */
function taskColumn(rows: readonly DraftTask[], heads: readonly string[]): number {
  const counts = heads.map((head) => rows.filter((row) => placeIn(row.printed[head] ?? "", row.text) >= 0).length);
  const most = Math.max(0, ...counts);
  return most === 0 ? -1 : counts.indexOf(most);
}

/** The printed words of a task without its number, which has a column of its own. */
function taskWords({ printed, text, no }: DraftTask, head: string | undefined): string {
  const words = head === undefined ? "" : (printed[head] ?? "");
  const from = placeIn(words, text);
  return from < 0 ? text : no === null ? words : words.slice(from);
}

/** Where a text begins at the end of printed words, whatever their blanks; -1 if they do not end with it. */
function placeIn(words: string, text: string): number {
  const wanted = text.replace(/\s/g, "");
  if (wanted === "" || !words.replace(/\s/g, "").endsWith(wanted)) return -1;
  let left = wanted.length;
  let at = words.length;
  while (left > 0) if (!/\s/.test(words[--at] ?? "")) left--;
  return at;
}

/** A column made of a field, where any row has it. */
function field(
  rows: readonly DraftTask[],
  head: string,
  width: number,
  of: (row: DraftTask) => string | null,
): Written[] {
  return rows.some((row) => of(row) !== null) ? [{ head, width, cellOf: (row) => of(row) ?? "" }] : [];
}

function unitColumns(rows: readonly DraftTask[]): Written[] {
  const relations: readonly Relation[] = ["lead", "responsible", "supervising", "guiding"];
  return relations.flatMap((relation) =>
    field(rows, UNIT_HEADS[relation], UNIT_WIDTH, (row) => namesOf(row, relation) || null),
  );
}

const namesOf = ({ units }: DraftTask, relation: Relation | null): string =>
  units
    .filter((unit) => relation === null || unit.relation === relation)
    .map(({ printed }) => printed)
    .join("、");

/** The cell of a column that the notice prints. An empty one that goes on with an earlier row is merged with it. */
function printedCell(
  head: string,
  kind: WordKind | undefined,
  byRow: ReadonlyMap<number, DraftTask>,
): Written["cellOf"] {
  const isBlank = (row: DraftTask | undefined) => (row?.printed[head] ?? "") === "";
  return (row, above, cellAbove) => {
    const words = row.printed[head] ?? "";
    // Where the name of a person stood among units, there is none to be read again.
    if (words !== "") return isUnits(kind) ? words.replace(/\s*〔略〕/g, "") : words;
    if (kind === "deadline" && row.deadlineText !== null) {
      return above?.deadlineText === row.deadlineText ? ABOVE : row.deadlineText;
    }
    if (kind === "taskWord" || !isUnitKind(kind)) return "";
    const from = row.units.find(
      ({ inheritedFromRow }) => inheritedFromRow !== null && !isBlank(byRow.get(inheritedFromRow)),
    )?.inheritedFromRow;
    if (from == null) return "";
    const goesOn = above !== undefined && (above.row === from || cellAbove === ABOVE);
    return goesOn ? ABOVE : (byRow.get(from)?.printed[head] ?? "");
  };
}
