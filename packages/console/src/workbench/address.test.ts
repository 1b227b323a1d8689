import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { type WorkbenchState, workbenchAddress } from "./address.ts";

const count = fc.integer({ min: 1, max: 999_999 });
const states: fc.Arbitrary<WorkbenchState> = fc
  .tuple(fc.uuid(), fc.record({ warning: count, row: count, flagged: fc.constant(true) }, { requiredKeys: [] }))
  .map(([planId, some]) => ({ planId, ...some }));

function readBack(address: string): WorkbenchState {
  const { pathname, search } = new URL(address, "http://127.0.0.1");
  const planId = decodeURIComponent(pathname.slice("/console/import/".length));
  return workbenchAddress.read({ ...queries.parseSearch(search), planId });
}

describe("the address of a workbench", () => {
  test("holds the whole state of the page", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(readBack(addressOf(workbenchAddress, state))).toEqual(state);
      }),
    );
  });

  test("leaves out what is no number from 1", () => {
    expect(workbenchAddress.read({ planId: "p", warning: "0", row: "1e3", flagged: "no" })).toEqual({ planId: "p" });
    expect(workbenchAddress.read({ planId: "p", warning: "-1", row: "12345678" })).toEqual({ planId: "p" });
  });
});
