// The headers and footers of pages that a text keeps among its lines: the title of the document, printed again and again.
import type { Line } from "../../document/line.ts";
import { isPageMark } from "../grid.ts";

/** A header is longer than a name that several tasks print on a line of its own, and shorter than a paragraph. */
const SHORTEST = 6;
const LONGEST = 60;

/**
 * The places of lines that only belong to a page: lines next to the number or the rule of a page that are printed at such
 * a place more than once, or also above the first page mark.
 */
export function pageHeaders(lines: readonly Line[]): ReadonlySet<number> {
  const beside = new Map<string, number[]>();
  const above = new Set<string>();
  let previous: { readonly words: string; readonly index: number } | undefined;
  let behindMark = false;
  let marks = 0;
  for (const [index, { folded }] of lines.entries()) {
    const words = folded.trim();
    if (words === "") continue;
    if (isPageMark(folded)) {
      if (previous && !behindMark) keep(previous.words, previous.index);
      behindMark = true;
      marks++;
      continue;
    }
    if (marks === 0) above.add(words);
    if (behindMark) keep(words, index);
    behindMark = false;
    previous = { words, index };
  }
  if (marks === 0) return new Set();
  return new Set([...beside].flatMap(([words, places]) => (places.length > 1 || above.has(words) ? places : [])));

  function keep(words: string, index: number): void {
    if (words.length < SHORTEST || words.length > LONGEST || /[。;:!?,、)\]】〕|\t]/.test(words)) return;
    const places = beside.get(words);
    if (places?.at(-1) === index) return;
    if (places) places.push(index);
    else beside.set(words, [index]);
  }
}
