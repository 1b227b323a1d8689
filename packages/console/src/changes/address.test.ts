import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { changesAddress, filterOf, nameOfFilter } from "./address.ts";

const text = fc.string({ minLength: 1, unit: "grapheme" });
const states = fc.record({ plan: text, task: text, unit: text, type: text, after: text }, { requiredKeys: [] });

test("the address of the changes holds the whole state of the page", () => {
  fc.assert(
    fc.property(states, (state) => {
      const { search } = new URL(addressOf(changesAddress, state), "http://127.0.0.1");
      expect(changesAddress.read(queries.parseSearch(search))).toEqual(state);
    }),
  );
});

test("what was read is remembered for each filter, and not for each place to begin", () => {
  expect(nameOfFilter({ plan: "p", after: "a" })).toBe(nameOfFilter({ plan: "p", after: "b" }));
  expect(nameOfFilter({ plan: "p" })).not.toBe(nameOfFilter({ task: "p" }));
  expect(filterOf({ type: "TaskOpened", after: "a" })).toEqual({ types: ["TaskOpened"] });
});
