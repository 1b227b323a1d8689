import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { words } from "../words.ts";
import { filtersOf, type LedgerState, ledgerAddress, whereOf, without } from "./address.ts";

const oneOf = <Value extends string>(of: Readonly<Record<Value, unknown>>) =>
  fc.constantFrom(...Object.keys(of).flatMap((key) => (isKey(of, key) ? [key] : [])));
const isKey = <Value extends string>(of: Readonly<Record<Value, unknown>>, key: string): key is Value => key in of;

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const text = fc.string({ minLength: 1, unit: "grapheme" });

const others = {
  state: oneOf(words.AssignmentState),
  lamp: oneOf(words.Lamp),
  returned: fc.constant(true),
  plan: fc.uuid(),
  relation: oneOf(words.Relation),
  q: text,
  due: day,
  open: text,
};
const states: fc.Arbitrary<LedgerState> = fc
  .tuple(
    fc.uuid(),
    fc.record(others, { requiredKeys: [] }),
    fc.oneof(
      fc.constant({}),
      fc.record({ on: day }),
      fc.record({
        asOf: fc.oneof(
          day,
          fc.nat().map(String),
          day.map((each) => `${each}T10:20:00.000Z`),
        ),
      }),
    ),
  )
  .map(([unitId, some, moment]) => ({ unitId, ...some, ...moment }));

/** What an address is read as, by the way of the browser's own parser. */
function readBack(address: string): LedgerState {
  const { pathname, search } = new URL(address, "http://127.0.0.1");
  const unitId = decodeURIComponent(pathname.slice("/console/ledger/".length));
  return ledgerAddress.read({ ...queries.parseSearch(search), unitId });
}

describe("the address of a ledger", () => {
  test("holds the whole state of the page", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(readBack(addressOf(ledgerAddress, state))).toEqual(state);
      }),
    );
  });

  test("is the same again, however it was written", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("state", "lamp", "on", "asOf", "q", "due", "open", "junk"), text),
        (raw) => {
          const once = addressOf(ledgerAddress, ledgerAddress.read({ ...raw, unitId: "1" }));
          expect(addressOf(ledgerAddress, readBack(once))).toBe(once);
        },
      ),
    );
  });

  test("leaves out what makes no sense", () => {
    const raw = { unitId: "1", state: "LOST", lamp: "toString", on: "yesterday", asOf: "soon", returned: "no" };
    expect(ledgerAddress.read(raw)).toEqual({ unitId: "1" });
  });

  test("keeps the moment where a day to judge by stands beside it", () => {
    expect(ledgerAddress.read({ unitId: "1", on: "2021-09-20", asOf: "221873" })).toEqual({
      unitId: "1",
      asOf: "221873",
    });
  });
});

test("a filter by state lists parts alone, which is what its count counts", () => {
  expect(whereOf({ unitId: "1", state: "ASSIGNED", q: "清单" })).toEqual({
    states: ["ASSIGNED"],
    kinds: ["PART"],
    text: "清单",
  });
});

test("without each of its filters nothing is left that says which lines are wanted, and all else stays", () => {
  fc.assert(
    fc.property(states, (state) => {
      const bare = filtersOf(state).reduce<LedgerState>(without, state);
      expect(whereOf(bare)).toEqual({});
      expect(filtersOf(bare)).toEqual([]);
      for (const filter of filtersOf(state)) {
        const { [filter]: value } = state;
        expect({ ...without(state, filter), [filter]: value }).toEqual(state);
      }
    }),
  );
});
