// The draft: tasks made of row records and the front matter, with every doubt and with complete coverage.
import type { DraftTask, DraftUnit, PlanDraft } from "@taizhang/domain";
import type { Deadline } from "../cells/deadline.ts";
import { readLeadRemark } from "../cells/lead-remark.ts";
import { toNumber } from "../cells/numeral.ts";
import type { BlockDocument } from "../document/block.ts";
import { pieceOf } from "../document/cell.ts";
import { type FrontMatter, frontFindings } from "../frame/front-matter.ts";
import type { Tail } from "../frame/tail.ts";
import { foldWidth } from "../readers/width.ts";
import type { PrintedCell } from "../reading-file.ts";
import type { LeftOut } from "../recognisers/left-out.ts";
import type { Explanation } from "../recognisers/record.ts";
import type { Remark } from "../recognisers/remarks.ts";
import { type Body, bodyFindings, plainUses, printedPlaces, readBodies } from "./body.ts";
import { chargesOf } from "./charges.ts";
import { openLedger } from "./coverage.ts";
import { sentencesOutside } from "./outside.ts";
import { placeOf } from "./place.ts";
import { repeatedTasks } from "./repeated.ts";
import { readResponsibility } from "./responsibility.ts";
import { recordsOf, type TaskRows, toTaskRows } from "./rows.ts";
import type { Use } from "./use.ts";
import { type Finding, toWarning } from "./warnings.ts";
import { type Document, endWithStop } from "./wording.ts";

/** Everything that was found in the source, before it is put together. */
export interface Source {
  readonly document: BlockDocument;
  /** The lines in which telephone and other numbers of persons were hidden. */
  readonly hiddenIn: readonly number[];
  readonly front: FrontMatter;
  /** In order of their lines, at least one. */
  readonly parts: readonly Explanation[];
  /** What follows the parts: signature, copies, a blank form. */
  readonly tails: readonly Tail[];
  /** Sentences that speak of many tasks, which no part holds. */
  readonly remarks: readonly Remark[];
  /** Tables that hold no task. */
  readonly leftOut: readonly LeftOut[];
  /** The names of the region's roster. */
  readonly known: readonly string[];
}

/** A draft, what each stretch of the text became in it, and where the cells of its rows are printed. */
export interface Understood {
  readonly draft: PlanDraft;
  readonly uses: readonly Use[];
  readonly cells: readonly PrintedCell[];
}

