// What the cells of one task say apart from its units: text, items, requirement, deadline, paths and cadence.
import type { DatedText, DraftTask } from "@taizhang/domain";
import { readCadence } from "../cells/cadence.ts";
import { type Deadline, readDeadline } from "../cells/deadline.ts";
import { type DueDays, readDueDays } from "../cells/due.ts";
import { itemGaps, readItems } from "../cells/item.ts";
import { readPaths } from "../cells/path.ts";
import { ABSENT, type Cell, cellText } from "../document/cell.ts";
import { oneLine } from "../readers/width.ts";
import type { PrintedCell } from "../reading-file.ts";
import type { RowRecord } from "../recognisers/record.ts";
import { linesOf, recordsOf, type TaskRow } from "./rows.ts";
import type { Use } from "./use.ts";
import type { Finding } from "./warnings.ts";
import { type Document, remarksOn } from "./wording.ts";

export interface Body {
  readonly row: TaskRow;
  readonly text: string;
  readonly items: DraftTask["items"];
  readonly requirement: string | null;
  readonly deadline: Deadline;
  readonly deadlineText: string | null;
  readonly deadlinesInText: DueDays;
  readonly publicationPaths: readonly string[];
  readonly cadence: readonly string[];
  readonly printed: Record<string, string>;
}

/**
 * Reads the cells of all tasks. `year` is that of the plan, for dates printed without one; `said` are the words of each
 * task's units that say when, which count where no deadline is printed elsewhere.
 */
export function readBodies(rows: readonly TaskRow[], year: number | null, said: readonly string[]): Body[] {
  let above = "";
  // A plan prints the same few deadlines over and over.
  const deadlines = new Map<string, Deadline>();
  const bodies = rows.map((row, at) => {
    const printed = wordsOf(row, ({ deadline }) => deadline.cell);
    const deadline = row.first.deadline.is === "merged" && printed === "" ? above : printed;
    above = deadline;
    const words = deadline === "" ? (said[at] ?? "") : deadline;
    const read = deadlines.get(words) ?? readDeadline(words, year);
    deadlines.set(words, read);
    return readBody(row, words, read, year);
  });
  const dated = bodies.filter(({ deadline }) => deadline.kind === "date");
  const yearAlone = dated.filter(({ deadlineText }) => YEAR_ALONE.test(deadlineText ?? ""));
  if (yearAlone.length * 5 > dated.length) return bodies;
  const few = new Set(yearAlone);
  return bodies.map((body) => {
    if (!few.has(body)) return body;
    return { ...body, deadline: { ...body.deadline, doubts: [...body.deadline.doubts, "DEADLINE_YEAR_ALONE"] } };
  });
}

/** A deadline that prints neither month nor 年底; where others do, it may have lost its month. */
const YEAR_ALONE = /^\s*\d{4}\s*年?\s*$/;

function readBody(row: TaskRow, deadline: string, read: Deadline, year: number | null): Body {
  const { requirements, paths } = row.first;
  const printedIn = (cells: readonly Cell[], pick: (record: RowRecord, at: number) => Cell | undefined) =>
    cells.map((_, at) => wordsOf(row, (record) => pick(record, at))).filter((text) => text !== "");
  const requirement = printedIn(requirements, (record, at) => record.requirements[at]).join("\n");
  const prose = `${row.text}\n${requirement}`;
  return {
    row,
    text: oneLine(row.text),
    items: readItems(row.text, year),
    requirement: requirement === "" ? null : oneLine(requirement),
    deadline: read,
    deadlineText: deadline === "" ? null : oneLine(deadline),
    deadlinesInText: readDueDays(prose, year),
    publicationPaths: [...readPaths(prose), ...printedIn(paths, (record, at) => record.paths[at])].map(oneLine),
    cadence: readCadence(prose),
    printed: printedCells(row),
  };
}

/** The words of one cell in all records of a task; words repeated on the next page count once. */
function wordsOf(row: TaskRow, pick: (record: RowRecord) => Cell | undefined): string {
  const texts = recordsOf(row).map((record) => cellText(pick(record) ?? ABSENT));
  if (texts.length === 1) return texts[0] ?? "";
  return [...new Set(texts.filter((text) => text !== ""))].join("\n");
}

