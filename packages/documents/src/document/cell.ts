// The cell of a grid: the printed pieces it is made of, each with its place in the source.
import type { Line } from "./line.ts";

/** A stretch of one source line. `from` counts its characters from 0. */
export interface Piece {
  readonly line: number;
  readonly from: number;
  readonly text: string;
}

/**
 * What a row has in one column. `blank` is printed but empty, `absent` is not printed at all. What either means, merged
 * or nothing, differs between documents and between columns.
 */
export interface Cell {
  readonly state: "printed" | "blank" | "absent";
  /** The paragraphs of the cell; empty unless it is printed. */
  readonly pieces: readonly Piece[];
}

export const ABSENT: Cell = { state: "absent", pieces: [] };
export const BLANK: Cell = { state: "blank", pieces: [] };

export interface GridRow {
  /** One per physical column. */
  readonly cells: readonly Cell[];
  /** First and last source line. */
  readonly from: number;
  readonly to: number;
}

/** Makes a cell of pieces, which may be nothing but blanks. */
export function cellOf(pieces: readonly Piece[]): Cell {
  const printed = pieces.map(trimmed).filter((piece) => piece.text !== "");
  return { state: printed.length > 0 ? "printed" : "blank", pieces: printed };
}

/** The piece without the blanks around it. */
export function trimmed(piece: Piece): Piece {
  const text = piece.text.trim();
  // Nearly all are trimmed already.
  if (text.length === piece.text.length) return piece;
  const start = piece.text.length - piece.text.trimStart().length;
  return { line: piece.line, from: piece.from + start, text };
}

/** A whole line, without the blanks around it. */
export function pieceOf({ no, text }: Line): Piece {
  return trimmed({ line: no, from: 0, text });
}

/** The words of a cell; its paragraphs are separated by line feeds. A cell that is not there has none. */
export function cellText(cell: Cell | undefined): string {
  if (!cell) return "";
  const [only, next] = cell.pieces;
  if (only && !next) return only.text;
  return cell.pieces.map((piece) => piece.text).join("\n");
}

/** The pieces that a stretch of `cellText` comes from. */
export function slicePieces(cell: Cell, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const piece of cell.pieces) {
    const first = Math.max(from - start, 0);
    const last = Math.min(to - start, piece.text.length);
    if (first < last) pieces.push({ line: piece.line, from: piece.from + first, text: piece.text.slice(first, last) });
    start += piece.text.length + 1;
  }
  return pieces;
}
