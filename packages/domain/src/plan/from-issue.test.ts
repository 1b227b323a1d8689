import { expect, test } from "vitest";
import { dayFromIssue, dueDayOf, type FromIssue, fromIssueInWords } from "./from-issue.ts";

test.each<[string, number, FromIssue["unit"], string]>([
  ["2021-06-01", 30, "day", "2021-07-01"],
  ["2021-12-20", 15, "day", "2022-01-04"],
  ["2021-06-01", 2, "week", "2021-06-15"],
  ["2021-06-01", 3, "month", "2021-09-01"],
  ["2021-01-31", 1, "month", "2021-02-28"],
  ["2019-11-30", 3, "month", "2020-02-29"],
  ["2020-02-29", 1, "year", "2021-02-28"],
])("issued on %s, %i %s(s) later is %s", (issuedOn, count, unit, day) => {
  expect(dayFromIssue(issuedOn, { count, unit })).toBe(day);
});

test("a day that is printed goes before what counts", () => {
  const fromIssue = { count: 30, unit: "day" } as const;
  expect(dueDayOf({ date: null, fromIssue }, "2021-06-01")).toBe("2021-07-01");
  expect(dueDayOf({ date: "2021-11-30", fromIssue }, "2021-06-01")).toBe("2021-11-30");
  expect(dueDayOf({ date: null }, "2021-06-01")).toBeNull();
});

test("it is told as it counts", () => {
  expect(fromIssueInWords({ count: 1, unit: "month" })).toEqual({
    zh: "印发之日起1个月内（印发时定为某日）",
    en: "within 1 month of the issue (it becomes a day then)",
  });
});
