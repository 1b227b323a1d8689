// Paragraphs that end with the names of offices in brackets, with no word that says what they do: a habit of the document.
import { namesIn } from "../../cells/names-in.ts";
import type { BlockText } from "./block-text.ts";
import type { NumeralStyle } from "./numerals.ts";
import type { Paragraph } from "./paragraphs.ts";

/** Only this end of a paragraph is looked at. */
const END = 200;
const IN_BRACKETS = /\(([^()]{2,160})\)[\s。.;,]*$/;
/** How the names of offices end. A place, a school or a company in brackets may be an example of what the text speaks of. */
const OFFICE = /(?:局|委|办|部|厅|署|办公室|委员会|管委会|监委)$/;

/**
 * The kinds of paragraphs most of which end so: 「推进甲事（县财政局）；」. In one alone the brackets may explain the words before
 * them: 「重点部门（县公安局、县司法局）。」
 */
export function closedByNames({ folded }: BlockText, roots: readonly Paragraph[]): ReadonlySet<NumeralStyle> {
  const counts = new Map<NumeralStyle, { all: number; named: number }>();
  count(roots);
  return new Set([...counts].flatMap(([style, { all, named }]) => (named > 1 && named * 3 >= all * 2 ? [style] : [])));

  function count(family: readonly Paragraph[]): void {
    for (const { style, body, to, children } of family) {
      count(children);
      if (children.length > 0) continue;
      const seen = counts.get(style) ?? { all: 0, named: 0 };
      const inside = IN_BRACKETS.exec(folded.slice(Math.max(body, to - END), to))?.[1];
      counts.set(style, {
        all: seen.all + 1,
        named: seen.named + (inside !== undefined && areOffices(inside) ? 1 : 0),
      });
    }
  }
}

const CHARGE = /牵头|负责|主办|承办|配合|协办/g;

/** Whether an office is among the names in brackets, with or without a word of what they do. */
export function areOffices(words: string): boolean {
  const names = words.replace(CHARGE, "").split(/[、,;\s]+/);
  return namesIn(words) !== "few" && names.some((name) => OFFICE.test(name));
}
