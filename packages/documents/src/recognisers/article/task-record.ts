// The record of one task of an article: its number, its words, and what its clauses say.
import { namesIn } from "../../cells/names-in.ts";
import { opensName } from "../../cells/unit-name.ts";
import { type Cell, cellOf, type Piece } from "../../document/cell.ts";
import { oneLine } from "../../readers/width.ts";
import {
  type DeadlineClause,
  type HeadedCell,
  type LayoutDoubt,
  NO_DEADLINE,
  type OutlinePlace,
  type RowRecord,
  type UnitClause,
} from "../record.ts";
import { type BlockText, lineNoAt, piecesOf, type Stretch, withoutBlanks } from "./block-text.ts";
import type { Clause } from "./clause.ts";
import { headingOf, type Level } from "./levels.ts";
import { RANK } from "./numerals.ts";
import type { OwnWords } from "./own-words.ts";
import type { Paragraph } from "./paragraphs.ts";

export interface TaskRecord {
  readonly record: RowRecord;
  readonly doubts: readonly LayoutDoubt[];
  /** The labels of contacts that were left out. */
  readonly contacts: readonly string[];
  /** Words behind the last clause that are no part of the task. */
  readonly leftOut: Stretch | undefined;
}

export interface Bounds {
  /** Everything of the task that belongs to the body of the article. */
  readonly whole: Stretch;
  /** No task follows: what stands behind its clause closes the article. */
  readonly last: boolean;
  /** Clauses above several tasks that an earlier record accounts for. */
  readonly accounted: ReadonlySet<Clause>;
}

/** Makes the record; undefined if the paragraph has no words of its own. */
export function recordOf(
  text: BlockText,
  level: Level,
  place: OutlinePlace,
  { whole, last, accounted }: Bounds,
): TaskRecord | undefined {
  const { paragraph, own, closing, given } = level;
  const end = closing ?? own;
  const stretches = wordsOf(level, whole, last).map((stretch) => withoutSeparator(text, level, cut(stretch, whole)));
  const task = cellOf(stretches.flatMap((stretch) => boldless(piecesOf(text, stretch))));
  if (task.state !== "printed") return undefined;
  const read = [...own.clauses, ...(closing?.clauses ?? [])].map((clause) => before(clause, whole.to));
  const above = given.flatMap((one) => one.clauses);
  const clauses = [
    ...above.flatMap((clause) => unitClauses(text, clause, accounted.has(clause))),
    ...read.flatMap((clause) => unitClauses(text, clause, false)),
  ];
  const dated = read.some(({ deadlines }) => deadlines.length > 0) ? read : above;
  const deadline = deadlineOf(
    text,
    dated,
    dated.some((clause) => accounted.has(clause)),
  );
  const numeral = withoutBlanks(text, { from: paragraph.from, to: paragraph.body });
  const number = paragraph.style === "bare" || paragraph.style === "bullet" ? null : cellOf(piecesOf(text, numeral));
  const from = lineNoAt(text, paragraph.from);
  const to = lineNoAt(
    text,
    withoutBlanks(text, cut({ from: paragraph.from, to: lastOf(level, whole, last) }, whole)).to - 1,
  );
  const lines = { from, to };
  return {
    record: {
      ...lines,
      place,
      afterBreak: false,
      number,
      task,
      requirements: [],
      clauses,
      deadline: deadline.clause,
      paths: [],
      others: [],
      printed: [
        { word: "任务", cell: task },
        ...clauses.map(({ word, cell }) => ({ word: word || "单位", cell })),
        ...deadline.printed,
      ],
    },
    doubts: doubtsOf(text, level, lines).filter(({ code }) => !last || code !== "TEXT_AFTER_UNITS"),
    contacts: [...above, ...read].flatMap(({ contacts }) => contacts),
    leftOut: last ? leftOutOf(end, whole) : undefined,
  };
}

/** What a clause says before the body ends; labels may stand in what follows an article, too. */
function before({ units, deadlines, ...clause }: Clause, end: number): Clause {
  return {
    ...clause,
    units: units.filter(({ stretches }) => stretches.every(({ to }) => to <= end)),
    deadlines: deadlines.filter(({ stretch }) => stretch.to <= end),
  };
}

/** The words of the task: those before its clauses, those behind unless they close the article, and the paragraphs below. */
function wordsOf({ paragraph, own, closing, is }: Level, whole: Stretch, last: boolean): Stretch[] {
  const behind = ({ after }: OwnWords): readonly Stretch[] => (last ? [] : after);
  const below = is === "task" ? paragraph.children[0] : undefined;
  if (!below) return own.clauses.length === 0 ? [own.text] : [own.text, ...own.below, ...behind(own)];
  const end = closing ? closing.text.to : whole.to;
  const rest = closing ? behind(closing) : [];
  if (own.clauses.length === 0) return [{ from: own.text.from, to: end }, ...rest];
  return [own.text, ...own.below, ...own.after, { from: below.from, to: end }, ...rest];
}

/** Where the task ends, its clauses included. */
function lastOf({ own, closing }: Level, whole: Stretch, last: boolean): number {
  const { after } = closing ?? own;
  return last && after[0] ? after[0].from : whole.to;
}

