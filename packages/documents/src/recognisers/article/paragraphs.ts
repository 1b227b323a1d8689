// The numbered paragraphs of a text, one below another; also where archives have glued them together.
import { enclosed } from "../../cells/nesting.ts";
import { sameWords } from "../../readers/width.ts";
import { isPageMark } from "../grid.ts";
import type { BlockText, Stretch } from "./block-text.ts";
import {
  bulletAt,
  type Numeral,
  type NumeralStyle,
  nestedAt,
  numeralAt,
  numeralBeforeFigure,
  RANK,
} from "./numerals.ts";
import { pageHeaders } from "./page-headers.ts";
import { unitsOfHeading } from "./unit-headings.ts";
import { unitLines } from "./unit-lines.ts";
import { openedByUnits, unnumberedTasks } from "./unnumbered.ts";

export interface Paragraph {
  readonly style: NumeralStyle;
  readonly order: number;
  readonly no: string;
  /** Where the numeral begins. */
  readonly from: number;
  /** Where the words begin. */
  readonly body: number;
  /** Where the next numbered paragraph begins. */
  to: number;
  readonly children: Paragraph[];
}

export interface Paragraphs {
  readonly roots: readonly Paragraph[];
  readonly count: number;
  /** Headings printed again at the top of a page, and the rules and numbers of pages. */
  readonly repeated: readonly Stretch[];
  readonly pageMarks: readonly Stretch[];
}

