import { memoryViews, readModel } from "@taizhang/projections";
import { expect, test } from "vitest";
import { wholeIndex } from "./whole-index.ts";

const numbers = readModel<number>({ name: "numbers", version: 1, key: () => null, on: {}, indexes: () => [] });

async function viewsOf(count: number) {
  const views = memoryViews();
  const kept = Array.from({ length: count }, (_none, at) => {
    const sort = String(at).padStart(6, "0");
    return { key: sort, doc: at, entries: [{ index: "all", sort }] };
  });
  await views.commit(numbers, { kept, gone: [] }, null, { position: 1n, stopped: false, live: true, logId: "a log" });
  return views;
}

test("an index is read whole and in its order", async () => {
  const { value, position } = await wholeIndex(await viewsOf(150), numbers, "all");
  expect(value.map(({ doc }) => doc)).toEqual(Array.from({ length: 150 }, (_none, at) => at));
  expect(position).toBe(1n);
});

test("an index that is too large is refused, never cut off", async () => {
  const views = await viewsOf(10_001);
  await expect(wholeIndex(views, numbers, "all")).rejects.toMatchObject({ extensions: { code: "LIMIT_EXCEEDED" } });
  expect((await wholeIndex(views, numbers, "all", { to: "009999" })).value).toHaveLength(10_000);
});
