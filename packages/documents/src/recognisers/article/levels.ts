// Which numbered paragraphs are tasks: the level that carries clauses of units, which differs between sections.
import { type BlockText, lineIndexAt } from "./block-text.ts";
import { closedByNames } from "./closing-names.ts";
import { isFraming } from "./framing.ts";
import type { Node } from "./node.ts";
import { type NumeralStyle, RANK } from "./numerals.ts";
import { namesUnits, type OwnWords, readOwnWords } from "./own-words.ts";
import type { Paragraph } from "./paragraphs.ts";
import { type Given, type UnitsAbove, unitsAbove } from "./units-above.ts";

/** What a numbered paragraph is. */
export interface Level {
  readonly paragraph: Paragraph;
  readonly own: OwnWords;
  /** `task`: a task with everything below it. `heading`: tasks are below. `aside`: neither, with everything below it. */
  readonly is: "task" | "heading" | "aside";
  /** The paragraphs below a heading, or below an aside, where they are asides too. */
  readonly children: readonly Level[];
  /** For a task: the words of the last paragraph below it, if the clause of the whole task stands there. */
  readonly closing: OwnWords | undefined;
  /** The clause behind a list of numbered paragraphs was taken for the whole list. */
  readonly forWholeList: boolean;
  /** For an aside: a unit should be named here, since it stands among tasks. */
  readonly suspicious: boolean;
  /** For a task: the clauses that a heading above gives it. */
  readonly given: readonly Given[];
  /** For a task: the numbered paragraphs below its clause were taken for its items, and may be tasks. */
  readonly itemsMayBeTasks: boolean;
}

/** The tasks among these paragraphs and below them. */
export function tasksIn(levels: readonly Level[]): Level[] {
  return levels.flatMap((level) => {
    if (level.is === "task") return [level];
    return level.is === "heading" ? tasksIn(level.children) : [];
  });
}

/** Whether a task names its units. */
export function hasUnits({ own, closing, given }: Level): boolean {
  return given.length > 0 || namesUnits(own) || (closing !== undefined && namesUnits(closing));
}

/** Where a paragraph ends, with everything below it. */
export function endOf({ children, to }: Paragraph): number {
  const last = children.at(-1);
  return last ? endOf(last) : to;
}

interface Counts {
  /** How many paragraphs of a style name units beside a brother that does too. */
  readonly among: Map<NumeralStyle, number>;
  /** How many name units before any list below them. */
  readonly direct: Map<NumeralStyle, number>;
  /** How many lists of a style name units only in the last paragraph. */
  readonly lastOnly: Map<NumeralStyle, number>;
  /** The clauses that stand above the tasks they are about. */
  readonly above: UnitsAbove;
  readonly folded: string;
}

/** Decides for all paragraphs of a text. */
export function readLevels(text: BlockText, roots: readonly Paragraph[]): Level[] {
  const nodes = nodesOf(text, roots);
  const counts: Counts = {
    among: new Map(),
    direct: new Map(),
    lastOnly: new Map(),
    above: unitsAbove(text, nodes),
    folded: text.folded,
  };
  count(nodes, counts);
  const levels = decide(nodes, undefined, counts);
  return withLostUnits(text, levels);
}

/** The paragraphs with their own words. */
export function nodesOf(text: BlockText, roots: readonly Paragraph[]): Node[] {
  const closed = closedByNames(text, roots);
  return roots.map((root) => toNode(text, root, closed));
}

function toNode(text: BlockText, paragraph: Paragraph, closed: ReadonlySet<NumeralStyle>): Node {
  const { folded } = text;
  const { style, body, to } = paragraph;
  const own = readOwnWords(folded, { from: body, to }, to === folded.length, closed.has(style));
  const heading = headingOf(text, paragraph);
  return { paragraph, own, heading, children: paragraph.children.map((child) => toNode(text, child, closed)) };
}

function count(family: readonly Node[], counts: Counts): void {
  const naming = family.filter(({ own }) => namesUnits(own));
  for (const { paragraph, children } of naming) {
    if (naming.length > 1) add(counts.among, paragraph.style);
    if (children.length === 0) add(counts.direct, paragraph.style);
  }
  const last = family.at(-1);
  if (family.length > 1 && naming.length === 1 && last && naming[0] === last)
    add(counts.lastOnly, last.paragraph.style);
  for (const { children } of family) count(children, counts);
}

function add(counts: Map<NumeralStyle, number>, style: NumeralStyle): void {
  counts.set(style, (counts.get(style) ?? 0) + 1);
}

function decide(family: readonly Node[], parent: Node | undefined, counts: Counts): Level[] {
  const levels = family.map((node) => decideOne(node, counts));
  const first = levels.findIndex(({ is }) => is === "task");
  const last = levels.findLastIndex(({ is }) => is === "task");
  const headings = levels.some(({ is }) => is === "heading");
  return levels.map((level, at): Level => {
    if (level.is !== "aside") return level;
    const framing = isFraming(family[at]?.heading ?? "");
    // A paragraph among tasks is a task too, whose units are missing; the meaning of rows warns of that.
    if (first >= 0 && (!framing || (at > first && at < last))) return { ...level, is: "task", children: [] };
    return { ...level, suspicious: parent !== undefined && (framing ? first >= 0 : headings) };
  });
}

