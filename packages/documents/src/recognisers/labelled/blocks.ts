// The blocks of labelled lines: 「问题一：…」 with its measures, units and deadline, one block after another.

import { outermostPairs } from "../../cells/nesting.ts";
import type { BlockDocument, TextBlock } from "../../document/block.ts";
import type { Line } from "../../document/line.ts";
import { type BlockText, lineIndexAt, openText, type Stretch } from "../article/block-text.ts";
import { type Label, labelAt, labelsIn } from "../article/labels.ts";
import { type Numeral, type NumeralStyle, numeralAt, RANK } from "../article/numerals.ts";
import { nameFollows } from "../article/own-words.ts";
import { isPageMark } from "../grid.ts";
import { isMostlyRows } from "../row-lines.ts";

/** A numbered line above a block, or the numeral before its first label. */
export interface NumberedLine extends Stretch {
  readonly numeral: Numeral;
}

export interface Field {
  readonly label: Label;
  readonly value: Stretch;
  /** Where the next label begins, or the next block. Words between the value and this place belong to nothing. */
  readonly end: number;
}

export interface LabelledBlock {
  /** Headings of sections directly above the block, the outermost first. */
  readonly headings: readonly NumberedLine[];
  /** The numbered line that belongs to the block itself. */
  readonly own: NumberedLine | undefined;
  readonly fields: readonly Field[];
  /** The label that opens the other blocks is missing here. */
  readonly opener: string | undefined;
}

export interface LabelledBlocks {
  readonly text: BlockText;
  readonly blocks: readonly LabelledBlock[];
  /** From the first block or the heading above it to the end of the last. */
  readonly whole: Stretch;
}

/** A line of the text: what it opens with. */
interface Opening {
  /** Where the line begins, and where its words do. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly numeral: NumberedLine | undefined;
  readonly labels: readonly Label[];
}

/** The blocks of each text, which two recognisers ask for: one to read them, and one to leave them alone. */
const found = new WeakMap<TextBlock, LabelledBlocks | null>();

/** Finds the blocks of labels in a text block of a document; undefined if it is no such list. */
export function blocksOf({ lines }: BlockDocument, block: TextBlock): LabelledBlocks | undefined {
  const known = found.get(block);
  if (known !== undefined) return known ?? undefined;
  const blocks = blocksIn(lines.slice(block.from - 1, block.to));
  found.set(block, blocks ?? null);
  return blocks;
}

function blocksIn(lines: readonly Line[]): LabelledBlocks | undefined {
  if (isMostlyRows(lines)) return undefined;
  const text = openText(lines);
  const openings = openingsOf(text);
  const opener = openerOf(openings);
  if (opener === undefined) return undefined;
  const drafts = divide(openings, opener);
  const first = drafts[0];
  if (!first || drafts.length < 2) return undefined;
  const blocks = withHeadings(text, drafts, opener);
  if (!isList(text, blocks)) return undefined;
  const from = text.starts[lineIndexAt(text, blocks[0]?.headings[0]?.from ?? blocks[0]?.own?.from ?? first.from)] ?? 0;
  const end = blocks.at(-1)?.fields.at(-1)?.value.to ?? first.from;
  return { text, blocks, whole: { from, to: (text.starts[lineIndexAt(text, end) + 1] ?? text.folded.length + 1) - 1 } };
}

const INDENT = /[\s#>*]{0,40}/y;

/**
 * The openings of the lines. Where labels stand outside brackets, those within them are part of a value: 「1.增加车辆。（责任
 * 单位：县城管局）」 is one of several measures.
 */
function openingsOf(text: BlockText): Opening[] {
  const { folded, lines, starts } = text;
  const pairs = outermostPairs(folded).filter(({ from }) => "([〔".includes(folded[from] ?? "-"));
  const openings: Opening[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.folded.trim() === "" || isPageMark(line.folded)) continue;
    const start = starts[index] ?? 0;
    const to = start + line.text.length;
    INDENT.lastIndex = start;
    const from = Math.min(start + (INDENT.exec(folded)?.[0].length ?? 0), to);
    const bold = folded.slice(Math.max(start, from - 2), from) === "**" ? from - 2 : from;
    const numeral = numeralAt(folded, from);
    const numbered = numeral && numeral.style !== "named" ? { numeral, from, to } : undefined;
    const at = numbered ? from + numbered.numeral.length : bold;
    const opens = labelAt(folded, at, true);
    const known = opens && opens.to <= to + 4 ? labelsIn(folded, at, to).filter(isField) : [];
    openings.push({ start, from, to, numeral: numbered, labels: known[0]?.from === at ? known : [] });
  }
  let pair = 0;
  const outside = openings.map((opening) => ({ ...opening, labels: opening.labels.filter(isOutside) }));
  const units = outside.filter(({ labels }) => labels.some(({ kind }) => kind === "units"));
  return units.length >= 2 ? outside : openings;

  function isOutside({ from }: Label): boolean {
    while (pair < pairs.length && (pairs[pair]?.to ?? 0) < from) pair++;
    return from < (pairs[pair]?.from ?? Number.POSITIVE_INFINITY);
  }

  function isField({ kind, from }: Label): boolean {
    const before = folded.slice(Math.max(0, from - 2), from);
    const opensLine = /(?:^|\n)[\s*]*$/.test(folded.slice(Math.max(0, from - 12), from));
    return opensLine || (kind !== "other" && /[\s。;.、)]$|\*\*$/.test(before)) || kind === "units";
  }
}