/** Puts the draft together. Pure: the same source gives the same draft. */
export function toDraft({
  document: { lines, places, ownExport },
  hiddenIn,
  front,
  parts,
  tails,
  remarks,
  leftOut,
  known,
}: Source): Understood {
  const { title, noticeTitle, docNumber } = front;
  // A table without a covering notice may be signed below.
  const signature = tails.find((tail) => tail.signature !== undefined)?.signature;
  const issuer = front.issuer ?? signature?.name ?? null;
  const issuedOn = front.issuedOn ?? signature?.date ?? null;
  const year = yearOf(title) ?? yearOf(noticeTitle ?? "");
  // A plan without a year in its name is read as one of the year in which it was issued, which a person confirms.
  const issued = year === null ? yearOfIssue(issuedOn, docNumber) : null;
  const rows = rowsOf(parts);
  const tasks = rows.flatMap((part) => part.tasks);
  const partAt = rows.flatMap((part, index) => part.tasks.map(() => index));
  const outside = sentencesOutside(lines, tasks);
  const said = outside.flatMap((sentence) => {
    const remark = readLeadRemark(sentence.folded);
    return remark ? [{ leads: remark.leads, words: sentence.pieces.map(({ text }) => text).join("") }] : [];
  });
  const responsibility = readResponsibility(rows, {
    roster: known,
    // A sentence outside the rows may say that the first named leads (「列第一位者为牵头单位」).
    firstLeads: said.some(({ leads }) => leads === "first"),
    markedLead: said.find(({ leads }) => leads === "marked")?.words,
    charges: chargesOf(
      outside,
      rows,
      parts.map(({ from }) => from),
    ),
  });
  const dated = rows.map((part, index): DatedPart => {
    const own = (index > 0 ? yearInTitle(parts[index]) : null) ?? year;
    const said = part.tasks.map(({ row }) => responsibility.deadlines[row - 1] ?? "");
    return { year: own, bodies: readBodies(part.tasks, own ?? issued, said) };
  });
  const bodies = dated.flatMap((part) => part.bodies);
  const document: Document = {
    level: responsibility.names.level,
    issuedOn,
    year,
    endsWithStop: endWithStop(bodies.map(({ text }) => text)),
  };

  const first = parts[0]?.from ?? 1;
  const start = parts[0]?.start ?? 0;
  const strayLines = front.strays.flatMap(({ line }) => lines[line - 1] ?? []);
  const ledger = openLedger([...strayLines, ...lines.filter(({ no }) => no >= first)]);
  const uses: Use[] = [
    ...parts.map(({ marks }): Use => ({ as: "structure", row: null, pieces: marks })),
    ...rows.flatMap((part) => part.uses),
    ...responsibility.uses,
    ...tasks.flatMap(plainUses),
    { as: "structure", row: null, pieces: remarks.map(({ line }) => pieceOf(line)) },
  ];
  for (const { pieces } of uses) ledger.claim(pieces);
  const below: Use = { as: "tail", row: null, pieces: tails.flatMap(({ understood }) => understood) };
  ledger.exclude(below.pieces);
  const others: Use = {
    as: "tail",
    row: null,
    pieces: leftOut.flatMap(({ from, to }) => lines.slice(from - 1, to).map(pieceOf)),
  };
  ledger.exclude(others.pieces);
  if (start > 0) ledger.exclude([{ line: first, from: 0, text: lines[first - 1]?.text.slice(0, start) ?? "" }]);
  const unread = ledger.unread();

  const findings: Finding[] = [
    // What an export of ours is called was looked at when its notice was imported.
    ...frontFindings(front).filter(({ code }) => !ownExport || code !== "TITLE_DIFFERS"),
    ...parts.flatMap((part, at) => layoutFindings(part, rows[at])),
    ...rows.flatMap((part) => part.findings),
    ...repeatedTasks(rows),
    ...responsibility.findings,
    ...bodies.flatMap((body) => bodyFindings(body, document)),
    ...dated.flatMap((part) => planYearFindings(part, issued)),
    ...hiddenNumbers(hiddenIn, first),
    ...closingWords(remarks, first),
    ...(ownExport ? [at("OWN_EXPORT", null, null, ownExport.day)] : []),
    ...tails.flatMap(({ form }) => (form ? [at("FORM_IGNORED", null, [form.from, form.to], "")] : [])),
    ...leftOut.map(({ from, to, words, blank }) =>
      at(blank ? "FORM_IGNORED" : "TABLE_LEFT_OUT", null, [from, to], words),
    ),
    ...unread.map(({ lines: place, text }) => at("UNREAD_TEXT", null, place, text)),
  ];
  const draft: PlanDraft = {
    plan: { title, noticeTitle, issuer, docNumber, issuedOn, year },
    sections: parts.flatMap(({ sections }, index) => sections.map((section) => ({ ...section, ...partOf(index) }))),
    tasks: bodies.map((body, index) => {
      const { first: record } = body.row;
      const place = placeOf(places, [record.from, record.to]);
      const units = responsibility.units[index] ?? [];
      const persons = responsibility.persons[index] ?? [];
      return { ...toTask(body, units, persons), ...(place && { place }), ...partOf(partAt[index] ?? 0) };
    }),
    warnings: findings.map(toWarning),
    unread,
    coverage: ledger.count(),
  };
  return {
    draft,
    uses: [...uses, below, others].filter(({ pieces }) => pieces.length > 0),
    cells: tasks.flatMap(printedPlaces),
  };
}

/** The tasks of one table or list, and the year that its dates are of. */
interface DatedPart {
  readonly year: number | null;
  readonly bodies: readonly Body[];
}

/** A further table may be of another year than the plan: its title, which comes first among its marks, says so. */
function yearInTitle(part: Explanation | undefined): number | null {
  return yearOf(
    (part?.marks ?? [])
      .slice(0, TITLE_MARKS)
      .map(({ text }) => text)
      .join("\n"),
  );
}

const TITLE_MARKS = 3;

/** The number of a table or list among several; the first of them needs none. */
function partOf(index: number): { part?: number } {
  return index > 0 ? { part: index + 1 } : {};
}

function rowsOf(parts: readonly Explanation[]): TaskRows[] {
  const rows: TaskRows[] = [];
  let before = 0;
  for (const part of parts) {
    const found = toTaskRows(part, before);
    rows.push(found);
    before += found.tasks.length;
  }
  return rows;
}

