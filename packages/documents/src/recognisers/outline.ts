// The outline of a plan: 一级目标 and 二级目标, and the heading above each row.
import type { DraftSection } from "@taizhang/domain";
import { type Heading, readHeading } from "../cells/heading.ts";
import { ABSENT, type Cell, cellText, type Piece } from "../document/cell.ts";
import { oneLine, sameWords } from "../readers/width.ts";
import type { Grid, TableRow } from "./grid.ts";
import type { OutlinePlace } from "./record.ts";

export interface OutlineDoubt {
  readonly code: "HEADING_REPEATED" | "HEADING_RENUMBERED" | "HEADING_SKIPPED";
  readonly words: string;
  readonly from: number;
  readonly to: number;
  /** How many task rows stand above. */
  readonly record: number;
}

export interface Outline {
  readonly sections: DraftSection[];
  /** One per task row of the grid, in order. */
  readonly places: readonly OutlinePlace[];
  readonly doubts: readonly OutlineDoubt[];
  /** The printed headings, repetitions included. */
  readonly printed: readonly Piece[];
}

/** A heading, or the words of a heading column without numerals, where `order` is undefined. */
interface Entry {
  readonly no: string;
  readonly title: string;
  readonly order: number | undefined;
  readonly level: 1 | 2;
  readonly pieces: readonly Piece[];
}

/**
 * Goes through the rows. The same numeral with the same title is a heading printed again after a page break, not a new
 * one. The same title with another numeral is the same heading with a wrong number, printed again after a page break.
 */
export function readOutline(grid: Grid): Outline {
  const headings = entriesOf(grid);
  const sections: DraftSection[] = [];
  const places: OutlinePlace[] = [];
  const doubts: OutlineDoubt[] = [];
  let open: { 1?: Entry; 2?: Entry } = {};
  let lastBelow: number | undefined;
  let opens = false;
  let repeated = false;

  grid.rows.forEach((row, at) => {
    for (const entry of headings[at] ?? []) read(entry, row);
    if (row.kind === "heading") return;
    places.push({ section: open[1]?.no ?? null, subsection: open[2]?.no ?? null, opens, repeated });
    opens = false;
    repeated = false;
  });
  const printed = headings.flat().flatMap(({ pieces }) => pieces);
  const again = doubts.filter(({ code }) => code === "HEADING_REPEATED").length;
  // If most rows print their heading, merged cells were filled in, and a repetition does not show a new page.
  if (again * 2 <= places.length) return { sections, places, doubts, printed };
  return {
    sections,
    places: places.map((place) => ({ ...place, repeated: false })),
    doubts: doubts.filter(({ code }) => code !== "HEADING_REPEATED"),
    printed,
  };

  function read(printed: Entry, row: TableRow): void {
    // Words of the column above the first row of headings are below none.
    const entry: Entry = printed.order === undefined && !open[1] ? { ...printed, level: 1 } : printed;
    const current = open[entry.level];
    const lines = { from: row.from, to: row.to, record: places.length };
    if (current && sameWords(current.title, entry.title)) {
      repeated = true;
      const same = current.no === entry.no;
      const words = same ? printedAs(entry) : `${current.no} → ${printedAs(entry)}`;
      doubts.push({ code: same ? "HEADING_REPEATED" : "HEADING_RENUMBERED", words, ...lines });
      return;
    }
    if (!follows(entry, current)) {
      doubts.push({ code: "HEADING_SKIPPED", words: `${current?.no ?? "–"} → ${printedAs(entry)}`, ...lines });
    }
    opens = true;
    if (entry.level === 1) {
      open = { 1: entry };
      sections.push({ no: entry.no, title: entry.title, children: [] });
    } else {
      open = { ...open, 2: entry };
      lastBelow = entry.order;
      sections.at(-1)?.children.push({ no: entry.no, title: entry.title });
    }
  }

  /** Whether the numeral is the next one: below a new section from 1, or through the whole table. */
  function follows(entry: Entry, current: Entry | undefined): boolean {
    if (entry.order === undefined || entry.order === (current?.order ?? 0) + 1) return true;
    return entry.level === 2 && current === undefined && entry.order === (lastBelow ?? 0) + 1;
  }
}

function printedAs({ no, title }: Entry): string {
  if (no === title) return title;
  return no.startsWith("（") ? no + title : `${no}、${title}`;
}

/**
 * The headings printed in each row: every paragraph of a heading cell that begins with a numeral. Words without one in the
 * column of headings stand below those in rows of their own: 「一、民生」, and in the column 「教育」, 「卫生」.
 */
function entriesOf(grid: Grid): Entry[][] {
  const columns = grid.schema.flatMap(({ kind }, at) => (kind === "heading" ? [at] : []));
  const printed = grid.rows.map((row) =>
    row.kind === "heading"
      ? row.cells.map((cell) => ({ cell, depth: 0 }))
      : columns.map((at, depth) => ({ cell: row.cells[at] ?? ABSENT, depth })),
  );
  const numerals = printed.map((cells) => cells.flatMap(({ cell }) => headingsIn(cell)));
  const styles = new Set(numerals.flat().map(({ heading }) => heading.style));
  const inRows = columns.length === 1 && grid.rows.some(({ kind }) => kind === "heading") ? 1 : 0;
  const bareIn = (at: number) =>
    (printed[at] ?? []).flatMap(({ cell, depth }) =>
      bareHeading(cell, grid.rows[at]?.kind === "heading" ? 0 : depth + inRows),
    );
  if (styles.size === 0) return printed.map((_, at) => bareIn(at));
  const inColumns = numerals.some((found, at) => found.length > 0 && grid.rows[at]?.kind !== "heading");
  const below = inRows > 0 && !inColumns && styles.size === 1;
  return numerals.map((found, at) => {
    if (below && grid.rows[at]?.kind !== "heading") return bareIn(at);
    return found.map(({ heading: { no, title, order, style }, pieces }) => ({
      no,
      title,
      order,
      pieces,
      level: styles.size === 2 && style === "bracketed" ? 2 : 1,
    }));
  });
}

function headingsIn(cell: Cell): { heading: Heading; pieces: readonly Piece[] }[] {
  const each = cell.pieces.flatMap((piece) => {
    const heading = readHeading(piece.text);
    return heading ? [{ heading, pieces: [piece] }] : [];
  });
  if (each.length === cell.pieces.length) return each;
  const whole = readHeading(cellText(cell));
  return whole ? [{ heading: { ...whole, title: whole.title.replace(/\n/g, "") }, pieces: cell.pieces }] : [];
}

function bareHeading(cell: Cell, depth: number): Entry[] {
  const title = oneLine(cellText(cell));
  if (title === "") return [];
  return [{ no: title, title, order: undefined, level: depth === 0 ? 1 : 2, pieces: cell.pieces }];
}
