// Dates as notices print them: 「2021年11月底前」, 「6月底前」, 「2021年第一季度」, 「二〇二一年六月一日」.
import { foldWidth } from "../readers/width.ts";
import { toNumber } from "./numeral.ts";

export interface FoundDate {
  readonly from: number;
  readonly to: number;
  /** The printed words, 前 included. */
  readonly text: string;
  /** ISO day; for a month, quarter, half or whole year, its last day. */
  readonly date: string;
  /** Whether the words say that something is due: they end in 前, 之前 or 以前. */
  readonly due: boolean;
  /** Whether the words leave open which day is meant: 「11月前」 may exclude November. */
  readonly unclear: boolean;
}

const N = "[\\d〇○零一二三四五六七八九十]";
const YEAR = `(?:(?<![\\d年])(?<year>\\d{4}|[〇○零一二三四五六七八九]{4}|[今本当次明翌])\\s*年(?!度|版))`;
const FORMS = [
  `${YEAR}?\\s*(?<month>${N}{1,2})\\s*月\\s*(?<day>${N}{1,3})\\s*[日号]`,
  `${YEAR}?\\s*(?<month2>${N}{1,2})\\s*月份?\\s*(?<part>底|末|上旬|中旬|下旬)?`,
  `${YEAR}?\\s*第?(?<quarter>[1-4一二三四])季度(?<quarterEnd>底|末)?`,
  `${YEAR}?\\s*(?<half>上半年|下半年|年中)(?<halfEnd>底|末)?`,
  `${YEAR}年?\\s*(?<yearEnd>底|末)?`,
  `(?<bareYearEnd>(?<!每)年[底末])`,
  `(?<![\\d.])(?<year9>\\d{4})[./-](?<month9>\\d{1,2})(?:[./-](?<day9>\\d{1,2}))?(?!\\d)`,
];
/** One pattern per form, tried in turn at each place, because one pattern may not use the same group name twice. */
const PATTERNS = FORMS.map((form) => new RegExp(`${form}\\s*(?<before>之前|以前|前)?`, "y"));
const STARTS = /[\d〇○零一二三四五六七八九十今本当次明翌第上下年]/g;

/** Every date in a text, in order. `year` is the plan's, for 「6月底前」 and 「年底前」; null leaves those unread. */
export function findDates(text: string, year: number | null): FoundDate[] {
  const folded = foldWidth(text);
  const found: FoundDate[] = [];
  STARTS.lastIndex = 0;
  for (let start = STARTS.exec(folded); start; start = STARTS.exec(folded)) {
    const date = dateAt(text, folded, start.index, year);
    if (date) {
      found.push(date);
      STARTS.lastIndex = date.to;
    }
  }
  return found;
}

function dateAt(text: string, folded: string, at: number, year: number | null): FoundDate | undefined {
  // 「每年12月31日前」 returns every year: it is a cadence, not a day.
  if (/每年?$|\d$/.test(folded.slice(Math.max(0, at - 2), at))) return undefined;
  for (const pattern of PATTERNS) {
    pattern.lastIndex = at;
    const groups = pattern.exec(folded)?.groups;
    if (!groups) continue;
    const day = lastDay(groups, year);
    if (!day) return undefined;
    const before = groups["before"] !== undefined;
    const monthOnly = groups["month2"] !== undefined && groups["part"] === undefined;
    const yearOnly = groups["yearEnd"] === undefined && isYearOnly(groups);
    const to = pattern.lastIndex;
    return {
      from: at,
      to,
      text: text.slice(at, to).trim(),
      date: day,
      due: before && !yearOnly,
      unclear: before && (monthOnly || yearOnly),
    };
  }
  return undefined;
}

type Groups = Record<string, string | undefined>;

function isYearOnly(groups: Groups): boolean {
  return ["month", "month2", "quarter", "half", "bareYearEnd", "month9"].every((name) => groups[name] === undefined);
}

function lastDay(groups: Groups, planYear: number | null): string | undefined {
  const year = yearOf(groups["year"] ?? groups["year9"], planYear);
  if (year === undefined || year < 1949 || year > 2100) return undefined;
  if (groups["quarter"] !== undefined) return endOfMonth(year, 3 * (toNumber(groups["quarter"]) ?? 0));
  if (groups["half"] !== undefined) return endOfMonth(year, groups["half"] === "下半年" ? 12 : 6);
  const month = groups["month"] ?? groups["month2"] ?? groups["month9"];
  if (month === undefined) return endOfMonth(year, 12);
  const number = toNumber(month);
  if (number === undefined) return undefined;
  const day = groups["day"] ?? groups["day9"];
  if (day !== undefined) return isoDay(year, number, toNumber(day) ?? 0);
  if (groups["part"] === "上旬") return isoDay(year, number, 10);
  if (groups["part"] === "中旬") return isoDay(year, number, 20);
  return endOfMonth(year, number);
}

function yearOf(printed: string | undefined, planYear: number | null): number | undefined {
  if (printed === undefined || "今本当".includes(printed)) return planYear ?? undefined;
  if ("次明翌".includes(printed)) return planYear === null ? undefined : planYear + 1;
  return toNumber(printed);
}

function endOfMonth(year: number, month: number): string | undefined {
  return month >= 1 && month <= 12 ? isoDay(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate()) : undefined;
}

/** The day in ISO form, or undefined when the calendar has no such day. */
function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}
