// Brackets and quotation marks: what stands inside one is not divided.
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
/** Notices nest two or three deep; a bound keeps a hostile text linear. */
const DEEPEST = 8;

/**
 * Tells of every place of a text whether it stands in a bracket or in quotation marks; the marks themselves count as
 * inside. An opener that nothing closes protects nothing, so that one slip does not swallow the rest of a cell.
 */
export function enclosed(text: string): (at: number) => boolean {
  const pairs = pairsOf(foldWidth(text));
  if (pairs.length === 0) return () => false;
  const inside = new Uint8Array(text.length);
  for (const { from, to } of pairs) inside.fill(1, from, to + 1);
  return (at) => inside[at] === 1;
}

/** The outermost closed pairs, which do not touch each other. */
function pairsOf(folded: string): { from: number; to: number }[] {
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
