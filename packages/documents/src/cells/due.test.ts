// Due days in prose, sentence by sentence.
import { describe, expect, test } from "vitest";
import { dueDatesIn, readDueDays, relativeDeadlines } from "./due.ts";

const daysIn = (text: string, year: number | null = 2031) =>
  dueDatesIn(text, year).map(({ text: words, date }) => `${words} ${date}`);
const doubtsIn = (text: string, year: number | null = 2031) =>
  readDueDays(text, year).doubts.map(({ code, words }) => `${code} ${words}`);

describe("is due", () => {
  test.each([
    ["于2031年5月31日前集中发布", "2031年5月31日前 2031-05-31"],
    ["在2031年6月底前更新，2031年底前完成", "2031年6月底前 2031-06-30", "2031年底前 2031-12-31"],
    ["6月底前完成排查", "6月底前 2031-06-30"],
    ["12月31日之前报送", "12月31日之前 2031-12-31"],
    ["将完成情况于2032年1月5日前报县政府办公室", "2032年1月5日前 2032-01-05"],
    ["有关情况年底前报县政府", "年底前 2031-12-31"],
    ["各镇政府6月底前完成", "6月底前 2031-06-30"],
    ["各镇明年底前完成", "明年底前 2032-12-31"],
    ["工程基本年底前完工", "本年底前 2031-12-31"],
    ["报送时间不得晚于6月30日", "6月30日 2031-06-30"],
    ["不迟于2031年6月底报送", "2031年6月底 2031-06-30"],
    ["最迟6月15，逾期不候", "6月15 2031-06-15"],
    ["截至6月底完成率达到90%", "6月底 2031-06-30"],
    ["报名截止2031年6月30日", "2031年6月30日 2031-06-30"],
    ["完成时限：6月30日", "6月30日 2031-06-30"],
    ["6月30日18时前报送", "6月30日18时前 2031-06-30"],
    ["申报期到6月30日止", "6月30日止 2031-06-30"],
    ["2031年内建成", "2031年内 2031-12-31"],
    ["第三季度内完成", "第三季度内 2031-09-30"],
    ["3月和9月底前各报一次", "3月 2031-03-31", "9月底前 2031-09-30"],
    ["于3、9月底前各报一次", "3、9月底前 2031-03-31", "3、9月底前 2031-09-30"],
    ["1、6月底前完成摸底；2、9月底前完成整改", "6月底前 2031-06-30", "9月底前 2031-09-30"],
    ["31.2031年底前，各单位完成迁移", "2031年底前 2031-12-31"],
    ["从2031年3月起至6月底前", "6月底前 2031-06-30"],
    ["对2030年工作要点落实情况，6月底前完成自查", "6月底前 2031-06-30"],
  ])("%s", (text, ...expected) => {
    expect(daysIn(text)).toEqual(expected);
    expect(doubtsIn(text)).toEqual([]);
  });
});

describe("is nobody's due day", () => {
  test.each([
    "2030年度工作年度报告",
    "《示例清单（2030年版）》",
    "（示例办发〔2028〕47号）",
    "2031年重点工作",
    "每年12月31日前报送",
    "每年3月和9月底前报送",
    "发布前加强统筹",
    "10个工作日内",
    "12345热线",
    "第3季度",
    "2031年6月启动",
    "自2031年3月1日起施行",
    "根据2031年5月1日施行的条例",
    "按照2031年6月底前印发的目录办理",
    "截至6月底，已建成3个",
    "截至2031年6月底共受理20件",
    "一年内建成",
    "第三季度内部审计",
    "6月底前后",
    "2031年前三季度的数据",
    "各部门年内工作安排",
  ])("%s", (text) => {
    expect(daysIn(text)).toEqual([]);
    expect(doubtsIn(text)).toEqual([]);
  });
});

describe("is not read in silence", () => {
  test.each([
    ["某年6月底前完成", [], "DEADLINE_NOT_READ 某年6月底前"],
    ["2O31年6月底前完成", [], "DEADLINE_NOT_READ 2O31年6月底前"],
    ["202年6月底前完成", [], "DEADLINE_NOT_READ 202年6月底前"],
    ["于2O31年3月至6月底前", [], "DEADLINE_NOT_READ 于2O31年3月至6月底前"],
    ["情况说明年底前报", [], "DEADLINE_NOT_READ 情况说明年底前"],
    ["2030年底前出台的文件", [], "DEADLINE_NOT_READ 2030年底前出台的文件"],
    ["2032年春季学期6月底前完成", [], "DEADLINE_NOT_READ 2032年春季学期6月底前"],
    ["2月30日前报送", [], "DEADLINE_NO_SUCH_DAY 2月30日前"],
    ["22年6月底前完成", ["22年6月底前 2022-06-30"], "DEADLINE_YEAR_GUESSED 22年6月底前"],
    ["11月前完成", ["11月前 2031-11-30"], "DEADLINE_UNCLEAR 11月前"],
    [
      "2032年3月底前立项，6月底前开工",
      ["2032年3月底前 2032-03-31", "6月底前 2032-06-30"],
      "DEADLINE_YEAR_GUESSED 6月底前",
    ],
  ] as const)("%s", (text, days, doubt) => {
    expect(daysIn(text)).toEqual(days);
    expect(doubtsIn(text)).toEqual([doubt]);
  });

  test("a day without a year in a plan without one", () => {
    expect(daysIn("6月底前完成", null)).toEqual([]);
    expect(doubtsIn("6月底前完成", null)).toEqual(["DEADLINE_YEAR_MISSING 6月底前"]);
  });
});

test("a deadline that counts from an event is kept in its own words", () => {
  expect(relativeDeadlines("在印发3个月内编制，并在5个工作日内回复")).toEqual(["3个月内", "5个工作日内"]);
  expect(relativeDeadlines("三十日内答复")).toEqual(["三十日内"]);
  expect(relativeDeadlines("26个领域")).toEqual([]);
});