function decideOne(node: Node, counts: Counts): Level {
  const { paragraph, own, children } = node;
  const plain = {
    paragraph,
    own,
    children: [],
    closing: undefined,
    forWholeList: false,
    suspicious: false,
    given: [],
    itemsMayBeTasks: false,
  };
  const opening = counts.above.openings.get(node);
  if (opening) return { ...plain, is: "task", own: opening.own, given: [opening.given] };
  const heading = counts.above.headings.get(node);
  if (heading) {
    const rest: Level[] = heading.rest ? [{ ...plain, ...heading.rest, is: "task" }] : [];
    const tasks = [...rest, ...decide(children, node, counts)].map((level) => giving(level, heading.given, counts));
    return { ...plain, is: "heading", own: heading.own, children: tasks };
  }
  const closing = closingOf(node, counts);
  if (closing) {
    return { ...plain, is: "task", closing: closing.own, forWholeList: closing.doubtful };
  }
  const below = decide(children, node, counts);
  if (below.some(({ is }) => is !== "aside")) return { ...plain, is: "heading", children: below };
  if (namesUnits(own)) return { ...plain, is: "task", itemsMayBeTasks: counts.above.doubtful.has(node) };
  return { ...plain, is: "aside", children: below };
}

/** Gives the clauses of a heading to every task below it, unless the task has units of its own and the heading is none. */
function giving(level: Level, given: Given, counts: Counts): Level {
  const { paragraph, own, is, children } = level;
  if (is === "heading" || (is === "aside" && counts.above.titles.has(paragraph))) {
    return { ...level, is: "heading", children: children.map((child) => giving(child, given, counts)) };
  }
  const itemsMayBeTasks = children.length > 1 && children.every((child) => RANK[child.paragraph.style] <= RANK.dotted);
  const task: Level = { ...level, is: "task", children: [], itemsMayBeTasks: level.itemsMayBeTasks || itemsMayBeTasks };
  const hasOwn = given.code === "UNITS_FROM_LINE_ABOVE" && namesUnits(own) && !onlyHelp(own, counts.folded);
  return hasOwn ? task : { ...task, given: [given, ...level.given] };
}

/** Whether all that the clauses say is who takes part: 「（县融媒体中心配合）」. */
function onlyHelp({ clauses }: OwnWords, folded: string): boolean {
  return clauses.every(({ units }) =>
    units.every(({ word, stretches }) => {
      const words = word + stretches.map(({ from, to }) => folded.slice(from, to)).join("");
      return /配合|协办|协作|参与|参加/.test(words) && !/牵头|负责|责任|主办/.test(words);
    }),
  );
}

/** The words that close a list below a task, if the clause in them is that of the whole task. */
function closingOf(node: Node, counts: Counts): { own: OwnWords; doubtful: boolean } | undefined {
  const { children, own } = node;
  const last = children.at(-1);
  if (!last || namesUnits(own)) return undefined;
  const deeper = closingOf(last, counts);
  const naming = children.filter((child) => namesUnits(child.own) || child.children.some(holdsUnits));
  if (naming.length !== 1 || naming[0] !== last) return undefined;
  if (!deeper && !namesUnits(last.own)) return undefined;
  const style = last.paragraph.style;
  const tasksElsewhere = (counts.among.get(style) ?? 0) > 0;
  const whole = (counts.direct.get(node.paragraph.style) ?? 0) > 0;
  const habit = (counts.lastOnly.get(style) ?? 0) > 1;
  const isList = RANK[style] >= RANK.round;
  const lifts = tasksElsewhere
    ? isList && whole && children.length > 1
    : isList || (children.length > 1 && (whole || habit));
  // Where every list is closed by its clause, that is how the document is written.
  const doubtful = !isList && (tasksElsewhere || !habit);
  return lifts ? { own: deeper?.own ?? last.own, doubtful: doubtful || (deeper?.doubtful ?? false) } : undefined;
}

function holdsUnits(node: Node): boolean {
  return namesUnits(node.own) || node.children.some(holdsUnits);
}

/**
 * Where the numbers of tasks run through all sections, a section whose paragraphs go on with these numbers holds tasks
 * too, even if all its units are lost.
 */
function withLostUnits(text: BlockText, levels: readonly Level[]): Level[] {
  const numbers = new Map<NumeralStyle, Set<number>>();
  collect(levels);
  return levels.map(mend);

  function collect(family: readonly Level[]): void {
    for (const { paragraph, is, children } of family) {
      if (is === "task") {
        const seen = numbers.get(paragraph.style) ?? new Set();
        seen.add(paragraph.order);
        numbers.set(paragraph.style, seen);
      }
      collect(children);
    }
  }

  function mend(level: Level): Level {
    if (level.is === "heading") return { ...level, children: level.children.map(mend) };
    if (level.is === "task" || isFraming(headingOf(text, level.paragraph))) return level;
    const below = level.children.filter(({ paragraph }) => numbers.has(paragraph.style));
    if (below.length === 0 || below.length < level.children.length) return level;
    const runsOn = below.every(({ paragraph: { style, order } }) => {
      const seen = numbers.get(style);
      return seen !== undefined && !seen.has(order) && order > 1;
    });
    if (!runsOn) return { ...level, suspicious: true };
    return { ...level, is: "heading", children: below.map((child) => ({ ...child, is: "task", children: [] })) };
  }
}

/** The first words of a paragraph, which its heading is among. */
export function headingOf(text: BlockText, { style, no, from, body, to }: Paragraph): string {
  if (style === "bare") return no;
  const lineEnd = (text.starts[lineIndexAt(text, from) + 1] ?? text.folded.length + 1) - 1;
  return text.folded.slice(body, Math.min(to, lineEnd, body + 60));
}
