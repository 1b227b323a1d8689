import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { words } from "../words.ts";
import { type PlansState, plansAddress } from "./address.ts";

const readBack = (address: string): PlansState =>
  plansAddress.read(queries.parseSearch(new URL(address, "http://127.0.0.1").search));

test("the address of the plans holds the whole state of the page", () => {
  const raws = fc.record(
    {
      year: fc.oneof(fc.integer({ min: 1000, max: 2999 }).map(String), fc.string()),
      status: fc.constantFrom(...Object.keys(words.PlanStatus), "LOST"),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(raws, (raw) => {
      const state = plansAddress.read(raw);
      expect(readBack(addressOf(plansAddress, state))).toEqual(state);
    }),
  );
  expect(plansAddress.read({ year: "last", status: "toString" })).toEqual({});
});
