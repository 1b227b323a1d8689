// When a read model counts as behind: only once it lacks for a while what the log holds.
import { afterEach, expect, test, vi } from "vitest";
import { watchLag } from "./lag.ts";

afterEach(() => void vi.useRealTimers());

/** A watch over a log with a given head, on a clock that a test moves. Five seconds are tolerated. */
async function watched(head: () => Promise<bigint | null>) {
  vi.useFakeTimers();
  const lag = watchLag({ log: { head }, toleratedMs: 5000, clock: () => Date.now() });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  await pass(0);
  return { ...lag, pass };
}

test("a read model that lacks an event is behind once the log has held it for longer than is tolerated", async () => {
  let head = 100n;
  const { isBehind, pass } = await watched(async () => head);
  expect([isBehind(null), isBehind(0n), isBehind(100n)]).toEqual([false, false, false]);
  await pass(5000);
  expect([isBehind(null), isBehind(99n), isBehind(100n)]).toEqual([true, true, false]);
  head = 200n;
  await pass(4000);
  expect([isBehind(100n), isBehind(99n)]).toEqual([false, true]);
  await pass(2000);
  expect([isBehind(100n), isBehind(200n)]).toEqual([true, false]);
});

test("a log that grows all the time leaves those behind that do not follow, and only those", async () => {
  let head = 0n;
  const { isBehind, pass } = await watched(async () => ++head);
  for (let second = 0; second < 30; second++) await pass(1000);
  expect([isBehind(head), isBehind(head - 3n), isBehind(head - 10n)]).toEqual([false, false, true]);
});

test("while the log does not answer, what was known of it holds", async () => {
  let isAway = false;
  const { isBehind, pass } = await watched(async () => {
    if (isAway) throw new Error("away");
    return 100n;
  });
  isAway = true;
  await pass(60_000);
  expect([isBehind(99n), isBehind(100n)]).toEqual([true, false]);
});

test("an empty log leaves nobody behind; a stopped watch looks no more", async () => {
  const head = vi.fn(async () => null);
  const { isBehind, pass, stop } = await watched(head);
  await pass(10_000);
  expect(isBehind(null)).toBe(false);
  stop();
  const looks = head.mock.calls.length;
  await pass(10_000);
  expect(head.mock.calls.length).toBe(looks);
});

test("how far the log is says a look or a receipt, whichever is further, until a look that began after the receipt", async () => {
  let head: bigint | null = 100n;
  const { seen, reached, pass } = await watched(async () => head);
  expect(seen()).toBe(100n);
  reached(90n);
  expect(seen()).toBe(100n);
  reached(150n);
  expect(seen()).toBe(150n);
  head = 120n;
  await pass(1000);
  expect(seen()).toBe(120n);
  head = null;
  await pass(1000);
  expect(seen()).toBeNull();
});
