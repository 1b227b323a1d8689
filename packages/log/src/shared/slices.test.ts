import { expect, test } from "vitest";
import { slices } from "./slices.ts";

test("a slice is over after so many pieces, or after so long, and then the next one begins", () => {
  let now = 0;
  const slice = slices({ pieces: 3, ms: 10 }, () => now);
  const took = (ms: number) => {
    now += ms;
    return slice.isOver();
  };
  expect([took(1), took(1), took(1)]).toEqual([false, false, true]);
  // What passed before it began, while others had their turn, is none of its time.
  now += 100;
  slice.begin();
  expect([took(9), took(1)]).toEqual([false, true]);
  slice.begin();
  expect([took(50)]).toEqual([true]);
});
