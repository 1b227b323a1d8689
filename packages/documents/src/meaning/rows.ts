// From row records to tasks: their printed numbers, and rows that a page break cut in two.
import { firstItemNumber, lastItemNumber } from "../cells/item.ts";
import { leadingNumber } from "../cells/number.ts";
import { toNumber } from "../cells/numeral.ts";
import { cellText } from "../document/cell.ts";
import { canonicalName } from "../readers/width.ts";
import type { Explanation, OutlinePlace, RowRecord } from "../recognisers/record.ts";
import type { Use } from "./use.ts";
import type { Finding } from "./warnings.ts";

/** One task: a printed row, or one row that a page break cut in two. */
export interface TaskRow {
  /** Counts the tasks of the whole document from 1. */
  readonly row: number;
  /** The record that the task begins with. */
  readonly first: RowRecord;
  /** Records on later pages that go on with it. */
  readonly further: readonly RowRecord[];
  readonly place: OutlinePlace;
  readonly no: string | null;
  /** The words of the task cell without the number; paragraphs are separated by line feeds. */
  readonly text: string;
  readonly continuesRow: number | null;
}

/** The tasks of one explanation. */
export interface TaskRows {
  readonly tasks: readonly TaskRow[];
  /** The task of each record, by the record's place. */
  readonly taskOf: readonly number[];
  readonly findings: readonly Finding[];
  /** The characters of numbers and task texts. */
  readonly uses: readonly Use[];
}

interface Numbered {
  readonly no: string | null;
  readonly text: string;
}

/** Numbers the rows and joins what belongs together. `before` tasks were found in the document above. */
export function toTaskRows({ records }: Explanation, before: number): TaskRows {
  const numbers = readNumbers(records);
  const tasks: TaskRow[] = [];
  const taskOf: number[] = [];
  const findings: Finding[] = [];
  records.forEach((record, at) => {
    const { place } = record;
    const { no, text } = numbers.rows[at] ?? { no: null, text: "" };
    const above = tasks.at(-1);
    const from = numbers.printed ? undefined : firstItemNumber(text);
    const task: TaskRow = {
      row: before + tasks.length + 1,
      first: record,
      further: [],
      place,
      no,
      text,
      continuesRow: null,
    };
    const lines: [number, number] = [record.from, record.to];
    if (from === undefined || from === 1) {
      tasks.push(task);
    } else if (!above || place.opens || lastItemNumber(above.text) !== from - 1) {
      tasks.push(task);
      findings.push({ code: "ITEM_NUMBER_SKIPPED", row: task.row, lines, words: String(from) });
    } else if (sameUnits(above.first, record)) {
      tasks[tasks.length - 1] = { ...above, further: [...above.further, record], text: `${above.text}\n${text}` };
      const words = `${from}–${lastItemNumber(text) ?? from}`;
      findings.push({ code: "ROWS_JOINED", row: above.row, lines, words });
    } else {
      tasks.push({ ...task, continuesRow: above.row });
      findings.push({ code: "ROW_CONTINUED", row: task.row, lines });
    }
    taskOf.push(tasks.length - 1);
  });
  return {
    tasks,
    taskOf,
    findings: [...findings, ...numberFindings(tasks, numbers.printed)],
    uses: records.flatMap(({ number, task }, at): Use[] => {
      const row = tasks[taskOf[at] ?? at]?.row ?? null;
      return [
        { as: "number", row, pieces: number?.pieces ?? [] },
        { as: "task", row, pieces: task.pieces },
      ];
    }),
  };
}

function readNumbers(records: readonly RowRecord[]): { printed: boolean; rows: Numbered[] } {
  const inColumn = records.some(({ number }) => number !== null);
  const texts = records.map(({ task }) => cellText(task));
  const opening = texts.map((text) => leadingNumber(text));
  const inText =
    !inColumn &&
    runsOn(
      opening.map((found) => found?.no),
      texts,
      records,
    );
  return {
    printed: inColumn || inText,
    rows: records.map(({ number }, at) => {
      const found = inText ? opening[at] : undefined;
      return {
        no: found ? String(found.no) : number && printedNumber(cellText(number)),
        text: (texts[at] ?? "").slice(found?.length ?? 0),
      };
    }),
  };
}

