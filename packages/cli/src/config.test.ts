// The settings of the processes, where their shape is their own.
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const confirmed = (text?: string) =>
  readConfig(false, text === undefined ? {} : { TAIZHANG_CLOCK_CONFIRMED: text }).clockConfirmed;

test("an operator's word about the clock is a time with its zone, with seconds or without", () => {
  expect(confirmed()).toBeNull();
  expect(confirmed("")).toBeNull();
  for (const text of ["2026-11-30T18:40+08:00", "2026-11-30T10:40Z", "2026-11-30T10:40:00Z"])
    expect(confirmed(text)).toBe(Date.parse("2026-11-30T10:40:00.000Z"));
  for (const text of ["yes", "2026-11-30", "2026-11-30T18:40", "1796035200000"])
    expect(() => confirmed(text)).toThrow(/TAIZHANG_CLOCK_CONFIRMED: expected a time with its zone/);
});
