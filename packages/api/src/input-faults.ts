// What is wrong with an input 填写有误, in words: the field, and the fault in both languages. Every kind of fault has its own.
import { faultSaid, type Sentence } from "@taizhang/domain";
import type { z } from "zod";

/** A fault of an input. */
export interface InputFault {
  /** The field at fault, such as `evidence.0.url`; empty for the input as a whole. */
  readonly field: string;
  /** What is wrong, without the field and without a full stop. */
  readonly fault: Sentence;
}

/** Faults as one sentence in each language. */
export function inOneSentence(faults: readonly InputFault[]): Sentence {
  const zh = faults.map(({ field, fault }) => (field === "" ? fault.zh : `${field}：${fault.zh}`));
  const en = faults.map(({ field, fault }) => (field === "" ? fault.en : `${field}: ${fault.en}`));
  return { zh: `${zh.join("；")}。`, en: `${en.join("; ")}.` };
}

/** A number as English writes it: `4,000`. */
export const inDigits = (count: number | bigint): string => count.toLocaleString("en-US");

/** The fault of an issue that a shape has with what was said. */
export function faultOf(issue: z.core.$ZodIssue, said: unknown): InputFault {
  const { path, message } = issue;
  // Typed text is a plain string in GraphQL and `{ text }` in the domain: the envelope is not the client's field.
  const field = (path.at(-1) === "text" ? path.slice(0, -1) : path).join(".");
  return { field, fault: faultSaid(message) ?? (isMissing(path, said) ? missing : told(issue)) };
}

/** A field that must be there and is not. */
export const missing: Sentence = { zh: "须填写", en: "must be given" };

function isMissing(path: readonly PropertyKey[], said: unknown): boolean {
  const values = path.reduce<unknown>((value, key) => (isHolder(value) ? Reflect.get(value, key) : undefined), said);
  return values === undefined || values === null;
}

const isHolder = (value: unknown): value is object => typeof value === "object" && value !== null;

function told(issue: z.core.$ZodIssue): Sentence {
  switch (issue.code) {
    case "invalid_type":
      return typed(issue.expected);
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_value":
      return oneOf(issue.values.map(String));
    case "not_multiple_of":
      return { zh: `应为${issue.divisor}的倍数`, en: `must be a multiple of ${issue.divisor}` };
    case "unrecognized_keys":
      return {
        zh: `没有字段${issue.keys.map(quoted).join("、")}`,
        en: `has no field ${issue.keys.map(quoted).join(", ")}`,
      };
    case "invalid_union":
      return { zh: "不符合任何一种写法", en: "has none of the forms that it may have" };
    case "invalid_format":
      return { zh: "格式不对", en: "has the wrong form" };
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return { zh: "不符合要求", en: "is not valid" };
  }
}

/** One of some words. */
export const oneOf = (words: readonly string[]): Sentence => ({
  zh: `应为${words.join("、")}${words.length > 1 ? "之一" : ""}`,
  en: words.length > 1 ? `must be one of ${words.join(", ")}` : `must be ${words.join("")}`,
});

/** A name that a client made up, cut short: it knows it. */
export const shortened = (said: string): string => (said.length <= 40 ? said : `${said.slice(0, 40)}…`);

const quoted = (said: string): string => `“${shortened(said)}”`;

const types: Readonly<Record<string, Sentence>> = {
  string: { zh: "应为文字", en: "must be text" },
  number: { zh: "应为数字", en: "must be a number" },
  int: { zh: "应为整数", en: "must be a whole number" },
  boolean: { zh: "应为true或false", en: "must be true or false" },
  array: { zh: "应为列表", en: "must be a list" },
  object: { zh: "应为对象，各字段有名称", en: "must be an object with named fields" },
};

const otherType: Sentence = { zh: "类型不对", en: "has the wrong type" };

/** A value of one type. */
export const typed = (expected: string): Sentence => types[expected] ?? otherType;

function tooSmall({ origin, minimum, inclusive = true }: z.core.$ZodIssueTooSmall): Sentence {
  if (origin === "string" && minimum === 1) return { zh: "不能为空", en: "must not be empty" };
  const counted = countedIn[origin];
  if (counted)
    return { zh: `至少${minimum}${counted.zh}`, en: `must have at least ${inDigits(minimum)} ${counted.en}` };
  return inclusive
    ? { zh: `不能小于${minimum}`, en: `must be at least ${inDigits(minimum)}` }
    : { zh: `应大于${minimum}`, en: `must be more than ${inDigits(minimum)}` };
}

function tooBig({ origin, maximum, inclusive = true }: z.core.$ZodIssueTooBig): Sentence {
  const counted = countedIn[origin];
  if (counted) return { zh: `最多${maximum}${counted.zh}`, en: `must have at most ${inDigits(maximum)} ${counted.en}` };
  return inclusive
    ? { zh: `不能大于${maximum}`, en: `must be at most ${inDigits(maximum)}` }
    : { zh: `应小于${maximum}`, en: `must be less than ${inDigits(maximum)}` };
}

const entries: Sentence = { zh: "项", en: "entries" };
const countedIn: Readonly<Record<string, Sentence>> = {
  string: { zh: "个字符", en: "characters" },
  array: entries,
  set: entries,
  map: entries,
};
