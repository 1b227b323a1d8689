import { expect, test } from "vitest";
import { inPortions } from "./portions.ts";

test("every id is asked for once, and no question for more than it takes", () => {
  const ids = Array.from({ length: 250 }, (_none, at) => `u${at}`);
  expect(inPortions(ids).map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(inPortions(ids).flat()).toEqual(ids);
  expect(inPortions(ids.slice(0, 100))).toHaveLength(1);
  expect(inPortions([])).toEqual([]);
});
