// The deadline 完成时限: what the words of its column or label say.
import type { FromIssue } from "@taizhang/domain";
import { foldWidth } from "../readers/width.ts";
import { type Recurrence, readRecurrences } from "./cadence.ts";
import { withoutCitations } from "./citation.ts";
import { type Mention, mentionsIn } from "./dates.ts";
import {
  AT_ONCE,
  DONE,
  NO_DAY_ALONE,
  NO_DEADLINE,
  OCCASION,
  ONGOING,
  PART_LEFT,
  RANGE_OPEN,
  START_AFTER,
  START_BEFORE,
  VAGUE,
  WORK_AFTER,
  YEAR_LEFT,
  YEAR_MAY_END,
  YEAR_WORDS,
} from "./deadline-words.ts";
import { DOUBT_OF, type DueDoubt, hasPlanYear, isYearGuessed, RELATIVE, relativeDeadlines } from "./due.ts";
import { readFromIssue } from "./from-issue.ts";

/** What a person should check. */
export type DeadlineDoubt =
  | DueDoubt["code"]
  | "DEADLINE_SEVERAL_DATES"
  | "DEADLINE_DAYS_LISTED"
  | "DEADLINE_AND_ONGOING"
  | "DEADLINE_IS_START"
  | "DEADLINE_OF_START"
  | "DEADLINE_BY_EVENT"
  | "DEADLINE_AT_ONCE"
  | "DEADLINE_RECURS"
  | "DEADLINE_DONE"
  | "DEADLINE_PARTLY_READ"
  | "DEADLINE_SIGN_MISSING"
  | "DEADLINE_YEAR_ALONE"
  | "DEADLINE_FROM_ISSUE"
  | "DEADLINE_WORKING_DAYS"
  | "RELATIVE_DEADLINE";

export interface Deadline {
  readonly kind: "date" | "ongoing" | "none";
  readonly date: string | null;
  /** Every day of a list, in order; absent where there is one. */
  readonly days?: readonly string[];
  /** A day and 长期 or 每季度 are both printed. */
  readonly ongoing?: boolean;
  /** The words of recurrence. */
  readonly cadence?: readonly string[];
  /** The day is read with the year of the plan, because none is printed. */
  readonly yearFrom?: "plan";
  /** It counts from the issue of the notice, and has no day before that. */
  readonly fromIssue?: FromIssue;
  /** Empty when the words are clear. */
  readonly doubts: readonly DeadlineDoubt[];
}

/** Reads a cell of the deadline column. `year` is the plan's, for a day printed without one. */
export function readDeadline(cell: string, year: number | null): Deadline {
  const folded = withoutCitations(foldWidth(cell)).trim();
  if (NO_DEADLINE.test(folded)) return { kind: "none", date: null, doubts: [] };
  const fromIssue = readFromIssue(folded);
  if (fromIssue === "workingDays") return { kind: "none", date: null, doubts: ["DEADLINE_WORKING_DAYS"] };
  if (fromIssue) return { kind: "none", date: null, fromIssue, doubts: ["DEADLINE_FROM_ISSUE"] };
  const mentions = wholeFigures(folded, year) ?? mentionsIn(folded, year, "cell");
  const recurrences = readRecurrences(folded);
  const days = mentions.filter(
    ({ recurs, from, to }) => !recurs && !recurrences.some((each) => each.from < to && from < each.to),
  );
  const words = without(folded, mentions);
  const read: Reading = {
    folded,
    mentions,
    recurrences,
    year,
    ongoing: ONGOING.test(words) || days.length < mentions.length,
    said: remarksOn(folded, words, mentions, recurrences),
    rest: without(words, readRecurrences(words)).replace(RELATIVE, " ").replace(YEAR_WORDS, " "),
  };
  const done = DONE.test(folded) && !days.some(({ before }) => before);
  const lost = isLost(days, read);
  const starts = days.filter((mention) => isStart(mention, folded) && !mention.before);
  const troubles = [...new Set(days.flatMap((day, at) => troubleOf(day, days[at + 1])))];
  const due = done || lost || troubles.length > 0 ? [] : dueOf(days, folded);
  if (due.length > 0) return withDay(read, due, starts);
  return withoutDay(read, [
    ...(done ? [] : troubles),
    ...(!done && troubles.length === 0 && lost && read.said.length === 0 ? ["DEADLINE_NOT_READ" as const] : []),
    ...(!done && !lost && starts.length > 0 ? ["DEADLINE_IS_START" as const] : []),
    ...read.said,
  ]);
}

/** That of a day too vague to be due is of no account where it only begins a range: 「6月初至8月底」. */
function troubleOf({ trouble }: Mention, next: Mention | undefined): DueDoubt["code"][] {
  return trouble === undefined || (trouble === "vague" && next?.joins === "range") ? [] : [DOUBT_OF[trouble]];
}

