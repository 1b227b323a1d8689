// Repeats a piece of work for the length of a round.
import type { Round } from "./line.ts";

/** How long a round lasts if the work can be repeated any number of times, in milliseconds. */
export const roundMs = 600;

/** Repeats the work until the round is over, with a number of pieces at once; each gets its number, from 0. */
export async function again(atOnce: number, work: (n: number) => Promise<unknown>): Promise<Round> {
  const over = performance.now() + roundMs;
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    while (performance.now() < over) {
      const from = performance.now();
      await work(next++);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { done: times.length, times };
}