/** The word of a label without its number: 「问题一」 and 「问题二」 open blocks alike. */
function keyOf({ word, kind }: Label): string {
  return kind === "task" ? word.replace(/(?:[一二三四五六七八九十]{1,3}|\d{1,3})$/, "") : word;
}

/** The first label of the pattern that repeats: it is about a task or what it asks for, and units follow it. */
function openerOf(openings: readonly Opening[]): string | undefined {
  const counts = new Map<string, number>();
  const units = new Set<string>();
  for (const label of openings.flatMap(({ labels }) => labels)) {
    counts.set(keyOf(label), (counts.get(keyOf(label)) ?? 0) + 1);
    if (label.kind === "units") units.add(keyOf(label));
  }
  const blocks = Math.max(0, ...[...units].map((key) => counts.get(key) ?? 0));
  if (blocks < 2) return undefined;
  const first = openings
    .flatMap(({ labels }) => labels.slice(0, 1))
    .find((label) => label.kind !== "other" && (counts.get(keyOf(label)) ?? 0) * 2 > blocks);
  return first && keyOf(first);
}

interface Draft {
  readonly from: number;
  readonly before: NumberedLine[];
  /** Each label, and where its line begins if it opens one. */
  readonly labels: { readonly label: Label; readonly from: number }[];
  readonly missesOpener: boolean;
}

/** A block begins at its opening label, or where a label comes a second time. */
function divide(openings: readonly Opening[], opener: string): Draft[] {
  const drafts: Draft[] = [];
  // Where later labels of a block are numbered too (「2.整改措施：」), the numerals count labels and not blocks.
  const later = openings.flatMap(({ labels, numeral }) => (labels[0] && keyOf(labels[0]) !== opener ? [numeral] : []));
  const countsLabels = later.filter((numeral) => numeral !== undefined).length * 2 > later.length;
  let above: NumberedLine[] = [];
  let seen = new Set<string>();
  for (const opening of openings) {
    const { labels, numeral, start, from } = opening;
    if (labels.length === 0) {
      if (numeral) above.push(numeral);
      else if (drafts.length === 0) above = [];
      continue;
    }
    labels.forEach((label, at) => {
      const key = keyOf(label);
      const entry = { label, from: at === 0 ? start : label.from };
      const again = seen.has(key) && label.kind !== "other" && label.kind !== "contact";
      if (key === opener || again || drafts.length === 0) {
        const before = at === 0 ? [...above, ...(numeral && !countsLabels ? [numeral] : [])] : [];
        drafts.push({ from, before, labels: [entry], missesOpener: key !== opener });
        seen = new Set([key]);
      } else {
        drafts.at(-1)?.labels.push(entry);
        seen.add(key);
      }
    });
    above = [];
  }
  return drafts;
}