/** What may stand before the numeral of a line: blanks and the marks of a heading or of bold words. */
const INDENT = /[\s#>*]{0,40}/y;
const MAYBE = /[(\d一二三四五六七八九十\u2460-\u249b\u3220-\u3229]/g;
const HEADING_LENGTH = 40;
/** No more lines than these stand blank between two paragraphs. */
const BLANK_LINES = 6;

/** Finds the numbered paragraphs. */
export function findParagraphs(text: BlockText): Paragraphs {
  const { folded, lines, starts } = text;
  const roots: Paragraph[] = [];
  const repeated: Stretch[] = [];
  const pageMarks: Stretch[] = [];
  const open: Paragraph[] = [];
  const lastOf = new Map<NumeralStyle, number>();
  const bare = bareHeadings(text);
  const headers = pageHeaders(lines);
  let current: Paragraph | undefined;
  /** The last numeral of two levels. */
  let lastNested = "0.0";
  let count = 0;
  let list: { readonly style: NumeralStyle; last: number } | undefined;

  lines.forEach((line, index) => {
    const start = starts[index] ?? 0;
    if (headers.has(index) || isPageMark(line.folded)) {
      if (line.text.trim() !== "") pageMarks.push({ from: start, to: start + line.text.length });
      return;
    }
    INDENT.lastIndex = start;
    const first = start + Math.min(INDENT.exec(folded)?.[0].length ?? 0, line.text.length);
    const title = bare.get(index);
    if (title !== undefined) {
      const no = line.text.slice(first - start, first - start + title).trim();
      add({ style: "bare", order: 0, no, length: 0 }, first);
      within(line.folded, start, first + title);
      return;
    }
    const numeral =
      numeralAt(folded, first) ?? nextNested(first, index) ?? nextBeforeFigure(first, index) ?? bulletAt(folded, first);
    let from = first;
    if (numeral && opensLine(numeral) && first + numeral.length <= start + line.text.length + 1) {
      list = undefined;
      const again = headingAgain(numeral, first, index);
      if (again) repeated.push({ from: first, to: start + line.text.length });
      else add(numeral, first);
      if (again) return;
      from = first + numeral.length;
    }
    within(line.folded, start, from);
  });
  if (count === 0) {
    const tasks = unnumberedTasks(text);
    for (const from of tasks.length > 0 ? tasks : openedByUnits(text))
      add({ style: "bullet", order: 0, no: "", length: 0 }, from);
  }
  if (current) current.to = folded.length;
  return { roots, count, repeated, pageMarks };

  /** Numerals behind the first words of a line, each only if it is the next one. */
  function within(words: string, start: number, from: number): void {
    if (current === undefined && words.length < HEADING_LENGTH) return;
    const inside = enclosed(words);
    MAYBE.lastIndex = from - start;
    for (let found = MAYBE.exec(words); found; found = MAYBE.exec(words)) {
      const at = found.index;
      const before = words[at - 1] ?? "";
      if (at === 0 || /[\d第.\-—–]/.test(before) || (inside(at - 1) && !/[)\]〕】”》]/.test(before))) continue;
      if (found[0] !== "(" && inside(at)) continue;
      const numeral = numeralAt(folded, start + at);
      if (!numeral || numeral.style === "provision" || !mayFollow(numeral, words, start, at)) continue;
      add(numeral, start + at);
      list = undefined;
      MAYBE.lastIndex = at + numeral.length;
    }
  }

  /** Whether a numeral within a line begins a paragraph: it stands where one may, and its number is the next. */
  function mayFollow(numeral: Numeral, words: string, start: number, at: number): boolean {
    const before =
      words
        .slice(Math.max(0, at - 40), at)
        .trimEnd()
        .at(-1) ?? "";
    const blank = /\s/.test(words[at - 1] ?? "");
    const deeper = current === undefined || RANK[numeral.style] > RANK[current.style];
    const behindSentence = "。;!?)]〕】".includes(before || "-") || (before === ":" && deeper && numeral.order === 1);
    if (!isNext(numeral)) {
      if (numeral.order === 1) list = { style: numeral.style, last: 1 };
      else if (list?.style === numeral.style && numeral.order === list.last + 1) list.last++;
      return false;
    }
    // Looking back is bounded, so that the work stays linear in a line of any length.
    const window = words.slice(Math.max(0, at - 220, (current?.body ?? 0) - start), at).trimEnd();
    const behindUnits = /(?:单位|部门|时限|期限|时间)(?:\([^()]{0,8}\))?\s?:[^。;:]{1,160}$/.test(window);
    const behindClause = /\([^()]{0,160}(?:负责|牵头|配合|单位|落实|部门)[^()]{0,120}\)[。.]?$/.test(window);
    const length = start + at - (current?.body ?? start);
    const behindHeading = current !== undefined && length <= HEADING_LENGTH && length >= 2 && !/[。;:,]/.test(window);
    if (!behindUnits && !behindSentence && !(behindHeading && deeper) && !blank) return false;
    // A list within the words of a task is of its own, unless the clause of the task is before the number.
    if (list?.style === numeral.style && numeral.order === list.last + 1 && !behindClause && !behindUnits) {
      list.last++;
      return false;
    }
    return true;
  }

  function isNext({ style, order }: Numeral): boolean {
    const same = open.find((one) => one.style === style);
    if (same) return order === same.order + 1;
    return order === 1 || order === (lastOf.get(style) ?? 0) + 1;
  }

  /** 「2.6月底前完成」 is the second paragraph behind the end of the first one or below a heading, and a decimal elsewhere. */
  function nextBeforeFigure(from: number, index: number): Numeral | undefined {
    const numeral = numeralBeforeFigure(folded, from);
    return numeral && isNext(numeral) && mayBegin(numeral, index) ? numeral : undefined;
  }

  /** 「1.1」 below 「1.」 or as the first of all, 「1.2」 behind it, and then 「2.1」. */
  function nextNested(from: number, index: number): Numeral | undefined {
    const numeral = nestedAt(folded, from);
    if (!numeral || !(count === 0 || mayBegin(numeral, index))) return undefined;
    const [first, order] = levelsOf(numeral.no);
    const [lastFirst, lastOrder] = levelsOf(lastNested);
    const goesOn = first === lastFirst ? order === lastOrder + 1 : first === lastFirst + 1 && order === 1;
    if (!goesOn) return undefined;
    lastNested = numeral.no;
    return numeral;
  }

  /** Whether a paragraph may begin in this line: the one above is at its end, or is a heading and this is the first below it. */
  function mayBegin({ style, order }: Numeral, index: number): boolean {
    const near = lines.slice(Math.max(0, index - BLANK_LINES), index);
    const above = near.findLast(({ text: words }) => words.trim() !== "")?.folded.trim() ?? "。";
    // 「1.2」 behind 「1.1」 is no chance; a line of its own without an end may be a heading that is not numbered so.
    const first = style === "nested" || (order === 1 && (!current || RANK[current.style] < RANK[style]));
    const below = first && above.length <= HEADING_LENGTH;
    return /[。;!?:)\]】〕]$|^[\u4e00-\u9fff]{2,8}:/.test(above) || below;
  }

  /** 「第三条」 at the start of a line may be a rule that is cited there. */
  function opensLine(numeral: Numeral): boolean {
    if (numeral.style !== "provision" && RANK[numeral.style] > RANK.division) return true;
    return isNext(numeral);
  }

  /** A heading with the same numeral and the same few words as the one that is open: the top of a new page. */
  function headingAgain(numeral: Numeral, from: number, index: number): boolean {
    const same = open.find((one) => one.style === numeral.style);
    if (same?.order !== numeral.order || same.children.length === 0) return false;
    // Where the numbers below it start again too, a whole text is printed again.
    const next = numeralBelow(index);
    if (next?.order === 1 && next.style === same.children[0]?.style) return false;
    const to = (starts[index] ?? 0) + (lines[index]?.text.length ?? 0);
    const title = folded.slice(from + numeral.length, to);
    if (title.length > HEADING_LENGTH || /。./.test(title)) return false;
    const first = same.children[0]?.from ?? same.to;
    return sameWords(title, folded.slice(same.body, first).split("\n", 1)[0] ?? "");
  }

  /** The numeral of the next printed line. */
  function numeralBelow(index: number): Numeral | undefined {
    for (let at = index + 1; at <= index + 3; at++) {
      const start = starts[at];
      if (start === undefined || lines[at]?.text.trim() === "") continue;
      INDENT.lastIndex = start;
      return numeralAt(folded, start + (INDENT.exec(folded)?.[0].length ?? 0));
    }
    return undefined;
  }

  function add({ style, order, no, length }: Numeral, from: number): void {
    if (current) current.to = from;
    while ((open.at(-1) ? RANK[open.at(-1)?.style ?? "sign"] : -1) >= RANK[style]) open.pop();
    const paragraph: Paragraph = { style, order, no, from, body: from + length, to: folded.length, children: [] };
    const parent = open.at(-1);
    if (parent) parent.children.push(paragraph);
    else roots.push(paragraph);
    open.push(paragraph);
    current = paragraph;
    lastOf.set(style, order);
    count++;
  }
}

