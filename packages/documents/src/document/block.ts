// The block document: what a file of any format becomes before anything is recognised in it.
import type { Piece } from "./cell.ts";
import type { Line } from "./line.ts";
import type { Mark } from "./mark.ts";

/** The formats that are read. */
export type Format = "txt" | "html" | "docx" | "xlsx";

/** Where a line of the text stands in its file; only what the format knows is given. All numbers count from 1. */
export interface Place {
  /** The number of the file, where a document is read from several. */
  readonly file?: number;
  /** The number of the paragraph among those outside tables (docx, html). */
  readonly paragraph?: number;
  /** The number of the table (docx, html), with the row and the column in it. */
  readonly table?: number;
  readonly row?: number;
  readonly column?: number;
  /** The name of the sheet and the cell in it, such as C5 (xlsx). */
  readonly sheet?: string;
  readonly cell?: string;
}

/**
 * A document as text and tables in the order in which they are printed. Each line of its text is a paragraph, or a
 * paragraph of one cell of a table; what is recognised in it points to lines, whatever the format was.
 */
export interface BlockDocument {
  /** That of the first file, where there are several. */
  readonly format: Format;
  /** The text of the document as it was read; `lines` of a draft number these. */
  readonly lines: readonly Line[];
  /** In order; each line belongs to exactly one of them. */
  readonly blocks: readonly Block[];
  /** Where each line stands in its file, by line number; a text file has no such places. */
  readonly places: ReadonlyMap<number, Place>;
  /** The mark, where it is an export of ours; of several files, that of the first which has one. */
  readonly ownExport?: Mark;
}

export type Block = TextBlock | TableBlock;

/** Lines outside tables. In a text file that is every line, so a table of its own layout is still to be found there. */
export interface TextBlock {
  readonly kind: "text";
  readonly from: number;
  readonly to: number;
}

/** A table whose cells the file itself tells apart. */
export interface TableBlock {
  readonly kind: "table";
  readonly from: number;
  readonly to: number;
  /** Each row has one cell for every column of the table, those covered by a merged cell included. */
  readonly rows: readonly (readonly TableCell[])[];
}

/**
 * A cell of a table: it prints words, is blank, or is covered by a cell above it or to its left that spans it, whose place
 * in `rows` counts from 0. A blank one is missing where its row ends before it in the file.
 */
export type TableCell =
  | { readonly state: "printed"; readonly pieces: readonly Piece[] }
  | { readonly state: "blank"; readonly missing?: true }
  | { readonly state: "covered"; readonly by: { readonly row: number; readonly column: number } };

/** The words of a cell; its paragraphs are separated by line feeds. */
export function wordsOf(cell: TableCell | undefined): string {
  return cell?.state === "printed" ? cell.pieces.map(({ text }) => text).join("\n") : "";
}

/** The pieces that these cells print. */
export function printedIn(cells: readonly (TableCell | undefined)[]): Piece[] {
  return cells.flatMap((cell) => (cell?.state === "printed" ? cell.pieces : []));
}

/** A block whose pieces are made anew, in the same places; a text block holds none. */
export function withPieces<B extends Block>(block: B, made: (piece: Piece) => Piece): B {
  if (block.kind === "text") return block;
  const rows = block.rows.map((row) =>
    row.map((cell) => (cell.state === "printed" ? { ...cell, pieces: cell.pieces.map(made) } : cell)),
  );
  return { ...block, rows };
}
