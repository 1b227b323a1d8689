import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, boxIn, freeCorner, overlaps } from "./place.ts";

const screen = { width: 1440, height: 900 };
const size = { width: 400, height: 60 };

test("it stands below on the right, and goes where a form leaves room", () => {
  expect(freeCorner(size, screen, [])).toBe("bottom-end");
  const right = { left: 1000, top: 800, right: 1440, bottom: 900 };
  expect(freeCorner(size, screen, [right])).toBe("bottom-start");
  const foot = { left: 0, top: 700, right: 1440, bottom: 900 };
  expect(freeCorner(size, screen, [foot])).toBe("top-end");
  const header = { left: 0, top: 0, right: 1440, bottom: 50 };
  expect(freeCorner(size, screen, [foot, header])).toBeNull();
});

test("where it stands it covers nothing that is taken, and is on the screen", () => {
  const box = fc
    .tuple(fc.nat(1400), fc.nat(900), fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 300 }))
    .map(([left, top, width, height]): Box => ({ left, top, right: left + width, bottom: top + height }));
  fc.assert(
    fc.property(fc.array(box, { maxLength: 6 }), (taken) => {
      const corner = freeCorner(size, screen, taken);
      if (corner === null) return;
      const place = boxIn(corner, size, screen);
      expect(taken.filter((each) => overlaps(place, each))).toEqual([]);
      expect(place.left >= 0 && place.top >= 0 && place.right <= 1440 && place.bottom <= 900).toBe(true);
    }),
  );
});
