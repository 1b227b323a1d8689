// The settings of the processes, where their shape is their own.
import { SettingsRefused } from "@taizhang/process";
import { expect, test } from "vitest";
import { readConfig, settings } from "./config.ts";

const confirmed = (text?: string) =>
  readConfig(false, text === undefined ? {} : { TAIZHANG_CLOCK_CONFIRMED: text }).clockConfirmed;

test("an operator's word about the clock is a time with its zone, with seconds or without", () => {
  expect(confirmed()).toBeNull();
  expect(confirmed("")).toBeNull();
  for (const text of ["2026-11-30T18:40+08:00", "2026-11-30T10:40Z", "2026-11-30T10:40:00Z"])
    expect(confirmed(text)).toBe(Date.parse("2026-11-30T10:40:00.000Z"));
  for (const text of ["yes", "2026-11-30", "2026-11-30T18:40", "1796035200000"])
    expect(() => confirmed(text)).toThrow(/TAIZHANG_CLOCK_CONFIRMED: 应为带时区的时刻.* expected a time with its zone/);
});

/** Values that hardly any setting takes. */
const absurd = ["", " ", "-1", "x y", "99999999999999999999", "http://[", "redis://a,b", "，", "%", "a=b"];

/** The lines that a refusal tells; none where nothing is refused. */
function refusedLines(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    return error.message.split("\n").slice(1);
  }
}

test.each(Object.values(settings).map(({ env, sentence }) => [env, sentence] as const))(
  "%s says what it is for, and what is wrong with it, in Chinese and English",
  (env, { zh, en }) => {
    expect([zh, en]).toEqual([expect.stringMatching(/\p{Script=Han}.*。$/u), expect.stringMatching(/^[A-Z`].*\.$/)]);
    for (const value of absurd) {
      for (const line of refusedLines(() => readConfig(false, { [env]: value }))) {
        const [name, said = ""] = line.trim().split(/: (.*)/);
        expect(name).toContain(env);
        // None of the library's own words.
        expect(said).toMatch(/^[^/]*\p{Script=Han}.*。 \/ (must|expected|not|several|there|%|[\w ]+ is no)[^\n]*\.$/u);
      }
    }
  },
);
