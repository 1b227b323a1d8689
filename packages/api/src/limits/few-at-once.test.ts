import { expect, test } from "vitest";
import { fewAtOnce } from "./few-at-once.ts";

const numbers = Array.from({ length: 40 }, (_none, at) => at);

/** Work that ends when the test says so. */
function work() {
  const begun: { readonly item: number; readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const begin = (item: number) =>
    new Promise<number>((resolve, fail) => begun.push({ item, end: () => resolve(-item), fail }));
  return { begun, begin };
}

test("sixteen items are worked on at once, and the next starts when one ends", async () => {
  const { begun, begin } = work();
  const results = fewAtOnce(numbers, begin);
  await expect.poll(() => begun).toHaveLength(16);
  begun[7]?.end();
  await expect.poll(() => begun).toHaveLength(17);
  for (let at = 0; at < numbers.length; at += 1) {
    await expect.poll(() => begun[at]).toBeDefined();
    begun[at]?.end();
  }
  expect(await results).toEqual(numbers.map((item) => -item));
});

test("after a failure, nothing more is started", async () => {
  const { begun, begin } = work();
  const results = fewAtOnce(numbers, begin);
  await expect.poll(() => begun).toHaveLength(16);
  begun[3]?.fail(new Error("the log is away"));
  await expect(results).rejects.toThrow("the log is away");
  for (const each of begun) each.end();
  await new Promise(setImmediate);
  // One more may have started before the failure was known.
  expect(begun.length).toBeLessThanOrEqual(17);
});
