import { expect, test } from "vitest";
import type { BoardCountedFragment } from "../generated/operations.ts";
import { rowsOf } from "./rows.ts";

const none = { overdue: 0, dueSoon: 0, claimed: 0, ahead: 0, none: 0, flagged: 0, done: 0, terminated: 0 };
const byState = {
  ...{ assigned: 0, accepted: 0, claimed: 0, endorsed: 0, signedOff: 0, dropped: 0, exempted: 0, handedOver: 0 },
};
const counts: BoardCountedFragment["counts"] = {
  ...{ tasks: 0, unassignedTasks: 0, byLamp: none, assignments: 0, ownerless: 0, byState },
  done: { inTime: 0, late: 0 },
};
const heading = (no: string | null, part: number | null = null) => ({ no, title: "规划", part, counts });
const sections: BoardCountedFragment["sections"] = [
  { ...heading("一"), children: [heading("（一）"), heading("（二）")] },
  { ...heading("一", 2), children: [heading("（一）", 2)] },
  { ...heading(null), children: [] },
];
const keys = (folded: readonly string[]) => rowsOf(sections, folded).map(({ key }) => key);

test("a heading stands above those under it, and says how many there are", () => {
  expect(keys([])).toEqual(["1/一", "1/一/（一）", "1/一/（二）", "2/一", "2/一/（一）", "1/"]);
  expect(rowsOf(sections).map(({ under }) => under)).toEqual([2, 0, 0, 1, 0, 0]);
});

test("a folded heading stands alone; one of another part that has its numeral does not", () => {
  expect(keys(["1/一", "3/unheard"])).toEqual(["1/一", "2/一", "2/一/（一）", "1/"]);
});
