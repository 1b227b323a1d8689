import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, type Page, queries } from "../page.ts";
import { type AsOfState, asOfAddress } from "./as-of/address.ts";
import { type CompareState, compareAddress } from "./compare/address.ts";
import { type DeniedState, deniedAddress } from "./denied/address.ts";
import { type ProofsState, proofsAddress } from "./proofs/address.ts";
import { type ReplayState, replayAddress } from "./replay/address.ts";

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const position = fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String);
const moment = fc.oneof(
  day,
  position,
  day.map((each) => `${each}T10:20:00.000Z`),
);
const text = fc.string({ minLength: 1, unit: "grapheme" });
const some = <State>(fields: { readonly [Key in keyof State]-?: fc.Arbitrary<Exclude<State[Key], undefined>> }) =>
  fc.record(fields, { requiredKeys: [] });

/** What an address is read as, by the way of the browser's own parser. */
const readBack = <State>(page: Pick<Page<State>, "path" | "read" | "write">, state: State): State => {
  const { pathname, search } = new URL(addressOf(page, state), "http://127.0.0.1");
  expect(pathname).toBe(`/console${page.path}`);
  return page.read(queries.parseSearch(search));
};

describe("an address of the audit holds the whole state of its page", () => {
  test("任一天", () => {
    fc.assert(
      fc.property(some<AsOfState>({ at: moment, q: text }), (state) => {
        expect(readBack(asOfAddress, state)).toEqual(state);
      }),
    );
  });

  test("比较两日", () => {
    const subject = fc.oneof(
      fc.constant({}),
      fc.record({ unit: fc.uuid() }),
      fc.record({ task: fc.uuid() }),
      fc.record({ plan: fc.uuid() }),
      fc.record({ plan: fc.uuid(), became: fc.constantFrom("NEW" as const, "GONE" as const, "CHANGED" as const) }),
    );
    const moments = some<Pick<CompareState, "from" | "to" | "q">>({ from: moment, to: moment, q: text });
    fc.assert(
      fc.property(subject, moments, (of, between) => {
        const state: CompareState = { ...of, ...between };
        expect(readBack(compareAddress, state)).toEqual(state);
      }),
    );
  });

  test("重放", () => {
    const states = some<ReplayState>({
      ...{ plan: fc.uuid(), at: position },
      step: fc.constantFrom(10 as const, 100 as const),
    });
    fc.assert(
      fc.property(states, (state) => {
        expect(readBack(replayAddress, state)).toEqual(state);
      }),
    );
  });

  test("被拒的操作", () => {
    const states = some<DeniedState>({ unit: fc.uuid(), from: day, to: day, reason: text });
    fc.assert(
      fc.property(states, (state) => {
        expect(readBack(deniedAddress, state)).toEqual(state);
      }),
    );
  });

  test("核验", () => {
    const states = some<ProofsState>({ event: position, plan: fc.uuid() });
    fc.assert(
      fc.property(states, (state) => {
        expect(readBack(proofsAddress, state)).toEqual(state);
      }),
    );
  });
});

test("what makes no sense in it is left out", () => {
  const raw = {
    at: "soon",
    from: "yesterday",
    to: "2021-13",
    became: "LOST",
    step: "7",
    event: "-1",
    plan: "",
    reason: "",
  };
  for (const { read } of [asOfAddress, compareAddress, replayAddress, deniedAddress, proofsAddress])
    expect(read(raw)).toEqual({});
  expect(compareAddress.read({ plan: "1", unit: "2", task: "3" })).toEqual({ plan: "1" });
});