/** Numbers of several levels: 「1.1」, 「2-3」. */
const LEVELS = /^\d{1,3}(?:[.\-—–]\d{1,3}){1,3}$/;

/** The number in a cell or a numeral of its own: 「3」, 「1.1」, 「（一）」, 「①」; null if there is none. */
function printedNumber(words: string): string | null {
  const levels = LEVELS.exec(canonicalName(words))?.[0];
  if (levels !== undefined) return levels.replace(/[.\-—–]/g, ".");
  const digits = /\d+/.exec(canonicalName(words))?.[0];
  if (digits !== undefined) return String(Number(digits));
  const numeral = /[一二三四五六七八九十]{1,3}/.exec(words)?.[0];
  const no = leadingNumber(words)?.no ?? (numeral === undefined ? undefined : toNumber(numeral));
  return no === undefined ? null : String(no);
}

/**
 * Whether the numbers at the start of the task cells are those of the tasks. Then they run on from row to row, or start
 * again under a new heading. Numbers of items start at 1 in every cell, and a second item follows in the same cell.
 */
function runsOn(
  numbers: readonly (number | undefined)[],
  texts: readonly string[],
  records: readonly RowRecord[],
): boolean {
  const opened = numbers.flatMap((number, at) => (number === undefined ? [] : [{ number, at }]));
  if (opened.length === 0 || opened.length * 10 < numbers.length * 6) return false;
  const lists = opened.filter(({ number, at }) => number === 1 && (lastItemNumber(texts[at] ?? "") ?? 1) > 1).length;
  if (lists * 2 > opened.length) return false;
  const running = opened.filter(
    ({ number, at }, place) =>
      number === (opened[place - 1]?.number ?? number - 1) + 1 || (number === 1 && records[at]?.place.opens),
  );
  return running.length * 10 >= opened.length * 6;
}

function sameUnits(above: RowRecord, below: RowRecord): boolean {
  return above.clauses.every(({ cell }, at) => {
    const upper = canonicalName(cellText(cell));
    const lower = canonicalName(cellText(below.clauses[at]?.cell));
    return lower === upper || lower === "";
  });
}

function numberFindings(tasks: readonly TaskRow[], numbered: boolean): Finding[] {
  if (!numbered) return tasks.length > 0 ? [{ code: "TASKS_NOT_NUMBERED", row: null, lines: null }] : [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let previous: number | undefined;
  /** The levels above the number of the row before. */
  let above = "";
  let printed: string | undefined;
  let perHeading = false;
  for (const [at, task] of tasks.entries()) {
    const here = { row: task.row, lines: linesOf(task) };
    if (task.no === null) {
      findings.push({ code: "NUMBER_MISSING", ...here });
      continue;
    }
    const levels = task.no.split(".");
    const number = Number(levels.pop());
    const level = levels.join(".");
    const next = tasks[at + 1]?.no;
    // 「1」 between 12 and 14 has lost a figure.
    const isSlip = previous !== undefined && next === String(previous + 2);
    // Under the next number of the level above, the lowest level counts anew.
    const startsAgain = number === 1 && previous !== undefined && !isSlip && (task.place.opens || level !== above);
    above = level;
    if (startsAgain) perHeading = true;
    const key = perHeading ? `${task.place.section} ${task.place.subsection} ${task.no}` : task.no;
    if (seen.has(key) && !startsAgain) findings.push({ code: "NUMBER_REPEATED", ...here, words: task.no });
    else if (!startsAgain && number !== (task.first.follows ?? previous ?? 0) + 1) {
      findings.push({ code: "NUMBER_SKIPPED", ...here, words: `${printed ?? "–"} → ${task.no}` });
    }
    seen.add(key);
    previous = number;
    printed = task.no;
  }
  return findings;
}

/** The records of a task, from its first row to its last. */
export function recordsOf({ first, further }: TaskRow): RowRecord[] {
  return [first, ...further];
}

/** First and last line of a task, from its first printed row to its last. */
export function linesOf({ first, further }: TaskRow): [number, number] {
  return [first.from, (further.at(-1) ?? first).to];
}
