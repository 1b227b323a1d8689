// Due days in prose: 「于6月底前」, 「不得晚于6月30日」, 「截至6月底」; and clocks that start with an event.
import type { DatedText } from "@taizhang/domain";
import { foldWidth } from "../readers/width.ts";
import { withoutCitations } from "./citation.ts";
import { type Mention, mentionsIn, type Trouble } from "./dates.ts";

/** What a person should know about a due day; the words are those that raise it. */
export interface DueDoubt {
  readonly code:
    | "DEADLINE_NOT_READ"
    | "DEADLINE_NO_SUCH_DAY"
    | "DEADLINE_YEAR_MISSING"
    | "DEADLINE_YEAR_GUESSED"
    | "DEADLINE_UNCLEAR";
  readonly words: string;
}

export interface DueDays {
  readonly dates: readonly DatedText[];
  readonly doubts: readonly DueDoubt[];
  /** The words of the days that were read with the plan's year. */
  readonly withPlanYear: readonly string[];
}

const LEADS =
  /(?:[不得可应]{1,2}[迟晚]于|最[迟晚]于?|至迟于?|截[至止][到至]?|(?:截止|完成|办理|报送)?(?:时间|日期|时限|期限)[为是:])\s{0,2}$/;
/** 「截至6月底，已建成3个」 tells what has been, and asks for nothing. */
const REPORT = /^\s{0,2},?\s{0,2}(?:已|共|累计|全[县市区省州镇]|我[县市区省州镇]|仍|尚|目前)/;
/** 「2020年底前出台的文件」 are documents of that time. */
const OF_THAT_TIME =
  /^(?:已经?)?[\u4e00-\u9fff]{0,4}(?:施行|实施|出台|印发|制定|发布|公布|颁布|成立|建成|登记|注册|生效|签订|取得|开工|竣工|立项|批准)的/;
/** 「印发后3个月内」, 「5个工作日内」: counted from an event, so not a fixed day. */
export const RELATIVE = /(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s{0,2}个?(?:工作日|月|日|天|周|年)(?:之|以)?内/g;

export const DOUBT_OF = {
  year: "DEADLINE_NOT_READ",
  vague: "DEADLINE_NOT_READ",
  missing: "DEADLINE_YEAR_MISSING",
  calendar: "DEADLINE_NO_SUCH_DAY",
} as const satisfies Record<Trouble, DueDoubt["code"]>;

/** The due days of a text, with what was printed as one and could not be read. */
export function readDueDays(text: string, year: number | null): DueDays {
  const folded = withoutCitations(foldWidth(text));
  const due = dueMentions(folded, year).map((mention) => ({
    ...mention,
    text: text.slice(mention.from, mention.to).trim(),
  }));
  const read = due.filter(({ trouble, from, to }) => trouble === undefined && !isOfThatTime(folded, from, to));
  return {
    dates: read.flatMap(({ text: words, days, range }) =>
      (range ? days.slice(-1) : days).map((date) => ({ text: words, date })),
    ),
    doubts: due.flatMap((mention) => doubtsOf(mention, folded, year)),
    withPlanYear: read.filter(hasPlanYear).map(({ text: words }) => words),
  };
}

/** The due days of a text: words that end in 前 or follow 不得晚于 and the like, so not 「2020年度」 or 「（2020年版）」. */
export function dueDatesIn(text: string, year: number | null): DatedText[] {
  return [...readDueDays(text, year).dates];
}

/** Deadlines that count from an event, as printed. */
export function relativeDeadlines(text: string): string[] {
  if (!text.includes("内")) return [];
  return [...foldWidth(text).matchAll(RELATIVE)].map((found) => text.slice(found.index, found.index + found[0].length));
}

/** The mentions that are due; of 「3月和9月底前」 both are. */
function dueMentions(folded: string, year: number | null): Mention[] {
  const due: Mention[] = [];
  let next: Mention | undefined;
  let nextIsDue = false;
  for (const mention of mentionsIn(folded, year, "prose").toReversed()) {
    const listed: boolean =
      nextIsDue && next?.joins === "list" && !mention.yearOnly && !folded.slice(mention.to, next.from).includes(",");
    nextIsDue = !mention.recurs && (isDue(mention, folded) || listed);
    next = mention;
    if (nextIsDue) due.push(mention);
  }
  return due.reverse();
}

function isDue({ from, to, text, before, within, yearOnly }: Mention, folded: string): boolean {
  // 「年内」 by itself may tell what the year is about.
  if (yearOnly || text === "年内") return false;
  if (before || within) return true;
  return LEADS.test(folded.slice(Math.max(0, from - 10), from)) && !REPORT.test(folded.slice(to, to + 8));
}

const isOfThatTime = (folded: string, from: number, to: number) =>
  /前\s*$/.test(folded.slice(from, to)) && OF_THAT_TIME.test(folded.slice(to, to + 12));

function doubtsOf(mention: Mention, folded: string, year: number | null): DueDoubt[] {
  const { from, to, text, trouble, unclear } = mention;
  if (trouble) return [{ code: DOUBT_OF[trouble], words: withSignBefore(folded, from, text) }];
  if (isOfThatTime(folded, from, to)) return [{ code: "DEADLINE_NOT_READ", words: folded.slice(from, to + 8) }];
  return [
    ...(isYearGuessed(mention, year) ? [{ code: "DEADLINE_YEAR_GUESSED" as const, words: text }] : []),
    ...(unclear ? [{ code: "DEADLINE_UNCLEAR" as const, words: text }] : []),
  ];
}

/** Whether the year is printed with two digits, or taken from words before that name another year than the plan's. */
export const isYearGuessed = ({ yearFrom, year }: Mention, plan: number | null) =>
  yearFrom === "short" || (yearFrom === "carried" && year !== plan);

/** Whether the year is the plan's or counted from it. */
export const hasPlanYear = ({ yearFrom }: Mention) => yearFrom === "plan" || yearFrom === "relative";

/** With the signs before it, which are what was not understood. */
const withSignBefore = (folded: string, from: number, words: string) =>
  `${/[^\s,;。:、]*$/.exec(folded.slice(Math.max(0, from - 10), from))?.[0] ?? ""}${words}`;
