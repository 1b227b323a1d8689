// Figures from rounds: the pure part of the benchmark.
import { describe, expect, test } from "vitest";
import { figureOf, median, percentile, ratioOf } from "./figures.ts";

describe("a median", () => {
  test("is the middle number, whatever their order", () => {
    expect(median([900, 1, 30])).toBe(30);
  });
  test("lies half-way between the middle two", () => {
    expect(median([4, 1, 3, 10])).toBe(3.5);
  });
  test("of nothing is refused", () => {
    expect(() => median([])).toThrow("no numbers");
  });
});

test("the 99th percentile of a hundred and one durations has one above it", () => {
  const times = Array.from({ length: 101 }, (_, at) => at);
  expect(percentile(times, 0.99)).toBe(99);
});

test("a ratio compares neighbouring rounds, so that it does not show when the machine slows down", () => {
  const ours = { rates: [100, 50, 10], times: [] };
  const peer = { rates: [200, 100, 20], times: [] };
  expect(ratioOf(ours, peer, "rate")).toBe(0.5);
});

test("a ratio of durations compares the middle ones of each round", () => {
  const ours = { rates: [1, 1], times: [[3, 3, 100], [6]] };
  const peer = { rates: [9, 9], times: [[1], [2, 2, 2]] };
  expect(ratioOf(ours, peer, "p50")).toBe(3);
});

test("percentiles are those of all rounds together", () => {
  const times = [[1, 2], [3], [4, 5]];
  expect(figureOf("ours", { rates: [1, 1, 1], times })).toMatchObject({ p50: 3, p99: 5 });
});

test("without durations there are no percentiles", () => {
  expect(figureOf("lmdb", { rates: [3, 1, 2], times: [[], [], []] })).toEqual({
    name: "lmdb",
    perSecond: 2,
    p50: null,
    p99: null,
  });
});
