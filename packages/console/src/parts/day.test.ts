import { expect, test } from "vitest";
import { agoText, asOfText, daysSince } from "./day.ts";

const at = (text: string) => Date.parse(`${text}+08:00`);

test("what was kept today is told by the clock, what was kept before with its day in Beijing", () => {
  const now = at("2021-09-20T00:10:00");
  expect(agoText(at("2021-09-20T00:03:20"), now, "zh")).toBe("00:03:20");
  expect(agoText(at("2021-09-19T23:59:59"), now, "zh")).toBe("2021年9月19日 23:59:59");
  expect(agoText(at("2021-08-31T10:03:20"), now, "en")).toBe("31 August 2021 10:03:20");
});

test("an answer is of an instant, of a whole day, or judged by a day that is another one", () => {
  expect(asOfText("2021-09-20", "2021-09-20T02:00:00.000Z", "zh")).toBe("2021年9月20日 10:00");
  expect(asOfText(null, "2021-09-14T16:05:00.000Z", "zh")).toBe("2021年9月15日 00:05");
  expect(asOfText(null, "2021-09-15T15:59:59.999Z", "zh")).toBe("2021年9月15日");
  expect(asOfText("2021-12-31", "2021-09-20T02:00:00.000Z", "zh")).toBeNull();
  expect(asOfText("2021-09-20", null, "zh")).toBeNull();
});

test("something waits for whole days of Beijing, on the day that it is judged by", () => {
  // 23:59 and 00:01 of the day after in Beijing.
  expect(daysSince("2021-09-17T15:59:00.000Z", "2021-09-20")).toBe(3);
  expect(daysSince("2021-09-17T16:01:00.000Z", "2021-09-20")).toBe(2);
  expect(daysSince("2021-09-20T02:00:00.000Z", "2021-09-20")).toBe(0);
  // A moment of the past is judged by its own day.
  expect(daysSince("2021-09-20T02:00:00.000Z", "2021-09-15")).toBe(0);
});
