// Columns: what a header word says about its column, and the ways a header may apply to the cells of a row.
import {
  bareWord,
  type ColumnKind,
  headKinds,
  isContact,
  isDivision,
  isFigure,
  type WordKind,
  wordKind,
} from "./head-word.ts";

export { bareWord, type ColumnKind, isPeriod, isUnitKind, UNIT_KINDS, wordKind } from "./head-word.ts";

export interface Column {
  readonly kind: ColumnKind;
  /** The header word without blanks, such as 「贯彻举措」. */
  readonly word: string;
  /** The word is unknown; its cells are only kept. */
  readonly unknown: boolean;
  /** The word is unknown, and its column was taken for that of the tasks because nothing else can be. */
  readonly assumed?: boolean;
  /** The column holds persons or the ways to reach them; its cells are kept out of a draft. */
  readonly contact?: boolean;
}

/** A title, a remark or the like may stand in so many rows of their own above a header. */
export const ROWS_ABOVE = 8;

/** One way to read the physical columns of a table. */
export type Schema = readonly Column[];

/** What every word for a column of units contains; every header has such a word. */
const UNIT_WORD = /单位|部门|科室|处室|机构|主体|方|小组|乡镇|街道|分工|责任|主责|牵头|主办|承办|协办|配合/;
/** The most signs of a head word, its remark and the blanks between its signs included. */
const LONGEST_HEAD = 120;

/** Whether words may hold the word for a column of units, and so a header: a look that rules out nearly all other words. */
export function mayNameUnits(words: string): boolean {
  return UNIT_WORD.test(words) || (/\s/.test(words) && UNIT_WORD.test(bareWord(words)));
}

/** Whether a cell may be the head of a column of units. */
export function mayHeadUnits(cell: string): boolean {
  return cell.length <= LONGEST_HEAD && !cell.includes("。") && mayNameUnits(cell);
}

/** Whether words are the header of a table of tasks: it has a task or heading column, and a column of units. */
export function isHeader(words: readonly string[]): boolean {
  const kinds = headKinds(words);
  const known = kinds.filter((kind) => kind !== undefined).length;
  return (
    known >= 2 &&
    known * 2 > words.length &&
    kinds.some((kind) => kind === "taskWord" || kind === "task" || kind === "heading" || kind === "requirement") &&
    kinds.some((kind) => kind === "lead" || kind === "responsible") &&
    !isDirectory(words, kinds)
  );
}

/** Whether a header prints the same columns twice, side by side: a long table in two halves, each row of which holds two tasks. */
export function isTwinHeader(words: readonly string[]): boolean {
  const printed = words.map(bareWord).filter((word) => word !== "");
  const half = printed.slice(0, printed.length / 2);
  return printed.length % 2 === 0 && isHeader(half) && half.every((word, at) => word === printed[half.length + at]);
}

/** Whether a header only says whom to reach about what: divisions, units, and their persons. */
function isDirectory(words: readonly string[], kinds: readonly (WordKind | undefined)[]): boolean {
  const says = kinds.some((kind, at) => {
    if (kind === "heading") return !isDivision(words[at] ?? "");
    return kind === "taskWord" || kind === "task" || kind === "requirement" || kind === "deadline";
  });
  return !says && words.some(isContact);
}

/**
 * Whether words are the header of a table that is not about tasks: persons and how to reach them, or sums. Where it has
 * a word for tasks or days as well, it may be about tasks after all.
 */
export function isOtherHeader(words: readonly string[]): boolean {
  const printed = words.map(bareWord).filter((word) => word !== "");
  if (printed.length < 2 || printed.some((word) => word.length > 16 || /[。;]/.test(word))) return false;
  const kinds = headKinds(printed);
  const has = (...some: readonly WordKind[]) => kinds.some((kind) => kind !== undefined && some.includes(kind));
  if (isHeader(printed) || has("deadline", "requirement")) return false;
  const persons = printed.filter(isContact).length;
  if (persons > 0) return (persons > 1 || has("number")) && !has("taskWord", "task");
  return has("number") && printed.some(isFigure) && !has("lead", "responsible");
}

/** Whether words are a header printed again: every word the same, or another word for a column of the same kind. */
export function isSameHeader(words: readonly string[], header: readonly string[]): boolean {
  const units = header.findIndex(mayHeadUnits);
  return (
    words.length === header.length &&
    (units < 0 || mayHeadUnits(words[units] ?? "")) &&
    header.every((word, at) => {
      const other = words[at] ?? "";
      const kind = wordKind(word);
      return bareWord(word) === bareWord(other) || (kind !== undefined && kind === wordKind(other));
    })
  );
}

/**
 * The ways to read a header, the likeliest first. Two words for tasks may be the column of headings and that of tasks
 * (「工作任务」 over the headings, 「贯彻举措」 over the tasks), or the task and what is required; and a word for headings may
 * span several physical columns. The cells decide which it is.
 */
export function readingsOf(words: readonly string[]): Schema[] {
  const kinds = headKinds(words);
  const tasks = kinds.flatMap((kind, at) => (kind === "taskWord" ? [at] : []));
  const several = tasks.length > 1 && !kinds.includes("task");
  const readings = several ? [lastIsTask(kinds), firstIsTask(kinds)] : [lastIsTask(kinds)];
  return readings
    .map((reading) =>
      reading.map((kind, at) => {
        const word = bareWord(words[at] ?? "");
        const assumed = kinds[at] === "task" && wordKind(word) === undefined;
        const unknown = kinds[at] === undefined;
        return { kind, word, unknown, ...(assumed && { assumed }), ...(isContact(word) && { contact: true }) };
      }),
    )
    .flatMap((schema) => [schema, widened(schema, 1), widened(schema, 2)]);
}

function lastIsTask(kinds: readonly (WordKind | undefined)[]): ColumnKind[] {
  const sure = kinds.indexOf("task");
  const last = sure >= 0 ? sure : kinds.lastIndexOf("taskWord");
  const task = last >= 0 ? last : Math.max(kinds.lastIndexOf("requirement"), kinds.lastIndexOf("heading"));
  return kinds.map((kind, at) =>
    at === task
      ? "task"
      : kind === "taskWord"
        ? at < task
          ? "heading"
          : "requirement"
        : (kind ?? unknownKind(at, task)),
  );
}

function firstIsTask(kinds: readonly (WordKind | undefined)[]): ColumnKind[] {
  const task = kinds.indexOf("taskWord");
  return kinds.map((kind, at) =>
    at === task ? "task" : kind === "taskWord" ? "requirement" : (kind ?? unknownKind(at, task)),
  );
}

/** An unknown word means a division of the tasks if it comes before them, and a remark if it comes after them. */
function unknownKind(at: number, task: number): ColumnKind {
  return at < task ? "heading" : "other";
}

/** The schema with additional heading columns under the first header word that can span them. */
function widened(schema: Schema, by: number): Schema {
  const at = schema.findIndex(({ kind }) => kind === "heading" || kind === "task");
  const spanning = schema[at];
  if (!spanning) return schema;
  const extra = new Array<Column>(by).fill({ kind: "heading", word: spanning.word, unknown: false });
  return [...schema.slice(0, at), ...extra, ...schema.slice(at)];
}
