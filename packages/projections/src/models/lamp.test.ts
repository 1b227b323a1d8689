// The lamp of a part and of a task, day by day.
import type { DomainFact, Standing } from "@taizhang/domain";
import { expect, test } from "vitest";
import {
  assigned,
  ExtensionGranted,
  ExtensionRequested,
  finance,
  lead,
  opened,
  signedOff,
  stored,
  taskId,
} from "../../testing/facts.ts";
import { documentsAfter } from "../fold.ts";
import { type Lamp, lamp, lampOf } from "./lamp.ts";
import { taskCards } from "./task.ts";

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

test("a task shows the open part that is worst off, each by its own day", () => {
  const asked = ExtensionRequested({ ...ExtensionRequested.sample, unitId: finance });
  const granted = ExtensionGranted({ ...ExtensionGranted.sample, unitId: finance });
  const begun = [opened(), assigned([lead, "lead"], [finance, "responsible"]), asked, granted];
  const shown = (facts: readonly DomainFact[], today: string) => {
    const card = documentsAfter(taskCards, stored(facts)).get(taskId);
    return card && lamp(card, today);
  };
  expect(shown(begun, "2021-12-01")).toBe("overdue");
  expect(shown([...begun, signedOff(lead)], "2021-12-01")).toBe("ahead");
  expect(shown([...begun, signedOff(lead)], "2021-12-15")).toBe("dueSoon");
  expect(shown([...begun, signedOff(lead)], "2021-12-21")).toBe("overdue");
});
