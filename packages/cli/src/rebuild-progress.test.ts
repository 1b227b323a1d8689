import { expect, test } from "vitest";
import { inWords, progressOf, showRebuild } from "./rebuild-progress.ts";

test("how far it has come is told by positions, its speed by events, the rest by both", () => {
  const progress = progressOf({ events: 3000, position: 250n, head: 1000n, ms: 2000 });
  expect(progress).toEqual({
    ...{ events: 3000, position: "250", head: "1000" },
    ...{ share: 0.25, eventsPerSecond: 1500, secondsLeft: 6 },
  });
  expect(inWords(progress)).toBe("重建 rebuild 25 %: 3000 events, position 250 of 1000, 1500 events/s, 6 s left");
});

test("an event that came meanwhile is no more than all, and nothing is left then", () => {
  const progress = progressOf({ events: 10, position: 12n, head: 10n, ms: 0 });
  expect(progress).toMatchObject({ share: 1, secondsLeft: 0 });
  expect(inWords(progress)).not.toContain("left");
});

function shown(isTTY: boolean): string[] {
  const written: string[] = [];
  const show = showRebuild({ isTTY, write: (text) => written.push(text) });
  for (let at = 1; at <= 1000; at++) show(progressOf({ events: at, position: BigInt(at), head: 1000n, ms: at }));
  return written;
}

test("a terminal gets one line that moves and ends, a file a line a quarter", () => {
  const lines = shown(true);
  expect(lines).toHaveLength(101);
  expect(lines.every((line) => line.startsWith("\r"))).toBe(true);
  expect(lines.filter((line) => line.endsWith("\n"))).toEqual([lines.at(-1)]);
  expect(shown(false).map((line) => /\d+ %/.exec(line)?.[0])).toEqual(["0 %", "25 %", "50 %", "75 %", "100 %"]);
});
