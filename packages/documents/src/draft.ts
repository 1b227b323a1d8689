// The draft: a grid and its front matter put together as tasks, with every doubt and with complete coverage.
import type { DraftTask, PlanDraft } from "@taizhang/domain";
import { readCadence } from "./cells/cadence.ts";
import { type Deadline, dueDatesIn, readDeadline } from "./cells/deadline.ts";
import { readItems } from "./cells/item.ts";
import { readPaths } from "./cells/path.ts";
import { openLedger } from "./coverage.ts";
import type { FrontMatter } from "./front-matter.ts";
import { cellText, type Piece } from "./layout/cell.ts";
import type { Grid } from "./layout/grid.ts";
import type { Tail } from "./layout/tail.ts";
import { readOutline } from "./outline.ts";
import type { Line } from "./readers/text.ts";
import { bareWords, oneLine } from "./readers/width.ts";
import { readResponsibility } from "./responsibility.ts";
import { columnsOf, type TaskRow, toTaskRows } from "./rows.ts";
import { type Finding, toWarning } from "./warnings.ts";
import { type Document, endWithStop, remarksOn } from "./wording.ts";

/** Everything that was found in the source, before it is put together. */
export interface Source {
  readonly lines: readonly Line[];
  readonly front: FrontMatter;
  readonly grid: Grid;
  readonly tail: Tail | undefined;
}

/** Puts the draft together. Pure: the same source gives the same draft. */
export function toDraft({ lines, front, grid, tail }: Source): PlanDraft {
  const year = yearOf(front.title) ?? yearOf(front.noticeTitle ?? "");
  const outline = readOutline(grid);
  const { tasks: rows, findings: rowFindings, printed: printedTexts } = toTaskRows(grid, outline.places);
  const responsibility = readResponsibility(grid, rows);
  const bodies = rows.map((row) => readBody(grid, row, year));
  const document: Document = {
    level: responsibility.names.level,
    issuedOn: front.issuedOn,
    endsWithStop: endWithStop(bodies.map(({ text }) => text)),
  };
  const tasks = rows.map((row, at) => toTask(row, bodies[at] ?? NO_BODY, responsibility.units[at] ?? []));

  const ledger = openLedger([...linesOf(lines, front.strays), ...lines.filter(({ no }) => no >= grid.header.from)]);
  ledger.exclude(tail?.understood ?? []);
  ledger.claim(grid.marks);
  ledger.claim(outline.printed);
  ledger.claim(printedTexts);
  ledger.claim(responsibility.printed);
  ledger.claim(rows.flatMap((row) => plainCells(grid, row)));
  const unread = ledger.unread();

  const rowAt = new Map(rows.flatMap(({ row, printed }) => printed.map(({ from }): [number, number] => [from, row])));
  const findings: Finding[] = [
    ...frontFindings(front),
    ...columnFindings(grid),
    ...[...grid.doubts, ...outline.doubts].map(({ code, from, to, words }) =>
      at(code, rowAt.get(from) ?? null, [from, to], words),
    ),
    ...rowFindings,
    ...responsibility.findings,
    ...rows.flatMap((row, index) => bodyFindings(row, bodies[index] ?? NO_BODY, document)),
    ...(tail?.form ? [at("FORM_IGNORED", null, [tail.form.from, tail.form.to], "")] : []),
    ...unread.map(({ lines: place, text }) => at("UNREAD_TEXT", null, place, text)),
  ];
  return {
    plan: {
      title: front.title,
      noticeTitle: front.noticeTitle,
      issuer: front.issuer,
      docNumber: front.docNumber,
      issuedOn: front.issuedOn,
      year,
    },
    sections: outline.sections,
    tasks,
    warnings: findings.map(toWarning),
    unread,
    coverage: ledger.count(),
  };
}

const NO_CELL = { state: "absent", pieces: [] } as const;

/** What the cells of one task say, units aside. */
interface Body {
  readonly text: string;
  readonly items: DraftTask["items"];
  readonly requirement: string | null;
  readonly deadline: Deadline;
  readonly deadlineText: string | null;
  readonly hasDeadlineColumn: boolean;
  readonly deadlinesInText: DraftTask["deadlinesInText"];
  readonly publicationPaths: string[];
  readonly cadence: string[];
  readonly printed: Record<string, string>;
}

const NO_BODY: Body = {
  text: "",
  items: [],
  requirement: null,
  deadline: { kind: "none", date: null },
  deadlineText: null,
  hasDeadlineColumn: false,
  deadlinesInText: [],
  publicationPaths: [],
  cadence: [],
  printed: {},
};

function readBody(grid: Grid, row: TaskRow, year: number | null): Body {
  const words = (kind: "requirement" | "deadline" | "path") =>
    columnsOf(grid, kind)
      .map((column) => wordsAt(row, column))
      .filter((text) => text !== "")
      .join("\n");
  const requirement = words("requirement");
  const deadline = words("deadline");
  const prose = `${row.text}\n${requirement}`;
  const paths = words("path");
  return {
    text: oneLine(row.text),
    items: readItems(row.text, year),
    requirement: requirement === "" ? null : oneLine(requirement),
    deadline: readDeadline(deadline, year),
    deadlineText: deadline === "" ? null : oneLine(deadline),
    hasDeadlineColumn: columnsOf(grid, "deadline").length > 0,
    deadlinesInText: dueDatesIn(prose, year),
    publicationPaths: [...readPaths(prose).map(oneLine), ...(paths === "" ? [] : [oneLine(paths)])],
    cadence: readCadence(`${prose}\n${deadline}`),
    printed: printedCells(grid, row),
  };
}

