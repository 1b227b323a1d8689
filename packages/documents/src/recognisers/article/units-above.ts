// Clauses of units that stand above the tasks they are about: headings that are units, and units between a heading and its tasks.
import { type BlockText, type Stretch, withoutBlanks } from "./block-text.ts";
import type { Clause } from "./clause.ts";
import { isFraming } from "./framing.ts";
import type { Node } from "./node.ts";
import { type NumeralStyle, RANK } from "./numerals.ts";
import { namesUnits, type OwnWords } from "./own-words.ts";
import type { Paragraph } from "./paragraphs.ts";
import { type HeadingUnits, mayBeTask, unitsBeforeColon, unitsOfHeading } from "./unit-headings.ts";

/** What a heading gives to the tasks below it. */
export interface Given {
  readonly clauses: readonly Clause[];
  readonly code: "UNITS_FROM_HEADING" | "UNITS_FROM_OPENING" | "UNITS_FROM_LINE_ABOVE";
  /** The words that give it, or the heading they stand under. */
  readonly words: Stretch;
}

/** A heading that gives its units to the tasks below it. */
export interface GivingHeading {
  readonly given: Given;
  /** The words of the heading itself. */
  readonly own: OwnWords;
  /** Words below it that have no number: a task too. */
  readonly rest: { readonly paragraph: Paragraph; readonly own: OwnWords } | undefined;
}

export interface UnitsAbove {
  readonly headings: ReadonlyMap<Node, GivingHeading>;
  /** Paragraphs that open with their units and a colon. */
  readonly openings: ReadonlyMap<Node, { readonly given: Given; readonly own: OwnWords }>;
  /** Tasks whose numbered paragraphs below the clause were taken for items. */
  readonly doubtful: ReadonlySet<Node>;
  /** Titles without units, whose numbered paragraphs are tasks if a heading above gives them units. */
  readonly titles: ReadonlySet<Paragraph>;
}

/** Finds them among all paragraphs of a text. */
export function unitsAbove(text: BlockText, roots: readonly Node[]): UnitsAbove {
  const families = familiesOf(roots);
  const named = unitHeadings(text, families);
  const { headings, doubtful } = clausesAbove(text, families, named);
  // Who is said to have which duties is no list of tasks, where the tasks name their units otherwise.
  const openings =
    families.flat().some(({ own }) => namesUnits(own)) || named.size > 0 ? new Map() : openingUnits(text, families);
  const titles = named.size + headings.size > 0 ? titlesIn(text, families) : new Set<Paragraph>();
  return { headings: new Map([...named, ...headings]), openings, doubtful, titles };
}

/** Headings of who is there for what, below which no tasks stand. */
const DUTIES = /职责|组织机构|领导小组|成员单位/;

/** All brothers, without general parts, standing duties, and what is below them. */
function familiesOf(family: readonly Node[]): Node[][] {
  const own = family.filter(({ heading }) => !isFraming(heading) && !DUTIES.test(heading));
  return own.length === 0 ? [] : [own, ...own.flatMap(({ children }) => familiesOf(children))];
}

/** Headings that are units: all of a family, or nearly all of their style. One by chance is none. */
function unitHeadings({ folded }: BlockText, families: readonly (readonly Node[])[]): Map<Node, GivingHeading> {
  const found = new Map<Node, HeadingUnits>();
  const styles = new Map<NumeralStyle, { all: number; units: number }>();
  for (const node of families.flat()) {
    const { paragraph, own, children } = node;
    const units = namesUnits(own) ? undefined : unitsOfHeading(folded, own.text);
    const isHeading = children.length > 0 || (units && restOf(folded, node, units));
    if (!isHeading) continue;
    if (units) found.set(node, units);
    const { all, units: before } = styles.get(paragraph.style) ?? { all: 0, units: 0 };
    styles.set(paragraph.style, { all: all + 1, units: before + (units ? 1 : 0) });
  }
  const giving = new Map<Node, GivingHeading>();
  for (const family of families) {
    const inFamily = family.filter((node) => found.has(node));
    const headings = family.filter((node) => found.has(node) || node.children.length > 0);
    for (const node of inFamily) {
      const units = found.get(node);
      const { all, units: heads } = styles.get(node.paragraph.style) ?? { all: 0, units: 0 };
      const wholeFamily = inFamily.length >= 2 && inFamily.length === headings.length;
      const wholeStyle = heads >= 2 && heads * 5 >= all * 4;
      if (!units || !(wholeFamily || wholeStyle)) continue;
      giving.set(node, headingOf(folded, node, units));
    }
  }
  const sure = [...giving.keys()].filter((node) => found.get(node)?.sure).length;
  const below = [...giving].flatMap(([{ children }, { rest }]) => [...children, ...(rest ? [rest] : [])]);
  const tasks = below.filter(({ own: { text } }) => mayBeTask(folded, text)).length;
  return sure * 2 >= giving.size && tasks * 5 >= below.length * 4 ? giving : new Map();
}

