// Cadence 周期: words of recurrence such as 每年, 每日 and 定期, but not 及时, 不断 or 不定期.

const PERIODS = [
  "每个?(?:季度|半[年月]|工作日|星期|[单双][月周]|[年月日天周季旬])",
  "每[两二三四五六\\d]{1,2}\\s?个?(?:季度|星期|[年月周天日])",
  "[按逐](?:季度|[月季周日])(?!期)",
  "按年(?!度)",
  "(?<![间相])隔[周月年](?!离)",
  "逢(?:[单双][月周]|周[一二三四五六日末])",
  "[一半两双二三四五]个?(?:季度?|[年月周日])一(?:次|报|调度|通报|更新|评|考|结)",
  // 「法定期限」 contains the characters 定期, but not the word.
  "(?<![不法])定期(?!限)",
].join("|");
const CADENCE = new RegExp(PERIODS, "g");

/** A day of the week; 「每周一次」 names none. */
const WEEKDAY = "(?:周|星期)?(?:[二三四五六日天末]|一(?![次报例调通更评考结个期回]))";
const OR = "(?:[、,和及与至到]|[-—–~]{1,2})";
const NTH = "(?:第[\\d一二三四五]|最后一|[次首末])个?";
/** Where in a longer period: 5日, 1日、15日, 末, 月底, 上旬, 第一周, 次月10日. */
const PLACE = [
  `(?:${NTH}月)?[前第]?(?:\\d{1,2}[日号]?${OR}){0,6}\\d{1,2}[日号]`,
  `(?:${NTH}月)?[年季月]?(?:[上中下]旬|[底末初](?!月))`,
  `${NTH}(?:周|月|工作日|星期[一二三四五六日]?)`,
].join("|");
const RECURRENCE = new RegExp(
  `每个?(?:周|星期)(?<weekday>${WEEKDAY}(?:${OR}${WEEKDAY}){0,6})|(?:${PERIODS})[度的\\s]?(?<place>${PLACE})?`,
  "g",
);

/** The words as printed, each once, in order. */
export function readCadence(text: string): string[] {
  return [...new Set([...text.matchAll(CADENCE)].map(([word]) => word))];
}

/** What comes back, in a text of folded width. */
export interface Recurrence {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** Whether a place in the period is named as well: 「每月5日」. */
  readonly placed: boolean;
}

/** The words of recurrence with the place in the period that they name. */
export function readRecurrences(folded: string): Recurrence[] {
  return [...folded.matchAll(RECURRENCE)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    words: found[0].trim(),
    placed: (found.groups?.["weekday"] ?? found.groups?.["place"]) !== undefined || found[0].startsWith("逢"),
  }));
}
