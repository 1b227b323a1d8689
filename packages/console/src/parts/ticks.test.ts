import { expect, test } from "vitest";
import { ticked, toggled, unticked } from "./ticks.ts";

test("a tick is set and taken back, and leaves the others as they are", () => {
  const now = ticked(["a", "b"])(new Set(["c"]));
  expect([...now].sort()).toEqual(["a", "b", "c"]);
  expect([...toggled("a")(now)].sort()).toEqual(["b", "c"]);
  expect([...toggled("d")(now)].sort()).toEqual(["a", "b", "c", "d"]);
  expect([...unticked(["b", "z"])(now)].sort()).toEqual(["a", "c"]);
});
