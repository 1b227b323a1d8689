// Deadlines and dates, case by case.
import { describe, expect, test } from "vitest";
import { dueDatesIn, isDeadline, readDeadline, relativeDeadlines } from "./deadline.ts";

describe("the deadline column", () => {
  test.each([
    ["2021年11月底前", "2021-11-30"],
    ["2021年2月底前", "2021-02-28"],
    ["2024年2月底", "2024-02-29"],
    ["2021年12月31日前", "2021-12-31"],
    ["2021年6月1日", "2021-06-01"],
    ["２０２１年１１月底前", "2021-11-30"],
    ["二〇二一年十一月三十日", "2021-11-30"],
    ["2021年", "2021-12-31"],
    ["2021年底", "2021-12-31"],
    ["年底前", "2021-12-31"],
    ["今年年底前", "2021-12-31"],
    ["10月底前", "2021-10-31"],
    ["次年1月底前", "2022-01-31"],
    ["2021年6月上旬", "2021-06-10"],
    ["2021年6月中旬前", "2021-06-20"],
    ["2021年6月下旬", "2021-06-30"],
    ["2021年第一季度", "2021-03-31"],
    ["二季度末", "2021-06-30"],
    ["2021年上半年", "2021-06-30"],
    ["下半年", "2021-12-31"],
    ["2021.9.30", "2021-09-30"],
    ["2021-09-30", "2021-09-30"],
    ["2021/9", "2021-09-30"],
    ["2021 年 9 月底 前", "2021-09-30"],
  ])("%s is %s", (cell, date) => {
    expect(readDeadline(cell, 2021)).toEqual({ kind: "date", date });
    expect(isDeadline(cell)).toBe(true);
  });

  test.each(["持续推进", "长期坚持", "常年", "全年", "贯穿全年", "每季度"])("%s has no end", (cell) => {
    expect(readDeadline(cell, 2021)).toEqual({ kind: "ongoing", date: null });
  });

  test.each([
    ["", undefined],
    ["—", undefined],
    ["尽快", "DEADLINE_NOT_READ"],
    ["2021年2月30日", "DEADLINE_NOT_READ"],
    ["印发后3个月内", "RELATIVE_DEADLINE"],
  ])("%s is not a day", (cell, doubt) => {
    expect(readDeadline(cell, 2021)).toEqual({ kind: "none", date: null, ...(doubt && { doubt }) });
  });

  test("the last of several dates counts, and a month followed by 前 is unclear", () => {
    expect(readDeadline("2021年3月—9月", 2021)).toEqual({
      kind: "date",
      date: "2021-09-30",
      doubt: "DEADLINE_SEVERAL_DATES",
    });
    expect(readDeadline("2021年11月前", 2021)).toEqual({ kind: "date", date: "2021-11-30", doubt: "DEADLINE_UNCLEAR" });
  });

  test("a month without a year is not a day when the plan has no year", () => {
    expect(readDeadline("10月底前", null)).toEqual({ kind: "none", date: null, doubt: "DEADLINE_NOT_READ" });
  });
});

describe("in prose", () => {
  test.each([
    ["于2021年5月31日前集中发布", [["2021年5月31日前", "2021-05-31"]]],
    [
      "在2021年6月底前更新，2021年底前完成",
      [
        ["2021年6月底前", "2021-06-30"],
        ["2021年底前", "2021-12-31"],
      ],
    ],
    ["6月底前完成排查", [["6月底前", "2021-06-30"]]],
    ["12月31日之前报送", [["12月31日之前", "2021-12-31"]]],
    ["将完成情况于2022年1月5日前报县政府办公室", [["2022年1月5日前", "2022-01-05"]]],
  ])("%s is due", (text, expected) => {
    expect(dueDatesIn(text, 2021).map(({ text: words, date }) => [words, date])).toEqual(expected);
  });

  test.each([
    "2020年度法治政府建设年度报告",
    "《市场准入负面清单（2020年版）》",
    "（国办发〔2018〕47号）",
    "2021年政务公开工作要点",
    "每年12月31日前报送",
    "发布前加强统筹",
    "10个工作日内",
    "12345热线",
    "第3季度",
  ])("%s is not", (text) => {
    expect(dueDatesIn(text, 2021)).toEqual([]);
  });

  test("a deadline that counts from an event is kept in its own words", () => {
    expect(relativeDeadlines("在印发3个月内编制，并在5个工作日内回复")).toEqual(["3个月内", "5个工作日内"]);
    expect(relativeDeadlines("三十日内答复")).toEqual(["三十日内"]);
    expect(relativeDeadlines("26个领域")).toEqual([]);
  });
});