/** Tells the numbered line of each block from the headings of sections, and ends the values. */
function withHeadings(text: BlockText, drafts: readonly Draft[], opener: string): LabelledBlock[] {
  const own = ownStyle(drafts);
  const above = drafts.map(({ before }) => aboveBlock(before, own));
  return drafts.map((draft, at): LabelledBlock => {
    const next = above[at + 1];
    const line = next?.headings[0]?.from ?? next?.own?.from;
    const lineStart = line === undefined ? undefined : text.starts[lineIndexAt(text, line)];
    const end = lineStart ?? drafts[at + 1]?.labels[0]?.from ?? text.folded.length;
    const last = at === drafts.length - 1;
    return {
      headings: above[at]?.headings ?? [],
      own: above[at]?.own,
      fields: draft.labels.map(({ label }, place): Field => {
        const below = draft.labels[place + 1]?.from;
        const to = valueEnd(text, label, below ?? end, last && below === undefined);
        return { label, value: { from: label.to, to }, end: below ?? Math.max(end, to) };
      }),
      opener: draft.missesOpener ? opener : undefined,
    };
  });
}

/**
 * The style of the numbered lines that belong to the blocks. Above blocks that say themselves what they are about, a line
 * of its own is a heading, unless every block has one.
 */
function ownStyle(drafts: readonly Draft[]): NumeralStyle | undefined {
  const nearest = new Map<NumeralStyle, { blocks: number; headings: number }>();
  for (const { before, labels } of drafts) {
    const line = before.at(-1);
    if (!line) continue;
    const { blocks, headings } = nearest.get(line.numeral.style) ?? { blocks: 0, headings: 0 };
    const above = line.from < (labels[0]?.from ?? 0);
    const named = labels[0]?.label.kind === "task";
    nearest.set(line.numeral.style, { blocks: blocks + 1, headings: headings + (above && named ? 1 : 0) });
  }
  return [...nearest].find(
    ([, { blocks, headings }]) => blocks * 10 >= drafts.length * 6 && (headings === 0 || blocks === drafts.length),
  )?.[0];
}

/** The numbered lines directly above a block: its own is the nearest of its style, headings have a higher rank. */
function aboveBlock(
  before: readonly NumberedLine[],
  style: NumeralStyle | undefined,
): { headings: NumberedLine[]; own: NumberedLine | undefined } {
  const nearest = before.at(-1);
  const own = nearest && nearest.numeral.style === style ? nearest : undefined;
  const headings: NumberedLine[] = [];
  let rank = own ? RANK[own.numeral.style] : RANK.dotted;
  for (const line of (own ? before.slice(0, -1) : before).toReversed()) {
    if (RANK[line.numeral.style] >= rank || headings.length === 2) break;
    headings.unshift(line);
    rank = RANK[line.numeral.style];
  }
  return { headings, own };
}

/** A value about units or days takes its line; any other goes on to the next label, in the last block to an empty line. */
function valueEnd({ folded }: BlockText, { kind, to: from }: Label, end: number, last: boolean): number {
  const value = folded.slice(from, end);
  const short = kind === "units" || kind === "deadline" || kind === "contact" || kind === "number" || last;
  if (!short) return end;
  let at = 0;
  for (const line of value.split("\n")) {
    at += line.length + 1;
    const words = line.trim();
    if (words === "" && at === line.length + 1) continue;
    const goesOn =
      kind === "task" || kind === "requirement"
        ? words !== "" && /^\s*[\d(①-⑳]/.test(value.slice(at))
        : /[、,]$/.test(words) || (kind === "units" && nameFollows(folded, from + at - 1, end));
    if (!goesOn) break;
  }
  return Math.min(end, from + at - 1);
}

/** Most blocks name units, say what is to be done, and do not tell what has been done. */
function isList(text: BlockText, blocks: readonly LabelledBlock[]): boolean {
  const share = (test: (block: LabelledBlock) => boolean) => blocks.filter(test).length * 10 >= blocks.length * 6;
  const has = (block: LabelledBlock, kind: Label["kind"]) => block.fields.some(({ label }) => label.kind === kind);
  const printed = ({ value }: Field) => text.folded.slice(value.from, value.to).trim() !== "";
  return (
    blocks.filter(({ fields }) => fields.some((field) => field.label.kind === "units" && printed(field))).length >= 2 &&
    share((block) => has(block, "units")) &&
    share((block) => has(block, "task") || has(block, "requirement")) &&
    !share((block) => block.fields.some((field) => field.label.kind === "done" && isDone(field)))
  );

  function isDone({ value }: Field): boolean {
    return /已|完成|整改到位/.test(text.folded.slice(value.from, Math.min(value.to, value.from + 200)));
  }
}
