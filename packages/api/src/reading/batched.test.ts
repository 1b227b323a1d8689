import { memoryViews, type Views } from "@taizhang/projections";
import { ownModel } from "@taizhang/projections/testing/own-model";
import { expect, test } from "vitest";
import { batched } from "./batched.ts";
import { reading } from "./reading.ts";

/** No read model is behind. */
const current = { isBehind: () => false };

const numbers = ownModel<number>("numbers");
const standsAt = (position: bigint) => ({ position, stopped: false, live: true, mark: "a log" });
const keep = (views: Views, doc: number, from: bigint | null, to: bigint) => {
  const changes = { before: [], after: [numbers.shown(String(doc), doc, [])] };
  return views.commit([{ model: numbers.model, changes, from, to: standsAt(to) }]);
};

async function watched() {
  const views = memoryViews();
  await keep(views, 1, null, 1n);
  const lookups: (readonly string[])[] = [];
  const getMany: Views["getMany"] = (model, keys) => {
    lookups.push(keys);
    return views.getMany(model, keys);
  };
  return { views, lookups, read: () => reading({ ...views, getMany }, 0, current) };
}

test("keys that are asked for at the same time are one lookup, each key once", async () => {
  const { lookups, read } = await watched();
  const one = read();
  const find = batched(numbers);
  const answers = await Promise.all(["1", "2", "1"].map((key) => find(one, key)));
  expect(answers.map(({ value }) => value)).toEqual([1, null, 1]);
  expect(lookups).toEqual([["1", "2"]]);
});

test("a key that is asked for later is looked up again", async () => {
  const { views, lookups, read } = await watched();
  const one = read();
  const find = batched(numbers);
  expect(await find(one, "2")).toEqual({ value: null, position: 1n, stopped: false });
  await keep(views, 2, 1n, 2n);
  one.atLeast(2n);
  expect(await find(one, "2")).toEqual({ value: 2, position: 2n, stopped: false });
  expect(lookups).toEqual([["2"], ["2"]]);
});

test("two fields of a request share no lookup", async () => {
  const { lookups, read } = await watched();
  const find = batched(numbers);
  await Promise.all([find(read(), "1"), find(read(), "1")]);
  expect(lookups).toEqual([["1"], ["1"]]);
});
