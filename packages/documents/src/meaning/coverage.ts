// Coverage 覆盖: for every character of the table, which field claimed it. What no field claimed is unread.
import type { Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";

export interface Unread {
  readonly lines: [number, number];
  readonly text: string;
}

export interface Ledger {
  /** Claims printed characters for one field or one structural mark. */
  claim(pieces: readonly Piece[]): void;
  /** Leaves lines out of the table, such as a form that was understood as one. */
  exclude(pieces: readonly Piece[]): void;
  /** Everything in the table that was not claimed, in order; text on neighbouring lines is kept together. */
  unread(): Unread[];
  /**
   * How many characters the table has, not counting blanks, and how many of them belong to exactly one field or mark or
   * to the unread text. A character that two fields claimed is not attributed: it would be shown twice.
   */
  count(): { characters: number; attributed: number };
}

/** Opens the account of these lines, which are in order. */
export function openLedger(lines: readonly Line[]): Ledger {
  // One array for all characters, since a text of 10 MB has too many lines for an array each.
  const starts: number[] = new Array((lines.at(-1)?.no ?? 0) + 1).fill(ELSEWHERE);
  let length = 0;
  for (const { no, text } of lines) {
    starts[no] = length;
    length += text.length;
  }
  const taken = new Uint8Array(length);

  function add(pieces: readonly Piece[], by: number): void {
    for (const { line, from, text } of pieces) {
      const start = starts[line] ?? ELSEWHERE;
      if (start === ELSEWHERE) continue;
      for (let at = start + from; at < start + from + text.length; at++) {
        taken[at] = Math.min((taken[at] ?? 0) + by, 255);
      }
    }
  }

  /** Visits every character that is not a blank, with the number of claims to it. */
  function each(visit: (line: Line, at: number, count: number) => void): void {
    let start = 0;
    for (const line of lines) {
      for (let at = 0; at < line.text.length; at++) {
        if (isSign(line.text.charCodeAt(at))) visit(line, at, taken[start + at] ?? 0);
      }
      start += line.text.length;
    }
  }

  return {
    claim: (pieces) => add(pieces, 1),
    exclude: (pieces) => add(pieces, EXCLUDED),
    unread() {
      const runs: Run[] = [];
      let open = false;
      each((line, at, count) => {
        if (count > 0) {
          open = false;
          return;
        }
        const run = runs.at(-1);
        if (open && run && line.no - run.last <= 1) extend(run, line, at);
        else runs.push({ first: line.no, last: line.no, stretches: [{ line, from: at, to: at + 1 }] });
        open = true;
      });
      return runs.map(({ first, last, stretches }) => ({
        lines: [first, last],
        text: stretches.map(({ line, from, to }) => line.text.slice(from, to)).join("\n"),
      }));
    },
    count() {
      let characters = 0;
      let attributed = 0;
      each((_line, _at, count) => {
        if (count >= EXCLUDED) return;
        characters++;
        if (count <= 1) attributed++;
      });
      return { characters, attributed };
    },
  };
}

const EXCLUDED = 100;
/** The start of a line that is not among these lines. */
const ELSEWHERE = -1;

/** Unread characters that follow each other; each stretch is on one line. */
interface Run {
  readonly first: number;
  last: number;
  readonly stretches: { readonly line: Line; readonly from: number; to: number }[];
}

function extend(run: Run, line: Line, at: number): void {
  const stretch = run.stretches.at(-1);
  if (stretch?.line === line) stretch.to = at + 1;
  else run.stretches.push({ line, from: at, to: at + 1 });
  run.last = line.no;
}

/** Whether a code unit counts as a character: it is neither a blank nor the second half of a surrogate pair. */
function isSign(code: number): boolean {
  if (code >= 0xdc00 && code <= 0xdfff) return false;
  // Above the ideographic blank there is only one more blank, so few characters are compared with all blanks.
  if (code > 0x3000 && code !== 0xfeff) return true;
  return !/\s/.test(String.fromCharCode(code));
}
