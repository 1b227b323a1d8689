// A clock for tests that stands still until it is moved.
import type { DayEndClock } from "../src/day-end/runner.ts";

const at = (beijing: string) => Date.parse(`${beijing.replace(" ", "T")}+08:00`);

/** A clock that shows an instant of Beijing until it is set to another one; `waits` resolves once somebody waits for it. */
export function handClock(beijing: string) {
  let now = at(beijing);
  const waiting = new Set<() => void>();
  let tell = () => {};
  const waits = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const clock: DayEndClock = {
    now: () => new Date(now).toISOString(),
    async until(instant, signal) {
      tell();
      while (Date.parse(instant) > now) {
        signal.throwIfAborted();
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
          signal.addEventListener("abort", () => resolve());
        });
      }
      signal.throwIfAborted();
    },
  };
  const set = (next: string) => {
    now = at(next);
    for (const wake of waiting) wake();
    waiting.clear();
  };
  return { clock, set, waits };
}
