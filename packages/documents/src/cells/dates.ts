// Dates as notices print them: 「2021年11月底前」, 「6月底前」, 「2021年第一季度」, 「二〇二一年六月一日」.
import { foldWidth } from "../readers/width.ts";
import { isYearWord, type Strictness, standsFree } from "./before-date.ts";
import { endOfMonth, isoDay, isPlausibleYear } from "./calendar.ts";
import { COUNTED, type Form, formBehindYear, formWithoutYear, numericForm } from "./date-forms.ts";
import { toNumber } from "./numeral.ts";
import { RUN, yearAt } from "./printed-year.ts";

/**
 * Why no day is taken: the year is not understood, or neither printed nor known; the calendar has no such day; or the
 * words are too vague for one (月初, 左右).
 */
export type Trouble = "year" | "missing" | "calendar" | "vague";

/**
 * Where the year of a date comes from: printed whole, printed with two digits, counted from the plan's (明年), printed
 * before another date, or the plan's itself.
 */
export type YearSource = "printed" | "short" | "relative" | "carried" | "plan";

/** A place of a text that prints a date, read or not. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  /** The printed words, 前 included. */
  readonly text: string;
  /** ISO days, each for the end of what is printed: several for 「3、9月」, none where there is trouble. */
  readonly days: readonly string[];
  readonly trouble?: Trouble;
  /** Several numbers in one date are a range, of which only the last day counts. */
  readonly range: boolean;
  readonly year: number | null;
  readonly yearFrom: YearSource;
  /** 「2031年」 with neither month nor quarter. */
  readonly yearOnly: boolean;
  /** The words end in 前, 之前 or 以前, or in 止. */
  readonly before: boolean;
  /** The words end in 内. */
  readonly within: boolean;
  /** Whether the words leave open which day is meant: 「11月前」 may exclude November, 「第三季度前」 July. */
  readonly unclear: boolean;
  /** 月 is not printed: 「2031年6底前」, where a figure may be lost too. */
  readonly unsigned: boolean;
  /** How it hangs on to the date before it: 「3月至5月」, 「3月和9月」. */
  readonly joins: "range" | "list" | undefined;
  /** 「每年3月」 comes back and is no day. */
  readonly recurs: boolean;
}

/** A date that was read. */
export interface FoundDate {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly date: string;
}

const STARTS = new RegExp(`[${RUN}今本当次明翌来后去上下前第年]`, "g");
/** In the middle of so long a number no date begins. */
const LONG_RUN = new RegExp(`[${RUN}]{4}`, "y");
const LENGTH = new RegExp(`[${RUN}两几数半多整学财]`);
const IN_RUN = new RegExp(`[${RUN}]`);
const RECURRING = /(?:[每逐历逢各](?:个?学|个|一)?年度?的?|每)\s?$/;
/** How far a year printed in a sentence of prose reaches. */
const SENTENCE = 200;
const YEAR_RANGE = /\d{4}年?\s{0,2}(?:[-—–~]{1,2}|至|到)\s{0,2}(?=\d{4}年)/y;
const VAGUE_AFTER = new RegExp(`\\s{0,2}(?:左右|上下|前后|以后|之后|后(?!勤)|以来|中期)|${COUNTED}`, "y");
/** Numbers that go on where the form has ended: 「2031.3.1-15」, 「6月15个」. */
const GOES_ON = /\s{0,2}(?:[-—–~./]|至|到)?\s{0,2}\d/y;
/** Another date, which is read by itself. */
const NEXT_DATE =
  /\s{0,2}(?:[-—–~]{1,2}|至|到)?\s{0,2}(?:\d{4}\s{0,2}[年./-]|\d{1,2}(?:\s{0,2}[、,和及至到—–~-]\s{0,2}\d{1,2}){0,11}\s{0,2}(?:月|季度))/y;
