// Tables whose heads are the units and whose cells are marks: 「教育局 | 住建局」 over 「▲ | ●」. The units of a row are the heads
// over its marks; what a mark means is printed in a legend 「▲牵头 ●配合」, or in the cell itself.
import type { Relation } from "@taizhang/domain";
import { namesIn } from "../cells/names-in.ts";
import { relationsAmong, type Saying, sayingOf } from "../cells/relation-word.ts";
import { type Cell, cellOf, cellText, type Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { type Column, isHeader, isUnitKind, UNIT_KINDS } from "./columns.ts";
import type { Grid } from "./grid.ts";
import type { LayoutDoubt } from "./record.ts";

const SIGN = "[√✓✔☑●○◎▲△★☆■□◆◇]";
const WORD = "牵头|主办|主责|负责|责任|配合|协办|协同|协助|参与|参加";
const SAID = `(?:${WORD})(?:单位|部门)?`;
/** 「▲」, 「牵头」, 「√（牵头）」. */
const TICK = new RegExp(`^(?:${SIGN}(?:[(（]${SAID}[)）])?|${SAID})$`);
const TICKS_IN_LINE = new RegExp(`(?:^|[\\t|,;]\\s*)(?:${SIGN}|${WORD})\\s*(?:$|[\\t|,;(])`);
/** 「▲牵头」, 「“▲”为牵头单位」, 「●：配合」. */
const LEGEND = new RegExp(
  `(${SIGN})["”』」]?\\s*(?:表示|代表|[为是指:—=-])?\\s*((?:${WORD})[\\u4e00-\\u9fff]{0,4}?)(?=$|[^\\u4e00-\\u9fff]|${SIGN}|单位|部门)`,
  "g",
);
/** Fewer units over marks are columns of something else. */
const FEWEST = 2;

/** Whether a line may be a row with marks: a look that rules out nearly all lines. */
export function mayHoldTicks({ folded }: Line): boolean {
  return TICKS_IN_LINE.test(folded);
}

/**
 * Whether these words are the header of such a table: some of them are units, and the others, with a word for units, are
 * a header. Below the units stand marks and blanks. `below` are the words of the first rows.
 */
export function isTickedHeader(words: readonly string[], below: readonly (readonly string[])[]): boolean {
  const units = words.flatMap((word, at) => (namesIn(word) === "all" ? [at] : []));
  const others = words.filter((word, at) => word !== "" && !units.includes(at));
  if (units.length < FEWEST || !isHeader([...others, "责任单位"])) return false;
  const whole = below.filter((row) => row.length >= words.length);
  const cells = whole.flatMap((row) => units.map((at) => row[at]?.trim() ?? "")).filter((cell) => cell !== "");
  return cells.length > 0 && cells.every((cell) => TICK.test(cell));
}

/**
 * The grid with columns of units in the place of those that hold marks; the grid itself where none does. `heads` are the
 * lowest cells over its columns; `lines` may hold the legend.
 */
export function withTickedUnits(grid: Grid, heads: readonly (Cell | undefined)[], lines: readonly Line[]): Grid {
  const columns = grid.schema.flatMap((column, at) => (isTicked(grid, column, at, heads[at]) ? [at] : []));
  if (columns.length < FEWEST) return grid;
  const rows = grid.rows.map((row, at) => ({ row, ticks: columns.map((column) => tickAt(grid, at, column)) }));
  const signs = [...new Set(rows.flatMap(({ ticks }) => ticks.filter((tick) => tick !== "")))];
  const legend = legendIn(lines);
  const meaning = meaningOf(signs, legend.said);
  const printed = printedRelation(grid, columns);
  const relationOf = (sign: string): Relation => meaning.get(sign) ?? printed ?? "responsible";
  const relations = UNIT_KINDS.filter((relation) => signs.some((sign) => relationOf(sign) === relation));
  const added = relations.map(
    (relation): Column => ({
      kind: relation,
      word: signs.filter((sign) => relationOf(sign) === relation).join(""),
      unknown: false,
    }),
  );
  const kept = <T>(cells: readonly T[]) => cells.filter((_, at) => !columns.includes(at));
  const unclear = signs.filter((sign) => !meaning.has(sign));
  const doubt: LayoutDoubt = { code: "TICKS_UNEXPLAINED", ...grid.header, words: unclear.join("、") };
  return {
    ...grid,
    // A blank is no mark, so that nothing goes on from above.
    layout: "ruled",
    schema: [...kept(grid.schema), ...added],
    rows: rows.map(({ row, ticks }) => {
      const unitsOf = (relation: Relation) =>
        columns.flatMap((column, at) => {
          const tick = ticks[at] ?? "";
          return tick !== "" && relationOf(tick) === relation ? (heads[column]?.pieces ?? []) : [];
        });
      return { ...row, cells: [...kept(row.cells), ...relations.map((relation) => cellOf(unitsOf(relation)))] };
    }),
    marks: [
      ...grid.marks,
      ...legend.pieces,
      ...grid.rows.flatMap(({ cells }) => columns.flatMap((at) => cells[at]?.pieces ?? [])),
    ],
    doubts: unclear.length > (printed === undefined ? 0 : 1) ? [...grid.doubts, doubt] : grid.doubts,
  };
}

/** Whether a column has a unit as its head and holds nothing but marks; one without any mark is one among others. */
function isTicked({ rows }: Grid, { kind }: Column, at: number, head: Cell | undefined): boolean {
  if (kind !== "other" && !isUnitKind(kind)) return false;
  if (!head || namesIn(cellText(head)) !== "all") return false;
  return rows.every(({ cells }) => cells[at]?.state !== "printed" || TICK.test(cellText(cells[at])));
}

/** The mark of a row; that of a cell which spans several rows is that of each. */
function tickAt({ rows, layout }: Grid, row: number, column: number): string {
  let at = row;
  while (layout === "ruled" && at > 0 && rows[at]?.cells[column]?.state === "absent") at--;
  return cellText(rows[at]?.cells[column]);
}

/** What a head over all the units says: 「责任单位」. */
function printedRelation({ schema }: Grid, columns: readonly number[]): Relation | undefined {
  const kinds = new Set(columns.map((at) => schema[at]?.kind));
  const [kind] = kinds;
  return kinds.size === 1 && isUnitKind(kind) ? kind : undefined;
}

/** What the marks mean, each beside the others. */
function meaningOf(signs: readonly string[], said: ReadonlyMap<string, Saying>): Map<string, Relation> {
  const sayings = signs.map((sign) => said.get(sign) ?? (sign.length > 1 ? sayingOf(sign) : undefined));
  const relations = relationsAmong(sayings);
  return new Map(
    signs.flatMap((sign, at) => (sayings[at] === undefined ? [] : [[sign, relations[at] ?? "responsible"] as const])),
  );
}

/** The legend of the marks, wherever it is printed. */
function legendIn(lines: readonly Line[]): { said: ReadonlyMap<string, Saying>; pieces: readonly Piece[] } {
  const said = new Map<string, Saying>();
  const pieces: Piece[] = [];
  for (const { no, text, folded } of lines) {
    const found = [...folded.matchAll(LEGEND)];
    for (const [, sign = "", words = ""] of found) if (!said.has(sign)) said.set(sign, sayingOf(words));
    if (found.length > 0 && isOnlyLegend(folded)) pieces.push({ line: no, from: 0, text });
  }
  return { said, pieces };
}

const isOnlyLegend = (folded: string): boolean =>
  folded.replace(LEGEND, "").replace(/单位|部门|注|说明|备|[\s():;,。、"“”「」]/g, "").length === 0;
