import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { reviewsAddress } from "./address.ts";

const text = fc.string({ minLength: 1, unit: "grapheme" });
const states = fc.record(
  {
    of: fc.constantFrom("OFFICE" as const, "LEAD" as const),
    kind: fc.constantFrom("REPORT" as const, "SIGN_OFF" as const, "GROUP" as const),
    plan: text,
    unit: text,
    at: text,
  },
  { requiredKeys: [] },
);
const readBack = (address: string) =>
  reviewsAddress.read(queries.parseSearch(new URL(address, "http://127.0.0.1").search));

test("the address of the review queue holds the whole state of the page", () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(readBack(addressOf(reviewsAddress, state))).toEqual(state);
    }),
  );
});

test("what makes no sense in it is left out", () => {
  expect(reviewsAddress.read({ of: "ME", kind: "toString", at: "" })).toEqual({});
});