/** 「2020年版」, 「2019年第5号令」: the name of a text. */
const EDITION = /(?:版|第\s{0,2}\d{1,4}\s{0,2}号)/y;

/** Every date in a text that can be read, in order. `year` is the plan's; null leaves 「6月底前」 unread. */
export function findDates(text: string, year: number | null): FoundDate[] {
  return mentionsIn(text, year, "prose").flatMap(({ from, to, text: words, days }) => {
    const date = days.at(-1);
    return date === undefined ? [] : [{ from, to, text: words, date }];
  });
}

/** Every date in a text, those included that are printed but cannot be read. */
export function mentionsIn(text: string, year: number | null, strictness: Strictness): Mention[] {
  const folded = foldWidth(text);
  const found: Mention[] = [];
  const scan: Scan = { text, folded, year, strictness };
  let dated: Mention | undefined;
  STARTS.lastIndex = 0;
  for (let start = STARTS.exec(folded); start; start = STARTS.exec(folded)) {
    const mention = mentionAt(scan, start.index, found.at(-1), dated);
    if (!mention) continue;
    found.push(mention);
    if (mention.yearFrom !== "plan" && mention.year !== null) dated = mention;
    STARTS.lastIndex = mention.to;
  }
  return found;
}

interface Scan {
  readonly text: string;
  readonly folded: string;
  readonly year: number | null;
  readonly strictness: Strictness;
}

/** `last` is the date before, `dated` the last one that prints a year of its own. */
function mentionAt(scan: Scan, at: number, last: Mention | undefined, dated: Mention | undefined): Mention | undefined {
  const { folded, year: plan } = scan;
  if (IN_RUN.test(folded[at - 1] ?? "") && endOf(LONG_RUN, folded, at) !== undefined) return undefined;
  const joins = last && joinOf(folded.slice(last.to, Math.min(at, last.to + 8)), at - last.to);
  const recurs = isRecurring(folded, at) || (joins !== undefined && last?.recurs === true);
  const place = { scan, from: at, joins, recurs };

  const insideNumber = /[\dA-Za-z]/.test(folded[at - 1] ?? "");
  const numeric = insideNumber ? undefined : numericForm(folded, at);
  if (numeric) {
    const year = Number(numeric.groups["year"]);
    return toMention(place, numeric, { year: isPlausibleYear(year) ? year : null, yearFrom: "printed" });
  }

  const afterRange = insideNumber ? undefined : endOf(YEAR_RANGE, folded, at);
  const printed = insideRun(folded, at) ? undefined : yearAt(folded, afterRange ?? at, plan);
  if (printed) {
    if (endOf(EDITION, folded, printed.to) !== undefined) return undefined;
    const form = formBehindYear(folded, printed.to);
    // 「三年」 and 「2年内」 are lengths of time, not years.
    const length = printed.kind === "unknown" || printed.kind === "short";
    if (length && (isYearOnly(form.groups) || form.groups["within"])) return undefined;
    // 「说明年底前」 may speak of 明年 or of 年底; 「基本年底前」 means the same day either way.
    const ambiguous = printed.kind === "relative" && !joins && !isYearWord(folded, at, scan.strictness);
    return toMention(place, form, {
      year: ambiguous ? null : printed.value,
      yearFrom: printed.kind === "short" ? "short" : printed.kind === "relative" ? "relative" : "printed",
      range: afterRange !== undefined,
      missing: printed.kind === "relative" && !ambiguous,
    });
  }

  const form = formWithoutYear(folded, at);
  if (!form || isNumbering(scan, at, form)) return undefined;
  // 「一年内」 and 「两年内」 are lengths of time.
  if (form.groups["within"] && LENGTH.test(folded[at - 1] ?? "")) return undefined;
  // 「6月内」 may be a number of months.
  if (form.groups["before"]?.endsWith("内") && /月\s*[之以]?内$/.test(folded.slice(at, form.to))) return undefined;
  const free = joins ? last?.trouble !== "year" : isFree(scan, at, last);
  if (!free) return toMention(place, form, { year: null, yearFrom: "plan" });
  if (joins && last) {
    // 「2031年，6月底前」 is one date.
    const yearFrom = last.yearOnly && !last.before && joins === "list" ? "carried" : last.yearFrom;
    return toMention(place, form, { year: last.year, yearFrom, missing: true });
  }
  return toMention(place, form, { ...yearBefore(scan, at, dated), missing: true });
}

