// A replay in lines for people: what happened, who did it, and what is not as before.
import { relationWords, reportStateWords, standingWords, stateWords } from "@taizhang/api";
import {
  type AssignmentState,
  assignmentState,
  beijingDay,
  type DraftTask,
  type NameOf,
  rowInWords,
  type Sentence,
  tell,
} from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { boardOf, type FieldDifference, type TaskCard } from "@taizhang/projections";

/** The languages in which a replay is told. */
export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];

/** How a replay is told. */
export interface Telling {
  readonly language: Language;
  /** The names of units on the day of an event. */
  readonly nameOf: NameOf;
  /** The row of a task in its plan, by its id; undefined of what is no task of it. */
  readonly rowOf: (taskId: string) => Pick<DraftTask, "row" | "no"> | undefined;
}

const longestValue = 80;

/** One event and what it changed: a sentence with time, task and who, and a line for each field. */
export function stepInLines(
  event: StoredEvent,
  changed: readonly FieldDifference[],
  { language, nameOf, rowOf }: Telling,
): string[] {
  const { happenedAt, taskId } = event.meta;
  const row = taskId === null ? undefined : rowOf(taskId);
  const task = row === undefined ? "" : `${rowInWords(row)[language]} `;
  const head = `${timeOf(happenedAt)} ${task}${whoDid(event, language, nameOf)} ${tell(event.fact, nameOf)[language]}`;
  return [oneLine(head), ...changed.map((each) => `    ${fieldInWords(each, language, nameOf)}`)];
}

/** The tasks of a plan, counted at the end of a day, in one line. */
export function standingInLine(tasks: readonly TaskCard[], day: string, language: Language): string {
  const { counts } = boardOf(tasks, [], day);
  const states = assignmentState.options.flatMap((state) => {
    const count = counts.byState[state];
    return count === 0 ? [] : [`${language === "zh" ? stateWords[state] : state} ${count}`];
  });
  const parts =
    states.length === 0 ? (language === "zh" ? "没有分工" : "no parts") : states.join(language === "zh" ? "，" : ", ");
  return language === "zh" ? `${day}：任务 ${counts.tasks} 项；${parts}` : `${day}: ${counts.tasks} tasks; ${parts}`;
}

/** The minute of an instant in Beijing. */
function timeOf(instant: string): string {
  const inBeijing = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${beijingDay(instant)} ${inBeijing.slice(11, 16)}`;
}

/** Who acted: the unit, or the office; of a rule the person whose act set it off. */
function whoDid({ meta: { actor, onBehalfOf } }: StoredEvent, language: Language, nameOf: NameOf): string {
  const { unitId } = onBehalfOf ?? actor;
  if (unitId !== null) return nameOf(unitId);
  const isRule = onBehalfOf === null && actor.roles.includes("policy");
  return (isRule ? rule : office)[language];
}

const rule: Sentence = { zh: "系统", en: "the ledger" };
const office: Sentence = { zh: "办公室", en: "the office" };

/** What is not as before: whose field, its label, the old value and the new one. */
function fieldInWords(
  { of, field, label, before, after }: FieldDifference,
  language: Language,
  nameOf: NameOf,
): string {
  const whose = [of.unitId === null ? "" : nameOf(of.unitId), of.itemId ?? ""].filter(Boolean).join(" ");
  const said = (value: unknown) => valueInWords(field, value, language, nameOf);
  const name = `${whose}${whose === "" ? "" : " "}${label[language]}`;
  return oneLine(`${name}${language === "zh" ? "：" : ": "}${said(before)} → ${said(after)}`);
}

/** The words of fields whose values are words of the schema. */
const wordsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: stateWords satisfies Record<AssignmentState, string>,
  relations: relationWords,
  "completionReport.standing": standingWords,
  "completionReport.reportState": reportStateWords,
};

function valueInWords(field: string, value: unknown, language: Language, nameOf: NameOf): string {
  const words = language === "zh" ? (wordsOf[field] ?? {}) : {};
  if (value === null) return language === "zh" ? "无" : "none";
  if (typeof value === "boolean") return language === "zh" ? (value ? "是" : "否") : String(value);
  if (typeof value === "string") return cut(words[value] ?? nameOf(value));
  if (Array.isArray(value) && value.every((each) => typeof each === "string"))
    return cut(value.map((each) => words[each] ?? nameOf(each)).join(language === "zh" ? "、" : ", "));
  return cut(JSON.stringify(value));
}

const cut = (text: string): string =>
  [...text].length > longestValue ? `${[...text].slice(0, longestValue).join("")}…` : text;

/** Typed text is whatever somebody wrote: what would break the line, move the cursor or turn the text around is not printed. */
const oneLine = (text: string): string => text.replace(/\s+/gu, " ").replace(/[\p{Cc}\p{Bidi_C}]/gu, "\ufffd");
