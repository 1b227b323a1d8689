// Brackets and quotation marks: what is inside them is not divided.
import { foldWidth } from "../readers/width.ts";

const PAIRS = new Map([
  ["(", ")"],
  ["[", "]"],
  ["〔", "〕"],
  ["【", "】"],
  ["《", "》"],
  ["〈", "〉"],
  ["“", "”"],
  ["‘", "’"],
  ["「", "」"],
  ["『", "』"],
]);
const MARKS = /[()[\]〔〕【】《》〈〉“”‘’「」『』]/g;
/** Notices nest two or three deep. The bound keeps the work linear for any text. */
const DEEPEST = 8;

/**
 * For every place of a text: whether it is inside brackets or quotation marks, the marks themselves included. A mark
 * that is never closed is ignored, so that one slip does not swallow the rest of a cell.
 */
export function enclosed(text: string): (at: number) => boolean {
  const pairs = outermostPairs(foldWidth(text));
  if (pairs.length === 0) return () => false;
  const inside = new Uint8Array(text.length);
  for (const { from, to } of pairs) inside.fill(1, from, to + 1);
  return (at) => inside[at] === 1;
}

/** The outermost closed pairs of a text in half width, which do not overlap. */
export function outermostPairs(folded: string): { from: number; to: number }[] {
  const pairs: { from: number; to: number }[] = [];
  const open: { sign: string; at: number }[] = [];
  for (const { 0: sign, index } of folded.matchAll(MARKS)) {
    if (PAIRS.has(sign)) {
      if (open.length === DEEPEST) open.shift();
      open.push({ sign, at: index });
      continue;
    }
    const level = open.findLastIndex((opener) => PAIRS.get(opener.sign) === sign);
    const opener = open[level];
    if (!opener) continue;
    open.length = level;
    while ((pairs.at(-1)?.from ?? -1) > opener.at) pairs.pop();
    pairs.push({ from: opener.at, to: index });
  }
  return pairs;
}
