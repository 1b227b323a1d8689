// The lamp of a task, day by day.
import type { Standing } from "@taizhang/domain";
import { expect, test } from "vitest";
import { type Lamp, lampOf } from "./lamp.ts";

const due = { dueOn: "2021-11-30", dueBeforeIssue: false, dueSoonDays: 7, standing: "open" as Standing };

test.each<[Lamp, Partial<typeof due> | { dueOn: null }, string]>([
  ["ahead", {}, "2021-11-22"],
  ["dueSoon", {}, "2021-11-23"],
  ["dueSoon", {}, "2021-11-30"],
  ["overdue", {}, "2021-12-01"],
  ["ahead", { dueSoonDays: 0 }, "2021-11-29"],
  ["dueSoon", { dueSoonDays: 0 }, "2021-11-30"],
  ["done", { standing: "done" }, "2021-12-01"],
  ["terminated", { standing: "terminated" }, "2021-12-01"],
  ["none", { dueOn: null }, "2021-12-01"],
  ["flagged", { dueBeforeIssue: true }, "2021-12-01"],
])("%s: %o on %s", (expected, over, today) => {
  expect(lampOf({ ...due, ...over }, today)).toBe(expected);
});
