// Who may read what: the table of product.md section 3, decided here and nowhere else.
import { aggregates, type DomainFact } from "../catalogue.ts";
import type { Actor, Role } from "../kernel/actor.ts";
import type { Sentence } from "../kernel/event.ts";
import type { RecordedFact } from "../kernel/recorded-fact.ts";
import type { Relation } from "../plan/draft.ts";

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
export function leadUnitIdsOf(
  parts: Iterable<readonly [unitId: string, part: { readonly relations: readonly Relation[] }]>,
): string[] {
  return [...parts].filter(([, part]) => part.relations.includes("lead")).map(([unitId]) => unitId);
}

/** True where denied attempts are shown to the reader: the auditor of the region sees them, nobody else does. */
export function readsDenials(reader: Reader): boolean {
  return anyOf(reader, "auditor");
}

/** True where the reader may know who, as a person, acted. An analyst reads without personal data. */
export function maySeeSubjects(reader: Reader): boolean {
  return anyOf(reader, "office", "unit", "auditor", "admin");
}

// Facts that concern one assignment but move its state nowhere: to other units they do not exist.
const innerFacts: ReadonlySet<DomainFact["type"]> = new Set(["ReportCorrected", "ReportAccepted", "ReportReturned"]);

// Facts of a task that are its printed content or its division of labour, which every reader of the region may see.
const taskFacts: ReadonlySet<DomainFact["type"]> = new Set([
  "TaskOpened",
  "UnitsAssigned",
  "GroupExpanded",
  "TaskClosed",
]);

/** How much of a stored event a reader sees. `leadUnitIds` are the leads of the event's task. */
export function sightOfEvent(
  reader: Reader,
  { fact, meta }: RecordedFact<DomainFact>,
  leadUnitIds: readonly string[],
): Sight {
  if (aggregates.denial.events.has(fact.type)) {
    return readsDenials(reader) && reader.regionId === meta.regionId ? "whole" : "none";
  }
  if (aggregates.roster.events.has(fact.type)) return mayReadRoster(reader, meta.regionId) ? "whole" : "none";
  if (meta.taskId === null || taskFacts.has(fact.type)) return mayReadPlans(reader, meta.regionId) ? "whole" : "none";
  const [unitId = ""] = meta.unitIds;
  const sight = sightOfAssignment(reader, { regionId: meta.regionId, unitId, leadUnitIds });
  return sight === "state" && innerFacts.has(fact.type) ? "none" : sight;
}

/** What is told of an event to who may see only that something moved: the name of the act. */
export function stateSentence({ meta }: Pick<RecordedFact, "meta">): Sentence {
  for (const { actions } of Object.values(aggregates)) {
    const title = Object.entries(actions).find(([name]) => name === meta.action)?.[1].title;
    if (title) return title;
  }
  return { zh: meta.action, en: meta.action };
}