/** 「不得晚于」 says when it is due. */
const NOT_LATER = /不得(?:晚|迟)于/g;

interface Reading {
  readonly folded: string;
  readonly mentions: readonly Mention[];
  readonly recurrences: readonly Recurrence[];
  readonly year: number | null;
  readonly ongoing: boolean;
  readonly said: readonly DeadlineDoubt[];
  /** What is left when everything that is understood is taken out. */
  readonly rest: string;
}

function withDay(read: Reading, due: readonly Mention[], starts: readonly Mention[]): Deadline {
  const { folded, ongoing, year } = read;
  const days = [...new Set(due.flatMap(lastDays))].sort();
  const date = days.at(-1) ?? null;
  const ranged = due.some(({ range, joins }) => range || joins === "range");
  const latestStart = starts
    .flatMap((start) => start.days)
    .sort()
    .at(-1);
  const startsLater = latestStart !== undefined && date !== null && latestStart > date;
  const planYear = due.some((mention) => hasPlanYear(mention) && mention.days.includes(date ?? ""));
  const cadence = cadenceOf(read);
  const doubts: (DeadlineDoubt | false)[] = [
    (due.some((mention) => isYearGuessed(mention, year)) || mayBeOfOtherYear(due)) && "DEADLINE_YEAR_GUESSED",
    days.length > 1 && "DEADLINE_DAYS_LISTED",
    days.length === 1 && (ranged || (starts.length > 0 && !startsLater)) && "DEADLINE_SEVERAL_DATES",
    startsLater && "DEADLINE_IS_START",
    due.some((mention) => mayBeStart(mention, folded)) && "DEADLINE_OF_START",
    due.some(({ unclear }) => unclear) && "DEADLINE_UNCLEAR",
    due.some(({ unsigned }) => unsigned) && "DEADLINE_SIGN_MISSING",
    ongoing && "DEADLINE_AND_ONGOING",
    ...read.said,
    (PART_LEFT.test(read.rest) || VAGUE.test(folded.replace(NOT_LATER, ""))) && "DEADLINE_PARTLY_READ",
  ];
  return {
    kind: "date",
    date,
    ...(days.length > 1 && { days }),
    ...(ongoing && { ongoing }),
    ...(cadence.length > 0 && { cadence }),
    ...(planYear && { yearFrom: "plan" }),
    doubts: doubts.filter((doubt) => doubt !== false),
  };
}

function withoutDay(read: Reading, doubts: readonly DeadlineDoubt[]): Deadline {
  const cadence = cadenceOf(read);
  const kept = cadence.length > 0 && { cadence };
  const open = read.ongoing || doubts.includes("DEADLINE_IS_START");
  if (open && !doubts.some((doubt) => NOT_READ.has(doubt))) return { kind: "ongoing", date: null, ...kept, doubts };
  return { kind: "none", date: null, ...kept, doubts: doubts.length > 0 ? doubts : ["DEADLINE_NOT_READ"] };
}

const NOT_READ: ReadonlySet<DeadlineDoubt> = new Set([
  "DEADLINE_NOT_READ",
  "DEADLINE_NO_SUCH_DAY",
  "DEADLINE_YEAR_MISSING",
  "DEADLINE_BY_EVENT",
  "DEADLINE_DONE",
  "RELATIVE_DEADLINE",
]);

/** 20310630 and 203106, as tables of figures print them: only where they are the whole cell. */
function wholeFigures(folded: string, year: number | null): Mention[] | undefined {
  const figures = /^(?<year>(?:19|20)\d{2})(?<month>0[1-9]|1[0-2])(?<day>[0-3]\d)?前?$/.exec(folded)?.groups;
  if (!figures) return undefined;
  const printed = `${figures["year"]}年${figures["month"]}月${figures["day"] === undefined ? "底" : `${figures["day"]}日`}`;
  return mentionsIn(printed, year, "cell").map((mention) => ({ ...mention, from: 0, to: folded.length }));
}

/** Whether something of the cell that may be a day or a year is not understood: that makes its other days doubtful too. */
function isLost(days: readonly Mention[], { folded, rest }: Reading): boolean {
  return (
    YEAR_LEFT.test(rest) ||
    days.some((mention) => !isWholeYear(mention, folded)) ||
    runsBackward(days) ||
    days.some((mention, at) => days[at + 1]?.joins !== "range" && RANGE_OPEN.test(folded.slice(mention.to))) ||
    (days.length === 0 && PART_LEFT.test(rest))
  );
}

