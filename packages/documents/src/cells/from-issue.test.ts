import { expect, test } from "vitest";
import { readDeadline } from "./deadline.ts";

const read = (cell: string) => {
  const { kind, date, fromIssue, doubts } = readDeadline(cell, 2031);
  return [kind, date, fromIssue && `${fromIssue.count} ${fromIssue.unit}`, ...doubts];
};

test.each([
  ["通知印发后30日内", "30 day"],
  ["印发之日起30日内", "30 day"],
  ["自本通知印发之日起 15 天内完成", "15 day"],
  ["自本实施方案印发之日起，三十日内", "30 day"],
  ["印发后3个月内", "3 month"],
  ["本计划下发后两个月以内完成。", "2 month"],
  ["通知印发后半年内", "6 month"],
  ["发文之日起1年内", "1 year"],
  ["本通知印发后2周内", "2 week"],
  ["通知印发后10个自然日内", "10 day"],
])("%s counts from the issue", (cell, counts) => {
  expect(read(cell)).toEqual(["none", null, counts, "DEADLINE_FROM_ISSUE"]);
});

test.each(["印发后5个工作日内", "自通知印发之日起二十个工作日内完成"])(
  "%s stays as printed, and why is told",
  (cell) => {
    expect(read(cell)).toEqual(["none", null, undefined, "DEADLINE_WORKING_DAYS"]);
  },
);

test.each(["办法印发后30日内", "验收后30日内", "30日内"])("%s counts from something else", (cell) => {
  expect(read(cell)).toEqual(["none", null, undefined, "RELATIVE_DEADLINE"]);
});

test("a day that is printed beside it is read as it was", () => {
  const { date, fromIssue } = readDeadline("印发后30日内，最迟2031年6月30日前", 2031);
  expect([date, fromIssue]).toEqual(["2031-06-30", undefined]);
});
