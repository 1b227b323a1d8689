// Coverage 覆盖: for every sign of the table, who took it. What nobody took is unread.
import { type Piece, trimmed } from "./layout/cell.ts";
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

/** Opens the account of these lines. */
export function openLedger(lines: readonly Line[]): Ledger {
  const taken = new Map(lines.map(({ no, text }) => [no, new Uint8Array(text.length)]));

  function add(pieces: readonly Piece[], by: number): void {
    for (const { line, from, text } of pieces) {
      const signs = taken.get(line);
      for (let at = from; signs && at < from + text.length; at++) signs[at] = Math.min((signs[at] ?? 0) + by, 255);
    }
  }

  function* signs(): Generator<{ line: Line; at: number; count: number }> {
    for (const line of lines) {
      const row = taken.get(line.no);
      for (let at = 0; at < line.text.length; at++) {
        const code = line.text.charCodeAt(at);
        // The second half of a surrogate pair is no sign of its own.
        if ((code >= 0xdc00 && code <= 0xdfff) || /\s/.test(line.text[at] ?? "")) continue;
        yield { line, at, count: row?.[at] ?? 0 };
      }
    }
  }

  return {
    claim: (pieces) => add(pieces, 1),
    exclude: (pieces) => add(pieces, EXCLUDED),
    unread() {
      const runs: { first: number; last: number; pieces: Piece[] }[] = [];
      let previous: "taken" | "unread" = "taken";
      for (const { line, at, count } of signs()) {
        if (count > 0) {
          previous = "taken";
          continue;
        }
        const run = runs.at(-1);
        const piece = run?.pieces.at(-1);
        if (run && piece && previous === "unread" && line.no - run.last <= 1) {
          if (piece.line === line.no)
            run.pieces[run.pieces.length - 1] = { ...piece, text: line.text.slice(piece.from, at + 1) };
          else run.pieces.push({ line: line.no, from: at, text: line.text[at] ?? "" });
          run.last = line.no;
        } else {
          runs.push({
            first: line.no,
            last: line.no,
            pieces: [{ line: line.no, from: at, text: line.text[at] ?? "" }],
          });
        }
        previous = "unread";
      }
      return runs.map(({ first, last, pieces }) => ({
        lines: [first, last],
        text: pieces.map((piece) => trimmed(piece).text).join("\n"),
      }));
    },
    count() {
      let characters = 0;
      let attributed = 0;
      for (const { count } of signs()) {
        if (count >= EXCLUDED) continue;
        characters++;
        if (count <= 1) attributed++;
      }
      return { characters, attributed };
    },
  };
}

const EXCLUDED = 100;
