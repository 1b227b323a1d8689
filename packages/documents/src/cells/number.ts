// The printed number of a task or an item: 「1、」, 「31.」, 「1．」, 「（1）」, 「①」.
import { foldWidth } from "../readers/width.ts";

export interface LeadingNumber {
  readonly no: number;
  /** How many characters the number takes, its mark and the blanks after it included. */
  readonly length: number;
}

/** Four or more digits before a dot and a digit are a date or an amount (「2021.6」), not the number of a task. */
const LEADING = /^\s*(?:(\d{1,3})\s*[.、)]|(\d{4,6})[.、)](?!\d)|\((\d{1,6})\))\s*/;

/** ① to ⑳, ⑴ to ⒇, ⒈ to ⒛: three runs of twenty, one after the other. */
const ONE_SIGN = /^\s*([\u2460-\u249b])[.、]?\s*/;
const FIRST_SIGN = 0x2460;

/**
 * The number at the very start of a text, with its mark and nothing after it: 「31.2021年底前」 is number 31 followed by a
 * year, and 「2.12345热线」 is number 2 followed by a telephone number.
 */
export function leadingNumber(text: string): LeadingNumber | undefined {
  const sign = ONE_SIGN.exec(text);
  if (sign) return { no: (((sign[1]?.charCodeAt(0) ?? 0) - FIRST_SIGN) % 20) + 1, length: sign[0].length };
  const found = LEADING.exec(foldWidth(text.slice(0, 40)));
  const digits = found?.[1] ?? found?.[2] ?? found?.[3];
  return found && digits !== undefined ? { no: Number(digits), length: found[0].length } : undefined;
}
