// Everything that can happen: all aggregates, all events by type, and how any of them is told.
import { denial } from "./denial/index.ts";
import type { Affair } from "./kernel/affair.ts";
import type { FactsOf } from "./kernel/aggregate.ts";
import type { AnyEvent, NameOf, Sentence } from "./kernel/event.ts";
import { plan } from "./plan/index.ts";
import { roster } from "./roster/index.ts";
import { task } from "./task/index.ts";

export const aggregates = { plan, roster, task, denial };

/** The streams of domain events begin with one of these; anything else in a store is not ours. */
export const streamPrefixes: readonly string[] = Object.values(aggregates).map((of) => `${of.name}-`);

/** Every fact of the system, inferred from the actions. */
export type DomainFact = FactsOf<typeof plan> | FactsOf<typeof roster> | FactsOf<typeof task> | FactsOf<typeof denial>;

/** Every event type by its name. Names are unique in the whole system; a test holds that. */
export const eventTypes: ReadonlyMap<string, AnyEvent> = new Map(
  Object.values(aggregates).flatMap((of): [string, AnyEvent][] => [...of.events]),
);

/**
 * Reads a stored event of any version. Throws on a type or version that this build does not know: a reader that met
 * one must stop, loudly, rather than skip a fact.
 */
export function decodeFact(type: string, version: number, data: unknown): DomainFact {
  const known = eventTypes.get(type);
  if (!known)
    throw new Error(`the log holds an event of unknown type ${type}: this build is older than the log; upgrade it`);
  return { type, data: known.decode(version, data) } as DomainFact;
}

/** A fact in words, in both languages. */
export function tell(fact: DomainFact, nameOf: NameOf): Sentence {
  return eventTypes.get(fact.type)?.tell(fact.data, nameOf) ?? { zh: fact.type, en: fact.type };
}

/** Whose affair a fact is: which units it touches, who reads all of it, and what others see. */
export function affairOf(fact: DomainFact): Affair {
  const known = eventTypes.get(fact.type);
  if (!known) throw new Error(`there is no event type ${fact.type}`);
  return known.sight(fact.data);
}
