import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { type BoardState, boardAddress, charts } from "./address.ts";

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const moment = fc.oneof(
  day,
  fc.nat().map(String),
  day.map((each) => `${each}T10:20:00.000Z`),
);

const raws = fc.record(
  {
    by: fc.constantFrom("unit", "heading"),
    sort: fc.string({ minLength: 1 }),
    on: day,
    asOf: moment,
    against: moment,
    folded: fc.array(fc.string({ minLength: 1 })).map((keys) => keys.join("~")),
    chart: fc.constantFrom(...Object.keys(charts), "pie"),
  },
  { requiredKeys: [] },
);

function readBack(address: string): BoardState {
  const { pathname, search } = new URL(address, "http://127.0.0.1");
  return boardAddress.read({ ...queries.parseSearch(search), planId: pathname.split("/")[3] ?? "" });
}

test("the address of a board holds the whole state of the page", () => {
  fc.assert(
    fc.property(fc.uuid(), raws, (planId, raw) => {
      const state = boardAddress.read({ ...raw, planId });
      expect(readBack(addressOf(boardAddress, state))).toEqual(state);
    }),
  );
});

test("the address of a board holds which headings are folded, each once", () => {
  const { folded } = boardAddress.read({ planId: "1", folded: "1/一~~2/二~1/一" });
  expect(folded).toEqual(["1/一", "2/二"]);
  expect(readBack(addressOf(boardAddress, { planId: "1", folded: ["1/一", "2/二"] })).folded).toEqual(folded);
});

test("the address of a board leaves out what makes no sense, and keeps the moment where a day stands beside it", () => {
  const raw = { planId: "1", by: "lamp", on: "2021-09-20", asOf: "221873", against: "soon", chart: "toString" };
  expect(boardAddress.read(raw)).toEqual({ planId: "1", asOf: "221873" });
});
