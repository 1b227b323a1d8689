// The order of the rounds, and which of them count.
import { expect, test } from "vitest";
import { interleaved } from "./rounds.ts";

/** Sides that note when they are asked; each round takes as many milliseconds as the side is given, the last ever after. */
function stage(costs: Readonly<Record<string, readonly number[]>>) {
  const asked: string[] = [];
  const begun: string[] = [];
  let now = 0;
  const sides = Object.entries(costs).map(([name, ms]) => {
    let turn = 0;
    return {
      name,
      async round() {
        asked.push(name);
        const took = ms[Math.min(turn++, ms.length - 1)] ?? 0;
        now += took;
        return { done: 10, times: [took] };
      },
    };
  });
  const signal = new AbortController().signal;
  const onRound = (round: number, isWarmUp: boolean) => void begun.push(isWarmUp ? `warm-up ${round}` : `${round}`);
  return { asked, begun, sides, options: { clock: () => now, onRound, signal, mostWarmUps: 9 } };
}

test("the sides take turns in every round", async () => {
  const { asked, sides, options } = stage({ ours: [1], peer: [1] });
  await interleaved(sides, { ...options, rounds: 1 });
  expect(asked).toEqual(["ours", "peer", "ours", "peer", "ours", "peer"]);
});

test("rounds count once two in a row agree within three per cent", async () => {
  const { begun, sides, options } = stage({ ours: [900, 800, 103, 100, 10, 20] });
  const { measured, warmUps, restless } = await interleaved(sides, { ...options, rounds: 2 });
  expect(begun).toEqual(["warm-up 1", "warm-up 2", "warm-up 3", "warm-up 4", "1", "2"]);
  expect(measured).toMatchObject([{ rates: [1000, 500], times: [[10], [20]] }]);
  expect({ warmUps, restless }).toEqual({ warmUps: 4, restless: [] });
});

test("all sides go on until the slowest to warm up is warm", async () => {
  const { sides, options } = stage({ quick: [10], slow: [90, 80, 70, 60, 50, 50] });
  const { warmUps } = await interleaved(sides, { ...options, rounds: 1 });
  expect(warmUps).toBe(6);
});

test("a side that never does two rounds alike is named, and measured all the same", async () => {
  const { sides, options } = stage({ calm: [10], wild: [10, 20, 10, 20, 10] });
  const { warmUps, restless, measured } = await interleaved(sides, { ...options, mostWarmUps: 4, rounds: 1 });
  expect({ warmUps, restless }).toEqual({ warmUps: 4, restless: ["wild"] });
  expect(measured[1]?.rates).toEqual([1000]);
});

test("a side that does nothing ends the line: that is an error, not a slow side", async () => {
  const { sides, options } = stage({ ours: [1] });
  const idle = { name: "idle", round: async () => ({ done: 0, times: [] }) };
  await expect(interleaved([...sides, idle], { ...options, rounds: 1 })).rejects.toThrow("idle did nothing");
});

test("once called off, no further round begins", async () => {
  const { asked, sides, options } = stage({ ours: [1] });
  const called = new AbortController();
  const onRound = (round: number) => round === 2 && called.abort();
  await expect(interleaved(sides, { ...options, rounds: 3, onRound, signal: called.signal })).rejects.toThrow();
  expect(asked).toHaveLength(1);
});
