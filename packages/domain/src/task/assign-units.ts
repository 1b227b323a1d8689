// Assigning units 分工: who has which part in a task. Groups are expanded as of the day, and the members used are kept.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { event } from "../kernel/event.ts";
import { day, groupId, unitId } from "../kernel/shapes.ts";
import { relation } from "../plan/draft.ts";
import { type TaskState, withAssignments } from "./state.ts";

const assigned = z.object({
  assignments: z
    .array(
      z.object({
        unitId,
        relations: z.array(relation).min(1),
        /** The group the unit came in through; null where it is named itself. */
        via: groupId.nullable(),
        /** The row whose merged cell names the unit; null where the task's own cell does. */
        inheritedFromRow: z.int().min(1).nullable(),
      }),
    )
    .max(2000),
  /** The groups printed, with the members used: none yet for a predicate group, which a person fills. */
  groups: z
    .array(
      z.object({
        groupId,
        name: z.string(),
        kind: z.enum(["list", "predicate"]),
        relation,
        membersOn: day,
        members: z.array(unitId),
      }),
    )
    .max(100),
  /** Bodies outside the region that the text names; they owe nothing here. */
  external: z.array(z.object({ name: z.string(), relation })).max(100),
});

export const UnitsAssigned = event({
  type: "UnitsAssigned",
  shape: assigned,
  units: (e) => e.assignments.map((part) => part.unitId),
  evolve: (task: TaskState, e): TaskState => ({
    ...withAssignments(task, e.assignments),
    groups: new Map([...task.groups, ...e.groups.map((group) => [group.groupId, group.relation] as const)]),
  }),
  tell(e, nameOf) {
    const units = e.assignments.map((part) => nameOf(part.unitId)).join("、");
    const unfilled = e.groups.filter((group) => group.kind === "predicate").map((group) => group.name);
    return {
      zh: `分工：${units || "无"}${unfilled.length ? `；待确定：${unfilled.join("、")}` : ""}`,
      en: `assigned ${units || "nobody"}${unfilled.length ? `; to be filled: ${unfilled.join("、")}` : ""}`,
    };
  },
});

export const assignUnits = action({
  title: { zh: "分工", en: "Assign units" },
  by: ["office", "policy"],
  command: assigned,
  events: [UnitsAssigned],
  decide(task: TaskState, command, _actor, given: { readonly units: ReadonlySet<string> }) {
    if (!task.about) return reject("TASK_NOT_FOUND");
    if (task.closed) return reject("PLAN_CLOSED");
    const stranger = command.assignments.find((part) => !given.units.has(part.unitId));
    if (stranger) return reject("UNIT_NOT_FOUND", stranger.unitId);
    const assignments = command.assignments.filter((part) => !task.assignments.has(part.unitId));
    const groups = command.groups.filter((group) => !task.groups.has(group.groupId));
    if (assignments.length + groups.length === 0) return [];
    return [UnitsAssigned({ ...command, assignments, groups })];
  },
});
