// The printed number of a task or an item: 「1、」, 「31.」, 「1．」, 「（1）」, 「①」.
import { foldWidth } from "../readers/width.ts";

export interface LeadingNumber {
  readonly no: number;
  /** How many signs the number takes, its mark and the blanks behind it included. */
  readonly length: number;
}

/** Four digits and more before a dot and a digit are a date or a sum (「2021.6」), and no number of a task. */
const LEADING = /^\s*(?:(\d{1,3})\s*[.、)]|(\d{4,6})[.、)](?!\d)|\((\d{1,6})\))\s*/;

/** ① to ⑳, ⑴ to ⒇, ⒈ to ⒛: three runs of twenty, one behind the other. */
const ONE_SIGN = /^\s*([\u2460-\u249b])[.、]?\s*/;
const FIRST_SIGN = 0x2460;

/**
 * A number at the very start of a text. Only its own digits and mark are taken: 「31.2021年底前」 is number 31 before a
 * year, and 「2.12345热线」 is number 2 before a telephone number.
 */
export function leadingNumber(text: string): LeadingNumber | undefined {
  const sign = ONE_SIGN.exec(text);
  if (sign) return { no: (((sign[1]?.charCodeAt(0) ?? 0) - FIRST_SIGN) % 20) + 1, length: sign[0].length };
  const found = LEADING.exec(foldWidth(text.slice(0, 40)));
  const digits = found?.[1] ?? found?.[2] ?? found?.[3];
  return found && digits !== undefined ? { no: Number(digits), length: found[0].length } : undefined;
}
