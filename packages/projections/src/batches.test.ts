import { type EventLog, type Followed, memoryLog } from "@taizhang/log";
import { expect, test } from "vitest";
import { assigned, finance, opened, stored } from "../testing/facts.ts";
import { batches } from "./batches.ts";

const events = stored([opened(), ...Array.from({ length: 9 }, () => assigned([finance, "responsible"]))]);
const heard = (from = 0, to = events.length): Followed[] =>
  events.slice(from, to).map((event) => ({ kind: "event", event }));

/** A log whose follower hears these, and then waits to be called off. */
function telling(script: (after: bigint | null, signal: AbortSignal) => AsyncIterable<Followed>): EventLog {
  return { ...memoryLog(() => "2021-06-30T02:00:00.000Z"), follow: (after, { signal }) => script(after, signal) };
}

const calledOff = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

const options = () => ({ most: 4, silenceMs: 20, signal: new AbortController().signal });

test("what is at hand comes in batches of the most, and what is left at once", async () => {
  const log = telling(async function* (_after, signal) {
    yield* heard();
    await calledOff(signal);
  });
  const sizes: number[] = [];
  for await (const batch of batches(log, null, options())) {
    if (batch.events.length === 0) break;
    sizes.push(batch.events.length);
  }
  expect(sizes).toEqual([4, 4, 2]);
});

test("each batch begins where the one before ended, and says where the log ended", async () => {
  const log = telling(async function* (_after, signal) {
    yield* heard(0, 5);
    yield { kind: "caughtUp" };
    yield* heard(5, 6);
    await calledOff(signal);
  });
  const seen: unknown[] = [];
  for await (const { after, events: some, caughtUp } of batches(log, null, options())) {
    if (some.length === 0) break;
    seen.push([after, some.at(-1)?.position, caughtUp]);
  }
  expect(seen).toEqual([
    [null, events[3]?.position, false],
    [events[3]?.position, events[4]?.position, true],
    [events[4]?.position, events[5]?.position, false],
  ]);
});

test("where nothing comes for a while an empty batch gives the occasion to look around", async () => {
  const log = telling(async function* (_after, signal) {
    yield* heard(0, 0);
    await calledOff(signal);
  });
  for await (const batch of batches(log, 7n, options())) {
    expect(batch).toEqual({ after: 7n, events: [], caughtUp: false });
    break;
  }
});

test("an event heard twice counts once", async () => {
  const log = telling(async function* (_after, signal) {
    yield* heard(0, 2);
    yield* heard(0, 3);
    await calledOff(signal);
  });
  const positions: bigint[] = [];
  for await (const batch of batches(log, null, { ...options(), most: 2 })) {
    if (batch.events.length === 0) break;
    positions.push(...batch.events.map(({ position }) => position));
  }
  expect(positions).toEqual(events.slice(0, 3).map(({ position }) => position));
});

test("what came before a failure is given first", async () => {
  const log = telling(async function* () {
    yield* heard(0, 2);
    throw new Error("the log cannot be read on");
  });
  const given: number[] = [];
  const read = async () => {
    for await (const batch of batches(log, null, options())) given.push(batch.events.length);
  };
  await expect(read()).rejects.toThrow("the log cannot be read on");
  expect(given).toEqual([2]);
});

test("whoever stops listening ends the following, and so does the signal", async () => {
  let ended = 0;
  const log = telling(async function* (_after, signal) {
    try {
      yield* heard(0, 1);
      await calledOff(signal);
    } finally {
      ended += 1;
    }
  });
  for await (const _batch of batches(log, null, options())) break;
  expect(ended).toBe(1);

  const stop = new AbortController();
  for await (const _batch of batches(log, null, { ...options(), signal: stop.signal })) stop.abort();
  expect(ended).toBe(2);
});
