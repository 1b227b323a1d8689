// Which events are checkpoints, in history and live.
import { expect, test } from "vitest";
import { CheckpointMeter, type Pace } from "./checkpoint-meter.ts";

/** `a1 b1 | c2`: events that match are those on a; behind `|` they are live. Checkpoints are told by the names of events. */
function checkpoints(pace: Pace, text: string): string[] {
  const meter = new CheckpointMeter(pace);
  const [history = "", live = ""] = text.split("|").map((part) => part.trim());
  const names = [...history.split(" "), ...live.split(" ")].filter(Boolean);
  const liveFrom = history.split(" ").filter(Boolean).length;
  return names.flatMap((name, i) => {
    const place = meter.consider(BigInt(i + 1), name.startsWith("a"), i >= liveFrom);
    return place === undefined ? [] : [`${names[Number(place) - 1]} after ${name}`];
  });
}

test("in history a checkpoint is the window's last matching event, or its first if none matched", () => {
  expect(checkpoints({ window: 2, interval: 2 }, "a1 b1 a2 b2 b3 b4 a3")).toEqual([
    "a1 after b1",
    "a2 after b2",
    "b3 after b4",
  ]);
});

test("an interval of several windows leaves windows without a checkpoint", () => {
  expect(checkpoints({ window: 2, interval: 4 }, "a1 b1 a2 b2 b3 b4 b5 a6")).toEqual(["a2 after b2", "a6 after a6"]);
});

test("the count of an unfinished window goes on live, where each checkpoint is the event itself", () => {
  expect(checkpoints({ window: 2, interval: 2 }, "a1 | b2 b3 a4")).toEqual(["b2 after b2", "a4 after a4"]);
});

test("no checkpoint is beyond a matching event that comes after it", () => {
  const names = Array.from({ length: 40 }, (_, n) => (n % 7 === 3 ? `a${n}` : `b${n}`)).join(" ");
  for (const window of [1, 2, 3, 5, 32]) {
    for (const line of checkpoints({ window, interval: window }, names)) {
      const [place = "", , after = ""] = line.split(" ");
      expect(Number(place.slice(1))).toBeLessThanOrEqual(Number(after.slice(1)));
    }
  }
});
