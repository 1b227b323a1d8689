// Tables without a column of units, whose rows stand below rows that name them: 「县教育局」, then the tasks of that office.
import { readHeading } from "../cells/heading.ts";
import { levelOf } from "../cells/unit-name.ts";
import { BLANK, cellOf, type Piece } from "../document/cell.ts";
import { foldWidth } from "../readers/width.ts";
import { type HeadingUnits, unitsOfHeading } from "./article/unit-headings.ts";
import { isHeader } from "./columns.ts";
import type { Grid, TableRow } from "./grid.ts";
import type { LayoutDoubt } from "./record.ts";

const NUMERAL = /^\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)、?)\s*/;

/** 「（共5项）」, which is no part of the units. */
const COUNT = /\s*\(?\s*(?:共|计)?\s*[\d一二三四五六七八九十]{1,3}\s*[项条件个][^()]{0,6}\)?\s*$/;

interface UnitRow {
  readonly style: string;
  /** The words of the names and of what they do: 「县教育局（牵头）」. */
  readonly pieces: readonly Piece[];
}

/** How the column is called that no head names. */
const HEAD = "责任单位";

/** Whether the cells of a row are nothing but the name of an office. */
export function isUnitRow(cells: readonly string[]): boolean {
  const [only, second] = cells.filter((cell) => cell.trim() !== "");
  return only !== undefined && second === undefined && unitsIn(only) !== undefined;
}

/** Whether these words lack nothing of a header but the units, which name themselves in rows of their own from the first row on. */
export function isHeaderUnderUnits(words: readonly string[], below: readonly (readonly string[])[]): boolean {
  const printed = words.filter((word) => word.trim() !== "");
  if (printed.length < 2 || isHeader(printed) || !isHeader([...printed, HEAD])) return false;
  const rows = below.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  return isUnitRow(rows[0] ?? []) && rows.some((cells) => !isUnitRow(cells));
}

/** The grid with a column of the units that stand above its rows; the grid itself if it has such a column or no such row. */
export function withUnitsAbove(grid: Grid): Grid {
  if (grid.schema.some(({ kind }) => kind === "lead" || kind === "responsible")) return grid;
  if (!grid.rows.some((row) => unitsOfRow(row) !== undefined)) return grid;
  const doubts: LayoutDoubt[] = [];
  let above: UnitRow | undefined;
  let record = 0;
  const rows = grid.rows.map((row): TableRow => {
    if (row.kind === "heading") {
      // A heading of another style divides the tasks of the same units.
      const units = unitsOfRow(row);
      if (units || styleOf(row) === above?.style) above = units;
      return { ...row, cells: [...row.cells, BLANK] };
    }
    const pieces = above?.pieces ?? [];
    const words = pieces.map(({ text }) => text).join("");
    if (words !== "") doubts.push({ code: "UNITS_FROM_HEADING", from: row.from, to: row.to, words, record });
    record++;
    return { ...row, cells: [...row.cells, cellOf(pieces)] };
  });
  const column = { kind: "responsible", word: HEAD, unknown: false } as const;
  return { ...grid, layout: "ruled", schema: [...grid.schema, column], rows, doubts: [...grid.doubts, ...doubts] };
}

function unitsOfRow(row: TableRow): UnitRow | undefined {
  const [piece, second] = row.cells.flatMap(({ pieces }) => pieces);
  if (row.kind !== "heading" || !piece || second) return undefined;
  const [stretch] = unitsIn(piece.text)?.units.stretches ?? [];
  if (!stretch) return undefined;
  const end = COUNT.exec(foldWidth(piece.text))?.index ?? piece.text.length;
  const words = { ...piece, from: piece.from + stretch.from, text: piece.text.slice(stretch.from, end) };
  return { style: styleOf(row), pieces: [words] };
}

function styleOf({ cells }: TableRow): string {
  const words = cells.flatMap(({ pieces }) => pieces)[0]?.text ?? "";
  return readHeading(words)?.style ?? "bare";
}

function unitsIn(words: string): HeadingUnits | undefined {
  const folded = foldWidth(words);
  const from = NUMERAL.exec(folded)?.[0].length ?? 0;
  const found = unitsOfHeading(folded, { from, to: folded.length });
  // 「县档案馆」 is that of the county; 「文化馆」 may be something to be built.
  const names = found?.units.stretches.map((stretch) => folded.slice(stretch.from, stretch.to)) ?? [];
  return found && (found.sure || names.every((name) => levelOf(name) !== undefined)) ? found : undefined;
}
