import { expect, test } from "vitest";
import { delayAfter, untilItWorks } from "./back-off.ts";

const failing = (times: number) => {
  let left = times;
  return async () => {
    if (left-- > 0) throw new Error("away");
    return "there";
  };
};

test("work that fails for a while is done in the end, after delays that grow", async () => {
  const delays: number[] = [];
  const onFailure = (_error: unknown, delayMs: number) => delays.push(delayMs);
  const { signal } = new AbortController();
  expect(await untilItWorks(failing(3), { passes: () => true, onFailure, signal })).toBe("there");
  expect(delays).toEqual([50, 100, 200]);
});

test("what does not pass by itself is not tried again", async () => {
  const { signal } = new AbortController();
  const tried: unknown[] = [];
  const onFailure = (error: unknown) => tried.push(error);
  await expect(untilItWorks(failing(1), { passes: () => false, onFailure, signal })).rejects.toThrow("away");
  expect(tried).toEqual([]);
});

test("waiting ends when it is called off", async () => {
  const stop = new AbortController();
  const onFailure = () => stop.abort(new Error("called off"));
  const work = untilItWorks(failing(1), { passes: () => true, onFailure, signal: stop.signal });
  await expect(work).rejects.toThrow("called off");
});

test("work that fails because it was called off is told to nobody as tried again", async () => {
  const stop = new AbortController();
  const told: unknown[] = [];
  const work = async () => {
    stop.abort(new Error("called off"));
    throw new Error("ended");
  };
  const onFailure = (error: unknown) => told.push(error);
  const ended = untilItWorks(work, { passes: () => true, onFailure, signal: stop.signal });
  await expect(ended).rejects.toThrow("called off");
  expect(told).toEqual([]);
});

test("delays double up to a bound", () => {
  expect([1, 2, 3, 8].map((failures) => delayAfter(failures))).toEqual([50, 100, 200, 5000]);
  expect(delayAfter(8, 1000)).toBe(1000);
  expect(delayAfter(100_000)).toBe(5000);
});
