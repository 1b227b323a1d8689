import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, type Page, queries } from "../page.ts";
import { printFormAddress, printLedgerAddress, printPlanAddress } from "./address.ts";

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const moment = fc.oneof(
  fc.constant({}),
  fc.record({ on: day }),
  fc.record({ asOf: fc.oneof(day, fc.nat().map(String)) }),
);
const past = fc.record({ asOf: day }, { requiredKeys: [] });

/** What an address is read as, by the way of the browser's own parser; `names` are the parts of its path, from the end. */
function readBack<State>(page: Pick<Page<State>, "path" | "read" | "write">, state: State, names: readonly string[]) {
  const { pathname, search } = new URL(addressOf(page, state), "http://127.0.0.1");
  const parts = pathname.split("/").slice(-names.length).map(decodeURIComponent);
  return page.read({
    ...queries.parseSearch(search),
    ...Object.fromEntries(names.map((name, at) => [name, parts[at] ?? ""])),
  });
}

describe("the address of what is printed holds the whole state", () => {
  test("of a ledger", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ minLength: 1, unit: "grapheme" }), moment, (unitId, q, at) => {
        const state = { unitId, q, returned: true, state: "ASSIGNED" as const, ...at };
        expect(readBack(printLedgerAddress, state, ["unitId"])).toEqual(state);
      }),
    );
  });

  test("of a plan", () => {
    fc.assert(
      fc.property(fc.uuid(), moment, (planId, at) => {
        expect(readBack(printPlanAddress, { planId, ...at }, ["planId"])).toEqual({ planId, ...at });
      }),
    );
  });

  test("of a form", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), past, (taskId, unitId, at) => {
        const state = { taskId, unitId, ...at };
        expect(readBack(printFormAddress, state, ["taskId", "unitId"])).toEqual(state);
      }),
    );
  });
});

test("no line of a printed ledger is open", () => {
  expect(printLedgerAddress.read({ unitId: "1", open: "2", q: "清单" })).toEqual({ unitId: "1", q: "清单" });
});
