// Decision tests of assigning units to a task.
import { expect, test } from "vitest";
import { assigned, opened } from "../../testing/facts.ts";
import {
  actor,
  allDepartments,
  developmentBureau,
  financeBureau,
  healthBureau,
  office,
  policy,
  relevantDepartments,
  roster,
  stranger,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { FactOf } from "../kernel/event.ts";
import type { Relation } from "../plan/draft.ts";
import { newUnit } from "../roster/state.ts";
import { UnitsAssigned } from "./assign-units.ts";
import { TaskClosed } from "./close-task.ts";
import { task } from "./index.ts";

const given = specification(task);
const { assignUnits } = task.actions;

type Assigned = FactOf<typeof UnitsAssigned>["data"];
const group = (relation: Relation): Assigned["groups"][number] => ({
  groupId: relevantDepartments,
  name: "相关部门",
  kind: "predicate",
  relation,
  membersOn: opened().data.issuedOn,
  members: [],
});
const list: Assigned["groups"][number] = {
  ...group("responsible"),
  groupId: allDepartments,
  name: "区政府各部门",
  kind: "list",
  members: [healthBureau],
};
const finance = assigned([financeBureau, "responsible"]);

test("units get their parts", () => {
  const both = assigned([developmentBureau, "lead"], [financeBureau, "responsible"]);
  given(opened()).when(assignUnits, both.data, policy, roster).yields(both);
  given(opened()).when(assignUnits, both.data, office, roster).yields(both);
});

test("assigning twice changes nothing", () => {
  given(opened(), finance).when(assignUnits, finance.data, policy, roster).changesNothing();
});

test("if some units are assigned already, only the new ones are recorded", () => {
  given(opened(), finance)
    .when(assignUnits, assigned([financeBureau, "responsible"], [healthBureau, "responsible"]).data, office, roster)
    .yields(assigned([healthBureau, "responsible"]));
});

test("a unit that has a part gets another relation and keeps its state", () => {
  const lead = assigned([financeBureau, "lead"]);
  given(opened(), finance).when(assignUnits, lead.data, office, roster).yields(lead);
  const state = [opened(), finance, lead].reduce(task.evolve, task.initial);
  expect(state.assignments[financeBureau]).toMatchObject({
    relations: ["lead", "responsible"],
    state: "assigned",
    dropped: null,
    dueOn: "2021-11-30",
    extension: null,
    noted: { dueSoon: null, overdue: null },
    urgings: [],
    checks: [],
    reportCount: 0,
    unsettled: {},
    items: {},
  });
});

test("a group that is printed as lead and as responsible is kept as both", () => {
  const both = UnitsAssigned({ assignments: [], groups: [group("lead"), group("responsible")], external: [] });
  given(opened()).when(assignUnits, both.data, policy, roster).yields(both);
  given(opened(), both).when(assignUnits, both.data, policy, roster).changesNothing();
  const state = [opened(), both].reduce(task.evolve, task.initial);
  expect(state.groups[relevantDepartments]).toEqual(["lead", "responsible"]);
});

test("what a group is, and who belongs to it on the day of issue, the roster says and not the command", () => {
  const said = {
    assignments: [],
    groups: [{ groupId: allDepartments, relation: "responsible" as const }],
    external: [],
  };
  const part = {
    unitId: healthBureau,
    relations: ["responsible" as const],
    via: allDepartments,
    inheritedFromRow: null,
  };
  const yields = UnitsAssigned({ assignments: [part], groups: [list], external: [] });
  given(opened()).when(assignUnits, said, office, roster).yields(yields);
  const lies = {
    ...said.groups[0],
    name: "别的",
    kind: "predicate",
    membersOn: "2030-01-01",
    members: [financeBureau],
  };
  given(opened())
    .when(assignUnits, assignUnits.command.parse({ ...said, groups: [lies] }), office, roster)
    .yields(yields);
});

test("a member that is named itself, too, gets the group's relation added", () => {
  const lead = assigned([healthBureau, "lead"]).data.assignments;
  const said = {
    assignments: lead,
    groups: [{ groupId: allDepartments, relation: "responsible" as const }],
    external: [],
  };
  const both = lead.map((part) => ({ ...part, relations: ["lead" as const, "responsible" as const] }));
  given(opened())
    .when(assignUnits, said, office, roster)
    .yields(UnitsAssigned({ assignments: both, groups: [list], external: [] }));
});

test("a group that the roster does not know is refused, and a part through a group that the task does not print", () => {
  const unknown = { groupId: stranger, relation: "lead" as const };
  given(opened())
    .when(assignUnits, { assignments: [], groups: [unknown], external: [] }, office, roster)
    .rejects("GROUP_NOT_FOUND", stranger);
  const through = assigned([financeBureau, "lead"]).data.assignments.map((part) => ({ ...part, via: allDepartments }));
  given(opened())
    .when(assignUnits, { assignments: through, groups: [], external: [] }, office, roster)
    .rejects("GROUP_NOT_ON_TASK", "区政府各部门");
});

test("a body outside the region is recorded once, even if nobody else is named", () => {
  const outside = UnitsAssigned({
    assignments: [],
    groups: [],
    external: [{ name: "市气象局", relation: "responsible" }],
  });
  given(opened()).when(assignUnits, outside.data, policy, roster).yields(outside);
  given(opened(), outside).when(assignUnits, outside.data, policy, roster).changesNothing();
});

test("a row that names nobody assigns nobody", () => {
  given(opened()).when(assignUnits, assigned().data, policy, roster).changesNothing();
});

test("a unit that the roster does not know is refused by its id", () => {
  given(opened())
    .when(assignUnits, assigned([stranger, "lead"]).data, office, roster)
    .rejects("UNIT_NOT_FOUND", stranger);
});

test("nobody is assigned to a missing task, or to one closed with its plan", () => {
  given().when(assignUnits, finance.data, office, roster).rejects("TASK_NOT_FOUND");
  given(opened(), TaskClosed({ cause: "planClosed", dropped: [] }))
    .when(assignUnits, finance.data, office, roster)
    .rejects("PLAN_CLOSED");
});

test("the sentence names the units, the groups to be filled and the bodies outside, each once", () => {
  const told = UnitsAssigned.tell(
    {
      assignments: assigned([financeBureau, "responsible"]).data.assignments,
      groups: [group("lead"), group("responsible"), { ...group("lead"), groupId: allDepartments, kind: "list" }],
      external: [{ name: "市气象局", relation: "responsible" }],
    },
    () => "区财政局",
  );
  expect(told.zh).toBe("分工：区财政局；待确定：相关部门；区域外：市气象局");
  expect(UnitsAssigned.tell(assigned().data, String)).toEqual({ zh: "分工：无", en: "assigned nobody" });
});

test("a unit that does not count yet gets no part, itself or through a group; from its day on it does", () => {
  const late = { ...roster, units: new Map(roster.units) };
  late.units.set(healthBureau, newUnit("区卫健局", "2021-07-01"));
  const itself = assigned([healthBureau, "responsible"]);
  const through = {
    assignments: [],
    groups: [{ groupId: allDepartments, relation: "responsible" as const }],
    external: [],
  };
  for (const command of [itself.data, through])
    given(opened())
      .when(assignUnits, command, office, late)
      .rejects("NOT_VALID_YET", "区卫健局 2021-07-01 > 2021-06-30");
  given(opened())
    .when(assignUnits, itself.data, actor("office", null, "2021-07-01T02:00:00.000Z"), late)
    .yields(itself);
});
