import fc from "fast-check";
import { expect, test } from "vitest";
import { groupedByDay, rowsOf } from "./days.ts";

const line = (id: number, dueOn: string | null) => ({ id, dueOn });

test("lines stand under their due days, the earliest first, and those without one last", () => {
  const groups = groupedByDay([line(1, null), line(2, "2021-09-30"), line(3, "2021-07-31"), line(4, "2021-09-30")]);
  expect(groups.map(({ dueOn, lines }) => [dueOn, lines.map(({ id }) => id)])).toEqual([
    ["2021-07-31", [3]],
    ["2021-09-30", [2, 4]],
    [null, [1]],
  ]);
});

test("no line is lost and none is doubled", () => {
  const days = fc.constantFrom("2021-07-31", "2021-08-31", "2021-12-31", null);
  fc.assert(
    fc.property(fc.array(days), (all) => {
      const lines = all.map((dueOn, at) => line(at, dueOn));
      const shown = rowsOf(groupedByDay(lines), lines.length).flatMap((row) =>
        row.kind === "line" ? [row.line.id] : [],
      );
      expect([...shown].sort((a, b) => a - b)).toEqual(lines.map(({ id }) => id));
    }),
  );
});

test("the last day is whole once all lines are there", () => {
  const groups = groupedByDay([line(1, "2021-07-31"), line(2, "2021-09-30")]);
  const whole = (total: number) => rowsOf(groups, total).flatMap((row) => (row.kind === "head" ? [row.isWhole] : []));
  expect(whole(2)).toEqual([true, true]);
  expect(whole(3)).toEqual([true, false]);
});
