// Headings that stand above a table and not in it: 「一、产业发展」, then the table of that section.
import { readHeading } from "../cells/heading.ts";
import { ABSENT, cellOf } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { type Grid, isPageMark, type TableRow } from "./grid.ts";

/** A heading above a table is short; a paragraph that begins with a numeral is not. */
const LONGEST = 40;
/** A heading of each level. */
const MOST = 2;

/**
 * The headings directly above a table, in order. Above the `first` table only a heading that begins to count is one of
 * the table: any other goes on with the articles above.
 */
export function headingsAbove(lines: readonly Line[], first: boolean): readonly Line[] {
  const headings: Line[] = [];
  for (let at = lines.length - 1; at >= 0 && headings.length < MOST; at--) {
    const line = lines[at];
    if (!line || line.text.trim() === "" || isPageMark(line.folded)) continue;
    const heading = line.text.length <= LONGEST ? readHeading(line.text.trim()) : undefined;
    const known = heading && !/[。;:]/.test(line.folded) && headings.every((below) => styleOf(below) !== heading.style);
    if (!known) break;
    headings.unshift(line);
  }
  const order = readHeading(headings[0]?.text.trim() ?? "")?.order;
  return first && order !== 1 ? [] : headings;
}

function styleOf({ text }: Line): string | undefined {
  return readHeading(text.trim())?.style;
}

/** The grid with headings that stand above its header. */
export function underHeadings(grid: Grid, headings: readonly Line[]): Grid {
  const [first] = headings;
  if (!first) return grid;
  return {
    ...grid,
    rows: [...headings.map((line) => headingRow(line, grid)), ...grid.rows],
    header: { ...grid.header, from: first.no },
  };
}

/** A heading row that holds this line. */
export function headingRow({ no, text }: Line, { schema }: Grid): TableRow {
  const at = Math.max(
    schema.findIndex(({ kind }) => kind === "heading"),
    0,
  );
  const cells = schema.map((_, column) => (column === at ? cellOf([{ line: no, from: 0, text }]) : ABSENT));
  return { kind: "heading", cells, from: no, to: no, afterBreak: false };
}
