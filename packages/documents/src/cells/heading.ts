// Headings 一级目标 and 二级目标: 「一、…」 and 「（一）…」.
import { foldWidth } from "../readers/width.ts";
import { toNumber } from "./numeral.ts";

/** The two styles of numerals. Which level each stands for depends on whether the table uses both. */
export type HeadingStyle = "plain" | "bracketed";

export interface Heading {
  readonly style: HeadingStyle;
  /** The canonical numeral: 「一」 or 「（一）」. */
  readonly no: string;
  /** Its place in the sequence. */
  readonly order: number;
  /** The printed words after the numeral. */
  readonly title: string;
  /** How many characters of the text the numeral takes, its mark included. */
  readonly length: number;
}

const HEADING = /^(?:([一二三四五六七八九十]{1,3})\s*、|\(\s*([一二三四五六七八九十]{1,3})\s*\))\s*/;

/** Reads a text that begins with a Chinese numeral, else undefined. 「(一) 做好…」 is the heading 「（一）」. */
export function readHeading(text: string): Heading | undefined {
  const found = HEADING.exec(foldWidth(text));
  const numeral = found?.[1] ?? found?.[2];
  const order = numeral === undefined ? undefined : toNumber(numeral);
  if (!found || numeral === undefined || order === undefined) return undefined;
  const title = text.slice(found[0].length).trim();
  if (title === "") return undefined;
  const style = found[1] === undefined ? "bracketed" : "plain";
  return { style, no: style === "plain" ? numeral : `（${numeral}）`, order, title, length: found[0].length };
}
