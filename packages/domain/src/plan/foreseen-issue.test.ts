// What an issue will come to, by the day on which it is issued.
import { expect, test } from "vitest";
import { draft, imported, named, row } from "../../testing/facts.ts";
import {
  allDepartments,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  relevantDepartments,
  roster,
} from "../../testing/people.ts";
import { PlanConfirmed } from "./confirm-plan.ts";
import { foreseenIssue } from "./foreseen-issue.ts";
import { plan } from "./index.ts";

const unit = (name: string, unitId: string) => ({ name, meaning: { kind: "unit" as const, unitId } });
const group = (name: string, groupId: string) => ({ name, meaning: { kind: "group" as const, groupId } });
const relevant = named("相关部门", "responsible", { kind: "group" });
const due = (date: string | null) => ({
  deadline: { kind: date === null ? ("none" as const) : ("date" as const), date },
});
const tasks = [
  // Named by itself and by its group, a unit has one part.
  row({
    units: [named("区发改局", "lead"), named("区卫健局"), named("区政府各部门", "responsible", { kind: "group" })],
  }),
  row({ row: 2, units: [named("区财政局"), relevant, { ...relevant, relation: "lead" }], ...due("2021-02-28") }),
  row({ row: 3, units: [relevant], ...due(null) }),
  row({ row: 4, units: [named("市发改委", "lead", { kind: "external" })], ...due("2021-06-01") }),
];
const confirmed = [
  imported(draft({ tasks })),
  PlanConfirmed({
    by: "read",
    names: [
      ...[unit("区发改局", developmentBureau), unit("区财政局", financeBureau), unit("区卫健局", healthBureau)],
      ...[group("区政府各部门", allDepartments), group("相关部门", relevantDepartments)],
    ],
  }),
].reduce(plan.evolve, plan.initial);

test("what is opened, assigned and left open is foreseen as of the day of issue", () => {
  const open = { tasks: 4, groupsToFill: 2, unassigned: 2 };
  expect(foreseenIssue(confirmed, roster, "2021-06-01")).toEqual({
    ...{ ...open, assignments: 3, units: 3, dueBeforeIssue: 2 },
  });
  // Until March a further unit was a member of the group.
  expect(foreseenIssue(confirmed, roster, "2021-02-01")).toEqual({
    ...{ ...open, assignments: 4, units: 4, dueBeforeIssue: 0 },
  });
  expect(roster.groups.get(allDepartments)?.members.map(({ unitId }) => unitId)).toEqual([
    healthBureau,
    educationBureau,
  ]);
});
