// Deadlines that count from the issue of the notice itself: 「通知印发后30日内」, 「自印发之日起3个月内」.
import type { FromIssue } from "@taizhang/domain";
import { toNumber } from "./numeral.ts";

// What is issued is this notice: 「印发」 alone, 「通知」, or 「本方案」. 「办法印发后」 is of a document that is still to be made.
const ITSELF =
  "(?:本?通知|本(?:文件?|[\\u4e00-\\u9fff]{0,4}(?:方案|意见|计划|要点|清单|办法|规划|措施)|[\\u4e00-\\u9fff]{0,4}分解表|台账))?";
const SINCE = "(?:正式)?(?:印发|下发|发布|公布|发文)(?:之日(?:起|后)?|日起|[之以]?后|起),?";
const COUNT = "(?<count>\\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(?<unit>工作日|自然日|日历日|[日天周月年]|星期)";
const WITHIN = "(?:[之以])?内(?:(?:全部|全面|基本)?(?:完成|办结|落实|到位|报送|上报|建成))?[。.]?";
const FROM_ISSUE = new RegExp(`^[自从在]?${ITSELF}${SINCE}${COUNT}${WITHIN}$`);

const units: Readonly<Record<string, FromIssue["unit"]>> = {
  ...{ 自然日: "day", 日历日: "day", 日: "day", 天: "day" },
  ...{ 周: "week", 星期: "week", 月: "month", 年: "year" },
};

/**
 * How a cell of folded width counts from the issue, if that is all it says. Working days are told apart: which days those are the
 * calendar of the year says, which changes from year to year and is not kept here.
 */
export function readFromIssue(folded: string): FromIssue | "workingDays" | undefined {
  const found = FROM_ISSUE.exec(folded.replace(/\s/g, ""))?.groups;
  if (!found) return undefined;
  const { count = "", unit: word = "" } = found;
  if (word === "工作日") return "workingDays";
  const unit = units[word];
  if (count === "半") return unit === "year" ? { count: 6, unit: "month" } : undefined;
  const number = toNumber(count.replace("两", "二"));
  return unit && number ? { count: number, unit } : undefined;
}