function headingOf(folded: string, node: Node, heading: HeadingUnits): GivingHeading {
  const { paragraph, own } = node;
  const words = { from: own.text.from, to: heading.end };
  const clause: Clause = { units: [heading.units], deadlines: [], contacts: [], evidence: "names" };
  const below = restOf(folded, node, heading);
  const first: Paragraph = { ...paragraph, style: "bullet", order: 0, no: "", children: [] };
  return {
    given: { clauses: [clause], code: "UNITS_FROM_HEADING", words },
    own: { ...own, text: words },
    rest: below && {
      paragraph: { ...first, from: below.from, body: below.from },
      own: { ...own, text: below },
    },
  };
}

/** The words between a heading and the first number below it. */
function restOf(folded: string, { own: { text } }: Node, { end }: HeadingUnits): Stretch | undefined {
  const rest = { from: Math.min(end + 1, text.to), to: text.to };
  const first = rest.from + (/^\s*/.exec(folded.slice(rest.from, rest.to))?.[0].length ?? 0);
  return first < rest.to ? { from: first, to: rest.to } : undefined;
}

/** A heading has no more characters, and is one sentence at most. */
const LONGEST_HEADING = 26;

/**
 * Clauses between a heading and its numbered paragraphs, none of which names units. They hold for each of the paragraphs
 * if these read as tasks: whole sentences below a heading that is none; or if their numbers run on from heading to heading.
 */
function clausesAbove(
  text: BlockText,
  families: readonly (readonly Node[])[],
  named: ReadonlyMap<Node, GivingHeading>,
): { headings: Map<Node, GivingHeading>; doubtful: Set<Node> } {
  const { folded } = text;
  const candidates = families.flat().filter((node) => !named.has(node) && isAbove(folded, node));
  const several = candidates.some(({ children }) => children.length > 1);
  const runOn = numbersRunOn(candidates);
  // A level is one of tasks or of headings: one paragraph of it that is a task itself shows that the others are tasks too.
  const tasksThemselves = new Set(
    families
      .flat()
      .filter((node) => namesUnits(node.own) && !isBare(node) && !isHeadingAlone(folded, node))
      .map(({ paragraph }) => paragraph.style),
  );
  const headings = new Map<Node, GivingHeading>();
  const doubtful = new Set<Node>();
  for (const node of candidates) {
    const { paragraph, own } = node;
    if (!isBare(node) && !(several && (runOn || !tasksThemselves.has(paragraph.style)))) {
      doubtful.add(node);
      continue;
    }
    const words = withoutBlanks(text, {
      from: paragraph.body,
      to: Math.min(paragraph.to, paragraph.body + MOST_QUOTED),
    });
    headings.set(node, {
      given: { clauses: own.clauses, code: "UNITS_FROM_LINE_ABOVE", words },
      own: { ...own, clauses: [], doubts: [] },
      rest: undefined,
    });
  }
  return { headings, doubtful };
}

const MOST_QUOTED = 60;

/** Titles end without a full stop, unless the numbers below them run on from one to the next. */
function titlesIn({ folded }: BlockText, families: readonly (readonly Node[])[]): Set<Paragraph> {
  const alone = families
    .flat()
    .filter((node) => !namesUnits(node.own) && isHeadingAlone(folded, node) && areTasks(folded, node.children));
  const runOn = numbersRunOn(alone);
  const isTitle = ({ own: { text } }: Node) => runOn || !/。\s*$/.test(folded.slice(text.from, text.to));
  return new Set(alone.filter(isTitle).map(({ paragraph }) => paragraph));
}

