// The draft of a plan: what was read from a notice (任务分解表), before anybody confirmed it.
//
// `import --dry-run --json` prints exactly this document and `PlanImported` keeps it, so a field is never renamed
// or retyped: add an optional one.
import { z } from "zod";
import { beginning } from "../kernel/beginning.ts";
import type { Sentence } from "../kernel/event.ts";
import { day, sha256 } from "../kernel/shapes.ts";
import { fromIssue } from "./from-issue.ts";

/** First and last line in the source, 1-based, both included. */
export const lineRange = z.tuple([z.int().min(1), z.int().min(1)]);
export type LineRange = z.infer<typeof lineRange>;

/** A date in running text: the printed words and the day they mean. 「2021年6月底前」 is 2021-06-30. */
export const datedText = z.object({ text: z.string(), date: day });
export type DatedText = z.infer<typeof datedText>;

/** One numbered part of a task cell (条目), with the parts below it. */
export interface DraftItem {
  no: string;
  text: string;
  children: DraftItem[];
  deadlines: DatedText[];
}
/** The shape of an item. */
export const draftItem: z.ZodType<DraftItem> = z.object({
  no: z.string(),
  text: z.string(),
  get children() {
    return z.array(draftItem);
  },
  deadlines: z.array(datedText),
});

/** How a unit is related to a task: 牵头, 责任, 监管, 指导. */
export const relation = z.enum(["lead", "responsible", "supervising", "guiding"]);
export type Relation = z.infer<typeof relation>;

/** A name in a unit cell: one unit, words that stand for several (各部门), or a body outside the region. */
export const draftUnit = z.object({
  /** The canonical name: full-width brackets, no blanks. */
  name: z.string(),
  /** The words as printed. */
  printed: z.string(),
  kind: z.enum(["unit", "group", "external"]),
  relation,
  /** In merged cells (合并单元格), the row whose cell prints the name; null if this row's own cell does. */
  inheritedFromRow: z.int().min(1).nullable(),
});
export type DraftUnit = z.infer<typeof draftUnit>;

/** The deadline column (完成时限): a fixed day, ongoing, or nothing printed. */
export const draftDeadline = z.object({
  kind: z.enum(["date", "ongoing", "none"]),
  date: day.nullable(),
  /** Each of several days, in order; `date` is the last. Absent where one day or none is printed. */
  days: z.array(day).optional(),
  /** A day and words such as 长期坚持 are both printed. */
  ongoing: z.boolean().optional(),
  /** Words of recurrence in the deadline column, with the days that come back: 「每年3月和9月」. */
  cadence: z.array(z.string()).optional(),
  /** The column prints no year: the day is read with that of the plan. */
  yearFrom: z.literal("plan").optional(),
  /** It counts from the issue of the notice, and becomes a day once the plan is issued: 「印发之日起30日内」. */
  fromIssue: fromIssue.optional(),
});

/**
 * Where a task stands in its file, beside its lines; only what the format knows is there. All numbers count from 1: the
 * file among several, the paragraph outside tables, the table with its row, the sheet with its cells (A5:E6).
 */
export const draftPlace = z.object({
  file: z.int().min(1).optional(),
  paragraph: z.int().min(1).optional(),
  table: z.int().min(1).optional(),
  row: z.int().min(1).optional(),
  sheet: z.string().optional(),
  cells: z.string().optional(),
});
export type DraftPlace = z.infer<typeof draftPlace>;

/** How a row came to an issued plan whose notice does not print it 增列: on which day, and from which row of a later notice. */
export const addition = z.object({
  on: day,
  /** Absent where a person entered it. */
  from: z.object({ sourceSha256: sha256, row: z.int().min(1) }).optional(),
});
export type Addition = z.infer<typeof addition>;

/** One task (任务) of the draft: a row of the table. */
export const draftTask = z.object({
  /** The permanent row id: tasks are counted from 1 in document order. */
  row: z.int().min(1),
  /** The printed number, in digits, with dots between several levels (1.1); null if none is printed. */
  no: z.string().nullable(),
  /** The printed numeral of the first-level heading (一级目标), such as 「一」; null if there is none. */
  section: z.string().nullable(),
  /** The printed numeral of the second-level heading (二级目标), such as 「（一）」. */
  subsection: z.string().nullable(),
  /** The whole task cell without its number, blanks normalised, punctuation untouched. */
  text: z.string(),
  items: z.array(draftItem),
  /** The requirement column (工作要求); null if the table has none or the cell is empty. */
  requirement: z.string().nullable(),
  leadUnits: z.array(z.string()),
  responsibleUnits: z.array(z.string()),
  units: z.array(draftUnit),
  deadline: draftDeadline,
  deadlineText: z.string().nullable(),
  deadlinesInText: z.array(datedText),
  publicationPaths: z.array(z.string()),
  /** Words of recurrence as printed: 每年, 定期, 每日. */
  cadence: z.array(z.string()),
  /** The raw cells by column. */
  printed: z.record(z.string(), z.string()),
  /** The row that this one continues after a page break; null if it continues none. */
  continuesRow: z.int().min(1).nullable(),
  lines: z.array(lineRange),
  /** Where it stands in a file that has other places than lines (html, docx, xlsx). */
  place: draftPlace.optional(),
  /** The table or list it stands in, from 2 on: a document may hold several, whose headings and numbers begin anew. */
  part: z.int().min(2).optional(),
  /** Absent from every row that the plan's own notice prints. */
  added: addition.optional(),
});
export type DraftTask = z.infer<typeof draftTask>;

