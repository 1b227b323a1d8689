import { expect, test } from "vitest";
import type { BoardCountedFragment, PartDueFragment } from "../generated/operations.ts";
import { dueByHeading, stepOf } from "./charted.ts";

const part = (section: string | null, dueOn: string | null, firstDueOn = dueOn): PartDueFragment => ({
  ...{ id: `${section}${dueOn}${firstDueOn}`, dueOn, firstDueOn },
  task: { id: "1", current: { section }, row: { part: null } },
});

const none = {
  ...{ overdue: 0, dueSoon: 0, claimed: 0, ahead: 0 },
  ...{ none: 0, flagged: 0, done: 0, terminated: 0 },
};
const states = {
  ...{ assigned: 0, accepted: 0, claimed: 0, endorsed: 0 },
  ...{ signedOff: 0, dropped: 0, exempted: 0, handedOver: 0 },
};
const counts = {
  ...{ tasks: 0, unassignedTasks: 0, assignments: 0, ownerless: 0 },
  ...{ byLamp: none, byState: states, done: { inTime: 0, late: 0 } },
};
const sections: BoardCountedFragment["sections"] = [
  { no: "二", title: "公开", part: null, counts, children: [] },
  { no: "一", title: "规划", part: null, counts, children: [] },
];

test("what is due is counted by heading and day, and what was extended apart; the order is that of the plan", () => {
  const parts = [
    part("一", "2021-06-30"),
    part("二", "2021-09-30"),
    part("二", "2021-06-30"),
    part("二", "2021-09-30", "2021-06-30"),
    part("九", "2021-06-30"),
    part("一", null),
  ];
  expect(dueByHeading(parts, sections, [], "无").rows).toEqual([
    ["二、公开", "2021-06-30", 1, 0],
    ["二、公开", "2021-09-30", 1, 1],
    ["一、规划", "2021-06-30", 1, 0],
    ["无", "2021-06-30", 1, 0],
  ]);
});

test("a trend has no more points than are given", () => {
  expect([
    stepOf("2021-01-01", "2021-12-31"),
    stepOf("2021-01-01", "2026-12-31"),
    stepOf("2001-01-01", "2026-12-31"),
  ]).toEqual(["DAY", "WEEK", "MONTH"]);
});
