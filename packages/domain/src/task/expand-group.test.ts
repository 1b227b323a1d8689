// Decision tests of filling a group.
import { expect, test } from "vitest";
import { assigned, opened, words } from "../../testing/facts.ts";
import {
  allDepartments,
  educationBureau,
  financeBureau,
  healthBureau,
  office,
  relevantDepartments,
  roster,
  stranger,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Relation } from "../plan/draft.ts";
import { newUnit } from "../roster/state.ts";
import { UnitsAssigned } from "./assign-units.ts";
import { TaskClosed } from "./close-task.ts";
import { GroupExpanded } from "./expand-group.ts";
import { task } from "./index.ts";

const given = specification(task);
const { expandGroup } = task.actions;

const reason = words("按职能确定");
const fill = { groupId: relevantDepartments, unitIds: [financeBureau, healthBureau], reason };

function printed(groupId: string, kind: "list" | "predicate", members: string[], ...relations: Relation[]) {
  return UnitsAssigned({
    assignments: members.flatMap((unitId) => assigned([unitId, "responsible"]).data.assignments),
    groups: relations.map((relation) => ({ groupId, name: "部门", kind, relation, membersOn: today, members })),
    external: [],
  });
}
const unfilled = printed(relevantDepartments, "predicate", [], "responsible");

test("a predicate group is filled by the office, and the units named owe their part", () => {
  const expanded = GroupExpanded({ ...fill, relations: ["responsible"] });
  given(opened(), unfilled).when(expandGroup, fill, office, roster).yields(expanded);
  const state = [opened(), unfilled, expanded].reduce(task.evolve, task.initial);
  expect(Object.keys(state.assignments)).toEqual(fill.unitIds);
});

test("the members of a group that is printed as lead and as responsible become both", () => {
  given(opened(), printed(relevantDepartments, "predicate", [], "responsible", "lead"))
    .when(expandGroup, fill, office, roster)
    .yields(GroupExpanded({ ...fill, relations: ["lead", "responsible"] }));
});

test("a later member joins a list group, and only that one is recorded", () => {
  given(opened(), printed(allDepartments, "list", [financeBureau], "responsible"))
    .when(
      expandGroup,
      { groupId: allDepartments, unitIds: [financeBureau, educationBureau, educationBureau], reason },
      office,
      roster,
    )
    .yields(GroupExpanded({ groupId: allDepartments, unitIds: [educationBureau], reason, relations: ["responsible"] }));
});

test("filling a group twice changes nothing", () => {
  given(opened(), unfilled, GroupExpanded({ ...fill, relations: ["responsible"] }))
    .when(expandGroup, fill, office, roster)
    .changesNothing();
});

test("only a group that the task prints is filled, and only with units of the roster", () => {
  given(opened(), unfilled)
    .when(expandGroup, { ...fill, groupId: allDepartments }, office, roster)
    .rejects("GROUP_NOT_ON_TASK");
  given(opened(), unfilled)
    .when(expandGroup, { ...fill, unitIds: [stranger] }, office, roster)
    .rejects("UNIT_NOT_FOUND", stranger);
});

test("no group is filled on a missing task, or on one closed with its plan", () => {
  given().when(expandGroup, fill, office, roster).rejects("TASK_NOT_FOUND");
  given(opened(), unfilled, TaskClosed({ cause: "planClosed", dropped: [] }))
    .when(expandGroup, fill, office, roster)
    .rejects("PLAN_CLOSED");
});

test("a unit that does not count yet is not named for a group", () => {
  const units = new Map(roster.units).set(healthBureau, newUnit("区卫健局", "2030-01-01"));
  given(opened(), unfilled)
    .when(expandGroup, fill, office, { units })
    .rejects("NOT_VALID_YET", "区卫健局 2030-01-01 > 2021-06-30");
});
