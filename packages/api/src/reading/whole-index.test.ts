import { memoryViews } from "@taizhang/projections";
import { ownModel } from "@taizhang/projections/testing/own-model";
import { expect, test } from "vitest";
import { wholeIndex } from "./whole-index.ts";

const numbers = ownModel<number>("numbers");

async function viewsOf(count: number) {
  const views = memoryViews();
  const kept = Array.from({ length: count }, (_none, at) => {
    const sort = String(at).padStart(6, "0");
    return numbers.shown(sort, at, [{ index: "all", sort }]);
  });
  const to = { position: 1n, stopped: false, live: true, mark: "a log" };
  await views.commit([{ model: numbers.model, changes: { before: [], after: kept }, from: null, to }]);
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
