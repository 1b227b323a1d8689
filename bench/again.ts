// The same work again and again, for the time of a round.
import type { Round } from "./line.ts";

/** How long a round lasts where the work can be done any number of times, in milliseconds. */
export const roundMs = 600;

/** Does the work until the time is over, so many pieces at once; each hears its number, from 0. */
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
