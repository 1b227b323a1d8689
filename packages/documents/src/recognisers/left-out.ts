// Tables that are not about tasks: rosters, lists of contacts, budgets. They are told apart before anything is recognised.
import type { Block, BlockDocument, TableBlock } from "../document/block.ts";
import type { Line } from "../document/line.ts";
import { isHeader, isOtherHeader } from "./columns.ts";
import { apart } from "./stacked.ts";
import { titleAbove } from "./title-above.ts";

/** A table that is left out, with the lines that name it. */
export interface LeftOut {
  readonly from: number;
  readonly to: number;
  /** The words of its header. */
  readonly words: string;
}

/** The document without the tables that are not about tasks. */
export interface Sorted {
  readonly document: BlockDocument;
  readonly leftOut: readonly LeftOut[];
}

/** Sorts out the tables that are not about tasks, whatever their format. */
export function sortTables(document: BlockDocument): Sorted {
  const { lines } = document;
  const blocks: Block[] = [];
  const leftOut: LeftOut[] = [];
  for (const block of document.blocks.flatMap((each) => (each.kind === "table" ? apart(each, lines) : [each]))) {
    if (block.kind === "table") {
      const words = otherHeader(block);
      if (words) leaveOut({ from: block.from, to: block.to, words: words.join("、") });
      else blocks.push(block);
      continue;
    }
    let from = block.from;
    for (const other of othersIn(lines, block)) {
      if (other.from > from) blocks.push({ kind: "text", from, to: other.from - 1 });
      leaveOut(other);
      from = other.to + 1;
    }
    if (from <= block.to) blocks.push({ kind: "text", from, to: block.to });
  }
  return leftOut.length > 0 || blocks.length !== document.blocks.length
    ? { document: { ...document, blocks }, leftOut }
    : { document, leftOut };

  /** The lines that name the table go with it. */
  function leaveOut(other: LeftOut): void {
    const above = blocks.at(-1);
    const near = above?.kind === "text" && above.to === other.from - 1 ? above : undefined;
    const [title] = near ? titleAbove(lines.slice(Math.max(near.from - 1, near.to - TITLE_WITHIN), near.to)) : [];
    if (near && title) {
      blocks.pop();
      if (title.no > near.from) blocks.push({ ...near, to: title.no - 1 });
    }
    leftOut.push({ ...other, from: title?.no ?? other.from });
  }
}

/** A title stands so many lines above its header at most. */
const TITLE_WITHIN = 30;
/** A title, a remark or the like may stand in rows of their own above the header. */
const ROWS_ABOVE = 8;

function otherHeader({ rows }: TableBlock): string[] | undefined {
  for (const row of rows.slice(0, ROWS_ABOVE)) {
    const words = row.flatMap((cell) =>
      cell.state === "printed" ? [cell.pieces.map(({ text }) => text).join("")] : [],
    );
    if (isHeader(words)) return undefined;
    if (isOtherHeader(words)) return words;
  }
  return undefined;
}

/** A header line is short. */
const HEADER_LENGTH = 200;

/** The other tables among lines of text, which have one row a line. */
function othersIn(lines: readonly Line[], { from, to }: { readonly from: number; readonly to: number }): LeftOut[] {
  const found: LeftOut[] = [];
  let open: { from: number; to: number; words: string } | undefined;
  for (let no = from; no <= to; no++) {
    const line = lines[no - 1];
    if (!line || line.text.trim() === "") continue;
    const cells = cellsIn(line);
    if (open && cells.length > 1 && !isHeader(cells)) {
      open.to = no;
      continue;
    }
    if (open) found.push(open);
    const other = line.text.length <= HEADER_LENGTH && cells.length > 1 && isOtherHeader(cells);
    open = other ? { from: no, to: no, words: cells.join("、") } : undefined;
  }
  return open ? [...found, open] : found;
}

function cellsIn({ folded }: Line): string[] {
  const delimiter = folded.includes("\t") ? "\t" : "|";
  return folded
    .split(delimiter)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "");
}
