import fc from "fast-check";
import { expect, test } from "vitest";
import { besides, groupedByDay, lineBeside, rowsOf } from "./days.ts";

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

test("of a day that is folded its head alone is a row, and it is still known to be whole", () => {
  const groups = groupedByDay([line(1, "2021-07-31"), line(2, "2021-09-30"), line(3, null)]);
  const rows = rowsOf(groups, 3, ({ dueOn }) => dueOn === "2021-09-30" || dueOn === null);
  const told = rows.map((row) =>
    row.kind === "head" ? [row.group.lines.length, row.isFolded, row.isWhole] : row.line.id,
  );
  expect(told).toEqual([[1, false, true], 1, [1, true, true], [1, true, true]]);
});

test("the lines beside one are those that are shown before and after it, whatever day they are of", () => {
  const groups = groupedByDay([line(1, "2021-07-31"), line(2, "2021-09-30"), line(3, null)]);
  const beside = (id: string | undefined, folded?: string) =>
    besides(
      rowsOf(groups, 3, ({ dueOn }) => dueOn === folded),
      id,
    ).map((each) => each.id);
  expect(["1", "2", "3", "4", undefined].map((id) => beside(id))).toEqual([[2], [1, 3], [2], [], []]);
  expect(beside("1", "2021-09-30")).toEqual([3]);
});

test("from a line one goes to the next or the one before, past the heads of days, and not beyond the ends", () => {
  const rows = rowsOf(groupedByDay([line(1, "2021-07-31"), line(2, "2021-09-30")]), 2);
  expect(lineBeside(rows, "1", 1)?.id).toBe(2);
  expect(lineBeside(rows, "2", -1)?.id).toBe(1);
  expect([lineBeside(rows, "1", -1), lineBeside(rows, "2", 1), lineBeside(rows, undefined, 1)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
