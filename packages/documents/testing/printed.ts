// A block document as a test can compare it: each line of text, and each table as rows of words.
import type { BlockDocument, TableCell } from "../src/document/block.ts";
import type { Problem } from "../src/readers/problem.ts";

type Read = BlockDocument | { readonly problem: Problem };

/** The blocks in order: lines of text as they are, tables as rows; or the code of the refusal. */
export function printed(read: Read): (string | string[])[] {
  if ("problem" in read) return [read.problem.code];
  return read.blocks.flatMap((block): (string | string[])[] => {
    if (block.kind === "table") return [block.rows.map((row) => row.map(shown).join("|"))];
    return read.lines.slice(block.from - 1, block.to).map(({ text }) => text);
  });
}

/** A cell: its lines, · for a blank one, and ^ with the place of the cell that covers it. */
function shown(cell: TableCell): string {
  if (cell.state === "blank") return "·";
  if (cell.state === "covered") return `^${cell.by.row},${cell.by.column}`;
  return cell.pieces.map(({ text }) => text).join("/");
}

/** What is wrong with a document in itself; empty where nothing is. */
export function faults({ lines, blocks, places, format }: BlockDocument): string[] {
  const found: string[] = [];
  let next = 1;
  for (const block of blocks) {
    if (block.from !== next || block.to < block.from)
      found.push(`lines ${block.from} to ${block.to} after ${next - 1}`);
    next = block.to + 1;
    if (block.kind === "table")
      found.push(
        ...tableFaults(
          block.rows,
          block.from,
          block.to,
          lines.map(({ text }) => text),
        ),
      );
  }
  if (next !== lines.length + 1) found.push(`blocks end at ${next - 1} of ${lines.length}`);
  lines.forEach(({ no, text, folded }, at) => {
    if (no !== at + 1 || folded.length !== text.length || /[\n\r]/.test(text)) found.push(`line ${at + 1}`);
    if (format !== "txt" && !places.has(no)) found.push(`no place of line ${no}`);
  });
  return found;
}

function tableFaults(
  rows: readonly (readonly TableCell[])[],
  from: number,
  to: number,
  texts: readonly string[],
): string[] {
  const found: string[] = [];
  let next = from;
  rows.forEach((row, at) => {
    if (row.length !== rows[0]?.length) found.push(`row ${at} has ${row.length} cells`);
    row.forEach((cell) => {
      if (cell.state === "covered" && rows[cell.by.row]?.[cell.by.column]?.state === "covered")
        found.push("covered twice");
      if (cell.state === "covered" && rows[cell.by.row]?.[cell.by.column] === undefined)
        found.push("covered by nothing");
      if (cell.state !== "printed") return;
      for (const piece of cell.pieces) {
        if (piece.line !== next++ || piece.from !== 0 || piece.text.trim() === "")
          found.push(`piece of line ${piece.line}`);
        if (texts[piece.line - 1] !== piece.text) found.push(`words of line ${piece.line}`);
      }
    });
  });
  if (next !== to + 1) found.push(`cells end at ${next - 1} of ${to}`);
  return found;
}
