import { once } from "node:events";
import { expect, test } from "vitest";
import { seats } from "./seats.ts";

const longMs = 1_000_000;
const staying = new AbortController().signal;

test("as many sit as there are seats, and the others follow in their order", async () => {
  const take = seats({ atOnce: 2, leaseMs: longMs });
  const [first, second] = [await take(staying), await take(staying)];
  const seated: string[] = [];
  const waiting = ["third", "fourth"].map((name) =>
    take(staying).then((seat) => {
      seated.push(name);
      return seat;
    }),
  );
  await Promise.resolve();
  expect(seated).toEqual([]);
  second?.leave();
  const third = await waiting[0];
  expect(seated).toEqual(["third"]);
  // Giving a seat back twice gives nothing to anybody.
  second?.leave();
  third?.leave();
  await waiting[1];
  expect(seated).toEqual(["third", "fourth"]);
  expect(first?.signal.aborted).toBe(false);
});

test("a seat is kept while nobody waits, and goes to whoever comes once its time is over", async () => {
  const take = seats({ atOnce: 1, leaseMs: 1 });
  const first = await take(staying);
  if (!first) throw new Error("there was a seat");
  const lost = once(first.signal, "abort");
  const second = await take(staying);
  await lost;
  expect(second?.signal.aborted).toBe(false);
});

test("whoever leaves while waiting is passed over", async () => {
  const take = seats({ atOnce: 1, leaseMs: longMs });
  const first = await take(staying);
  const leaving = new AbortController();
  const [second, third] = [take(leaving.signal), take(staying)];
  leaving.abort();
  expect(await second).toBeNull();
  first?.leave();
  expect((await third)?.signal.aborted).toBe(false);
});

test("a holder who is gone gives the seat back", async () => {
  const take = seats({ atOnce: 1, leaseMs: longMs });
  const going = new AbortController();
  const first = await take(going.signal);
  const second = take(staying);
  going.abort();
  expect(first?.signal.aborted).toBe(true);
  expect(await second).not.toBeNull();
});
