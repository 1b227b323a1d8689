// From printed rows to tasks: their printed numbers, and rows that a page break cut in two.
import { firstItemNumber, lastItemNumber } from "../cells/item.ts";
import { leadingNumber } from "../cells/number.ts";
import { ABSENT, type Cell, cellText, type Piece } from "../document/cell.ts";
import { canonicalName } from "../readers/width.ts";
import type { ColumnKind } from "../recognisers/columns.ts";
import type { Grid, TableRow } from "../recognisers/grid.ts";
import type { Place } from "../recognisers/outline.ts";
import type { Finding } from "./warnings.ts";

/** One task: a printed row, or one row that a page break cut in two. */
export interface TaskRow {
  /** Counts tasks from 1. */
  readonly row: number;
  readonly printed: readonly TableRow[];
  readonly place: Place;
  readonly no: string | null;
  /** The words of the task cell without the number; paragraphs are separated by line feeds. */
  readonly text: string;
  /** The cells by column of the first printed row. */
  readonly cells: readonly Cell[];
  readonly continuesRow: number | null;
}

interface Numbered {
  readonly no: string | null;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Numbers the rows and joins what belongs together. `printed` are the characters of numbers and task texts. */
export function toTaskRows(
  grid: Grid,
  places: readonly Place[],
): { tasks: TaskRow[]; findings: Finding[]; printed: Piece[] } {
  const rows = grid.rows.filter(({ kind }) => kind === "task");
  const numbers = readNumbers(grid, rows, places);
  const tasks: TaskRow[] = [];
  const findings: Finding[] = [];
  rows.forEach((row, at) => {
    const place = places[at];
    const { no, text } = numbers.rows[at] ?? { no: null, text: "" };
    if (!place) return;
    const above = tasks.at(-1);
    const from = numbers.printed ? undefined : firstItemNumber(text);
    const task: TaskRow = {
      row: tasks.length + 1,
      printed: [row],
      place,
      no,
      text,
      cells: row.cells,
      continuesRow: null,
    };
    const lines: [number, number] = [row.from, row.to];
    if (from === undefined || from === 1) {
      tasks.push(task);
    } else if (!above || place.opens || lastItemNumber(above.text) !== from - 1) {
      tasks.push(task);
      findings.push({ code: "ITEM_NUMBER_SKIPPED", row: task.row, lines, words: String(from) });
    } else if (sameUnits(grid, above.cells, row.cells)) {
      tasks[tasks.length - 1] = { ...above, printed: [...above.printed, row], text: `${above.text}\n${text}` };
      const words = `${from}–${lastItemNumber(text) ?? from}`;
      findings.push({ code: "ROWS_JOINED", row: above.row, lines, words });
    } else {
      tasks.push({ ...task, continuesRow: above.row });
      findings.push({ code: "ROW_CONTINUED", row: task.row, lines });
    }
  });
  return {
    tasks,
    findings: [...findings, ...numberFindings(tasks, numbers.printed)],
    printed: numbers.rows.flatMap(({ pieces }) => pieces),
  };
}

/** The columns of a kind. */
export function columnsOf(grid: Grid, ...kinds: readonly ColumnKind[]): number[] {
  return grid.schema.flatMap(({ kind }, at) => (kinds.includes(kind) ? [at] : []));
}

function readNumbers(
  grid: Grid,
  rows: readonly TableRow[],
  places: readonly Place[],
): { printed: boolean; rows: Numbered[] } {
  const [taskAt = 0] = columnsOf(grid, "task");
  const [numberAt] = columnsOf(grid, "number");
  const texts = rows.map((row) => cellText(row.cells[taskAt] ?? ABSENT));
  const opening = texts.map((text) => leadingNumber(text));
  const inText =
    numberAt === undefined &&
    runsOn(
      opening.map((found) => found?.no),
      texts,
      places,
    );
  return {
    printed: numberAt !== undefined || inText,
    rows: rows.map((row, at) => {
      const text = texts[at] ?? "";
      const task = row.cells[taskAt] ?? ABSENT;
      const numberCell = numberAt === undefined ? undefined : row.cells[numberAt];
      const digits = numberCell && /\d+/.exec(canonicalName(cellText(numberCell)))?.[0];
      const found = inText ? opening[at] : undefined;
      const pieces = [...(numberCell?.pieces ?? []), ...task.pieces];
      return {
        no: found ? String(found.no) : digits ? String(Number(digits)) : null,
        text: text.slice(found?.length ?? 0),
        pieces,
      };
    }),
  };
}

/**
 * Whether the numbers at the start of the task cells are those of the tasks. Then they run on from row to row, or start
 * again under a new heading. Numbers of items start at 1 in every cell, and a second item follows in the same cell.
 */
function runsOn(numbers: readonly (number | undefined)[], texts: readonly string[], places: readonly Place[]): boolean {
  const opened = numbers.flatMap((number, at) => (number === undefined ? [] : [{ number, at }]));
  if (opened.length === 0 || opened.length * 10 < numbers.length * 6) return false;
  const lists = opened.filter(({ number, at }) => number === 1 && (lastItemNumber(texts[at] ?? "") ?? 1) > 1).length;
  if (lists * 2 > opened.length) return false;
  const running = opened.filter(
    ({ number, at }, place) =>
      number === (opened[place - 1]?.number ?? number - 1) + 1 || (number === 1 && places[at]?.opens),
  );
  return running.length * 10 >= opened.length * 6;
}

function sameUnits(grid: Grid, above: readonly Cell[], below: readonly Cell[]): boolean {
  return columnsOf(grid, "lead", "responsible").every((at) => {
    const upper = canonicalName(cellText(above[at] ?? ABSENT));
    const lower = canonicalName(cellText(below[at] ?? ABSENT));
    return lower === upper || lower === "";
  });
}

function numberFindings(tasks: readonly TaskRow[], printed: boolean): Finding[] {
  if (!printed) return tasks.length > 0 ? [{ code: "TASKS_NOT_NUMBERED", row: null, lines: null }] : [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let previous: number | undefined;
  let perHeading = false;
  for (const task of tasks) {
    const at = { row: task.row, lines: linesOf(task) };
    if (task.no === null) {
      findings.push({ code: "NUMBER_MISSING", ...at });
      continue;
    }
    const number = Number(task.no);
    const startsAgain = number === 1 && previous !== undefined && task.place.opens;
    if (startsAgain) perHeading = true;
    const key = perHeading ? `${task.place.section} ${task.place.subsection} ${task.no}` : task.no;
    if (seen.has(key) && !startsAgain) findings.push({ code: "NUMBER_REPEATED", ...at, words: task.no });
    else if (!startsAgain && number !== (previous ?? 0) + 1) {
      findings.push({ code: "NUMBER_SKIPPED", ...at, words: `${previous ?? "–"} → ${task.no}` });
    }
    seen.add(key);
    previous = number;
  }
  return findings;
}

/** First and last line of a task, from its first printed row to its last. */
export function linesOf({ printed }: TaskRow): [number, number] | null {
  const first = printed[0];
  const last = printed.at(-1);
  return first && last ? [first.from, last.to] : null;
}
