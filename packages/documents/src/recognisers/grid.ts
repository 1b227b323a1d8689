// The grid that all layouts are turned into before the cells are read.

import type { GridRow, Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import type { Schema } from "./columns.ts";
import type { LayoutDoubt, OutlinePlace } from "./record.ts";

export interface TableRow extends GridRow {
  /** A heading row contains a heading and nothing else. */
  readonly kind: "task" | "heading";
  /** The printed table is interrupted just before this row (an empty line where rows otherwise follow without one). */
  readonly afterBreak: boolean;
}

/** A task row with its place in the outline. */
export interface PlacedRow {
  readonly row: TableRow;
  readonly place: OutlinePlace;
}

export interface Grid {
  readonly layout: "delimited" | "tabbed" | "piped" | "ruled";
  readonly schema: Schema;
  readonly rows: readonly TableRow[];
  /** Structural marks: bars, tags, ruled lines and header words, also of a header printed again. */
  readonly marks: readonly Piece[];
  /** First and last line of the header. */
  readonly header: { readonly from: number; readonly to: number };
  readonly doubts: readonly LayoutDoubt[];
}

/** The most columns when each line is a cell; notices have three to seven. */
export const MAX_COLUMNS = 12;

/** A line of the printed page that belongs to no row: a ruled line of dashes, bars and blanks, a page number, or 「续上表」. */
export function isPageMark(folded: string): boolean {
  return RULE.test(folded) || PAGE_NUMBER.test(folded) || GOES_ON.test(folded);
}

const RULE = /^[\s|:+=—–─-]*[-—─=]{3,}[\s|:+=—–─-]*$/;
const PAGE_NUMBER = /^\s*(?:[-—–]+\s*\d{1,4}\s*[-—–]+|第\s*\d{1,4}\s*页(?:[\s,/]*共\s*\d{1,4}\s*页)?)\s*$/;

const GOES_ON = /^\s*[(（]?(?:续上表|续表|接上表|接上页|续上页|转下页|接下页|续下页)[)）]?\s*$/;

/** Paragraph tags around a cell, which some archives leave in, and the breaks within a cell of Markdown. */
export function tagsIn(line: Line): Piece[] {
  if (!line.folded.includes("<")) return [];
  return [...line.folded.matchAll(/<(?:\/?p[^<>]{0,100}|br\s{0,4}\/?)>/gi)].map((tag) => ({
    line: line.no,
    from: tag.index,
    text: line.text.slice(tag.index, tag.index + tag[0].length),
  }));
}

/** The pieces of a stretch of one line that are not marks. */
export function withoutMarks(line: Line, from: number, to: number, marks: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  let start = from;
  if (marks.length === 0) return from < to ? [{ line: line.no, from, text: line.text.slice(from, to) }] : [];
  for (const mark of marks) {
    const end = mark.from + mark.text.length;
    if (end <= from || mark.from >= to) continue;
    if (mark.from > start) pieces.push({ line: line.no, from: start, text: line.text.slice(start, mark.from) });
    start = end;
  }
  if (start < to) pieces.push({ line: line.no, from: start, text: line.text.slice(start, to) });
  return pieces;
}

/** Every such character of a line as a mark of its own; `text` is the line's text, as printed or in half width. */
export function signsIn(line: Line, text: string, sign: string): Piece[] {
  const found: Piece[] = [];
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    found.push({ line: line.no, from: at, text: line.text.slice(at, at + sign.length) });
  }
  return found;
}
