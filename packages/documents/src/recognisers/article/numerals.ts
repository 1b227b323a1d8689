// The numerals of paragraphs: 第一章, 一、, （一）, 1., 1）, （1）, ①; each style has its rank in the outline.
import { toNumber } from "../../cells/numeral.ts";

/** The ranks of the styles, the highest first. Offices hardly ever use them in another order. */
export const RANK = {
  part: 0,
  chapter: 1,
  division: 2,
  provision: 3,
  plain: 4,
  bare: 5,
  bracketed: 6,
  named: 7,
  dotted: 8,
  /** 「1.1」, 「2-3」. */
  nested: 9,
  closed: 10,
  round: 11,
  sign: 12,
  /** A sign that counts nothing, or a paragraph without any. */
  bullet: 13,
} as const;

export type NumeralStyle = keyof typeof RANK;

export interface Numeral {
  readonly style: NumeralStyle;
  readonly order: number;
  /** The numeral as a heading is called by it: 「一」, 「（一）」, 「第一章」. */
  readonly no: string;
  /** How many characters it takes, its mark and the blanks after it included. */
  readonly length: number;
}

const CHINESE = "[一二三四五六七八九十]{1,3}";
const KINDS: Record<string, NumeralStyle> = {
  部分: "part",
  编: "part",
  章: "chapter",
  节: "division",
  条: "provision",
};

const FORMS: readonly { readonly style: NumeralStyle; readonly pattern: RegExp }[] = [
  { style: "plain", pattern: new RegExp(`(${CHINESE})\\s{0,2}[、.](?!${CHINESE}[、.])\\s{0,4}`, "y") },
  { style: "bracketed", pattern: new RegExp(`\\(\\s{0,2}(${CHINESE})\\s{0,2}\\)[、.]?\\s{0,4}`, "y") },
  // Up to three digits after the mark are a decimal or a list of months (「3.5亿元」, 「3、4月」); more are a year or a name.
  { style: "dotted", pattern: /(\d{1,3})\s{0,2}[.、](?!\d{1,3}(?!\d))\s{0,4}/y },
  { style: "closed", pattern: /(\d{1,3})\s{0,2}\)\s{0,4}/y },
  { style: "round", pattern: /\(\s{0,2}(\d{1,3})\s{0,2}\)[、.]?\s{0,4}/y },
  { style: "named", pattern: new RegExp(`(?:任务|事项)\\s{0,2}(${CHINESE}|\\d{1,3})\\s{0,2}[:、.\\s]\\s{0,4}`, "y") },
];
/** 「3.5G基站」, 「2.6月底前」, 「4、110千伏」: a number, and words that begin with a figure; or a decimal. */
const BEFORE_FIGURE =
  /(\d{1,3})\s{0,2}[.、](?=\d{1,3}(?:[月日年季GgKkMm千百万亿个处座所家条项户人名公里米吨台套辆场次批轮]|[-—~至](?!\d*\.)\d))/y;
/** 「1.1 推进甲事」, 「2-3推进乙事」, and no decimal, date or range: what follows is no measure. */
const NESTED =
  /(\d{1,2})[.-](\d{1,2})(?![\d.-])[、.]?\s{0,4}(?=[\u4e00-\u9fff“《"])(?![月日年季千百万亿个处座所家条项户人名公里米吨台套辆场次批轮倍元])/y;
const HEADED = /第\s{0,2}([一二三四五六七八九十\d]{1,4})\s{0,2}(部分|编|章|节|条)[\s、:]{0,4}/y;
/** ① to ⑳, ⑴ to ⒇, ⒈ to ⒛: three runs of twenty; and ㈠ to ㈩. */
const ONE_SIGN = /([\u2460-\u249b\u3220-\u3229])[.、]?\s{0,4}/y;
const SIGN_STYLES = ["sign", "round", "dotted"] as const;

const BULLET = /[●○■□◆◇▪▫•★☆▲△►▶➢✓√][\s]{0,4}(?=\S)/y;

/** The sign that opens a paragraph in place of a numeral, or undefined. Only what opens a line is one. */
export function bulletAt(folded: string, at: number): Numeral | undefined {
  BULLET.lastIndex = at;
  const found = BULLET.exec(folded);
  return found ? { style: "bullet", order: 0, no: "", length: found[0].length } : undefined;
}

/** The numeral at this place of a text in half width, or undefined. */
export function numeralAt(folded: string, at: number): Numeral | undefined {
  for (const { style, pattern } of FORMS) {
    pattern.lastIndex = at;
    const found = pattern.exec(folded);
    const order = found?.[1] === undefined ? undefined : toNumber(found[1]);
    if (found && order !== undefined && order > 0) {
      const no = style === "plain" ? (found[1] ?? "") : style === "bracketed" ? `（${found[1]}）` : String(order);
      return { style, order, no, length: found[0].length };
    }
  }
  return headedAt(folded, at) ?? signAt(folded, at);
}

/** The numeral at this place before a figure. It may be a decimal, and counts only where the next paragraph may begin. */
export function numeralBeforeFigure(folded: string, at: number): Numeral | undefined {
  BEFORE_FIGURE.lastIndex = at;
  const found = BEFORE_FIGURE.exec(folded);
  const order = Number(found?.[1] ?? 0);
  return found && order > 0 ? { style: "dotted", order, no: String(order), length: found[0].length } : undefined;
}

/** The numeral of two levels at this place. It may be a figure, and counts only where it is the next. */
export function nestedAt(folded: string, at: number): Numeral | undefined {
  NESTED.lastIndex = at;
  const found = NESTED.exec(folded);
  const [first, order] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
  return found && first > 0 && order > 0
    ? { style: "nested", order, no: `${first}.${order}`, length: found[0].length }
    : undefined;
}

function headedAt(folded: string, at: number): Numeral | undefined {
  HEADED.lastIndex = at;
  const found = HEADED.exec(folded);
  const order = found?.[1] === undefined ? undefined : toNumber(found[1]);
  const style = KINDS[found?.[2] ?? ""];
  if (!found || order === undefined || style === undefined) return undefined;
  return { style, order, no: `第${found[1]}${found[2]}`, length: found[0].length };
}

function signAt(folded: string, at: number): Numeral | undefined {
  ONE_SIGN.lastIndex = at;
  const found = ONE_SIGN.exec(folded);
  const code = found?.[1]?.charCodeAt(0) ?? 0;
  if (!found) return undefined;
  if (code >= 0x3220) {
    const order = code - 0x321f;
    return { style: "bracketed", order, no: `（${"一二三四五六七八九十"[order - 1]}）`, length: found[0].length };
  }
  const order = ((code - 0x2460) % 20) + 1;
  const style = SIGN_STYLES[Math.floor((code - 0x2460) / 20)] ?? "sign";
  return { style, order, no: String(order), length: found[0].length };
}