function toTask(body: Body, units: DraftUnit[], persons: readonly string[]): DraftTask {
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
    printed: withoutPersons(body.printed, persons),
    continuesRow: row.continuesRow,
    lines: [row.first, ...row.further].map(({ from, to }) => [from, to]),
  };
}

/** The cells as printed, but for the names of persons among the units. */
function withoutPersons(printed: Record<string, string>, persons: readonly string[]): Record<string, string> {
  if (persons.length === 0) return printed;
  const bare = (words: string) => persons.reduce((left, person) => left.replaceAll(person, "〔略〕"), words);
  return Object.fromEntries(Object.entries(printed).map(([word, words]) => [word, bare(words)]));
}

/** What the words say, without what they leave open. */
function draftDeadlineOf({ doubts: _doubts, days, cadence, ...deadline }: Deadline): DraftTask["deadline"] {
  return { ...deadline, ...(days && { days: [...days] }), ...(cadence && { cadence: [...cadence] }) };
}

const SEVERAL_YEARS = /(?<!\d)\d{4}\s?年?\s?[-—–~至到]{1,2}\s?\d{4}\s?年/;

function yearOf(title: string): number | null {
  const folded = foldWidth(title);
  // A plan of several years is of none of them.
  if (SEVERAL_YEARS.test(folded)) return null;
  const printed = /(?<!\d)(\d{4}|[〇○零一二三四五六七八九]{4})\s*年/.exec(folded)?.[1] ?? "";
  const year = toNumber(printed) ?? 0;
  return year >= 1949 && year <= 2100 ? year : null;
}

function yearOfIssue(issuedOn: string | null, docNumber: string | null): number | null {
  const printed = issuedOn?.slice(0, 4) ?? /〔(\d{4})〕/.exec(docNumber ?? "")?.[1];
  return printed === undefined ? null : Number(printed);
}

function at(code: Finding["code"], row: number | null, lines: [number, number] | null, words: string): Finding {
  return { code, row, lines, words };
}

/** Once for the whole draft: in which lines of the tables and lists numbers of persons stood. */
function hiddenNumbers(hiddenIn: readonly number[], first: number): Finding[] {
  const within = hiddenIn.filter((line) => line >= first);
  const [from, to] = [within[0], within.at(-1)];
  if (from === undefined || to === undefined) return [];
  return [at("PERSONAL_NUMBERS_HIDDEN", null, [from, to], within.join("、"))];
}

/** Once for the whole draft: the closing words below the tasks. */
function closingWords(remarks: readonly Remark[], first: number): Finding[] {
  const lines = remarks.flatMap(({ kind, line }) => (kind === "closing" && line.no > first ? [line] : []));
  const [from, to] = [lines[0]?.no, lines.at(-1)?.no];
  if (from === undefined || to === undefined) return [];
  return [
    at(
      "PARAGRAPHS_LEFT_OUT",
      null,
      [from, to],
      lines
        .map((line) => pieceOf(line).text)
        .join("")
        .replace(/。$/, ""),
    ),
  ];
}

/** Once for each part: which words were read with a year that they do not print. */
function planYearFindings({ bodies, year }: DatedPart, issued: number | null): Finding[] {
  const words = bodies.flatMap(({ deadline, deadlineText, deadlinesInText }) => [
    ...(deadline.yearFrom === "plan" && deadlineText !== null ? [deadlineText] : []),
    ...deadlinesInText.withPlanYear,
  ]);
  if (words.length === 0) return [];
  const code = year === null ? "YEAR_OF_ISSUE" : "YEAR_OF_PLAN";
  return [at(code, null, null, `${year ?? issued}（${[...new Set(words)].join("、")}）`)];
}

/** Doubts about lines, with the row that begins there. */
function layoutFindings({ from: start, to: end, doubts }: Explanation, rows: TaskRows | undefined): Finding[] {
  const rowAt = new Map<number, number | undefined>();
  for (const task of rows?.tasks ?? []) {
    // Where several tasks begin on one line, the line does not tell which is meant.
    for (const { from } of recordsOf(task)) rowAt.set(from, rowAt.has(from) ? undefined : task.row);
  }
  return doubts.map(({ code, from, to, words, record }) => {
    const begun = record === undefined ? undefined : rows?.tasks[rows.taskOf[record] ?? -1]?.row;
    // A heading row of its own is no row of the task below it; nor is the whole stretch that of its first task.
    const row = rowAt.has(from) && (from !== start || to !== end) ? (begun ?? rowAt.get(from)) : undefined;
    return at(code, row ?? null, [from, to], words);
  });
}