/**
 * The year of a date that prints none and stands by itself. In a cell a year printed before it goes on. In prose it goes
 * on from due day to due day within a sentence; where it may or may not, no year is taken.
 */
function yearBefore({ folded, year, strictness }: Scan, at: number, dated: Mention | undefined): YearOf {
  const plan: YearOf = { year, yearFrom: "plan" };
  if (!dated) return plan;
  const carried: YearOf = { year: dated.year, yearFrom: "carried" };
  if (strictness === "cell") return carried;
  if (dated.year === year) return plan;
  if (at - dated.to > SENTENCE) return plan;
  const between = folded.slice(dated.to, at);
  if (/[。;!?\n]/.test(between)) return plan;
  if (dated.before || dated.within || /^\s*[,、]?\s*$/.test(between)) return carried;
  return /[,:]/.test(between) ? plan : { year: null, yearFrom: "carried" };
}

/** Whether the words between two dates only join them. */
function joinOf(between: string, length: number): Mention["joins"] {
  if (length === 0 || length > 6) return undefined;
  if (/^\s*(?:至|到|[-—–~]{1,2})\s*$/.test(between)) return "range";
  return /^\s*(?:[、,和及与或并]|以及)?\s*[于在]?\s*$/.test(between) ? "list" : undefined;
}

function isFree(scan: Scan, at: number, last: Mention | undefined): boolean {
  // 「3月6月」 is one of two things, 「3月底前6月底前」 is a list without a mark.
  if (last && last.to === at) return last.before;
  return standsFree(scan.folded, at, scan.strictness);
}

const isRecurring = (folded: string, at: number) =>
  /[每年度的\s]/.test(folded[at - 1] ?? "") && RECURRING.test(folded.slice(Math.max(0, at - 6), at));

const insideRun = (folded: string, at: number) => IN_RUN.test(folded[at - 1] ?? "") && IN_RUN.test(folded[at] ?? "");

/** A single number with 、 at the head of a clause is that of an item: 「1、6月底前」. */
function isNumbering({ folded, strictness }: Scan, at: number, { groups }: Form): boolean {
  if (!/^\d{1,2}\s*、\s*$/.test(groups["earlierMonths"] ?? "")) return false;
  if (!/(?:^|[\s;。:])$/.test(folded.slice(Math.max(0, at - 1), at))) return false;
  return strictness === "prose" || standsFree(folded, at + (groups["earlierMonths"]?.length ?? 0), "cell");
}

function endOf(pattern: RegExp, folded: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(folded) ? pattern.lastIndex : undefined;
}

interface YearOf {
  readonly year: number | null;
  readonly yearFrom: YearSource;
  /** Two years with a dash between them. */
  readonly range?: boolean;
  /** Where there is no year: the plan has none, rather than that the words are not understood. */
  readonly missing?: boolean;
}

interface Found {
  readonly scan: Scan;
  readonly from: number;
  readonly joins: Mention["joins"];
  readonly recurs: boolean;
}

