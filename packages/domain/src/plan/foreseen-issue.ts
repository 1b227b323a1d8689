// What an issue of a plan on a day will come to 印发预览: told before it is issued, because that cannot be undone.
import { isRejection } from "../kernel/action.ts";
import { membersOn, type RosterState } from "../roster/state.ts";
import { isDueBeforeIssue } from "../task/state.ts";
import { dueDayOf } from "./from-issue.ts";
import { assigningOf, namesAtIssue } from "./opening.ts";
import { unitsAsRead } from "./reading.ts";
import type { PlanState } from "./state.ts";

/** How much an issue opens and assigns, and what it leaves open. */
export interface ForeseenIssue {
  readonly tasks: number;
  /** How many parts units get, and how many units get one. */
  readonly assignments: number;
  readonly units: number;
  /** How many groups are to be filled by a person: one that several tasks name counts for each. */
  readonly groupsToFill: number;
  /** How many tasks nobody has a part in until then, the ones with such a group alone among them. */
  readonly unassigned: number;
  /** How many tasks are due on or before the day of issue: they are never held against anybody. */
  readonly dueBeforeIssue: number;
}

/** What an issue of a confirmed plan on a day will come to. */
export function foreseenIssue(plan: PlanState, roster: RosterState, issuedOn: string): ForeseenIssue {
  const names = namesAtIssue(plan, roster, issuedOn);
  const changed = isRejection(names) ? [] : names.map(({ name, meaning }) => [name, meaning] as const);
  const meanings = { ...plan.meanings, names: new Map([...plan.meanings.names, ...changed]) };
  const issued: PlanState = { ...plan, issuedOn, meanings };
  const units = new Set<string>();
  const counts = { assignments: 0, groupsToFill: 0, unassigned: 0 };
  for (const read of unitsAsRead(issued).values()) {
    const { assignments = [], groups = [] } = assigningOf(issued, read, roster) ?? {};
    for (const { unitId } of assignments) units.add(unitId);
    const empty = groups.filter(({ groupId }) => {
      const group = roster.groups.get(groupId);
      return group !== undefined && membersOn(group, issuedOn).length === 0;
    });
    counts.assignments += assignments.length;
    counts.groupsToFill += new Set(empty.map(({ groupId }) => groupId)).size;
    if (assignments.length === 0) counts.unassigned += 1;
  }
  const early = plan.rows.filter(({ deadline }) => isDueBeforeIssue(dueDayOf(deadline, issuedOn), issuedOn));
  return { ...counts, tasks: plan.rows.length, units: units.size, dueBeforeIssue: early.length };
}
