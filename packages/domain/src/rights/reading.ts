// Who may read what: decided here and nowhere else, from the affair of a fact.
import { affairOf, aggregates, type DomainFact } from "../catalogue.ts";
import type { Actor, Role } from "../kernel/actor.ts";
import type { Affair } from "../kernel/affair.ts";
import type { Sentence } from "../kernel/event.ts";
import type { RecordedFact } from "../kernel/recorded-fact.ts";
import type { TaskState } from "../task/state.ts";

/** Who reads: the part of an actor that counts for reading. */
export type Reader = Pick<Actor, "regionId" | "unitId" | "roles">;

/** How much is shown: everything, only the state (or that something happened), or nothing, as if it did not exist. */
export type Sight = "whole" | "state" | "none";

const anyOf = (reader: Pick<Reader, "roles">, ...roles: Role[]) => roles.some((role) => reader.roles.includes(role));

/** The roles that may read plans, tasks as printed, and boards; admin may not. */
export const planReaders: readonly Role[] = ["office", "unit", "auditor", "analyst"];

/** The roles that may read the roster and its history. */
export const rosterReaders: readonly Role[] = [...planReaders, "admin"];

/** The roles that may have the checkpoints of their region's proofs, which say how many events it has and nothing of them. */
export const checkpointReaders: readonly Role[] = ["office", "auditor"];

/** The roles that may have the bytes of any event of their region, with its proof: denied attempts are among them. */
export const leafReaders: readonly Role[] = ["auditor"];

/** True if the reader may read plans, tasks as printed, and boards of a region. */
export function mayReadPlans(reader: Reader, regionId: string): boolean {
  return reader.regionId === regionId && anyOf(reader, ...planReaders);
}

/** True if the reader may read units and groups of a region. */
export function mayReadRoster(reader: Reader, regionId: string): boolean {
  return reader.regionId === regionId && anyOf(reader, ...rosterReaders);
}

/**
 * True if the reader may read the bytes of a notice from which a plan of a region was imported: only the office and auditors
 * may, because a notice may hold what is in no plan.
 */
export function mayReadSource(reader: Reader, regionId: string): boolean {
  return reader.regionId === regionId && anyOf(reader, "office", "auditor");
}

/** True if the reader may read the reports, reasons and evidence of every unit in the reader's region. */
export function readsAllUnits(reader: Reader): boolean {
  return anyOf(reader, "office", "auditor", "analyst");
}

/** How much of one unit's part in a task a reader sees: all readers its state, but not its reports, reasons and evidence. */
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
 * True if the reader may read what an item says, and how much there must be of it. One of the whole task is read as the task is,
 * one that a unit adopted for itself as that unit's part. `ownerIds` are those of `ownersOf`.
 */
export function readsItem(
  reader: Reader,
  item: { readonly regionId: string; readonly ownerIds: readonly string[]; readonly leadUnitIds: readonly string[] },
): boolean {
  const { regionId, ownerIds, leadUnitIds } = item;
  if (ownerIds.length === 0) return mayReadPlans(reader, regionId);
  return ownerIds.some((unitId) => sightOfAssignment(reader, { regionId, unitId, leadUnitIds }) === "whole");
}

/**
 * The units that may read a task as its leads 牵头: all that have ever led it. What a lead could read stays readable to
 * it when its part ends, also after another one began.
 */
export function leadUnitIdsOf({ assignments }: Pick<TaskState, "assignments">): string[] {
  return Object.entries(assignments).flatMap(([unitId, part]) =>
    part.before.led || part.relations.includes("lead") ? [unitId] : [],
  );
}

/** True if the reader may read the denied attempts of the reader's region: only auditors may. */
export function readsDenials(reader: Reader): boolean {
  return anyOf(reader, "auditor");
}

/** True if the reader may know which person acted. An analyst reads without personal data. */
export function maySeeSubjects(reader: Pick<Reader, "roles">): boolean {
  return anyOf(reader, "office", "unit", "auditor", "admin");
}

/**
 * How much of a stored event a reader sees. `leadUnitIds` are the leads of the event's task, who may read what concerns
 * any unit in it.
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

/** How much a reader sees of a fact with this affair, in a stream of a plan, a task or denied attempts. */
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

/** The fields of a fact's data that a reader with this sight of it sees; null if there are none. */
export function dataInSight(fact: DomainFact, sight: Sight, reader: Pick<Reader, "roles">): unknown {
  const affair = affairOf(fact);
  const data = fieldsInSight(fact.data, affair, sight);
  const hidden = maySeeSubjects(reader) ? [] : (affair.persons ?? []);
  if (data === null || hidden.length === 0) return data;
  return Object.fromEntries(Object.entries(data).filter(([field]) => !hidden.includes(field)));
}

/** The fields of data that a sight allows, given the affair of its fact; null if it allows none. */
export function fieldsInSight(data: object, { others }: Affair, sight: Sight): object | null {
  if (sight === "whole") return data;
  if (sight === "none" || others === "nothing" || others.length === 0) return null;
  return Object.fromEntries(Object.entries(data).filter(([field]) => others.includes(field)));
}

/** The sentence for readers who may know only that an event happened: the title of its action. */
export function stateSentence({ meta }: Pick<RecordedFact, "meta">): Sentence {
  for (const { actions } of Object.values(aggregates)) {
    const title = Object.entries(actions).find(([name]) => name === meta.action)?.[1].title;
    if (title) return title;
  }
  return { zh: meta.action, en: meta.action };
}
