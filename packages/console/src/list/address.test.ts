import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { words } from "../words.ts";
import { type ListState, listAddress, whereOf } from "./address.ts";

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const text = fc.string({ minLength: 1, unit: "grapheme" });
const oneOf = (of: object) => fc.constantFrom(...Object.keys(of));
const yes = fc.constant("yes");

const raws = fc.record(
  {
    of: fc.constantFrom("tasks", "assignments", "junk"),
    section: fc.oneof(fc.constant(""), text),
    part: fc.constantFrom("2", "12", "0", "x"),
    subsection: fc.oneof(fc.constant(""), text),
    unassigned: yes,
    unit: fc.uuid(),
    relation: oneOf(words.Relation),
    state: oneOf(words.AssignmentState),
    ownerless: yes,
    late: fc.constantFrom("yes", "no", "junk"),
    lamp: oneOf(words.Lamp),
    from: day,
    to: day,
    q: text,
    on: day,
    asOf: fc.oneof(day, fc.nat().map(String)),
  },
  { requiredKeys: [] },
);

/** What an address is read as, by the way of the browser's own parser. */
function readBack(address: string): ListState {
  const { pathname, search } = new URL(address, "http://127.0.0.1");
  return listAddress.read({ ...queries.parseSearch(search), planId: pathname.split("/")[3] ?? "" });
}

describe("the address of a list", () => {
  test("holds the whole state of the page", () => {
    fc.assert(
      fc.property(fc.uuid(), raws, (planId, raw) => {
        const state = listAddress.read({ ...raw, planId });
        expect(readBack(addressOf(listAddress, state))).toEqual(state);
      }),
    );
  });

  test("leaves out what makes no sense", () => {
    const raw = { planId: "1", of: "units", part: "1", relation: "BOSS", late: "maybe", on: "today", asOf: "once" };
    expect(listAddress.read(raw)).toEqual({ planId: "1", of: "tasks" });
  });
});

test("a heading that is empty in the address asks for what stands under none", () => {
  expect(whereOf(listAddress.read({ planId: "1", section: "", late: "no", to: "2021-06-30" }))).toEqual({
    planId: "1",
    section: null,
    late: false,
    due: { from: null, to: "2021-06-30" },
  });
});