/** The words behind the clause of the last task, up to the end of the body. */
function leftOutOf({ after }: OwnWords, whole: Stretch): Stretch | undefined {
  const inside = after.filter(({ from }) => from < whole.to);
  const [first, last] = [inside[0], inside.at(-1)];
  return first && last && { from: first.from, to: Math.min(last.to, whole.to) };
}

function cut({ from, to }: Stretch, whole: Stretch): Stretch {
  return { from: Math.max(from, whole.from), to: Math.min(to, whole.to) };
}

/** 「市教育局：1.新建学校；2.…」: the semicolon between two tasks on one line belongs to neither. */
function withoutSeparator({ folded }: BlockText, { given }: Level, { from, to }: Stretch): Stretch {
  const end = folded.slice(from, to).trimEnd();
  const separates =
    given.length > 0 && end.endsWith(";") && folded[to] !== "\n" && !/\n\s*$/.test(folded.slice(from, to));
  return separates ? { from, to: from + end.length - 1 } : { from, to };
}

/** The pieces without the marks of bold words, which divide a piece. */
function boldless(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => {
    if (!piece.text.includes("**")) return [piece];
    let from = piece.from;
    return piece.text.split("**").map((words) => {
      const part = { line: piece.line, from, text: words };
      from += words.length + 2;
      return part;
    });
  });
}

function unitClauses(text: BlockText, { units }: Clause, shared: boolean): UnitClause[] {
  return units.map(({ relation, word, stretches }) => ({
    relation,
    word,
    cell: cellOf(stretches.flatMap((stretch) => piecesOf(text, stretch))),
    meaning: { is: "printed" },
    ...(shared && { shared }),
  }));
}

function deadlineOf(
  text: BlockText,
  clauses: readonly Clause[],
  shared: boolean,
): { clause: DeadlineClause; printed: HeadedCell[] } {
  const found = clauses.flatMap(({ deadlines }) => deadlines);
  const cell: Cell = cellOf(found.flatMap(({ stretch }) => piecesOf(text, stretch)));
  if (cell.state !== "printed") return { clause: NO_DEADLINE, printed: [] };
  return {
    clause: { cell, is: "printed", ...(shared && { shared }) },
    printed: [{ word: found[0]?.word || "完成时限", cell }],
  };
}

function doubtsOf(text: BlockText, level: Level, lines: { from: number; to: number }): LayoutDoubt[] {
  const { paragraph, own, closing, forWholeList, given, itemsMayBeTasks } = level;
  const { folded } = text;
  const printed = [...own.doubts, ...(closing?.doubts ?? [])].map(({ code, from, to }) => ({
    code,
    ...lines,
    words: folded.slice(from, to).trim(),
  }));
  const twice = own.clauses.length > 0 && (closing?.clauses.length ?? 0) > 0;
  const skipped = skippedBelow(paragraph);
  const broken = [own, ...(closing ? [closing] : [])]
    .flatMap(({ clauses }) => clauses)
    .flatMap((one) => brokenIn(folded, one));
  return [
    ...given.map(({ code, words }) => ({ code, ...lines, words: printedIn(text, words) })),
    ...(itemsMayBeTasks
      ? [{ code: "ITEMS_MAY_BE_TASKS" as const, ...lines, words: headingOf(text, paragraph).trim() }]
      : []),
    ...broken.map((words) => ({ code: "CLAUSE_BROKEN" as const, ...lines, words })),
    ...printed,
    ...(twice ? [{ code: "UNITS_TWICE" as const, ...lines, words: headingOf(text, paragraph).trim() }] : []),
    ...(forWholeList
      ? [{ code: "UNITS_FOR_WHOLE_LIST" as const, ...lines, words: headingOf(text, paragraph).trim() }]
      : []),
    ...(skipped ? [{ code: "SUBITEM_SKIPPED" as const, ...lines, words: skipped }] : []),
  ];
}

/** The words as printed, without the colon or full stop that ends them. */
function printedIn(text: BlockText, words: Stretch): string {
  return oneLine(
    piecesOf(text, words)
      .map((piece) => piece.text)
      .join(" "),
  ).replace(/[：:。]$/, "");
}

/** A line that ends within a clause, but neither between two names nor behind a name of its own: a name may be cut in two. */
function brokenIn(folded: string, { units, deadlines }: Clause): string[] {
  const stretches = [...units.flatMap((one) => one.stretches), ...deadlines.map(({ stretch }) => stretch)];
  return stretches
    .map(({ from, to }) => folded.slice(from, to))
    .filter((words) => /[^\s、,;。)]\s*\n/.test(words) && !areNames(words));
}

function areNames(words: string): boolean {
  return words.split("\n").every((line) => opensName(line.trim()) && namesIn(line.trim()) === "all");
}

/** The first gap in the numbers of the paragraphs below a task. */
function skippedBelow({ children }: Paragraph): string | undefined {
  let previous: Paragraph | undefined;
  for (const child of children) {
    if (RANK[child.style] < RANK.dotted || child.style === "bullet") continue;
    const startsAgain = child.order === 1 && (previous?.order ?? 0) > 1;
    if (child.order !== (previous?.order ?? 0) + 1 && !startsAgain) return `${previous?.no ?? "–"} → ${child.no}`;
    previous = child;
  }
  return undefined;
}
