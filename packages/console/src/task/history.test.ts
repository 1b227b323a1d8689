import { expect, test } from "vitest";
import { groupsOf, isDenied, ruleOf, shownOf } from "./groups.ts";
import { placeOf } from "./moments.ts";

const change = (no: number, commandId: string, causationId: string, subjectId: string, type = "ProgressReported") => ({
  ...{ no, commandId, causationId, type },
  actor: { subjectId, unitName: null },
});
const changes = [
  change(1, "a", "issue", "policy:open-tasks", "TaskOpened"),
  change(2, "b", "issue", "policy:open-tasks", "UnitsAssigned"),
  change(3, "c", "c", "p-1", "AssignmentAccepted"),
  change(4, "c", "c", "p-1"),
  change(5, "d", "d", "policy:record-denied-attempts", "AttemptDenied"),
  change(6, "e", "d", "policy:record-denied-attempts", "AttemptDenied"),
  change(7, "f", "another", "policy:open-tasks"),
];
const noOf = (found: readonly { readonly no: number }[]) => found.map(({ no }) => no).join();

test("what one command did, or a rule for one cause, stands together, in the order in which it was told, and nothing is lost", () => {
  expect(groupsOf(changes).map(noOf)).toEqual(["1,2", "3,4", "5", "6", "7"]);
  expect(groupsOf([...changes].reverse()).map(noOf)).toEqual(["7", "6", "5", "4,3", "2,1"]);
  expect(groupsOf([])).toEqual([]);
});

test("what people did and what rules did are told apart, and are everything together", () => {
  expect(noOf(shownOf(changes, "people"))).toBe("3,4,5,6");
  expect(noOf(shownOf(changes, "rules"))).toBe("1,2,7");
  expect(noOf(shownOf(changes, undefined))).toBe("1,2,3,4,5,6,7");
  expect(changes.map(ruleOf)).toEqual(["open-tasks", "open-tasks", null, null, null, null, "open-tasks"]);
  expect(changes.filter(isDenied).map(({ no }) => no)).toEqual([5, 6]);
});

test("a day, an instant and a position stand at the last event that they include", () => {
  const moments = [
    { position: "9", happenedAt: "2021-09-14T02:00:00.000Z" },
    { position: "221873", happenedAt: "2021-09-15T15:59:59.000Z" },
    { position: "9007199254740993", happenedAt: "2021-09-15T16:00:00.000Z" },
  ];
  const at = (...all: readonly (string | undefined)[]) => all.map((each) => placeOf(moments, each));
  expect(at("2021-09-13", "2021-09-14", "2021-09-15", "2021-09-16")).toEqual([-1, 0, 1, 2]);
  expect(at("2021-09-14T01:59:59.999Z", "2021-09-14T02:00:00.000Z")).toEqual([-1, 0]);
  expect(at("8", "9", "221872", "9007199254740992", "9007199254740993")).toEqual([-1, 0, 0, 1, 2]);
  expect(at(undefined, "now")).toEqual([3, 3]);
});
