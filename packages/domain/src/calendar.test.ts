// Beijing days, at their first and last instants.
import { expect, test } from "vitest";
import { addDays, addMonths, beijingDay, endOfDay } from "./calendar.ts";

test.each([
  ["2021-09-30T15:59:59.999Z", "2021-09-30"],
  ["2021-09-30T16:00:00.000Z", "2021-10-01"],
  ["2021-12-31T15:59:59Z", "2021-12-31"],
  ["2021-12-31T16:00:00Z", "2022-01-01"],
  ["2020-02-28T16:00:00.000Z", "2020-02-29"],
])("%s is the Beijing day %s", (instant, day) => {
  expect(beijingDay(instant)).toBe(day);
});

test("a day ends at the last instant before 24:00 in Beijing", () => {
  expect(endOfDay("2021-09-30")).toBe("2021-09-30T15:59:59.999Z");
  expect(beijingDay(endOfDay("2021-02-28"))).toBe("2021-02-28");
});

test.each([
  ["2021-02-26", 7, "2021-03-05"],
  ["2020-02-28", 1, "2020-02-29"],
  ["2022-01-05", -7, "2021-12-29"],
  ["2021-11-30", 0, "2021-11-30"],
])("%s and %i days make %s", (day, days, result) => {
  expect(addDays(day, days)).toBe(result);
});

test.each([
  ["2021-06-01", 3, "2021-09-01"],
  ["2021-10-31", 1, "2021-11-30"],
  ["2021-12-31", 2, "2022-02-28"],
  ["2019-12-31", 2, "2020-02-29"],
  ["2021-12-01", 13, "2023-01-01"],
])("%s and %i months make %s", (day, months, result) => {
  expect(addMonths(day, months)).toBe(result);
});