function levelsOf(nested: string): [first: number, order: number] {
  const [first = 0, order = 0] = nested.split(".").map(Number);
  return [first, order];
}

/**
 * Headings without numerals, each with its length: lines of units above their tasks, or else short lines directly above a
 * number, in a text that has no 「一、」. One alone is the title of the document.
 */
function bareHeadings(text: BlockText): ReadonlyMap<number, number> {
  const units = unitLines(text);
  if (units.size > 0) return units;
  const { lines, starts, folded } = text;
  const found: { readonly index: number; readonly length: number }[] = [];
  let previous: string | undefined;
  let candidate: (typeof found)[number] | undefined;
  let numbers = 0;
  for (const [index, line] of lines.entries()) {
    const words = line.folded.trim();
    if (words === "" || isPageMark(line.folded)) continue;
    INDENT.lastIndex = starts[index] ?? 0;
    const at = (starts[index] ?? 0) + (INDENT.exec(folded)?.[0].length ?? 0);
    const numeral = numeralAt(folded, at);
    if (numeral && RANK[numeral.style] <= RANK.bracketed) return new Map();
    if (numeral?.style === "dotted") {
      numbers++;
      if (candidate !== undefined) found.push(candidate);
    }
    const ended =
      previous !== undefined &&
      (numbers === 0 || /[。)\]】〕;]$/.test(previous) || /(?:单位|部门|时限)\s?:/.test(previous));
    const short = words.length <= 30 && !/[。;:!?,\t|]/.test(words) && !numeral;
    // A unit alone may stand below the task above it.
    const isHeading = short && ended && !unitsOfHeading(folded, { from: at, to: at + words.length });
    candidate = isHeading ? { index, length: words.length } : undefined;
    previous = words;
  }
  if (found.length < 2 || found.length > numbers) return new Map();
  return new Map(found.map(({ index, length }) => [index, length]));
}
