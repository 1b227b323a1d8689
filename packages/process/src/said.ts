// What operators are told, in Chinese and English, and what is wrong with a setting in these words.
import type { z } from "zod";

/** A sentence in each language. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

const between = " / ";

/** A sentence in one string for both languages, such as the message of an error; once, where it is the same in both. */
export const inBoth = ({ zh, en }: Said): string => (zh === en ? zh : `${zh}${between}${en}`);

/** A sentence that `inBoth` has put into one string; a string of another kind says the same in both. */
function saidIn(text: string): Said {
  const at = text.indexOf(between);
  return at < 0 ? { zh: text, en: text } : { zh: text.slice(0, at), en: text.slice(at + between.length) };
}

type Issue = z.core.$ZodIssue;

/** What is wrong with the value of a setting, without a full stop: in the words of its shape, else in ours. */
export function faultOf(issue: Issue): Said {
  if (issue.message.includes(between)) return saidIn(issue.message);
  if (issue.code === "too_big") return { zh: `不得大于${issue.maximum}`, en: `expected at most ${issue.maximum}` };
  if (issue.code === "too_small") {
    if (issue.origin === "string") return { zh: "不得为空", en: "expected a value" };
    return { zh: `不得小于${issue.minimum}`, en: `expected at least ${issue.minimum}` };
  }
  if (issue.code === "invalid_value") {
    const values = issue.values.map(String);
    return { zh: `应为${values.join("、")}之一`, en: `expected one of ${values.join(", ")}` };
  }
  return saidIn(issue.message);
}
