import { expect, test } from "vitest";
import { inBatches } from "./batch.ts";

test("a batch is done six at a time, and answered in its order", async () => {
  let atOnce = 0;
  let most = 0;
  const results = await inBatches(
    Array.from({ length: 20 }, (_, at) => at),
    async (each) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await Promise.resolve();
      atOnce -= 1;
      return each * 2;
    },
  );
  expect(results).toEqual(Array.from({ length: 20 }, (_, at) => at * 2));
  expect(most).toBe(6);
});
