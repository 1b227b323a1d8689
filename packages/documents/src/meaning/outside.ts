// The sentences outside the rows, where it may be said who does many tasks.
import { NUMERAL } from "../cells/common-charge.ts";
import type { Piece } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { recordsOf, type TaskRow } from "./rows.ts";

/** A sentence, in half width and as printed. A copy may break it over two lines. */
export interface Sentence {
  readonly folded: string;
  readonly pieces: readonly Piece[];
}

/** All sentences of the lines that no task holds; behind them, those that may go on in the next line, with its first words. */
export function sentencesOutside(lines: readonly Line[], tasks: readonly TaskRow[]): Sentence[] {
  const within = new Set<number>();
  for (const task of tasks) {
    for (const { from, to } of recordsOf(task)) for (let no = from; no <= to; no++) within.add(no);
  }
  const outside = lines.filter(({ no, text }) => !within.has(no) && text.trim() !== "" && text.length <= LONGEST);
  const whole = outside.map(sentencesOf);
  const broken = whole.flatMap((sentences, at): Sentence[] => {
    const last = sentences.at(-1);
    const [next] = whole[at + 1] ?? [];
    if (!last || !next || /[。;!?)]$/.test(last.folded)) return [];
    return [{ folded: last.folded + next.folded, pieces: [...last.pieces, ...next.pieces] }];
  });
  return [...whole.flat(), ...broken];
}

/** Longer lines are prose of another kind. */
const LONGEST = 2000;

function sentencesOf({ no, text, folded }: Line): Sentence[] {
  let from = NUMERAL.exec(folded)?.[0].length ?? 0;
  const sentences: Sentence[] = [];
  for (const words of folded.slice(from).split(/(?<=[。!?])/)) {
    const start = from + words.length - words.trimStart().length;
    const end = from + words.trimEnd().length;
    from += words.length;
    if (start < end) {
      sentences.push({
        folded: folded.slice(start, end),
        pieces: [{ line: no, from: start, text: text.slice(start, end) }],
      });
    }
  }
  return sentences;
}

/** A stretch of a sentence. */
export function sliceSentence({ pieces }: Sentence, from: number, to: number): Piece[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    const first = Math.max(from - at, 0);
    const last = Math.min(to - at, piece.text.length);
    at += piece.text.length;
    return first < last ? [{ line: piece.line, from: piece.from + first, text: piece.text.slice(first, last) }] : [];
  });
}
