// Telephone, identity and card numbers in a document: they are hidden before anything is read, so that none gets into a draft.
import { personalDataInTexts } from "@taizhang/domain";
import { type BlockDocument, withPieces } from "./block.ts";
import type { Piece } from "./cell.ts";
import type { Line } from "./line.ts";

/** A document whose personal numbers are written as ×, and the lines in which they stand. */
export interface Hidden {
  readonly document: BlockDocument;
  readonly hiddenIn: readonly number[];
}

/** Digits that may be a number of a person, with what may part them. The bound keeps the work linear. */
const CANDIDATE = /(?:[\d〇○零一二三四五六七八九][^\p{L}\p{N}\n]{0,3}){10,60}/gu;
/** What a number is told from stands this close to it. */
const AROUND = 16;

/** Writes × for every digit of a personal number. Every character keeps its place. */
export function withoutPersonalNumbers(document: BlockDocument): Hidden {
  const hiddenIn: number[] = [];
  const lines = document.lines.map((line): Line => {
    const text = withoutNumbers(line);
    if (text === line.text) return line;
    hiddenIn.push(line.no);
    return { no: line.no, text, folded: blotted(line.folded, text) };
  });
  if (hiddenIn.length === 0) return { document, hiddenIn };
  const hidden = new Set(hiddenIn);
  return {
    document: { ...document, lines, blocks: document.blocks.map((block) => withPieces(block, hide)) },
    hiddenIn,
  };

  function hide(piece: Piece): Piece {
    if (!hidden.has(piece.line)) return piece;
    const words = lines[piece.line - 1]?.text ?? "";
    return { ...piece, text: words.slice(piece.from, piece.from + piece.text.length) };
  }
}

function withoutNumbers({ text, folded }: Line): string {
  let written = "";
  let done = 0;
  for (const { 0: found, index } of folded.matchAll(CANDIDATE)) {
    const to = index + found.length;
    const hidden = hide(folded, Math.max(done, index - AROUND), index, to);
    if (hidden === undefined) continue;
    written += text.slice(done, index) + blotted(text.slice(index, to), hidden);
    done = to;
  }
  return done === 0 ? text : written + text.slice(done);
}

/** The digits of a kind of number, at least; more that follow at once belong to it. */
const FEWEST: Readonly<Record<string, number>> = { mobile: 11, landline: 10, identity: 15, bankCard: 16 };
/** In one stretch of so few digits there is no room for more numbers. */
const MOST = 6;

/** The candidate from `from` to `to` with × for the digits of the numbers in it; undefined if it holds none. */
function hide(folded: string, start: number, from: number, to: number): string | undefined {
  let words = folded.slice(start, Math.min(to + AROUND, folded.length));
  let found: { at: number; digits: number } | undefined = numberIn(words);
  if (found === undefined) return undefined;
  for (let round = 0; round < MOST && found; round++) {
    let left = found.digits;
    let at: number = found.at;
    for (; at < words.length; at++) {
      const digit = /[\d〇○零一二三四五六七八九]/.test(words[at] ?? "");
      if (left <= 0 && !digit) break;
      if (!digit) continue;
      words = `${words.slice(0, at)}×${words.slice(at + 1)}`;
      left--;
    }
    found = fewDigits(words.slice(at)) ? undefined : numberIn(words);
  }
  return words.slice(from - start, to - start);
}

/** No number has fewer than ten digits. */
function fewDigits(words: string): boolean {
  return words.replace(/[^\d〇○零一二三四五六七八九]+/g, "").length < 10;
}

function numberIn(words: string): { at: number; digits: number } | undefined {
  const found = personalDataInTexts(words);
  if (!found) return undefined;
  const at = [...words].slice(0, found.at - 1).join("").length;
  return { at, digits: FEWEST[found.kind] ?? 11 };
}

/** The text with × where the hidden one has it. */
function blotted(text: string, hidden: string): string {
  return Array.from({ length: text.length }, (_, at) => (hidden[at] === "×" ? "×" : text[at])).join("");
}
