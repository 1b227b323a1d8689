// Columns: what a header word says about its column, and the ways a header may apply to the cells of a row.
import { foldWidth } from "../readers/width.ts";

export type ColumnKind =
  | "number"
  | "heading"
  | "task"
  | "requirement"
  | "lead"
  | "responsible"
  | "deadline"
  | "path"
  | "other";

export interface Column {
  readonly kind: ColumnKind;
  /** The header word without blanks, such as 「贯彻举措」. */
  readonly word: string;
  /** The word is unknown; its cells are only kept. */
  readonly unknown: boolean;
}

/** One way to read the physical columns of a table. */
export type Schema = readonly Column[];

/** A header word; a word for tasks may turn out to be that of the column of headings. */
type WordKind = ColumnKind | "taskWord";

const NUMBER = /^(?:序号|编号|项次|序)$/;
const DEADLINE = /时限|时间|期限|节点|完成日期|进度(?:安排|要求)|年度进度/;
/** The word for a column of units; every header has one. */
export const UNIT_WORD = /单位|部门|科室|处室|机构|主体|乡镇|街道/;
const UNIT_END = /(?:单位|部门|科室|处室|机构|主体|乡镇|街道|单位\(部门\))$/;
const LEAD = /牵头|主办/;
const RESPONSIBLE = /责任|落实|配合|承办|协办|参与|参加|协同|协助|实施|执行|负责|完成|涉及/;
const PATH = /^公开(?:路径|渠道|平台|载体|方式)/;
const HEADING = /^(?:项目|目标|[一二三]级.{2,4}|.{0,4}(?:类别|类型|分类|领域|板块|方面|目标|指标|类目))$/;
const EXACT_HEADING = /^(?:项目|[一二三]级.{2,4})$/;
const TASK = /^.{0,6}(?:任务|举措|措施|事项|内容|工作|要点|项目|任务分解|任务名称)$/;
const REQUIREMENT = /^.{0,4}(?:要求|标准|成果|成果形式|成效)$/;
const OTHER =
  /^(?:备注|说明|依据|联系.{1,8}|.{0,4}(?:电话|手机)|责任人|责任领导|牵头领导|分管领导|责任区领导|进展|进展情况|落实情况|完成情况|完成进度|进度)$/;

/** What a header word means, or undefined for an unknown word. Blanks and width do not matter. */
export function wordKind(printed: string): WordKind | undefined {
  const word = bareWord(printed);
  if (word.length === 0 || word.length > 16 || /[。,;:、“”]/.test(word)) return undefined;
  if (NUMBER.test(word)) return "number";
  if (DEADLINE.test(word) && word.length <= 8) return "deadline";
  if (OTHER.test(word)) return "other";
  if (UNIT_END.test(word)) {
    if (LEAD.test(word) && !/配合|协办|参与/.test(word)) return "lead";
    if (LEAD.test(word) || RESPONSIBLE.test(word)) return "responsible";
  }
  if (PATH.test(word)) return "path";
  if (TASK.test(word) && !EXACT_HEADING.test(word)) return "taskWord";
  if (HEADING.test(word)) return "heading";
  if (REQUIREMENT.test(word)) return "requirement";
  return undefined;
}

/** A header word as it is kept: no blanks, half width. */
export function bareWord(printed: string): string {
  return foldWidth(printed).replace(/\s+/g, "");
}

/** Whether words are the header of a table of tasks: it has a task or heading column, and a column of units. */
export function isHeader(words: readonly string[]): boolean {
  const kinds = words.map(wordKind);
  const known = kinds.filter((kind) => kind !== undefined).length;
  return (
    known >= 2 &&
    known * 2 > words.length &&
    kinds.some((kind) => kind === "taskWord" || kind === "heading" || kind === "requirement") &&
    kinds.some((kind) => kind === "lead" || kind === "responsible")
  );
}

/** Whether words are a header printed again: every word the same, or another word for a column of the same kind. */
export function isSameHeader(words: readonly string[], header: readonly string[]): boolean {
  return (
    words.length === header.length &&
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
  const kinds = words.map(wordKind);
  const tasks = kinds.flatMap((kind, at) => (kind === "taskWord" ? [at] : []));
  const readings = tasks.length > 1 ? [lastIsTask(kinds), firstIsTask(kinds)] : [lastIsTask(kinds)];
  return readings
    .map((reading) =>
      reading.map((kind, at) => ({ kind, word: bareWord(words[at] ?? ""), unknown: kinds[at] === undefined })),
    )
    .flatMap((schema) => [schema, widened(schema, 1), widened(schema, 2)]);
}

function lastIsTask(kinds: readonly (WordKind | undefined)[]): ColumnKind[] {
  const last = Math.max(kinds.lastIndexOf("taskWord"), -1);
  const task = last >= 0 ? last : Math.max(kinds.lastIndexOf("requirement"), kinds.lastIndexOf("heading"));
  return kinds.map((kind, at) =>
    at === task ? "task" : kind === "taskWord" ? "heading" : (kind ?? unknownKind(at, task)),
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
