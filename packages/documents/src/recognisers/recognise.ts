// Recognition: which recogniser explains which stretch of a document.
import type { Block, BlockDocument } from "../document/block.ts";
import { pieceOf } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { recogniseArticle } from "./article.ts";
import { recogniseForms } from "./forms.ts";
import { recogniseGlued } from "./glued.ts";
import { recogniseLabelled } from "./labelled.ts";
import { isGood, type Quality, qualityOf } from "./quality.ts";
import type { Explanation, LayoutDoubt } from "./record.ts";
import { recogniseRuled } from "./ruled.ts";
import { recogniseTextTables } from "./text-tables.ts";
import { titleAbove } from "./title-above.ts";
import { unitTables } from "./unit-tables.ts";

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

/**
 * Lets every recogniser explain the document, and keeps the best explanation of each stretch. Articles and lists are looked
 * for outside the tables whose cells are marked: there, rows would only be paragraphs that name no units.
 */
export function recognise(document: BlockDocument): Recognition {
  const tables = [
    ...recogniseRuled(document),
    ...recogniseForms(document),
    ...inTexts(document, recogniseTextTables),
    ...inTexts(document, recogniseGlued),
  ];
  const ratedTables = tables.map((table) => rate(table, document));
  const marked = ratedTables.filter(
    ({ explanation, quality }) => isMarked(explanation) && isGood(explanation, quality),
  );
  const prose = without(
    document,
    marked.map(({ explanation }) => explanation),
  );
  const texts = [...recogniseArticle(prose), ...recogniseLabelled(prose)];
  const tried = [...tables, ...texts];
  const rated = [...ratedTables, ...texts.map((text) => rate(text, document))]
    .filter(({ explanation: { records } }) => records.length > 0)
    .sort((one, other) => other.value - one.value);
  const good = rated.filter(({ explanation, quality }) => isGood(explanation, quality));
  const kept: Rated[] = [];
  const missed: Missed[] = [];
  for (const each of good.length > 0 ? good : rated.slice(0, 1)) {
    const rival = kept.find((other) => overlap(each.explanation, other.explanation));
    if (!rival) kept.push(each);
    else if (areTied(each, rival)) return { parts: [], tied: [rival.explanation, each.explanation], tried };
    else missed.push(...missedBy(rival.explanation, each.explanation));
  }
  // What only half reads is not taken beside what reads well; but it is said to be there.
  const [best] = kept;
  for (const { explanation } of rated) {
    if (!best || kept.some((other) => overlap(explanation, other.explanation))) continue;
    missed.push(...missedBy(best.explanation, explanation));
  }
  const [first] = kept.map(({ explanation }) => explanation).toSorted((one, other) => one.from - other.from);
  // Behind the first part all that is not read is said; a table before it would be lost.
  for (const table of first
    ? unitTables(
        document,
        kept.map(({ explanation }) => explanation),
      )
    : []) {
    const said = missed.some(({ doubt }) => doubt.from <= table.to && table.from <= doubt.to);
    if (first && table.to < first.from && !said) {
      const { from, to } = table;
      missed.push({ by: first, doubt: { code: "ROWS_LEFT_OUT", from, to, words: `${table.rows}` } });
    }
  }
  const parts = kept
    .map(({ explanation }) => ({
      ...explanation,
      doubts: [...explanation.doubts, ...missed.filter(({ by }) => by === explanation).map(({ doubt }) => doubt)],
    }))
    .sort((one, other) => one.from - other.from);
  return { parts: parts.map((part, at) => titled(part, parts[at - 1], document)), tied: undefined, tried };
}

/** Whether marks in the file or the text tell the cells apart, so that words between them are no table by chance. */
function isMarked({ by }: Explanation): boolean {
  return by === "ruled" || by === "delimited" || by === "lined";
}

/** The document with these tables cut out of its text. */
function without(document: BlockDocument, tables: readonly Explanation[]): BlockDocument {
  if (tables.length === 0) return document;
  const cuts = tables.toSorted((one, other) => one.from - other.from);
  const blocks = document.blocks.flatMap((block): Block[] => {
    if (block.kind === "table") return [block];
    const left: Block[] = [];
    let from = block.from;
    for (const table of cuts) {
      if (table.to < from || table.from > block.to) continue;
      if (table.from > from) left.push({ kind: "text", from, to: table.from - 1 });
      from = table.to + 1;
    }
    if (from <= block.to) left.push({ kind: "text", from, to: block.to });
    return left;
  });
  return { ...document, blocks };
}

/** A further part begins with the lines that name it. */
function titled(part: Explanation, above: Explanation | undefined, { lines }: BlockDocument): Explanation {
  if (!above) return part;
  const title = titleAbove(lines.slice(above.to, part.from - 1));
  const [first] = title;
  if (!first) return part;
  const marks = title.map(pieceOf);
  return { ...part, from: first.no, marks: [...marks, ...part.marks] };
}

function inTexts(
  { lines, blocks }: BlockDocument,
  recognise: (lines: readonly Line[]) => Explanation[],
): Explanation[] {
  return blocks.flatMap((block) => (block.kind === "text" ? recognise(lines.slice(block.from - 1, block.to)) : []));
}

/** Rows that a better explanation leaves out, though another one finds them. */
interface Missed {
  readonly by: Explanation;
  readonly doubt: LayoutDoubt;
}

function missedBy(by: Explanation, other: Explanation): Missed[] {
  const held = new Set<number>();
  for (const { from, to } of by.records) for (let no = from; no <= to; no++) held.add(no);
  const left = other.records.filter(({ from, to }) => !held.has(from) && !held.has(to));
  const [first] = left;
  const last = left.at(-1);
  if (!first || !last) return [];
  return [{ by, doubt: { code: "ROWS_LEFT_OUT", from: first.from, to: last.to, words: `${left.length}` } }];
}

/** Words left over count twice: an explanation is better if it reads less, but all of it. */
function rate(explanation: Explanation, { lines }: BlockDocument): Rated {
  const quality = qualityOf(explanation, lines.slice(explanation.from - 1, explanation.to));
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
