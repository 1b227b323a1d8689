// Names in running text: found where they begin and end, in as many steps however many names there are.
import { expect, test } from "vitest";
import { nameSet } from "./name-set.ts";

const names = nameSet(["区财政局", "财政局", "区司法局"]);

test("every name that ends at a place is found, the longest first", () => {
  expect(names.endingAt("由区财政局牵头", 5)).toEqual(["区财政局", "财政局"]);
  expect(names.endingAt("由区财政局牵头", 4)).toEqual([]);
});

test("every name that begins at a place is found", () => {
  expect(names.beginningAt("区司法局门户网页承办单位", 0)).toEqual(["区司法局"]);
  expect(names.beginningAt("区司法局", 1)).toEqual([]);
});

test("a thousand names of one length cost one look-up at a place", () => {
  const many = nameSet(Array.from({ length: 1000 }, (_, at) => `第${at + 1000}局`));
  let looked = 0;
  const text = {
    slice(from: number, to: number) {
      looked++;
      return "由第1234局负责".slice(from, to);
    },
  };
  expect(many.endingAt(text, 7)).toEqual(["第1234局"]);
  expect(looked).toBe(1);
});
