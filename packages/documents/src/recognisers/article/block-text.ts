// A text block as one string, so that what runs over several lines can be found, with the way back to the lines.
import { type Piece, trimmed } from "../../document/cell.ts";
import type { Line } from "../../document/line.ts";

/** A stretch of a block's text; the place of a character counts from 0 through all lines. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface BlockText {
  readonly lines: readonly Line[];
  /** Where each line begins. */
  readonly starts: readonly number[];
  /** The lines in half width, separated by line feeds. */
  readonly folded: string;
}

/** Joins the lines of a block. */
export function openText(lines: readonly Line[]): BlockText {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of lines) {
    starts.push(length);
    length += text.length + 1;
  }
  return { lines, starts, folded: lines.map(({ folded }) => folded).join("\n") };
}

/** Which of the lines holds the character at this place. */
export function lineIndexAt({ starts }: BlockText, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The number of the line that holds the character at this place. */
export function lineNoAt(text: BlockText, at: number): number {
  return text.lines[lineIndexAt(text, at)]?.no ?? 0;
}

/** The words of a stretch as printed, each line a piece, without blanks around them. */
export function piecesOf(text: BlockText, { from, to }: Stretch): Piece[] {
  const pieces: Piece[] = [];
  for (let index = lineIndexAt(text, from); from < to && index < text.lines.length; index++) {
    const line = text.lines[index];
    const start = text.starts[index] ?? 0;
    if (!line || start >= to) break;
    const first = Math.max(from - start, 0);
    const piece = trimmed({ line: line.no, from: first, text: line.text.slice(first, Math.max(to - start, 0)) });
    if (piece.text !== "") pieces.push(piece);
  }
  return pieces;
}

/** The stretch without the blanks around it. */
export function withoutBlanks({ folded }: BlockText, { from, to }: Stretch): Stretch {
  let first = from;
  let last = to;
  while (first < last && /\s/.test(folded[first] ?? "")) first++;
  while (last > first && /\s/.test(folded[last - 1] ?? "")) last--;
  return { from: first, to: last };
}

/** The same text with blanks in place of these stretches, so that what surrounds them is read as one. */
export function blanked({ lines, starts, folded }: BlockText, stretches: readonly Stretch[]): BlockText {
  if (stretches.length === 0) return { lines, starts, folded };
  const hidden = new Set(stretches.map(({ from }) => lineIndexAt({ lines, starts, folded }, from)));
  const left = lines.map((line, index) => {
    const blank = " ".repeat(line.text.length);
    return hidden.has(index) ? { ...line, text: blank, folded: blank } : line;
  });
  return { lines: left, starts, folded: left.map((line) => line.folded).join("\n") };
}
