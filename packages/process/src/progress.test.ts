import { expect, test } from "vitest";
import { showProgress } from "./progress.ts";

function shownOn(isTTY: boolean, of: number): string[] {
  const written: string[] = [];
  const progress = showProgress("reading", { isTTY, write: (text) => written.push(text) });
  for (let done = 0; done <= of; done++) progress(done, of);
  return written;
}

test("a log file gets a line a quarter", () => {
  expect(shownOn(false, 1000)).toEqual([0, 25, 50, 75, 100].map((percent) => `reading ${percent} %\n`));
});

test("a terminal gets one line that moves a hundred times at most, and ends", () => {
  const written = shownOn(true, 1000);
  expect(written).toHaveLength(101);
  expect(written[0]).toBe("\rreading 0 %");
  expect(written.at(-1)).toBe("\rreading 100 %\n");
});

test("nothing to do is done", () => {
  expect(shownOn(false, 0)).toEqual(["reading 100 %\n"]);
});
