// Assigning units 分工: who has which part in a task. Groups are expanded as of the day, and the members used are kept.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleDay, sampleGroup, sampleUnit } from "../kernel/sample-values.ts";
import { day, groupId, unitId } from "../kernel/shapes.ts";
import { relation } from "../plan/draft.ts";
import { membersOn, notValidYet, type RosterGroup, type RosterState, refusalOfEndedGroup } from "../roster/state.ts";
import { endedBy, heirOn } from "../roster/unit-end.ts";
import { isCounted } from "./assignment-state.ts";
import { runningTask } from "./ending.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { adds, beginningAgain, bothOf, type TaskState, withAssignments } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

const assigned = z.object({
  /** New parts, and new relations of units that have a part already; the state of such a part does not change. */
  assignments: z
    .array(
      z.object({
        unitId,
        relations: z.array(relation).min(1),
        /** The group through which the unit is assigned; null if it is named itself. */
        via: groupId.nullable(),
        /** The row whose merged cell names the unit; null if the task's own cell does. */
        inheritedFromRow: z.int().min(1).nullable(),
      }),
    )
    .max(most.units),
  /**
   * The printed groups, once per relation, with the members used. A predicate group has none until a person fills it.
   */
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
    .max(most.groups),
  /** Bodies outside the region that the text names; they owe nothing here. */
  external: z.array(z.object({ name: z.string(), relation })).max(most.groups),
});

/** The units whose last part was closed, so that their next one begins; left out where there are none. */
export const again = z.array(z.object({ unitId, partNo: z.int().min(2) })).optional();

/** What is said: of a group only which it is, because the roster says the rest. */
const command = assigned.extend({ groups: z.array(z.object({ groupId, relation })).max(most.groups) });

type Assigned = z.infer<typeof assigned>;

const sample: Assigned = {
  assignments: [{ unitId: sampleUnit, relations: ["responsible"], via: null, inheritedFromRow: null }],
  groups: [
    {
      groupId: sampleGroup,
      name: "相关部门",
      kind: "predicate",
      relation: "responsible",
      membersOn: sampleDay,
      members: [],
    },
  ],
  external: [{ name: "市医保局", relation: "guiding" }],
};

export const UnitsAssigned = event({
  type: "UnitsAssigned",
  title: "分工",
  shape: assigned.extend({ again }),
  sight: (e) => everybodys(e.assignments.map((part) => part.unitId)),
  sample,
  evolve(task: TaskState, e): TaskState {
    const groups = { ...task.groups };
    for (const { groupId, relation } of e.groups) groups[groupId] = bothOf(groups[groupId], [relation]);
    return { ...withAssignments(task, e.assignments, e.again), groups, external: [...task.external, ...e.external] };
  },
  tell(e, nameOf) {
    const units = e.assignments.map((part) => nameOf(part.unitId));
    const unfilled = [...new Set(e.groups.flatMap(({ kind, name }) => (kind === "predicate" ? [name] : [])))];
    const outside = [...new Set(e.external.map((body) => body.name))];
    const told = (words: readonly string[], before: string, between: string) =>
      words.length === 0 ? "" : `${before}${words.join(between)}`;
    return {
      zh: `分工：${units.join("、") || "无"}${told(unfilled, "；待确定：", "、")}${told(outside, "；区域外：", "、")}`,
      en: `assigned ${units.join(", ") || "nobody"}${told(unfilled, "; to be filled: ", ", ")}${told(outside, "; outside the region: ", ", ")}`,
    };
  },
});

/** What the shell looks up: the roster of the task's region. */
export type Roster = Pick<RosterState, "groups" | "units">;

/** A group as the roster has it, with its members on the day of issue, or who has their work. A predicate group has none. */
function asOfIssue(
  { groupId, relation }: z.infer<typeof command>["groups"][number],
  group: RosterGroup,
  issuedOn: string,
  members: readonly string[],
): Assigned["groups"][number] {
  const { name, kind } = group;
  return { groupId, name, kind, relation, membersOn: issuedOn, members: [...new Set(members)] };
}

/** The assignments with those of the groups' members. A unit that is named itself gets the group's relation added. */
function withMembers(assignments: Assigned["assignments"], groups: Assigned["groups"]): Assigned["assignments"] {
  const parts = new Map(assignments.map((part) => [part.unitId, part]));
  for (const { groupId, relation, members } of groups) {
    for (const unitId of members) {
      const part = parts.get(unitId) ?? { unitId, relations: [], via: groupId, inheritedFromRow: null };
      parts.set(unitId, { ...part, relations: bothOf(part.relations, [relation]) });
    }
  }
  return [...parts.values()];
}

/**
 * True if the assignment gives a unit something: a relation it does not have, or its part anew after it was exempted or handed
 * the part over. Only naming the unit itself does the latter; that a group is printed again does not undo what was decided.
 */
function gives(task: TaskState, { unitId, relations, via }: Assigned["assignments"][number]): boolean {
  const part = task.assignments[unitId];
  return part && !isCounted(part.state) ? via === null : adds(part?.relations, relations);
}

export const assignUnits = action({
  title: { zh: "分工", en: "Assign units" },
  by: ["office", "policy"],
  command,
  example: { ...sample, groups: [{ groupId: sampleGroup, relation: "responsible" }] },
  events: [UnitsAssigned, AssignmentSignedOff],
  open: runningTask,
  decide(task, command, actor, given: Roster) {
    const { issuedOn } = task.about;
    const today = beijingDay(actor.at);
    // A plan gives parts to the units that there were on its day of issue; what they have left since goes on by a policy.
    const day = actor.roles.includes("policy") ? issuedOn : today;
    const printed: Assigned["groups"] = [];
    for (const said of command.groups) {
      const group = given.groups.get(said.groupId);
      if (!group) return reject("GROUP_NOT_FOUND", said.groupId);
      // A plan may print what has ended since it was signed; whoever names it now is told.
      const over = actor.roles.includes("policy") ? null : refusalOfEndedGroup(group, today);
      if (over) return over;
      const members = membersOn(group, issuedOn).flatMap((id) => heirOn(given.units, id, day) ?? []);
      printed.push(asOfIssue(said, group, issuedOn, members));
    }
    const known = new Set([...Object.keys(task.groups), ...printed.map(({ groupId }) => groupId)]);
    const astray = command.assignments.find(({ via }) => via !== null && !known.has(via));
    if (astray?.via) return reject("GROUP_NOT_ON_TASK", given.groups.get(astray.via)?.name ?? astray.via);
    const stranger = command.assignments.find((part) => !given.units.has(part.unitId));
    if (stranger) return reject("UNIT_NOT_FOUND", stranger.unitId);
    const assignments = withMembers(command.assignments, printed).filter((part) => gives(task, part));
    const unitIds = assignments.map(({ unitId }) => unitId);
    const early = notValidYet(given.units, unitIds, today);
    if (early !== null) return reject("NOT_VALID_YET", early);
    const ended = endedBy(given.units, unitIds, day);
    if (ended !== null) return reject("UNIT_RETIRED", ended);
    const groups = printed.filter((group) => adds(task.groups[group.groupId], [group.relation]));
    const external = command.external.filter(
      (body) => !task.external.some((known) => known.name === body.name && known.relation === body.relation),
    );
    if (assignments.length + groups.length + external.length === 0) return [];
    const begun = beginningAgain(task, unitIds);
    const assigning = UnitsAssigned({ assignments, groups, external, ...(begun.length > 0 && { again: [...begun] }) });
    return [assigning, ...signedOffBy(UnitsAssigned.evolve(task, assigning.data, 0))];
  },
});
