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
const CLOSERS = new Set(PAIRS.values());
/** Notices nest two or three deep; a bound keeps a hostile text linear. */
const DEEPEST = 8;

/**
 * For every sign of a text, whether it stands in a bracket or in quotation marks; the marks themselves count as
 * inside. An opener that nothing closes protects nothing, so that one slip does not swallow the rest of a cell.
 */
export function enclosed(text: string): readonly boolean[] {
  const folded = foldWidth(text);
  const pairs: { from: number; to: number }[] = [];
  let open: { sign: string; at: number }[] = [];
  for (let at = 0; at < folded.length; at++) {
    const sign = folded[at] ?? "";
    if (PAIRS.has(sign)) {
      open = [...open.slice(1 - DEEPEST), { sign, at }];
    } else if (CLOSERS.has(sign)) {
      const level = open.findLastIndex((opener) => PAIRS.get(opener.sign) === sign);
      const opener = open[level];
      if (!opener) continue;
      pairs.push({ from: opener.at, to: at });
      open = open.slice(0, level);
    }
  }
  return depths(folded.length, pairs).map((depth) => depth > 0);
}

function depths(length: number, pairs: readonly { from: number; to: number }[]): number[] {
  const change = new Array<number>(length + 1).fill(0);
  for (const { from, to } of pairs) {
    change[from] = (change[from] ?? 0) + 1;
    change[to + 1] = (change[to + 1] ?? 0) - 1;
  }
  let depth = 0;
  return change.slice(0, length).map((step) => {
    depth += step;
    return depth;
  });
}