function printedCells(row: TaskRow): Record<string, string> {
  const printed: Record<string, string> = {};
  row.first.printed.forEach(({ word, cell }, at) => {
    if (cell.state === "absent") return;
    const words = wordsOf(row, (record) => record.printed[at]?.cell);
    // Two physical columns under one header word are put together.
    printed[word] = [printed[word] ?? "", words].filter((text) => text !== "").join("\n");
  });
  return printed;
}

/** Where the cells of a task are printed, head by head: the lines of their words, those that follow each other together. */
export function printedPlaces(row: TaskRow): PrintedCell[] {
  const numbers = new Map<string, Set<number>>();
  row.first.printed.forEach(({ word, cell }, at) => {
    if (cell.state === "absent") return;
    const known = numbers.get(word) ?? new Set();
    numbers.set(word, known);
    for (const record of recordsOf(row)) {
      for (const { line } of record.printed[at]?.cell.pieces ?? []) known.add(line);
    }
  });
  return [...numbers].map(([column, lines]) => ({ row: row.row, column, lines: rangesOf(lines) }));
}

function rangesOf(lines: ReadonlySet<number>): [number, number][] {
  const ranges: [number, number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === line - 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}

/** Cells that are kept whole: the requirement, the deadline, the path, and columns of another kind. */
export function plainUses(row: TaskRow): Use[] {
  const use = (as: Use["as"], cells: readonly Cell[]): Use => ({
    as,
    row: row.row,
    pieces: cells.flatMap(({ pieces }) => pieces),
  });
  return recordsOf(row).flatMap(({ requirements, deadline, paths, others }) => [
    use("requirement", requirements),
    use("deadline", deadline.shared ? [] : [deadline.cell]),
    use("path", paths),
    use("kept", others),
  ]);
}

/** What the cells of a task leave open. */
export function bodyFindings(body: Body, document: Document): Finding[] {
  const at = (code: Finding["code"], words: string): Finding => ({
    code,
    row: body.row.row,
    lines: linesOf(body.row),
    words,
  });
  const deadline = body.deadlineText ?? "";
  return [
    ...remarksOn({ ...body, dates: dueDates(body) }, document).map(({ code, words }) => at(code, words)),
    ...(body.items.filter(({ no }) => no === "1").length > 1 ? [at("ITEMS_RESTART", "")] : []),
    ...itemGaps(body.row.text).map(({ after, no }) => at("ITEM_NUMBER_GAP", `${after} → ${no}`)),
    ...repeatedParagraphs(body.row.text).map((paragraph) => at("PARAGRAPH_REPEATED", paragraph.slice(0, 20))),
    ...body.deadline.doubts.map((code) => at(code, deadline)),
    ...onceEach(body.deadlinesInText.doubts).map(({ code, words }) => at(code, words)),
    ...(body.row.first.deadline.is === "blank" ? [at("BLANK_DEADLINE", "")] : []),
    ...(body.row.first.deadline.is === "merged" ? [at("MERGED_CELL_INHERITED", deadline)] : []),
  ];
}

/** The same date may stand twice in one cell. */
function onceEach(doubts: DueDays["doubts"]): DueDays["doubts"] {
  return [...new Map(doubts.map((each) => [`${each.code} ${each.words}`, each])).values()];
}

/** Shorter paragraphs may well be the same. */
const LONG_ENOUGH = 6;

/** Paragraphs that are printed twice, one after the other. */
function repeatedParagraphs(text: string): string[] {
  const paragraphs = text.split("\n");
  return paragraphs.filter((words, at) => at > 0 && words.length >= LONG_ENOUGH && words === paragraphs[at - 1]);
}

/** Every due day of a task: that of the column and those of the prose. */
function dueDates(body: Body): readonly DatedText[] {
  const own = body.deadline.date;
  const { dates } = body.deadlinesInText;
  return own === null ? dates : [{ text: body.deadlineText ?? own, date: own }, ...dates];
}
