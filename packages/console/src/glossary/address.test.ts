import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { type GlossaryState, glossaryAddress } from "./address.ts";
import { groups } from "./groups.ts";

const readBack = (address: string): GlossaryState =>
  glossaryAddress.read(queries.parseSearch(new URL(address, "http://127.0.0.1").search));

test("the address of the glossary holds the whole state of the page", () => {
  const raws = fc.record(
    {
      q: fc.string({ unit: "grapheme" }),
      group: fc.constantFrom(...Object.keys(groups), "LOST", "toString"),
      term: fc.constantFrom("judgedDay", "Lamp.OVERDUE", ""),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(raws, (raw) => {
      const state = glossaryAddress.read(raw);
      expect(readBack(addressOf(glossaryAddress, state))).toEqual(state);
    }),
  );
  expect(glossaryAddress.read({ group: "toString", q: "" })).toEqual({});
});
