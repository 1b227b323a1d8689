// Tables within text: which layout each of them has, and where it ends.
import { pieceOf } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { tailStart } from "../frame/tail.ts";
import { sameWords } from "../readers/width.ts";
import { isSameHeader } from "./columns.ts";
import { findDelimitedHeader, readDelimited } from "./delimited.ts";
import { explainGrid } from "./explain-grid.ts";
import type { Grid } from "./grid.ts";
import { headingsAbove, underHeadings } from "./heading-above.ts";
import { findLinedHeader, readLined } from "./lined.ts";
import type { LinedLayout } from "./lined-cells.ts";
import { isGood, qualityOf } from "./quality.ts";
import type { Explanation, RecogniserName } from "./record.ts";
import { TITLE_WITHIN, titleAbove } from "./title-above.ts";

/** A header, and the way to read what is below it. */
interface FoundHeader {
  readonly by: RecogniserName;
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
  read(lines: readonly Line[]): Grid;
}

/** Every table of tasks in these lines, which follow one another. */
export function recogniseTextTables(lines: readonly Line[]): Explanation[] {
  const found: Explanation[] = [];
  let rest = lines;
  let headings: readonly Line[] | undefined;
  while (rest.length > 0 && found.length < MOST_TABLES) {
    const table = firstTable(rest, headings);
    if (!table) break;
    if (found.length === 0) found.push(...unmarkedAbove(upTo(lines, table.explanation.from)));
    found.push(table.explanation);
    rest = table.rest;
    headings = table.headings;
  }
  return found;
}

/**
 * A table with one cell a line and no marks among the lines above the first table, which may have been found only because
 * it has marks.
 */
function unmarkedAbove(above: readonly Line[]): Explanation[] {
  const [title] = titleAbove(above.slice(-TITLE_WITHIN));
  const own = title ? upTo(above, title.no) : above;
  const [header] = UNMARKED.flatMap((layout) => linedHeader(own, layout) ?? []);
  return header ? [explainGrid(header.read(own), header.by)].filter(({ records }) => records.length > 0) : [];
}

/** Far more than any document has; what follows comes back unread. */
const MOST_TABLES = 100;

interface FirstTable {
  readonly explanation: Explanation;
  /** The headings above the next table, and the lines from its header on. */
  readonly headings: readonly Line[];
  readonly rest: readonly Line[];
}

/**
 * The first table as the layout reads it that fits; if none fits well, as the likeliest does. `above` are the headings
 * over a further table.
 */
function firstTable(lines: readonly Line[], above: readonly Line[] | undefined): FirstTable | undefined {
  let likeliest: FirstTable | undefined;
  for (const header of headersIn(lines)) {
    const next = nextTable(lines, header);
    const own = next ? upTo(lines, next.from) : lines;
    const tail = tailStart(own, header.to);
    const headings = above ?? headingsAbove(between(lines, header.from - TITLE_WITHIN, header.from), true);
    const grid = header.read(tail ? upTo(own, tail.from) : own);
    const explained = explainGrid(underHeadings(grid, headings), header.by);
    const explanation = { ...explained, marks: [...explained.marks, ...titlesAgain(own, header).map(pieceOf)] };
    const rest = next ? from(lines, next.header) : [];
    const read = { explanation, headings: next?.headings ?? [], rest };
    if (isGood(explanation, qualityOf(explanation, own))) return read;
    likeliest ??= read;
  }
  return likeliest;
}

/** The lines before this one; lines follow one another. */
function upTo(lines: readonly Line[], no: number): readonly Line[] {
  return lines.slice(0, Math.max(no - (lines[0]?.no ?? no), 0));
}

/** The lines from this one on. */
function from(lines: readonly Line[], no: number): readonly Line[] {
  return lines.slice(Math.max(no - (lines[0]?.no ?? no), 0));
}

/** The lines from this one on that stand before another. */
function between(lines: readonly Line[], no: number, end: number): readonly Line[] {
  const first = lines[0]?.no ?? no;
  return lines.slice(Math.max(no - first, 0), Math.max(end - first, 0));
}

/** The layouts that mark their cells, and those that are only looked for where none of these is found. */
const MARKED: readonly LinedLayout[] = ["tabbed", "piped"];
const UNMARKED: readonly LinedLayout[] = ["barred", "bare"];

