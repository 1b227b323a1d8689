// Issuing a plan opens its tasks and assigns their units 印发即分工. Groups are expanded as of the day of issue.
import { type Identity, taskIdOf } from "../identity.ts";
import type { CommandOf } from "../kernel/aggregate.ts";
import { type DraftTask, type DraftUnit, type Relation, relation } from "../plan/draft.ts";
import { plan } from "../plan/index.ts";
import type { PlanState } from "../plan/state.ts";
import { roster } from "../roster/index.ts";
import { membersOn, type RosterState } from "../roster/state.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

type OpenTask = CommandOf<typeof task.actions.openTask>;
type AssignUnits = CommandOf<typeof task.actions.assignUnits>;

/** The commands for each row of an issued plan: open the task, assign its units. */
function tasksOf(
  identity: Identity,
  planId: string,
  of: PlanState,
  units: RosterState,
): { open: OpenTask; assign: AssignUnits }[] {
  const { regionId, issuedOn, settings } = of;
  if (regionId === null || issuedOn === null) return [];
  return of.rows.map((printed) => {
    const { units: named, leadUnits: _lead, responsibleUnits: _responsible, printed: _cells, ...row } = printed;
    const dueOn = row.deadline.date;
    return {
      open: {
        regionId,
        planId,
        taskId: taskIdOf(identity, planId, row.row),
        row,
        issuedOn,
        dueOn,
        dueBeforeIssue: dueOn !== null && dueOn <= issuedOn,
        dueSoonDays: settings.dueSoonDays,
        steps: settings.steps,
      },
      assign: assignmentsOf(named, of, units, issuedOn),
    };
  });
}

/**
 * The units that a row names. A unit may be named several times. Then it gets all the relations; its own name takes
 * precedence over a group it belongs to, and the row's own cell over a merged one.
 */
function assignmentsOf(named: DraftTask["units"], of: PlanState, units: RosterState, issuedOn: string): AssignUnits {
  const parts = new Map<string, { relations: Set<Relation>; via: string | null; inheritedFromRow: number | null }>();
  const groups: AssignUnits["groups"] = [];
  const external: AssignUnits["external"] = [];
  const take = (unitId: string, unit: DraftUnit, via: string | null) => {
    const part = parts.get(unitId) ?? { relations: new Set(), via, inheritedFromRow: unit.inheritedFromRow };
    parts.set(unitId, {
      relations: part.relations.add(unit.relation),
      via: via === null ? null : part.via,
      inheritedFromRow: unit.inheritedFromRow === null ? null : part.inheritedFromRow,
    });
  };
  for (const unit of named) {
    const meaning = unit.kind === "external" ? { kind: "external" as const } : of.meanings.get(unit.name);
    if (meaning?.kind === "unit") take(meaning.unitId, unit, null);
    const body = { name: unit.name, relation: unit.relation };
    if (meaning?.kind === "external" && !external.some((known) => sameBody(known, body))) external.push(body);
    if (meaning?.kind !== "group") continue;
    const { groupId } = meaning;
    const group = units.groups.get(groupId);
    if (!group) continue;
    if (!groups.some((other) => other.groupId === groupId && other.relation === unit.relation))
      groups.push({ groupId, relation: unit.relation });
    // The decision would add the members by itself; here they also get the row whose merged cell names the group.
    for (const member of membersOn(group, issuedOn)) take(member, unit, groupId);
  }
  const assignments = [...parts].map(([unitId, { relations, via, inheritedFromRow }]) => ({
    unitId,
    relations: relation.options.filter((each) => relations.has(each)),
    via,
    inheritedFromRow,
  }));
  return { assignments, groups, external };
}

const sameBody = (a: AssignUnits["external"][number], b: AssignUnits["external"][number]) =>
  a.name === b.name && a.relation === b.relation;

export const openTasks = policy({
  name: "open-tasks",
  on: "PlanIssued",
  needs({ meta: { planId, regionId } }) {
    return planId === null ? null : { issued: { of: plan, id: planId }, names: { of: roster, id: regionId } };
  },
  react(_event, { issued, names }, identity) {
    return tasksOf(identity, issued.id, issued.state, names.state).flatMap(({ open, assign }) => [
      command(task, "openTask", open.taskId, open),
      command(task, "assignUnits", open.taskId, assign, names.state),
    ]);
  },
});