/** 「2031年春节前」 is no year's end. */
function isWholeYear({ yearOnly, before, to }: Mention, folded: string): boolean {
  return (
    !yearOnly || before || START_AFTER.test(folded.slice(to, to + 6)) || YEAR_MAY_END.test(folded.slice(to, to + 8))
  );
}

/** 「11月至3月」 runs into a year that is not printed. */
function runsBackward(days: readonly Mention[]): boolean {
  return days.some((mention, at) => {
    const first = days[at - 1]?.days.at(-1);
    const last = mention.days.at(-1);
    const within = mention.range && mention.days.some((day, place) => day < (mention.days[place - 1] ?? ""));
    return within || (mention.joins === "range" && first !== undefined && last !== undefined && last < first);
  });
}

/** The mentions that are due: no start, no first day of a range, no year that only says when the next one is. */
function dueOf(days: readonly Mention[], folded: string): Mention[] {
  return days.filter((mention, at) => {
    const next = days[at + 1];
    if (next?.joins === "range") return false;
    if (mention.yearOnly && !mention.before && next?.yearFrom === "carried") return false;
    return mention.before || !isStart(mention, folded);
  });
}

function isStart({ from, to }: Mention, folded: string): boolean {
  return START_AFTER.test(folded.slice(to, to + 8)) || START_BEFORE.test(folded.slice(Math.max(0, from - 3), from));
}

/** 「6月底前启动」 is due, but not as the end; 「3月实施」 may be either. */
const mayBeStart = (mention: Mention, folded: string) =>
  isStart(mention, folded) || (!mention.before && WORK_AFTER.test(folded.slice(mention.to, mention.to + 8)));

const lastDays = ({ days, range }: Mention) => (range ? days.slice(-1) : days);

/** 「9月底前、3月底前」 may run into the next year, and 「6月底前（2032年）」 may be of that year. */
function mayBeOfOtherYear(due: readonly Mention[]): boolean {
  const unprinted = due.filter(({ yearFrom, joins }) => yearFrom === "plan" && joins !== "range");
  const dates = unprinted.flatMap(lastDays);
  const backward = dates.some((date, at) => date < (dates[at - 1] ?? ""));
  const otherYear = due.some(({ yearOnly, before, year }) => yearOnly && !before && year !== unprinted[0]?.year);
  return unprinted.length > 0 && (backward || otherYear);
}

/** What the words say beside their days. */
function remarksOn(
  folded: string,
  rest: string,
  mentions: readonly Mention[],
  recurrences: readonly Recurrence[],
): DeadlineDoubt[] {
  const recurs = mentions.some((mention) => mention.recurs) || recurrences.some(({ placed }) => placed);
  return [
    ...(DONE.test(folded) ? ["DEADLINE_DONE" as const] : []),
    ...(relativeDeadlines(rest).length > 0 ? ["RELATIVE_DEADLINE" as const] : []),
    ...(OCCASION.test(folded) ? ["DEADLINE_BY_EVENT" as const] : []),
    ...(AT_ONCE.test(folded) ? ["DEADLINE_AT_ONCE" as const] : []),
    ...(recurs ? ["DEADLINE_RECURS" as const] : []),
  ];
}

/** The rest of the cell, with a blank in each place that is understood. */
function without(folded: string, understood: readonly { readonly from: number; readonly to: number }[]): string {
  let rest = "";
  let from = 0;
  for (const each of understood) {
    rest += `${folded.slice(from, each.from)} `;
    from = each.to;
  }
  return rest + folded.slice(from);
}

/** The words of recurrence, with the days that come back: 「每年3月和9月」. */
function cadenceOf({ folded, mentions, recurrences }: Reading): string[] {
  const recurring = mentions.filter(({ recurs }) => recurs);
  const first = recurring[0];
  const last = recurring.at(-1);
  if (!first || !last) return [...new Set(recurrences.map(({ words }) => words))];
  const words = /[每逐历逢各][^,;。\s]{0,4}$/.exec(folded.slice(Math.max(0, first.from - 6), first.from))?.[0] ?? "";
  return [folded.slice(first.from - words.length, last.to).trim()];
}

const isBeforeOccasion = (folded: string) => folded.endsWith("前") && OCCASION.test(folded);

/** Whether a cell can belong to a deadline column. */
export function isDeadline(cell: string): boolean {
  const folded = foldWidth(cell).trim();
  if (folded.length > 30) return false;
  if (
    folded.length <= 24 &&
    mentionsIn(folded, 2000, "prose").some(({ trouble }) => trouble === undefined || trouble === "vague")
  )
    return true;
  return folded.length <= 10 && (ONGOING.test(folded) || NO_DAY_ALONE.test(folded) || isBeforeOccasion(folded));
}
