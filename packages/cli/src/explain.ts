// `import --explain`: every line of a notice with its place, what became of it, and the warnings about it.
import { decodeReading, type LineUse, type ReadLine } from "@taizhang/documents";
import { type DraftTask, grouped, type PlanDraft, type Relation } from "@taizhang/domain";
import { type FileReading, refusalInWords, warningInWords } from "./read-files.ts";
import { callingTasks } from "./task-no.ts";

const useWords: Record<LineUse["as"], string> = {
  number: "序号 number",
  task: "任务 task",
  requirement: "要求 requirement",
  unit: "单位 unit",
  deadline: "时限 deadline",
  path: "路径 path",
  kept: "照录 kept",
  structure: "结构 structure",
  tail: "文尾 tail",
};

/** One JSON document: the lines, warnings and unread text of one notice (or why there is none), or an array of them. */
export function explainedAsJson(readings: readonly FileReading[]): string {
  const documents = readings.map(({ result }) => {
    if ("error" in result) return { error: result.error };
    const lines = decodeReading(result.reading).lines.map((line, at) => ({ no: at + 1, ...line }));
    return { lines, warnings: result.draft.warnings, unread: result.draft.unread };
  });
  return JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2);
}

/** For people: each line of the text, and below it what it became. */
export function explainedAsText(readings: readonly FileReading[]): string {
  return readings
    .map(({ file, result }) =>
      "error" in result
        ? refusalInWords(file, result.error)
        : [printable(`${file}: ${result.draft.plan.title}`), ...explained(result)].join("\n"),
    )
    .join("\n");
}

function explained({ draft, reading }: { readonly draft: PlanDraft; readonly reading: Uint8Array }): string[] {
  const { lines } = decodeReading(reading);
  const { plan } = draft;
  const head = [plan.docNumber, plan.issuer, plan.issuedOn, plan.year].filter((each) => each !== null);
  const isUnread = new Set(draft.unread.flatMap(({ lines: [from, to] }) => rangeOf(from, to)));
  const tasks = new Map(draft.tasks.map((task) => [task.row, task]));
  const about = grouped(
    draft.warnings,
    ({ row, lines: own }) => own?.[0] ?? tasks.get(row ?? 0)?.lines[0]?.[0] ?? null,
  );
  const called = callingTasks(draft.tasks);
  const width = String(lines.length).length;
  const below = " ".repeat(width + 2);
  return [
    `  ${head.join("，")}`,
    ...(about.get(null) ?? []).map((warning) => `  ${warningInWords(warning, called)}`),
    ...lines.slice(0, printedLines(lines)).flatMap(({ text, place, uses = [] }, at) => {
      const no = at + 1;
      const marks = [
        ...usesInWords(text, uses, { called, taskOf: (row) => tasks.get(row) }),
        ...(isUnread.has(no) ? [unreadInWords(text, uses)] : []),
      ];
      return [
        `${String(no).padStart(width)}  ${place ? `[${placeInWords(place)}] ` : ""}${cut(text, 300)}`.trimEnd(),
        ...marks.map((mark) => `${below}${mark}`),
        ...(about.get(no) ?? []).map((warning) => `${below}${printable(warningInWords(warning, called))}`),
      ];
    }),
  ];
}

/** How many lines there are up to the last one that prints something. */
const printedLines = (lines: readonly ReadLine[]): number => lines.findLastIndex(({ text }) => text.trim() !== "") + 1;

/** The tasks of a draft by their rows, and what each is called. */
interface TasksOfDraft {
  readonly called: (row: number) => string;
  readonly taskOf: (row: number) => DraftTask | undefined;
}

/** One line for each row that a line holds something of, and one for what belongs to no row. */
function usesInWords(text: string, uses: readonly LineUse[], { called, taskOf }: TasksOfDraft): string[] {
  const byRow = new Map<number | null, string[]>();
  for (const { as, row, from, to } of uses) {
    const piece = text.slice(from, to).trim();
    // Marks between cells explain themselves.
    if (as === "structure" && !/[\p{L}\p{N}]/u.test(piece)) continue;
    const told = byRow.get(row) ?? [];
    told.push(`${useWords[as]}「${cut(piece, 24)}」${meaningOf(piece, as, row === null ? undefined : taskOf(row))}`);
    byRow.set(row, told);
  }
  return [...byRow].map(([row, told]) => `${row === null ? "·" : `${called(row)}:`} ${told.join(" ")}`);
}

/** What is not said by the words themselves: what a unit is to the task, and the day that a deadline means. */
function meaningOf(piece: string, as: LineUse["as"], task: DraftTask | undefined): string {
  if (as === "unit") {
    const relation = task?.units.find(({ printed, name }) => printed === piece || name === piece)?.relation;
    return relation === undefined ? "" : `(${relationWords[relation]})`;
  }
  return as === "deadline" && task?.deadline.date ? `(${task.deadline.date})` : "";
}

const relationWords: Record<Relation, string> = {
  lead: "牵头 lead",
  responsible: "责任 responsible",
  supervising: "督办 supervising",
  guiding: "指导 guiding",
};

/** The stretches of a line that nothing was made of. */
function unreadInWords(text: string, uses: readonly LineUse[]): string {
  const left: string[] = [];
  let at = 0;
  for (const { from, to } of [...uses, { from: text.length, to: text.length }]) {
    if (from > at) left.push(text.slice(at, from));
    at = Math.max(at, to);
  }
  const told = left.filter((each) => /[\p{L}\p{N}]/u.test(each)).map((each) => `「${cut(each.trim(), 60)}」`);
  return `? 未读 unread ${told.join("")}`.trimEnd();
}

function placeInWords({ file, sheet, cell, table, row, column, paragraph }: NonNullable<ReadLine["place"]>): string {
  return [
    file === undefined ? "" : `文件 file ${file}`,
    sheet === undefined ? "" : printable(sheet),
    cell ?? "",
    table === undefined || cell !== undefined ? "" : `表 table ${table}`,
    row === undefined || cell !== undefined ? "" : `行 row ${row}`,
    column === undefined || cell !== undefined ? "" : `列 column ${column}`,
    paragraph === undefined ? "" : `段 paragraph ${paragraph}`,
  ]
    .filter(Boolean)
    .join(" ");
}

function cut(text: string, most: number): string {
  const shown = text.length > most ? `${text.slice(0, most)}…（${text.length}字 characters）` : text;
  return printable(shown);
}

/** A notice is whatever somebody has sent: what would move the cursor or turn the text around is not printed. */
const printable = (text: string): string => text.replaceAll("\t", "⇥").replace(/[\p{Cc}\p{Bidi_C}]/gu, "\ufffd");

const rangeOf = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
