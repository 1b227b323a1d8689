// The order of the rounds, and which of them count.
import { expect, test } from "vitest";
import { interleaved } from "./rounds.ts";

/** Sides that note when they are asked; each round takes as many milliseconds as the side is given. */
function stage(costs: Readonly<Record<string, number[]>>) {
  const asked: string[] = [];
  let now = 0;
  const sides = Object.entries(costs).map(([name, ms]) => ({
    name,
    async round() {
      asked.push(name);
      const took = ms.shift() ?? 0;
      now += took;
      return { done: 10, times: [took] };
    },
  }));
  const signal = new AbortController().signal;
  return { asked, sides, options: { clock: () => now, onRound: () => {}, signal } };
}

test("the sides take turns in every round", async () => {
  const { asked, sides, options } = stage({ ours: [1, 1, 1], peer: [1, 1, 1] });
  await interleaved(sides, { ...options, rounds: 2 });
  expect(asked).toEqual(["ours", "peer", "ours", "peer", "ours", "peer"]);
});

test("the first round only warms up", async () => {
  const { sides, options } = stage({ ours: [900, 10, 20] });
  const [ours] = await interleaved(sides, { ...options, rounds: 2 });
  expect(ours).toMatchObject({ rates: [1000, 500], times: [10, 20] });
});

test("a side that does nothing ends the line: that is an error, not a slow side", async () => {
  const { sides, options } = stage({ ours: [1, 1] });
  const idle = { name: "idle", round: async () => ({ done: 0, times: [] }) };
  await expect(interleaved([...sides, idle], { ...options, rounds: 1 })).rejects.toThrow("idle did nothing");
});

test("once called off, no further round begins", async () => {
  const { asked, sides, options } = stage({ ours: [1, 1, 1, 1] });
  const called = new AbortController();
  const onRound = (round: number) => round === 2 && called.abort();
  await expect(interleaved(sides, { ...options, rounds: 3, onRound, signal: called.signal })).rejects.toThrow();
  expect(asked).toHaveLength(2);
});
