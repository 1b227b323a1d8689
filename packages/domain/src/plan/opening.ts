// What follows from issuing a plan 印发即分工: each row becomes a task, and the units it prints get their parts.
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { CommandOf } from "../kernel/aggregate.ts";
import { isSameOwner, membersOn, type RosterState } from "../roster/state.ts";
import { assignUnits, type Roster } from "../task/assign-units.ts";
import type { openTask } from "../task/open-task.ts";
import { isDueBeforeIssue, noTask } from "../task/state.ts";
import { type DraftTask, type Relation, relation, rowNamed } from "./draft.ts";
import { dueDayOf } from "./from-issue.ts";
import { meaningOf, meaningsOn, type NamesMeant } from "./meaning.ts";
import { type ReadUnit, unitsAsRead } from "./reading.ts";
import type { PlanState } from "./state.ts";

type OpenTask = CommandOf<typeof openTask>;
type AssignUnits = CommandOf<typeof assignUnits>;

/** The day from which a row counts: that of the plan's issue, or that of its addition; null before the issue. */
export const takesEffectOn = ({ issuedOn }: Pick<PlanState, "issuedOn">, { added }: Pick<DraftTask, "added">) =>
  issuedOn === null ? null : (added?.on ?? issuedOn);

/** The command that opens a row of an issued plan as a task. */
export function openingOf(of: PlanState, planId: string, taskId: string, printed: DraftTask): OpenTask | null {
  const { regionId, settings } = of;
  const issuedOn = takesEffectOn(of, printed);
  if (regionId === null || issuedOn === null) return null;
  const { units: _units, leadUnits: _lead, responsibleUnits: _responsible, printed: _cells, ...row } = printed;
  const dueOn = dueDayOf(row.deadline, issuedOn);
  return {
    regionId,
    planId,
    taskId,
    row,
    issuedOn,
    dueOn,
    dueBeforeIssue: isDueBeforeIssue(dueOn, issuedOn),
    dueSoonDays: settings.dueSoonDays,
    steps: settings.steps,
  };
}

/**
 * The command that assigns the units of a row, as they are read, with groups expanded as of the day of issue; null if it names nobody. A
 * unit may be named several times. Then it gets all the relations; its own name takes precedence over a group it belongs
 * to, and the row's own cell over a merged one.
 */
export function assigningOf(of: PlanState, read: readonly ReadUnit[], units: Roster): AssignUnits | null {
  const { issuedOn } = of;
  const parts = new Map<string, { relations: Set<Relation>; via: string | null; inheritedFromRow: number | null }>();
  const groups: AssignUnits["groups"] = [];
  const external: AssignUnits["external"] = [];
  const take = (unitId: string, unit: ReadUnit, via: string | null) => {
    const part = parts.get(unitId) ?? { relations: new Set(), via, inheritedFromRow: unit.inheritedFromRow };
    parts.set(unitId, {
      relations: part.relations.add(unit.relation),
      via: via === null ? null : part.via,
      inheritedFromRow: unit.inheritedFromRow === null ? null : part.inheritedFromRow,
    });
  };
  for (const unit of read) {
    const meaning = meaningOf(of, unit);
    if (meaning?.kind === "unit") take(meaning.unitId, unit, null);
    const body = { name: unit.name, relation: unit.relation };
    if (meaning?.kind === "external" && !external.some((known) => sameBody(known, body))) external.push(body);
    if (meaning?.kind !== "group") continue;
    const { groupId } = meaning;
    const group = units.groups.get(groupId);
    if (!group || issuedOn === null) continue;
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
  return assignments.length + groups.length + external.length === 0 ? null : { assignments, groups, external };
}

const sameBody = (a: AssignUnits["external"][number], b: AssignUnits["external"][number]) =>
  a.name === b.name && a.relation === b.relation;

// Far below what the store appends at once, so that there is room for the envelope.
const storableBytes = 800_000;

/**
 * The names of a plan that mean another unit or group on its day of issue than was confirmed; a refusal if one means nobody then.
 * A name that was out of use by then means what it meant when the notice was signed.
 */
export function namesAtIssue(plan: PlanState, roster: RosterState, issuedOn: string): NamesMeant | Rejection {
  const { signedOn, meanings } = plan;
  const names = meaningsOn(plan, roster, issuedOn, signedOn === null ? [issuedOn] : [issuedOn, signedOn]);
  if (isRejection(names) || meanings.by === "printed") return isRejection(names) ? names : [];
  return names.filter(({ name, meaning }) => {
    const confirmed = meanings.names.get(name);
    return (
      confirmed?.kind !== "external" && meaning.kind !== "external" && confirmed && !isSameOwner(confirmed, meaning)
    );
  });
}

/**
 * Rehearses the assignments of a plan that is about to be issued, with the decision that will be asked for them: nothing is
 * issued that could not be carried out. Gives the first refusal, with its row; null if there is none.
 */
export function refusalAtIssue(issued: PlanState, units: RosterState, actor: Actor): Rejection | null {
  const { regionId, issuedOn } = issued;
  if (regionId === null || issuedOn === null) return null;
  const read = unitsAsRead(issued);
  for (const row of issued.rows) {
    const command = assigningOf(issued, read.get(row.row) ?? [], units);
    const refusal = command && refusalOfAssigning(issued, row, command, units, actor);
    if (refusal) return refusal;
  }
  return null;
}

/** Rehearses the assignments of one row; the refusal, with the row, or null if they can be carried out. */
export function refusalOfAssigning(
  of: Pick<PlanState, "regionId" | "issuedOn">,
  row: Pick<DraftTask, "row" | "no" | "text" | "added">,
  command: AssignUnits,
  units: RosterState,
  actor: Actor,
): Rejection | null {
  const issuedOn = takesEffectOn(of, row);
  if (of.regionId === null || issuedOn === null) return null;
  const opened = { ...noTask, about: { regionId: of.regionId, planId: "", issuedOn } };
  if (!assignUnits.command.safeParse(command).success) return reject("TOO_MANY_UNITS", rowNamed(row));
  // As the policy will give it, which goes by the day of issue.
  const facts = assignUnits.decide(opened, command, { ...actor, roles: ["policy"] }, units);
  if (isRejection(facts))
    return reject(facts.rejected, facts.detail === null ? rowNamed(row) : `${rowNamed(row)}：${facts.detail}`);
  return bytesOf(facts) > storableBytes ? reject("TOO_MANY_UNITS", rowNamed(row)) : null;
}

const bytesOf = (data: unknown): number => new TextEncoder().encode(JSON.stringify(data)).length;
