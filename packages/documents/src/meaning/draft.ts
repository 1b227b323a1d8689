// The draft: tasks made of a grid and its front matter, with every doubt and with complete coverage.
import type { DraftTask, DraftUnit, PlanDraft } from "@taizhang/domain";
import type { Deadline } from "../cells/deadline.ts";
import { toNumber } from "../cells/numeral.ts";
import type { Line } from "../document/line.ts";
import { type FrontMatter, frontFindings } from "../frame/front-matter.ts";
import type { Tail } from "../frame/tail.ts";
import { foldWidth } from "../readers/width.ts";
import type { Grid } from "../recognisers/grid.ts";
import { readOutline } from "../recognisers/outline.ts";
import { type Body, bodyFindings, plainCells, readBodies } from "./body.ts";
import { openLedger } from "./coverage.ts";
import { readResponsibility } from "./responsibility.ts";
import { type TaskRow, toTaskRows } from "./rows.ts";
import { type Finding, toWarning } from "./warnings.ts";
import { type Document, endWithStop } from "./wording.ts";

/** Everything that was found in the source, before it is put together. */
export interface Source {
  readonly lines: readonly Line[];
  readonly front: FrontMatter;
  readonly grid: Grid;
  readonly tail: Tail | undefined;
}

/** Puts the draft together. Pure: the same source gives the same draft. */
export function toDraft({ lines, front, grid, tail }: Source): PlanDraft {
  const { title, noticeTitle, docNumber } = front;
  // A table without a covering notice may be signed below.
  const issuer = front.issuer ?? tail?.signature?.name ?? null;
  const issuedOn = front.issuedOn ?? tail?.signature?.date ?? null;
  const year = yearOf(title) ?? yearOf(noticeTitle ?? "");
  const outline = readOutline(grid);
  const { tasks: rows, findings: rowFindings, printed: printedTexts } = toTaskRows(grid, outline.places);
  const responsibility = readResponsibility(grid, rows);
  const bodies = readBodies(grid, rows, year);
  const document: Document = {
    level: responsibility.names.level,
    issuedOn,
    endsWithStop: endWithStop(bodies.map(({ text }) => text)),
  };

  const strayLines = front.strays.flatMap(({ line }) => lines[line - 1] ?? []);
  const ledger = openLedger([...strayLines, ...lines.filter(({ no }) => no >= grid.header.from)]);
  ledger.exclude(tail?.understood ?? []);
  ledger.claim(grid.marks);
  ledger.claim(outline.printed);
  ledger.claim(printedTexts);
  ledger.claim(responsibility.printed);
  ledger.claim(rows.flatMap((row) => plainCells(grid, row)));
  const unread = ledger.unread();

  const findings: Finding[] = [
    ...frontFindings(front),
    ...layoutFindings(grid, [...grid.doubts, ...outline.doubts], rows),
    ...rowFindings,
    ...responsibility.findings,
    ...bodies.flatMap((body) => bodyFindings(body, document)),
    ...planYearFindings(bodies, year),
    ...(tail?.form ? [at("FORM_IGNORED", null, [tail.form.from, tail.form.to], "")] : []),
    ...unread.map(({ lines: place, text }) => at("UNREAD_TEXT", null, place, text)),
  ];
  return {
    plan: { title, noticeTitle, issuer, docNumber, issuedOn, year },
    sections: outline.sections,
    tasks: bodies.map((body, index) => toTask(body, responsibility.units[index] ?? [])),
    warnings: findings.map(toWarning),
    unread,
    coverage: ledger.count(),
  };
}

function toTask(body: Body, units: DraftUnit[]): DraftTask {
  const { row } = body;
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
    deadline: draftDeadlineOf(body.deadline),
    deadlineText: body.deadlineText,
    deadlinesInText: [...body.deadlinesInText.dates],
    publicationPaths: [...body.publicationPaths],
    cadence: [...body.cadence],
    printed: body.printed,
    continuesRow: row.continuesRow,
    lines: row.printed.map(({ from, to }) => [from, to]),
  };
}

/** What the words say, without what they leave open. */
function draftDeadlineOf({ doubts: _doubts, days, cadence, ...deadline }: Deadline): DraftTask["deadline"] {
  return { ...deadline, ...(days && { days: [...days] }), ...(cadence && { cadence: [...cadence] }) };
}

function yearOf(title: string): number | null {
  const printed = /(?<!\d)(\d{4}|[〇○零一二三四五六七八九]{4})\s*年/.exec(foldWidth(title))?.[1] ?? "";
  const year = toNumber(printed) ?? 0;
  return year >= 1949 && year <= 2100 ? year : null;
}

function at(code: Finding["code"], row: number | null, lines: [number, number] | null, words: string): Finding {
  return { code, row, lines, words };
}

/** Once for the whole draft: which words were read with a year that they do not print. */
function planYearFindings(bodies: readonly Body[], year: number | null): Finding[] {
  const words = bodies.flatMap(({ deadline, deadlineText, deadlinesInText }) => [
    ...(deadline.yearFrom === "plan" && deadlineText !== null ? [deadlineText] : []),
    ...deadlinesInText.withPlanYear,
  ]);
  if (words.length === 0) return [];
  return [at("YEAR_OF_PLAN", null, null, `${year}（${[...new Set(words)].join("、")}）`)];
}

interface LinedDoubt {
  readonly code: Finding["code"];
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** Doubts about lines, with the row that begins there, and unknown header words. */
function layoutFindings(grid: Grid, doubts: readonly LinedDoubt[], rows: readonly TaskRow[]): Finding[] {
  const rowAt = new Map(rows.flatMap(({ row, printed }) => printed.map(({ from }): [number, number] => [from, row])));
  const { from: first, to: last } = grid.header;
  return [
    ...grid.schema.filter(({ unknown }) => unknown).map(({ word }) => at("COLUMN_UNKNOWN", null, [first, last], word)),
    ...doubts.map(({ code, from, to, words }) => at(code, rowAt.get(from) ?? null, [from, to], words)),
  ];
}
