// Recognition: which recogniser explains which stretch of a document.
import type { BlockDocument } from "../document/block.ts";
import type { Line } from "../document/line.ts";
import { recogniseArticle } from "./article.ts";
import { recogniseForms } from "./forms.ts";
import { recogniseGlued } from "./glued.ts";
import { recogniseLabelled } from "./labelled.ts";
import { isGood, type Quality, qualityOf } from "./quality.ts";
import type { Explanation } from "./record.ts";
import { recogniseRuled } from "./ruled.ts";
import { recogniseTextTables } from "./text-tables.ts";

/** What was recognised in a document. */
export interface Recognition {
  /** The best explanations, in order of their lines, none of which overlap; empty where there is none. */
  readonly parts: readonly Explanation[];
  /** Two explanations of the same lines that are equally good, although they differ. */
  readonly tied: readonly [Explanation, Explanation] | undefined;
  /** Everything that was tried. */
  readonly tried: readonly Explanation[];
}

interface Rated {
  readonly explanation: Explanation;
  readonly quality: Quality;
  readonly value: number;
}

/** Lets every recogniser explain the document, and keeps the best explanation of each stretch. */
export function recognise(document: BlockDocument): Recognition {
  const tried = [
    ...recogniseRuled(document),
    ...recogniseForms(document),
    ...inTexts(document, recogniseTextTables),
    ...inTexts(document, recogniseGlued),
    ...recogniseArticle(document),
    ...recogniseLabelled(document),
  ];
  const rated = tried
    .map((explanation) => rate(explanation, document))
    .filter(({ explanation: { records } }) => records.length > 0)
    .sort((one, other) => other.value - one.value);
  const good = rated.filter(({ explanation, quality }) => isGood(explanation, quality));
  const kept: Rated[] = [];
  for (const each of good.length > 0 ? good : rated.slice(0, 1)) {
    const rival = kept.find((other) => overlap(each.explanation, other.explanation));
    if (!rival) kept.push(each);
    else if (areTied(each, rival)) return { parts: [], tied: [rival.explanation, each.explanation], tried };
  }
  const parts = kept.map(({ explanation }) => explanation).sort((one, other) => one.from - other.from);
  return { parts, tied: undefined, tried };
}

function inTexts(
  { lines, blocks }: BlockDocument,
  recognise: (lines: readonly Line[]) => Explanation[],
): Explanation[] {
  return blocks.flatMap((block) => (block.kind === "text" ? recognise(lines.slice(block.from - 1, block.to)) : []));
}

/** Words left over count twice: an explanation is better if it reads less, but all of it. */
function rate(explanation: Explanation, { lines }: BlockDocument): Rated {
  const quality = qualityOf(explanation, lines);
  const share = quality.sound / Math.max(explanation.records.length, 1);
  return { explanation, quality, value: (quality.read - 2 * quality.unread) * share };
}

function overlap(one: Explanation, other: Explanation): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** Explanations whose values differ by less are equally good. */
const CLOSE = 0.02;

function areTied(one: Rated, other: Rated): boolean {
  const most = Math.max(one.value, other.value);
  const differ = one.explanation.records.length !== other.explanation.records.length;
  return differ && most > 0 && Math.abs(one.value - other.value) < most * CLOSE;
}