function toMention({ scan, from, joins, recurs }: Found, { groups, to }: Form, of: YearOf): Mention {
  const days = of.year === null ? undefined : daysOf(groups, of.year);
  const trouble = days === undefined ? noDay(of, scan) : isVague(scan.folded, groups, to) ? "vague" : undefined;
  const within = groups["within"] !== undefined || groups["before"]?.endsWith("内") === true;
  const before = groups["before"] !== undefined && !within;
  const exact = ["day", "part", "yearEnd", "middle"].some((name) => groups[name]);
  const earlier = ["earlier", "earlierMonths", "earlierQuarters", "partJoin"].map((name) => groups[name]).join("");
  return {
    from,
    to,
    text: scan.text.slice(from, to).trim(),
    days: trouble === undefined ? (days ?? []) : [],
    ...(trouble && { trouble }),
    range: of.range === true || /[至到\-—–~]/.test(earlier),
    year: of.year,
    yearFrom: of.yearFrom,
    yearOnly: isYearOnly(groups) && !within,
    before,
    within,
    unclear: before && !exact,
    unsigned: groups["unsigned"] !== undefined,
    joins,
    recurs,
  };
}

function noDay(of: YearOf, { year: plan }: Scan): Trouble {
  if (of.year !== null) return "calendar";
  return of.missing && plan === null ? "missing" : "year";
}

function isVague(folded: string, groups: Groups, to: number): boolean {
  if (groups["part"] === "初" || groups["part"] === "中" || groups["counted"] !== undefined) return true;
  if (endOf(VAGUE_AFTER, folded, to) !== undefined) return true;
  return (
    groups["before"] === undefined &&
    endOf(GOES_ON, folded, to) !== undefined &&
    endOf(NEXT_DATE, folded, to) === undefined
  );
}

type Groups = Form["groups"];

function isYearOnly(groups: Groups): boolean {
  return ["month", "quarter", "half", "yearEnd", "middle", "within"].every((name) => groups[name] === undefined);
}

const numbersIn = (text = "") => text.match(/[\d〇○零一二三四五六七八九十]+/g) ?? [];

/** The last day of all that is printed, or of each part of it; undefined if the calendar has none of that name. */
function daysOf(groups: Groups, year: number): string[] | undefined {
  const { month, day, quarter, half, part } = groups;
  const { earlier, earlierMonths, earlierQuarters } = groups;
  if (quarter !== undefined) {
    return all(
      [...(earlierQuarters?.match(/[1-4一二三四]/g) ?? []), quarter].map((each) =>
        endOfMonth(year, 3 * (toNumber(each) ?? 0)),
      ),
    );
  }
  if (half !== undefined) return all([endOfMonth(year, half === "下半年" ? 12 : 6)]);
  if (groups["middle"] !== undefined) return all([endOfMonth(year, 6)]);
  if (month === undefined) return all([endOfMonth(year, 12)]);
  const last = monthOf(month);
  if (day !== undefined) {
    return all([...numbersIn(earlier), day].map((each) => isoDay(year, last, numberOf(each))));
  }
  return all([
    ...numbersIn(earlierMonths).map((each) => endOfMonth(year, monthOf(each))),
    ...(groups["earlierPart"] === undefined ? [] : [endOfPart(year, last, groups["earlierPart"])]),
    endOfPart(year, last, part),
  ]);
}

/** The last days of the parts of a month that end before it does. */
const PART_ENDS: Readonly<Record<string, number>> = {
  ...{ 上: 10, 上旬: 10, 中: 20, 中旬: 20, 上中旬: 20 },
  ...{ 上半月: 15, 前半月: 15 },
};

function endOfPart(year: number, month: number, part = ""): string | undefined {
  const day = PART_ENDS[part];
  return day === undefined ? endOfMonth(year, month) : isoDay(year, month, day);
}

/** 「一二月」 is not the twelfth month. */
const monthOf = (printed: string) => (/^[一二三四五六七八九]{2,}$/.test(printed) ? 0 : numberOf(printed));

/** Of a month or a day, which have two figures at most; 0, which is neither, for anything else. */
const numberOf = (printed: string) => (/^\d{3}/.test(printed) ? 0 : (toNumber(printed) ?? 0));

function all(days: readonly (string | undefined)[]): string[] | undefined {
  const known = days.filter((each) => each !== undefined);
  return known.length === days.length ? known : undefined;
}
