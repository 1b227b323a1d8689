// Coverage 覆盖: for every sign of the table, who took it. What nobody took is unread.
import type { Piece } from "./layout/cell.ts";
import type { Line } from "./readers/text.ts";

export interface Unread {
  readonly lines: [number, number];
  readonly text: string;
}

export interface Ledger {
  /** Takes printed signs for one field or one structural mark. */
  claim(pieces: readonly Piece[]): void;
  /** Leaves lines out of the table, such as a form that was understood as one. */
  exclude(pieces: readonly Piece[]): void;
  /** Everything in the table that nobody took, in order; text on neighbouring lines stays together. */
  unread(): Unread[];
  /**
   * How many signs the table has, blanks aside, and how many of them belong to exactly one field or mark or to the
   * unread text. A sign that two fields took is not counted: it would show twice.
   */
  count(): { characters: number; attributed: number };
}

/** Opens the account of these lines, which come in order. */
export function openLedger(lines: readonly Line[]): Ledger {
  // One account for all signs, since a text of 10 MB has too many lines for one each.
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

  /** Visits every sign that is no blank, with the number of those who took it. */
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
/** The start of a line that has no account here. */
const ELSEWHERE = -1;

/** Unread signs that stand together; each stretch lies in one line. */
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

/** Whether a code unit counts as a sign: no blank, and not the second half of a surrogate pair. */
function isSign(code: number): boolean {
  if (code >= 0xdc00 && code <= 0xdfff) return false;
  // Behind the ideographic blank there is only one blank more; few signs are left to be compared with all of them.
  if (code > 0x3000 && code !== 0xfeff) return true;
  return !/\s/.test(String.fromCharCode(code));
}
