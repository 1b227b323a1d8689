// The events of the log in batches: how many, in which order, and what ends them.
import { type EventLog, type Followed, memoryLog, type Place, placeOf } from "@taizhang/log";
import { expect, test } from "vitest";
import { assigned, finance, opened, stored } from "../testing/facts.ts";
import { batches } from "./batches.ts";

const events = stored([opened(), ...Array.from({ length: 9 }, () => assigned([finance, "responsible"]))]);
const followed = (from = 0, to = events.length): Followed[] =>
  events.slice(from, to).map((event) => ({ kind: "event", event }));

/** A log whose followers get what a script gives them. */
function telling(script: (after: Place | null, signal: AbortSignal) => AsyncIterable<Followed>): EventLog {
  return { ...memoryLog(() => "2021-06-30T02:00:00.000Z"), follow: (after, { signal }) => script(after, signal) };
}

const calledOff = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

const options = () => ({ most: 4, silenceMs: 20, signal: new AbortController().signal });

test("events that are there come in full batches, and the rest without delay", async () => {
  const log = telling(async function* (_after, signal) {
    yield* followed();
    await calledOff(signal);
  });
  const sizes: number[] = [];
  for await (const batch of batches(log, null, options())) {
    if (batch.events.length === 0) break;
    sizes.push(batch.events.length);
  }
  expect(sizes).toEqual([4, 4, 2]);
});

test("each batch begins where the last one ended, and says whether the log ended there", async () => {
  const log = telling(async function* (_after, signal) {
    yield* followed(0, 5);
    yield { kind: "caughtUp" };
    yield* followed(5, 6);
    await calledOff(signal);
  });
  const seen: unknown[] = [];
  for await (const { after, events: some, caughtUp } of batches(log, null, options())) {
    if (some.length === 0) break;
    seen.push([after, some.at(-1)?.position, caughtUp]);
  }
  const placeOfEvent = (nth: number) => events.slice(nth, nth + 1).map(placeOf)[0];
  expect(seen).toEqual([
    [null, events[3]?.position, false],
    [placeOfEvent(3), events[4]?.position, true],
    [placeOfEvent(4), events[5]?.position, false],
  ]);
});

test("after some silence an empty batch comes", async () => {
  const log = telling(async function* (_after, signal) {
    yield* followed(0, 0);
    await calledOff(signal);
  });
  const after = { position: 7n, mark: "an event" };
  for await (const batch of batches(log, after, options())) {
    expect(batch).toEqual({ after, events: [], unreadable: null, caughtUp: false });
    break;
  }
});

test("an event that comes twice counts once", async () => {
  const log = telling(async function* (_after, signal) {
    yield* followed(0, 2);
    yield* followed(0, 3);
    await calledOff(signal);
  });
  const positions: bigint[] = [];
  for await (const batch of batches(log, null, { ...options(), most: 2 })) {
    if (batch.events.length === 0) break;
    positions.push(...batch.events.map(({ position }) => position));
  }
  expect(positions).toEqual(events.slice(0, 3).map(({ position }) => position));
});

test("events before a failure are given first", async () => {
  const log = telling(async function* () {
    yield* followed(0, 2);
    throw new Error("the log cannot be read on");
  });
  const given: number[] = [];
  const read = async () => {
    for await (const batch of batches(log, null, options())) given.push(batch.events.length);
  };
  await expect(read()).rejects.toThrow("the log cannot be read on");
  expect(given).toEqual([2]);
});

test("a consumer that stops reading ends the following, and so does the signal", async () => {
  let ended = 0;
  const log = telling(async function* (_after, signal) {
    try {
      yield* followed(0, 1);
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
