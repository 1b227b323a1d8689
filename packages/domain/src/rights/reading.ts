// Who may read what: decided here, from whose affair a fact is, and nowhere else.
import { affairOf, aggregates, type DomainFact } from "../catalogue.ts";
import type { Actor, Role } from "../kernel/actor.ts";
import type { Affair } from "../kernel/affair.ts";
import type { Sentence } from "../kernel/event.ts";
import type { RecordedFact } from "../kernel/recorded-fact.ts";
import type { TaskState } from "../task/state.ts";

/** Who reads: the part of an actor that counts for reading. */
export type Reader = Pick<Actor, "regionId" | "unitId" | "roles">;

/** How much is shown: everything, that it stands where it stands, or nothing at all (as if it did not exist). */
export type Sight = "whole" | "state" | "none";

const anyOf = (reader: Reader, ...roles: Role[]) => roles.some((role) => reader.roles.includes(role));

/** The roles that read plans, tasks as printed, and boards; admin is none of them. */
export const planReaders: readonly Role[] = ["office", "unit", "auditor", "analyst"];

/** The roles that read the roster and its history. */
export const rosterReaders: readonly Role[] = [...planReaders, "admin"];

/** Plans, tasks as printed and boards: every reader of the region. */
export function mayReadPlans(reader: Reader, regionId: string): boolean {
  return reader.regionId === regionId && anyOf(reader, ...planReaders);
}

/** Units and groups: every reader of the region, and the admin. */
export function mayReadRoster(reader: Reader, regionId: string): boolean {
  return reader.regionId === regionId && anyOf(reader, ...rosterReaders);
}

/** True where the reports, reasons and evidence of every unit in the reader's region are open to the reader. */
export function readsAllUnits(reader: Reader): boolean {
  return anyOf(reader, "office", "auditor", "analyst");
}

/** One unit's part in a task: where it stands is for all readers, its reports, reasons and evidence are not. */
export function sightOfAssignment(
  reader: Reader,
  part: { readonly regionId: string; readonly unitId: string; readonly leadUnitIds: readonly string[] },
): Sight {
  if (!mayReadPlans(reader, part.regionId)) return "none";
  if (readsAllUnits(reader)) return "whole";
  const own = reader.unitId !== null && (reader.unitId === part.unitId || part.leadUnitIds.includes(reader.unitId));
  return own ? "whole" : "state";
}

/**
 * The units that lead a task 牵头, as far as reading goes: those that have ever been its lead. What a lead could read
 * while it led stays readable when its part was dropped with the plan.
 */
export function leadUnitIdsOf({ assignments }: Pick<TaskState, "assignments">): string[] {
  return Object.entries(assignments).flatMap(([unitId, part]) => (part.relations.includes("lead") ? [unitId] : []));
}

/** True where denied attempts are shown to the reader: the auditor of the region sees them, nobody else does. */
export function readsDenials(reader: Reader): boolean {
  return anyOf(reader, "auditor");
}

/** True where the reader may know who, as a person, acted. An analyst reads without personal data. */
export function maySeeSubjects(reader: Reader): boolean {
  return anyOf(reader, "office", "unit", "auditor", "admin");
}

/**
 * How much of a stored event a reader sees. `leadUnitIds` are the leads of the event's task: what is the affair of a
 * unit in it is theirs too.
 */
export function sightOfEvent(
  reader: Reader,
  { fact, meta }: Pick<RecordedFact<DomainFact>, "fact" | "meta">,
  leadUnitIds: readonly string[],
): Sight {
  const affair = affairOf(fact);
  if (aggregates.roster.events.has(fact.type)) return mayReadRoster(reader, meta.regionId) ? "whole" : "none";
  return extentOf(reader, meta.regionId, affair, leadUnitIds);
}

/** How much of an affair of plans and tasks a reader sees. */
export function extentOf(
  reader: Reader,
  regionId: string,
  { readBy, units, others }: Affair,
  leadUnitIds: readonly string[],
): Sight {
  if (readBy === "auditors") return readsDenials(reader) && reader.regionId === regionId ? "whole" : "none";
  if (!mayReadPlans(reader, regionId)) return "none";
  if (readBy === "everybody" || readsAllUnits(reader)) return "whole";
  if ([...units, ...leadUnitIds].some((unitId) => unitId === reader.unitId)) return "whole";
  return others === "nothing" ? "none" : "state";
}

/** The data of a fact as far as a sight of it goes; null where no field of it is shown. */
export const dataInSight = (fact: DomainFact, sight: Sight): unknown => fieldsInSight(fact.data, affairOf(fact), sight);

export function fieldsInSight(data: object, { others }: Affair, sight: Sight): object | null {
  if (sight === "whole") return data;
  if (sight === "none" || others === "nothing" || others.length === 0) return null;
  return Object.fromEntries(Object.entries(data).filter(([field]) => others.includes(field)));
}

/** What is told of an event to who may see only that something moved: the name of the act. */
export function stateSentence({ meta }: Pick<RecordedFact, "meta">): Sentence {
  for (const { actions } of Object.values(aggregates)) {
    const title = Object.entries(actions).find(([name]) => name === meta.action)?.[1].title;
    if (title) return title;
  }
  return { zh: meta.action, en: meta.action };
}