/** Whether the numbers below one heading go on from those below the one before. */
function numbersRunOn(headings: readonly Node[]): boolean {
  return headings.some(({ children: [first] }, at) => {
    const last = headings[at - 1]?.children.at(-1);
    return first && last && first.paragraph.order > 1 && first.paragraph.order === last.paragraph.order + 1;
  });
}

function isAbove(folded: string, { paragraph, own, children }: Node): boolean {
  if (!namesUnits(own) || own.after.length > 0 || own.below.length > 0 || children.length === 0) return false;
  if (RANK[paragraph.style] > RANK.bracketed || children.every(holdsUnits)) return false;
  // Where some name units of their own, the paragraph above them is a heading, or a task besides.
  if (children.some(holdsUnits) && !isBare({ own }) && !isHeadingAlone(folded, { own, children })) return false;
  return isBare({ own }) || areTasks(folded, children);
}

/** What ends with a semicolon goes on: points of one sentence. */
function areTasks(folded: string, children: readonly Node[]): boolean {
  return children.every(
    ({ paragraph: { style }, own: { text } }) =>
      RANK[style] <= RANK.dotted && !/[;,:、]\s*$/.test(folded.slice(text.from, text.to)),
  );
}

function holdsUnits({ own, children }: Node): boolean {
  return namesUnits(own) || children.some(holdsUnits);
}

/** Nothing but its clause: 「牵头单位：县发改局」. */
function isBare({ own: { text } }: Pick<Node, "own">): boolean {
  return text.from >= text.to;
}

/** A few words with paragraphs below them. */
function isHeadingAlone(folded: string, { own: { text }, children }: Pick<Node, "own" | "children">): boolean {
  const words = folded
    .slice(text.from, text.to)
    .trim()
    .replace(/[。:]$/, "");
  return children.length > 0 && words.length <= LONGEST_HEADING && !/[。;:,!?\n]/.test(words);
}

/** 「县应急局：负责防汛综合协调」 says what a unit is there for, and not what it is to do. */
function isDuty(folded: string, { own }: Node, { end }: HeadingUnits): boolean {
  return /^\s*(?:主要)?(?:牵头)?(?:负责|承担|协助|参与)/.test(folded.slice(end, Math.min(own.text.to, end + 12)));
}

/** The first of several paragraphs that say what units are there for. */
export function firstDuty({ folded }: BlockText, roots: readonly Node[]): Node | undefined {
  const duties = all(roots).filter((node) => {
    const units = unitsBeforeColon(folded, node.own.text);
    return units !== undefined && isDuty(folded, node, units);
  });
  return duties.length > 1 ? duties[0] : undefined;
}

function all(family: readonly Node[]): Node[] {
  return family.flatMap((node) => [node, ...all(node.children)]);
}

/** Paragraphs that open with their units and a colon: all of a family, or nearly all. */
function openingUnits({ folded }: BlockText, families: readonly (readonly Node[])[]): UnitsAbove["openings"] {
  const openings = new Map<Node, { given: Given; own: OwnWords }>();
  for (const family of families) {
    const found = family.flatMap((node) => {
      const units = unitsBeforeColon(folded, node.own.text);
      return units && mayBeTask(folded, { from: units.end, to: node.own.text.to }) ? [{ node, units }] : [];
    });
    if (found.length < 2 || found.length * 5 < family.length * 4) continue;
    if (found.filter(({ units }) => units.sure).length * 2 < found.length) continue;
    if (found.filter(({ node, units }) => isDuty(folded, node, units)).length * 2 > found.length) continue;
    for (const { node, units } of found) {
      const { given } = headingOf(folded, node, units);
      openings.set(node, {
        given: { ...given, code: "UNITS_FROM_OPENING" },
        own: { ...node.own, text: { from: units.end, to: node.own.text.to } },
      });
    }
  }
  return openings;
}