/** The words of a column in all printed rows of a task; words printed twice on two pages count once. */
function wordsAt(row: TaskRow, column: number): string {
  const texts = row.printed.map(({ cells }) => cellText(cells[column] ?? NO_CELL)).filter((text) => text !== "");
  return [...new Set(texts)].join("\n");
}

function printedCells(grid: Grid, row: TaskRow): Record<string, string> {
  const printed: Record<string, string> = {};
  grid.schema.forEach(({ word }, column) => {
    if (row.cells[column]?.state === "absent") return;
    // Two physical columns under one header word are kept together.
    printed[word] = [printed[word] ?? "", wordsAt(row, column)].filter((text) => text !== "").join("\n");
  });
  return printed;
}

function toTask(row: TaskRow, body: Body, units: DraftTask["units"]): DraftTask {
  const named = (relation: "lead" | "responsible") =>
    units.filter((unit) => unit.relation === relation).map(({ name }) => name);
  return {
    row: row.row,
    no: row.no,
    section: row.place.section,
    subsection: row.place.subsection,
    text: body.text,
    items: body.items,
    requirement: body.requirement,
    leadUnits: named("lead"),
    responsibleUnits: named("responsible"),
    units,
    deadline: { kind: body.deadline.kind, date: body.deadline.date },
    deadlineText: body.deadlineText,
    deadlinesInText: body.deadlinesInText,
    publicationPaths: body.publicationPaths,
    cadence: body.cadence,
    printed: body.printed,
    continuesRow: row.continuesRow,
    lines: row.printed.map(({ from, to }) => [from, to]),
  };
}

/** Cells that are kept whole: the requirement, the deadline, the path, and columns of another kind. */
function plainCells(grid: Grid, row: TaskRow): Piece[] {
  return columnsOf(grid, "requirement", "deadline", "path", "other").flatMap((column) =>
    row.printed.flatMap(({ cells }) => cells[column]?.pieces ?? []),
  );
}

function linesOf(lines: readonly Line[], pieces: readonly Piece[]): Line[] {
  return pieces.flatMap(({ line }) => lines[line - 1] ?? []);
}

function yearOf(title: string): number | null {
  const year = Number(/(?<!\d)(\d{4})\s*年/.exec(title)?.[1] ?? Number.NaN);
  return year >= 1949 && year <= 2100 ? year : null;
}

function at(code: Finding["code"], row: number | null, lines: [number, number] | null, words: string): Finding {
  return { code, row, lines, words };
}

function frontFindings(front: FrontMatter): Finding[] {
  const names = [front.noticeTitle ?? "", ...front.named].map(bareWords);
  const title = bareWords(front.title);
  const { otherDay, signature, issuer } = front;
  return [
    ...(title === "" ? [at("TITLE_MISSING", null, null, "")] : []),
    ...(title !== "" && front.noticeTitle !== null && names.every((name) => !name.includes(title))
      ? [at("TITLE_DIFFERS", null, null, `${front.noticeTitle} ≠ ${front.title}`)]
      : []),
    ...(otherDay ? [at("TWO_DATES", null, [otherDay.line, otherDay.line], otherDay.date)] : []),
    ...(signature && issuer && bareWords(signature.name) !== bareWords(issuer)
      ? [at("TWO_ISSUERS", null, [signature.line, signature.line], `${issuer} ≠ ${signature.name}`)]
      : []),
  ];
}

function columnFindings(grid: Grid): Finding[] {
  const { from, to } = grid.header;
  return grid.schema.filter(({ unknown }) => unknown).map(({ word }) => at("COLUMN_UNKNOWN", null, [from, to], word));
}

function bodyFindings(row: TaskRow, body: Body, document: Document): Finding[] {
  const first = row.printed[0];
  const last = row.printed.at(-1);
  const lines: [number, number] | null = first && last ? [first.from, last.to] : null;
  const remarks = remarksOn(
    { text: body.text, requirement: body.requirement, dates: dueDates(body), cadence: body.cadence },
    document,
  );
  const deadline = body.deadlineText ?? "";
  return [
    ...remarks.map(({ code, words }) => at(code, row.row, lines, words)),
    ...(body.items.filter(({ no }) => no === "1").length > 1 ? [at("ITEMS_RESTART", row.row, lines, "")] : []),
    ...(body.deadline.doubt ? [at(body.deadline.doubt, row.row, lines, deadline)] : []),
    ...(body.hasDeadlineColumn && deadline === "" ? [at("BLANK_DEADLINE", row.row, lines, "")] : []),
  ];
}

/** Every due day of a task: that of the column and those of the prose. */
function dueDates(body: Body): DraftTask["deadlinesInText"] {
  const own = body.deadline.date;
  return own === null ? body.deadlinesInText : [{ text: body.deadlineText ?? own, date: own }, ...body.deadlinesInText];
}
