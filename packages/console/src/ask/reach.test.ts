import { expect, test } from "vitest";
import { reachBy } from "./reach.ts";

test("a server that is away is away since the first question without an answer, until there is one", () => {
  let now = 1000;
  const reach = reachBy(() => now);
  const told: (number | null)[] = [];
  reach.lostAt.subscribe(() => told.push(reach.lostAt.get()));
  reach.found();
  reach.lost();
  now = 2000;
  reach.lost();
  reach.found();
  now = 3000;
  reach.lost();
  expect(told).toEqual([1000, null, 3000]);
});