/** An invented row, for the samples of events. */
export const sampleRow: DraftTask = {
  row: 1,
  no: "1",
  section: "一",
  subsection: null,
  text: "公开财政预算决算。",
  items: [],
  requirement: null,
  leadUnits: [],
  responsibleUnits: ["区财政局"],
  units: [{ name: "区财政局", printed: "区财政局", kind: "unit", relation: "responsible", inheritedFromRow: null }],
  deadline: { kind: "date", date: "2021-11-30" },
  deadlineText: "2021年11月底前",
  deadlinesInText: [],
  publicationPaths: [],
  cadence: [],
  printed: { 任务: "公开财政预算决算。" },
  continuesRow: null,
  lines: [[3, 3]],
};

/** The number that a notice prints of a row; where it prints none, that of the row itself. */
export const rowNumber = ({ row, no }: Pick<DraftTask, "row" | "no">): string => no ?? String(row);

/** What people call a row by, as in 第5项. */
export function rowInWords(task: Pick<DraftTask, "row" | "no">): Sentence {
  const number = rowNumber(task);
  return { zh: number.startsWith("第") ? number : `第${number}项`, en: `task ${number}` };
}

/** A row in a refusal: the number that people see printed, and how it begins, because a plan may print a number twice. */
export const rowNamed = (task: Pick<DraftTask, "row" | "no" | "text">): string =>
  `${rowNumber(task)}${beginning(task.text)}`;

/** Rows in a refusal; one that is not among those known stands for itself. */
export function rowsNamed(known: readonly Pick<DraftTask, "row" | "no" | "text">[], rows: readonly number[]): string {
  const byRow = new Map(known.map((task) => [task.row, rowNamed(task)]));
  return rows.map((row) => byRow.get(row) ?? String(row)).join("、");
}

/** A warning in words, in each language. */
export const warningSentence = z.object({ zh: z.string(), en: z.string() });

/** Something the text leaves open. A blocking warning must be settled by a person before the plan is confirmed. */
export const draftWarning = z.object({
  code: z.string(),
  severity: z.enum(["blocking", "notice"]),
  /** In Chinese and English, one behind the other. */
  message: z.string(),
  /** The same in each language. */
  sentence: warningSentence.optional(),
  row: z.int().min(1).nullable(),
  lines: lineRange.nullable(),
});
export type DraftWarning = z.infer<typeof draftWarning>;

/** A warning as `PlanImported` keeps it: in each language. Of an older draft each has both. */
export const importedWarning = ({ message, sentence, ...rest }: DraftWarning) => ({
  ...rest,
  sentence: sentence ?? { zh: message, en: message },
});

/** The head of a plan. What the notice does not print is null. */
export const draftHead = z.object({
  title: z.string(),
  noticeTitle: z.string().nullable(),
  issuer: z.string().nullable(),
  docNumber: z.string().nullable(),
  issuedOn: day.nullable(),
  year: z.int().min(1949).max(2100).nullable(),
});
export type DraftHead = z.infer<typeof draftHead>;

/** A first-level heading, with the second-level headings below it. */
export const draftSection = z.object({
  /** The printed numeral: 「一」, or 「（一）」 if the table has one level only. */
  no: z.string(),
  title: z.string(),
  children: z.array(z.object({ no: z.string(), title: z.string() })),
  /** The table or list it stands in, from 2 on. */
  part: z.int().min(2).optional(),
});
export type DraftSection = z.infer<typeof draftSection>;

/** Text of the table that was not read into any field. */
export const unreadText = z.object({ lines: lineRange, text: z.string() });
/** How many characters the table has, and how many of them were read into exactly one place. */
export const coverage = z.object({ characters: z.int().min(0), attributed: z.int().min(0) });

/** A whole draft. */
export const planDraft = z.object({
  plan: draftHead,
  sections: z.array(draftSection),
  tasks: z.array(draftTask),
  warnings: z.array(draftWarning),
  unread: z.array(unreadText),
  coverage,
});
export type PlanDraft = z.infer<typeof planDraft>;
