import { expect, test } from "vitest";
import { byPlan } from "./ledger-lines.ts";

test("lines stand under their plans by row, and what is about a whole plan stands first", () => {
  const line = (id: number, planId: string, row: number | null) => ({ id, planId, row });
  const grouped = byPlan([line(1, "b", 4), line(2, "a", 1), line(3, "b", 2), line(4, "b", null), line(5, "b", 2)]);
  expect(grouped.map(({ planId, lines }) => [planId, lines.map(({ id }) => id)])).toEqual([
    ["b", [4, 3, 5, 1]],
    ["a", [2]],
  ]);
});