/** The headers that may open the first table, the likeliest first: of the layouts with marks the one further up. */
function* headersIn(lines: readonly Line[]): Generator<FoundHeader> {
  const marked = markedHeader(lines);
  if (marked) yield marked;
  for (const layout of UNMARKED) {
    const header = linedHeader(lines, layout);
    if (header) yield header;
  }
}

function markedHeader(lines: readonly Line[]): FoundHeader | undefined {
  const delimited = delimitedHeader(lines);
  let first = delimited;
  for (const layout of MARKED) {
    const above = first;
    const header = linedHeader(above ? upTo(lines, above.to + 1) : lines, layout);
    if (header && (!first || header.from < first.from)) first = header;
  }
  return first;
}

function delimitedHeader(lines: readonly Line[]): FoundHeader | undefined {
  const found = findDelimitedHeader(lines);
  return (
    found && {
      by: "delimited",
      from: found.line,
      to: found.line,
      words: found.words,
      read: (own) => readDelimited(own, found.line, found.delimiter),
    }
  );
}

function linedHeader(lines: readonly Line[], layout: LinedLayout): FoundHeader | undefined {
  const found = findLinedHeader(lines, layout);
  return found && { ...found, by: layout === "bare" ? "bare" : "lined", read: (own) => readLined(own, layout, found) };
}

interface NextTable {
  /** The first line of its title, or else of its header. */
  readonly from: number;
  readonly headings: readonly Line[];
  readonly header: number;
}

/**
 * The table after the one with this header: a header with other columns, or one with a title of its own above it. The
 * same header without a title is that of a new page; so is one with the same title, if the numbers go on below it.
 */
function nextTable(lines: readonly Line[], { by, from, to, words }: FoundHeader): NextTable | undefined {
  const own = by === "delimited" ? titleAbove(between(lines, from - TITLE_WITHIN, from)) : [];
  for (let above = to; ; ) {
    const header = nextHeader(lines, above + 1);
    if (!header) return undefined;
    const near = between(lines, Math.max(above + 1, header.from - TITLE_WITHIN), header.from);
    const headings = headingsAbove(near, false);
    const title = titleAbove(near.filter((line) => !headings.includes(line)));
    const again = own.length > 0 && isSameTitle(title, own) && goesOn(lines, header.to);
    if (!isSameHeader(header.words, words) || (title.length > 0 && !again)) {
      return { from: title[0]?.no ?? headings[0]?.no ?? header.from, headings, header: header.from };
    }
    above = header.to;
  }
}

/** The lines below a header that print the title above it again, at the top of a new page. */
function titlesAgain(lines: readonly Line[], { by, from, to }: FoundHeader): Line[] {
  const title = by === "delimited" ? titleAbove(between(lines, from - TITLE_WITHIN, from)) : [];
  const words = title.map(({ folded }) => folded.trim());
  return between(lines, to + 1, lines.at(-1)?.no ?? to).filter(({ folded }) => words.includes(folded.trim()));
}

function isSameTitle(one: readonly Line[], other: readonly Line[]): boolean {
  const words = (title: readonly Line[]) => title.map(({ folded }) => folded).join("");
  return sameWords(words(one), words(other));
}

/** Whether the first row below a header has a number, and not the first. */
function goesOn(lines: readonly Line[], header: number): boolean {
  const first = between(lines, header + 1, header + 4).find(({ text }) => text.trim() !== "");
  const number = /^[\s|]*(\d{1,6})(?!\d)/.exec(first?.folded ?? "")?.[1];
  return number !== undefined && Number(number) > 1;
}

/** So many lines are searched at a time. */
const PAGE = 500;
/** More lines than a header has. */
const HEADER_LINES = 60;

function nextHeader(lines: readonly Line[], no: number): FoundHeader | undefined {
  const last = lines.at(-1)?.no ?? 0;
  for (let start = no; start <= last; start += PAGE - HEADER_LINES) {
    const end = start + PAGE;
    const header = markedHeader(between(lines, start, end));
    // One that stands at the end of the page may go on behind it, and is found whole on the next.
    if (header && (header.to < end - HEADER_LINES / 2 || end > last)) return header;
  }
  return undefined;
}
