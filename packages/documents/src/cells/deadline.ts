// The deadline 完成时限: a fixed day, ongoing, or none; and due dates within prose.
import type { DatedText } from "@taizhang/domain";
import { foldWidth } from "../readers/width.ts";
import { findDates } from "./dates.ts";

export interface Deadline {
  readonly kind: "date" | "ongoing" | "none";
  readonly date: string | null;
  /** What a person should check; undefined when the words are clear. */
  readonly doubt?: "DEADLINE_NOT_READ" | "DEADLINE_SEVERAL_DATES" | "DEADLINE_UNCLEAR" | "RELATIVE_DEADLINE";
}

const ONGOING = /持续|长期|常年|全年|常态|长效|日常|贯穿|经常|不间断|随时|定期|每[年月日周季]|[按逐][年月季]/;
const NO_DEADLINE = /^[-—–/无\s]*$/;
/** 「印发后3个月内」, 「5个工作日内」: counted from an event, so not a fixed day. */
const RELATIVE = /(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s{0,2}个?(?:工作日|月|日|天|周|年)(?:之|以)?内/g;

/** Reads a cell of the deadline column. Of a range or a list, the last day counts. */
export function readDeadline(cell: string, year: number | null): Deadline {
  const folded = foldWidth(cell).trim();
  if (NO_DEADLINE.test(folded)) return { kind: "none", date: null };
  const dates = findDates(cell, year);
  const last = dates.at(-1);
  if (last) {
    const doubt = dates.length > 1 ? "DEADLINE_SEVERAL_DATES" : last.unclear ? "DEADLINE_UNCLEAR" : undefined;
    return { kind: "date", date: last.date, ...(doubt && { doubt }) };
  }
  if (relativeDeadlines(cell).length > 0) return { kind: "none", date: null, doubt: "RELATIVE_DEADLINE" };
  if (ONGOING.test(folded)) return { kind: "ongoing", date: null };
  return { kind: "none", date: null, doubt: "DEADLINE_NOT_READ" };
}

/** Whether a cell can belong to a deadline column. */
export function isDeadline(cell: string): boolean {
  const folded = foldWidth(cell).trim();
  if (folded.length > 30) return false;
  if (findDates(folded, 2000).length > 0 && folded.length <= 24) return true;
  return folded.length <= 10 && ONGOING.test(folded);
}

/** Due dates in prose: only words that end in 前, so not 「2020年度」 or 「（2020年版）」. */
export function dueDatesIn(text: string, year: number | null): DatedText[] {
  return findDates(text, year)
    .filter(({ due }) => due)
    .map(({ text: words, date }) => ({ text: words, date }));
}

/** Deadlines that count from an event, as printed. */
export function relativeDeadlines(text: string): string[] {
  return [...foldWidth(text).matchAll(RELATIVE)].map((found) => text.slice(found.index, found.index + found[0].length));
}
