import { expect, test } from "vitest";
import { asOfIn, dayIn, isOfPast, momentIn } from "./moment.ts";

test.each([
  ["2021-09-20", "2021-09-20"],
  ["2020-02-29", "2020-02-29"],
  ["2021-02-29", undefined],
  ["2021-13-01", undefined],
  ["2021-09-31", undefined],
  ["0000-00-00", undefined],
  ["2021-9-20", undefined],
])("of a text that looks like a day, %s is %s", (text, day) => {
  expect([dayIn(text), momentIn(text)]).toEqual([day, day]);
});

test.each([
  ["2021-09-20T02:00:00.000Z", { instant: "2021-09-20T02:00:00.000Z" }],
  ["2021-09-20T25:00:00Z", null],
  ["2021-99-20T02:00Z", null],
  ["221873", { position: "221873" }],
  ["now", null],
])("the moment %s", (text, asOf) => {
  expect(asOfIn(momentIn(text))).toEqual(asOf);
});

test("by a later day it is the present states that are judged", () => {
  const today = "2021-09-20";
  expect(isOfPast({}, today)).toBe(false);
  expect(isOfPast({ on: "2021-09-19" }, today)).toBe(true);
  expect(isOfPast({ on: "2021-09-20" }, today)).toBe(false);
  expect(isOfPast({ on: "2021-10-01" }, today)).toBe(false);
  expect(isOfPast({ asOf: "2021-09-20" }, today)).toBe(true);
});
