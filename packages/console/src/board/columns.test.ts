import { expect, test } from "vitest";
import type { ShareOfUnitFragment } from "../generated/operations.ts";
import { columnsSaying, headingColumns, sortedBy, unitColumns } from "./columns.ts";

const byLamp = {
  ...{ overdue: 1, dueSoon: 2, claimed: 3, ahead: 4 },
  ...{ none: 5, flagged: 6, done: 7, terminated: 8 },
};
const byState = {
  ...{ assigned: 11, accepted: 12, claimed: 13, endorsed: 14 },
  ...{ signedOff: 15, dropped: 16, exempted: 17, handedOver: 18 },
};
const done = { inTime: 21, late: 22 };

const share = (name: string, assignments: number): ShareOfUnitFragment => ({
  unit: { id: name, name },
  ...{ assignments, leads: 31, share: 0.5, byLamp, byState, done },
});

test("every number that a board has is in a column, once", () => {
  const counts = { tasks: 41, unassignedTasks: 42, assignments: 43, ownerless: 44, byLamp, byState, done };
  const all = [41, 42, 43, 44, ...Object.values(byLamp), ...Object.values(byState), 21, 22];
  const counted = headingColumns.map(({ count }) => count(counts));
  expect([...counted].sort()).toEqual(all.map(Number).sort());
  const ofUnit = unitColumns.map(({ count }) => count(share("区财政局", 51)));
  expect([...ofUnit].sort()).toEqual([51, 31, ...Object.values(byLamp), ...Object.values(byState), 21, 22].sort());
  for (const columns of [headingColumns, unitColumns]) {
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
  }
});

test("a column that says nothing is left out, unless it is one of the usual", () => {
  const nothing = { ...share("区财政局", 0), byLamp: { ...byLamp, overdue: 0, flagged: 0 } };
  const keys = columnsSaying(unitColumns, [nothing]).map(({ key }) => key);
  expect(keys).toContain("lamp-overdue");
  expect(keys).not.toContain("lamp-flagged");
  expect(keys).toContain("state-dropped");
});

test("units are sorted by a column, the most first, and else stay as they come", () => {
  const rows = [share("甲", 1), share("乙", 3), share("丙", 3)];
  const names = (sorted: readonly ShareOfUnitFragment[]) => sorted.map(({ unit }) => unit.name).join("");
  expect(names(sortedBy(rows, unitColumns[0]))).toBe("乙丙甲");
  expect(names(sortedBy(rows, undefined))).toBe("甲乙丙");
});
