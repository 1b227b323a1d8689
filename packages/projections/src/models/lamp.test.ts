// The lamp of a part and of a task, day by day.
import type { DomainFact } from "@taizhang/domain";
import { expect, test } from "vitest";
import {
  assigned,
  CompletionEndorsed,
  CompletionReturned,
  claimed,
  ExtensionGranted,
  ExtensionRequested,
  finance,
  groupAssigned,
  lead,
  opened,
  signedOff,
  stored,
  taskId,
} from "../../testing/facts.ts";
import { documentsAfter } from "../fold.ts";
import { type Lamp, type Lit, lamp, lampOf } from "./lamp.ts";
import { taskCards } from "./task.ts";

const due: Lit = {
  dueOn: "2021-11-30",
  dueBeforeIssue: false,
  dueSoonDays: 7,
  standing: "open",
  isClaimed: false,
};

test.each<[Lamp, Partial<Lit>, string]>([
  ["ahead", {}, "2021-11-22"],
  ["dueSoon", {}, "2021-11-23"],
  ["dueSoon", {}, "2021-11-30"],
  ["overdue", {}, "2021-12-01"],
  ["ahead", { dueSoonDays: 0 }, "2021-11-29"],
  ["dueSoon", { dueSoonDays: 0 }, "2021-11-30"],
  ["claimed", { isClaimed: true }, "2021-12-01"],
  ["claimed", { isClaimed: true }, "2021-11-22"],
  ["claimed", { isClaimed: true, dueOn: null }, "2021-12-01"],
  ["claimed", { isClaimed: true, dueBeforeIssue: true }, "2021-12-01"],
  ["done", { isClaimed: true, standing: "done" }, "2021-12-01"],
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

test("a task is claimed once nothing is left to do in it but to check, and overdue again by what is returned", () => {
  const begun = [opened(), assigned([lead, "lead"], [finance, "responsible"])];
  const shown = (...facts: readonly DomainFact[]) => {
    const card = documentsAfter(taskCards, stored([...begun, ...facts])).get(taskId);
    return card && lamp(card, "2021-12-01");
  };
  const endorsed = CompletionEndorsed({ ...CompletionEndorsed.sample, unitId: finance });
  const returned = CompletionReturned({ ...CompletionReturned.sample, unitId: finance });
  expect(shown(claimed(finance))).toBe("overdue");
  expect(shown(claimed(finance), claimed(lead))).toBe("claimed");
  expect(shown(claimed(finance), endorsed, signedOff(lead))).toBe("claimed");
  expect(shown(claimed(finance), endorsed, signedOff(lead), returned)).toBe("overdue");
  // A group that waits for its members is due with the task.
  expect(shown(groupAssigned, claimed(finance), claimed(lead))).toBe("overdue");
  expect(shown(claimed(finance), claimed(lead), signedOff(lead), signedOff(finance))).toBe("done");
});
