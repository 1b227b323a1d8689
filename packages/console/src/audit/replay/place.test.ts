import fc from "fast-check";
import { expect, test } from "vitest";
import { placeAt, placeFrom } from "./place.ts";

const events = ["9", "221873", "9007199254740993"].map((position) => ({ position }));

test("a replay stands at the last event up to a position, by number and not by its digits", () => {
  const at = ["8", "9", "10", "221872", "221873", "9007199254740992", "9007199254740993", "99999999999999999999"];
  expect(at.map((each) => placeAt(events, each))).toEqual([0, 0, 0, 0, 1, 1, 2, 2]);
  expect([placeAt(events, undefined), placeAt([], "9"), placeAt([], undefined)]).toEqual([0, -1, -1]);
});

test("steps forth and back end at the first and the last event", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.nat(),
      fc.constantFrom(1, 10, 100, -1, -10, -100),
      (count, any, by) => {
        const place = any % count;
        const next = placeFrom(place, by, count);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(count);
        if (place + by >= 0 && place + by < count) expect(next).toBe(place + by);
      },
    ),
  );
});
