import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, queries } from "../page.ts";
import { words } from "../words.ts";
import { type DeadlinesState, deadlinesAddress } from "./address.ts";

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const raws = fc.record(
  {
    ...{ from: day, to: day, plan: fc.uuid(), unit: fc.uuid() },
    lamp: fc.constantFrom(...Object.keys(words.Lamp), "GREEN"),
    kind: fc.constantFrom(...Object.keys(words.LedgerKind), "toString"),
    on: day,
    asOf: fc.oneof(day, fc.nat().map(String)),
  },
  { requiredKeys: [] },
);

const readBack = (address: string): DeadlinesState =>
  deadlinesAddress.read(queries.parseSearch(new URL(address, "http://127.0.0.1").search));

test("the address of the deadlines holds the whole state of the page", () => {
  fc.assert(
    fc.property(raws, (raw) => {
      const state = deadlinesAddress.read(raw);
      expect(readBack(addressOf(deadlinesAddress, state))).toEqual(state);
    }),
  );
});

test("the address of the deadlines leaves out what makes no sense", () => {
  const raw = { from: "soon", lamp: "GREEN", kind: "TASK", on: "2021-09-20", asOf: "221873" };
  expect(deadlinesAddress.read(raw)).toEqual({ asOf: "221873" });
});
