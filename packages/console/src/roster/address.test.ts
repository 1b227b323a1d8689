import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { rosterAddress, unitAddress } from "./address.ts";

const text = fc.string({ minLength: 1, unit: "grapheme" });
const on = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const parts = (address: string) => new URL(address, "http://127.0.0.1");

test("the address of the roster holds the whole state of the page", () => {
  const kind = fc.constantFrom("UNIT" as const, "LIST" as const, "PREDICATE" as const);
  fc.assert(
    fc.property(fc.record({ q: text, kind, on }, { requiredKeys: [] }), (state) => {
      expect(rosterAddress.read(queries.parseSearch(parts(addressOf(rosterAddress, state)).search))).toEqual(state);
    }),
  );
});

test("the address of a unit holds which and on which day", () => {
  fc.assert(
    fc.property(fc.record({ unitId: fc.uuid(), on }, { requiredKeys: ["unitId"] }), (state) => {
      const { pathname, search } = parts(addressOf(unitAddress, state));
      const unitId = pathname.slice("/console/roster/".length);
      expect(unitAddress.read({ ...queries.parseSearch(search), unitId })).toEqual(state);
    }),
  );
});

test("what makes no sense is left out", () => {
  expect(rosterAddress.read({ q: "", kind: "toString", on: "yesterday" })).toEqual({});
});
