// Everything that can happen: all aggregates, all event types, and what can be asked about any fact.
import { completion } from "./completion/index.ts";
import { dayend } from "./dayend/index.ts";
import { denial } from "./denial/index.ts";
import type { Affair } from "./kernel/affair.ts";
import type { FactsOf } from "./kernel/aggregate.ts";
import { changesIn, type KnownField, type KnownFields, rememberedFields } from "./kernel/changed-fields.ts";
import type { AnyEvent, NameOf, Sentence } from "./kernel/event.ts";
import type { FieldChange } from "./kernel/field-change.ts";
import type { RecordedFact } from "./kernel/recorded-fact.ts";
import { plan } from "./plan/index.ts";
import { roster } from "./roster/index.ts";
import { task } from "./task/index.ts";

/** All aggregates by name. */
export const aggregates = { plan, roster, task, completion, denial, dayend };

/** The names of streams of domain events begin with one of these. Other streams in a store are not the ledger's. */
export const streamPrefixes: readonly string[] = Object.values(aggregates).map((of) => `${of.name}-`);

/** Every fact of the system, inferred from the actions. */
export type DomainFact = FactsOf<(typeof aggregates)[keyof typeof aggregates]>;

/** Every event type by its name. Names are unique in the whole system; a test holds that. */
export const eventTypes: ReadonlyMap<string, AnyEvent> = new Map(
  Object.values(aggregates).flatMap((of): [string, AnyEvent][] => [...of.events]),
);

/**
 * Reads the data of a stored event of any version. Throws on a type or version that this build does not know, or a shape
 * that does not fit: the reader must then stop rather than skip a fact.
 */
export function decodeFact(type: string, version: number, data: unknown): DomainFact {
  const known = eventTypes.get(type);
  if (!known)
    throw new Error(`the log holds an event of unknown type ${type}: this build is older than the log; upgrade it`);
  return { type, data: known.decode(version, data) } as DomainFact;
}

/** A fact in words, in both languages. The sentence begins with the verb. */
export function tell(fact: DomainFact, nameOf: NameOf): Sentence {
  return eventTypes.get(fact.type)?.tell(fact.data, nameOf) ?? { zh: fact.type, en: fact.type };
}

/** What an event type is called in lists: `ProgressReported` is “Progress reported”, 进展填报. */
export function titleOf({ type, title }: Pick<AnyEvent, "type" | "title">): Sentence {
  const words = type.replaceAll(/(?<=[a-z])[A-Z]/g, (letter: string) => ` ${letter.toLowerCase()}`);
  return { zh: title, en: words };
}

/** What a fact is called in lists. */
export function titleOfFact(fact: DomainFact): Sentence {
  return titleOf(knownType(fact));
}

/** The affair of a fact: which units it concerns, who may read all of it, and what others see of it. */
export function affairOf(fact: DomainFact): Affair {
  return knownType(fact).sight(fact.data);
}

function knownType({ type }: DomainFact): AnyEvent {
  const known = eventTypes.get(type);
  if (!known) throw new Error(`there is no event type ${type}`);
  return known;
}

/** One value that an event replaced, with what the field is called, and who sees it. */
export interface ToldField extends FieldChange, KnownField {}

/**
 * The values that an event replaced, old and new: those in its envelope, and those that its data alone hold. An event that was
 * stored before envelopes kept them has those in its data.
 */
export function fieldsOf({ fact, meta }: Pick<RecordedFact<DomainFact>, "fact" | "meta">): readonly ToldField[] {
  const changed = changesIn(meta);
  const isThere = ({ field, unitId }: FieldChange) =>
    changed.some((each) => each.field === field && each.unitId === unitId);
  const inData = knownType(fact).fields(fact.data);
  const knownOf = knownFields.get(fact.type);
  return [...changed, ...inData.filter((each) => !isThere(each))].map(({ field, unitId, before, after }) => {
    const { label, to } = knownOf?.(field) ?? { label: { zh: field, en: field }, to: "whole" };
    return { field, unitId, before, after, label, to };
  });
}

/** What is known of the fields of its aggregate, by the type of an event. */
const knownFields: ReadonlyMap<string, KnownFields> = new Map(
  Object.values(aggregates).flatMap(({ events, fields }) => {
    const known = rememberedFields(fields.sets);
    return [...events.keys()].map((type): [string, KnownFields] => [type, known]);
  }),
);
