// The forms in which notices print a month, a day, a quarter, a half or the end of a year; the year is read apart.

const N = "[\\d〇○零一二三四五六七八九十]";
const S = "\\s{0,2}";
/** Between the numbers of a list or a range. */
const OR = `(?:[、,和及与至到]|[-—–~]{1,2})`;
/**
 * A stretch of a month or a quarter that is counted in more than one way, or by the working days of its year: 第二周,
 * 首周, 最后一个工作日, 第一个月, 当周.
 */
export const COUNTED =
  "(?:的|\\s){0,2}\\(?(?:(?:第[\\d一二三四五]|[首末头]|最后[\\d一二三四五两]?|前[\\d一二三四五六七八九十两]{1,3}|所在)个?完?整?(?:周|星期|礼拜|工作日|月|日|天)|当(?:周|星期))[一二三四五六日末]?\\)?";

/** What is printed behind the year. A form tells how exact it is by the groups that it fills. */
const BODIES = [
  // 6月15日, 6月1—15日, 3月1日和15日.
  `(?<month>${N}{1,3})${S}月${S}(?<earlier>(?:${N}{1,3}${S}[日号]?${S}${OR}${S}){0,6})(?<day>${N}{1,3})${S}[日号]`,
  // 6月15 without 日, where nothing follows that it could count.
  `(?<month>${N}{1,3})${S}月${S}(?<day>\\d{1,2})(?=\\s{0,2}(?:$|[,;。、)\\n]|之前|以前|前|为止|止))`,
  // 6月底, 3、6、9月, 1—6月, 六月中旬.
  `(?<earlierMonths>(?:${N}{1,2}${S}${OR}${S}){0,11})(?<month>${N}{1,3})${S}月份?(?:${S}(?:(?<earlierPart>[上中]旬?)${S}(?<partJoin>${OR})${S})?(?<part>底|末(?![周旬])|最后一[日天]|上旬|中旬|[末下]旬|上中旬|中下旬|[上下前后]半月|初|中(?!旬))|(?<counted>${COUNTED}))?`,
  // 第三季度, 一、二季度, 第一至三季度, Q3.
  `前?${S}第?${S}(?<earlierQuarters>(?:[1-4一二三四]${S}${OR}?${S}第?${S}){0,3})(?<quarter>[1-4一二三四])${S}季度(?!一)(?:(?<part>底|末(?!月))|(?<counted>初|中旬?|上旬))?`,
  `[Qq](?<quarter>[1-4])(?![\\dA-Za-z])`,
  `(?<half>上半年|下半年)(?<part>底|末|初)?`,
];
/** Only directly behind a year. */
const BEHIND_YEAR = [
  `(?<month>0?[1-9]|1[0-2])${S}[./-]${S}(?<day>\\d{1,2})(?![\\d./-])`,
  // 2031年6底, whose 月 is lost.
  `(?<unsigned>)(?<month>0\\d|1[0-2]|[1-9])(?=\\s{0,2}(?:$|[,;。、)\\n]|底|末|之前|以前|前))(?<part>底|末)?`,
  `年?${S}(?<yearEnd>底|末|终)`,
  `年?${S}(?<middle>中)(?=\\s{0,2}(?:$|[,;。、)\\n]|底|末|之前|以前|前|完成))`,
  `年?${S}(?<within>内)(?![部容外审控涵网])`,
];
const BARE_YEAR = [`年(?<yearEnd>底|末)`, `年(?<middle>中)(?![秋国央])`, `年(?<within>内)(?![部容外审控涵网])`];
/** The year as a part of the form. The sign between its numbers is the same throughout: 「2031.3-6」 is a range. */
const NUMERIC = [
  `(?<year>\\d{4})${S}(?<sign>[./-])${S}(?<month>\\d{1,2})${S}\\k<sign>${S}(?<day>\\d{1,2})(?![\\d])`,
  `(?<year>\\d{4})${S}[./]${S}(?<earlierMonths>\\d{1,2}${S}[-—–~]${S})(?<month>\\d{1,2})(?![\\d./-])`,
  `(?<year>\\d{4})${S}[./-]${S}(?<month>\\d{1,2})(?!\\d)`,
];

const TIME = `(?:${S}(?:上午|下午|中午|晚上|凌晨)?${S}\\d{1,2}(?:时|点|:\\d{2})(?:\\d{1,2}分|半|整)?)?`;
const GLOSS = "(?:\\([^()\\n]{1,10}\\)(?=\\s{0,2}(?:之前|以前|前)))?";
/** 前后 is no 前, and neither is that of 前期. */
const BEFORE = `(?:${S}${GLOSS}${S}(?<before>之前|以前|前(?!后|期|三|两|\\d)|为止|截?止|[之以]内|内(?![部容外审控涵网])))?`;
const TAIL = `${TIME}${BEFORE}`;

const patterns = (forms: readonly string[]) => forms.map((form) => new RegExp(`${form}${TAIL}`, "y"));
/** The signs with which a form can begin, so that most places of a text are passed over at once. */
const OPENS_BODY = /[\d〇○零一二三四五六七八九十第前Qq上下]/;
const OPENS_BEHIND_YEAR = /[\d〇○零一二三四五六七八九十第前Qq上下年底末终中内\s]/;
const INTRODUCED = patterns(BODIES);
const WITH_YEAR = patterns([...BODIES, ...BEHIND_YEAR]);
const WITHOUT_YEAR = patterns(BARE_YEAR);
const WHOLE = patterns(NUMERIC);
const AFTER_YEAR = new RegExp(TAIL, "y");

/** The groups that a form has filled, by name, and where the form ends. */
export interface Form {
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly to: number;
}

/** The form behind a year; a year with nothing behind it that belongs to it is a form without groups. */
export function formBehindYear(folded: string, at: number): Form {
  const form = OPENS_BEHIND_YEAR.test(folded[at] ?? "") ? firstOf(WITH_YEAR, folded, at) : undefined;
  if (form) return form;
  AFTER_YEAR.lastIndex = at;
  const groups = AFTER_YEAR.exec(folded)?.groups ?? {};
  return { groups, to: groups["before"] === undefined ? at : AFTER_YEAR.lastIndex };
}

/** The form of a date without a year. */
export function formWithoutYear(folded: string, at: number): Form | undefined {
  if (folded[at] === "年") return firstOf(WITHOUT_YEAR, folded, at);
  return OPENS_BODY.test(folded[at] ?? "") ? firstOf(INTRODUCED, folded, at) : undefined;
}

/** A date in figures with its year, such as 2031.6.30. */
export function numericForm(folded: string, at: number): Form | undefined {
  return firstOf(WHOLE, folded, at);
}

function firstOf(forms: readonly RegExp[], folded: string, at: number): Form | undefined {
  for (const form of forms) {
    form.lastIndex = at;
    const groups = form.exec(folded)?.groups;
    if (groups) return { groups, to: form.lastIndex };
  }
  return undefined;
}
