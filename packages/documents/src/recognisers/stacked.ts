// Tables that stand one below the other in one ruled table, as on a sheet: each becomes a table of its own.
import { type Block, printedIn, type TableBlock, type TableCell, wordsOf } from "../document/block.ts";
import type { Line } from "../document/line.ts";
import { isHeader, isOtherHeader, isSameHeader } from "./columns.ts";
import { titleAbove } from "./title-above.ts";

type Row = readonly TableCell[];

/** The tables of this one, and the lines between them that name the next; `lines` are those of the document. */
export function apart(block: TableBlock, lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let header: readonly string[] | undefined;
  let start = 0;
  for (const [at, row] of block.rows.entries()) {
    const words = row.map(wordsOf);
    if (!mayBeHeader(words.join(""))) continue;
    if (!isHeader(words.filter((word) => word !== "")) && !isOtherHeader(words)) continue;
    if (header && !isCrossed(row, at)) {
      const title = titleRows(block.rows, start, at, lines);
      if (title < at || !isSameHeader(words, header)) {
        blocks.push(...tableOf(block.rows, start, title), ...textOf(block.rows, title, at));
        start = at;
      }
    }
    if (!header || start === at) header = words;
  }
  return start === 0 ? [block] : [...blocks, ...tableOf(block.rows, start, block.rows.length)];
}

/** A header is short, holds no sentence and names what one of these words stands for; a sheet has many rows that are none. */
function mayBeHeader(words: string): boolean {
  return (
    words.length <= 200 &&
    !words.includes("。") &&
    /单位|部门|科室|责任|牵头|序\s*号|编号|姓\s*名|电话|联系/.test(words)
  );
}

function isCrossed(row: Row, at: number): boolean {
  return row.some((cell) => cell.state === "covered" && cell.by.row < at);
}

/** Where the rows begin that name the table whose header is at `to`; `to` itself where there are none. */
function titleRows(rows: readonly Row[], from: number, to: number, lines: readonly Line[]): number {
  let first = to;
  while (first > from + 1 && isAlone(rows[first - 1] ?? [], first - 1)) first--;
  const above = rows.slice(first, to).flatMap((row) => linesIn(row, lines));
  const [title] = titleAbove(above);
  if (!title) return to;
  return rows.findIndex((row, at) => at >= first && linesIn(row, lines).some(({ no }) => no >= title.no));
}

/** Whether a row prints one cell at most, which may span others. */
function isAlone(row: Row, at: number): boolean {
  return row.filter(({ state }) => state === "printed").length <= 1 && !isCrossed(row, at);
}

function linesIn(row: Row, lines: readonly Line[]): Line[] {
  return printedIn(row).flatMap(({ line }) => lines[line - 1] ?? []);
}

function tableOf(rows: readonly Row[], from: number, to: number): TableBlock[] {
  const own = rows.slice(from, to);
  const place = extentOf(own);
  if (!place) return [];
  const moved = own.map((row) =>
    row.map((cell): TableCell => {
      if (cell.state !== "covered") return cell;
      return { state: "covered", by: { ...cell.by, row: cell.by.row - from } };
    }),
  );
  return [{ kind: "table", ...place, rows: moved }];
}

function textOf(rows: readonly Row[], from: number, to: number): Block[] {
  const place = extentOf(rows.slice(from, to));
  return place ? [{ kind: "text", ...place }] : [];
}

/** The first and the last line of these rows, which are numbered row by row. */
function extentOf(rows: readonly Row[]): { from: number; to: number } | undefined {
  const pieces = rows.flatMap((row) => printedIn(row));
  const first = pieces[0];
  const last = pieces.at(-1);
  return first && last ? { from: first.line, to: last.line } : undefined;
}
