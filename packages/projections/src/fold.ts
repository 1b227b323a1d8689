// Folding facts into documents: pure, and the same for the runner, a rebuild and a question about an earlier day.
import { isDeepStrictEqual } from "node:util";
import type { Position, StoredEvent } from "@taizhang/log";
import type { AnyReadModel, Shown } from "./read-model.ts";
import type { Changes, KeptDoc, ModelOf } from "./views.ts";

/** Folds by key; null where there is none. */
export type Folds = ReadonlyMap<string, unknown>;

/** What a model makes of a fold after one more event. */
function after(model: AnyReadModel, fold: unknown, event: StoredEvent): unknown {
  // Looked up by the fact's own type, which the compiler cannot follow: hence the type that takes any fact.
  const reaction: AnyReadModel["every"] = model.on[event.fact.type] ?? model.every;
  return reaction ? reaction(fold, event) : fold;
}

/** The key an event is folded under; null where the model does not care for it. */
function keyOf(model: AnyReadModel, event: StoredEvent): string | null {
  return model.on[event.fact.type] || model.every ? model.key(event) : null;
}

/** Every key that events are folded under, once. */
export function keysOf(model: AnyReadModel, events: readonly StoredEvent[]): string[] {
  return [...new Set(events.map((event) => keyOf(model, event)).filter((key) => key !== null))];
}

function folded(model: AnyReadModel, before: Folds, events: Iterable<StoredEvent>): Folds {
  const folds = new Map(before);
  for (const event of events) {
    const key = keyOf(model, event);
    if (key !== null) folds.set(key, after(model, folds.get(key) ?? null, event));
  }
  return folds;
}

/** All that is kept of a fold: the documents it shows, and the fold itself where it is none of them. */
function keptOf(model: AnyReadModel, fold: unknown, key: string): readonly KeptDoc[] {
  if (fold === null || fold === undefined) return [];
  const shown: readonly Shown<unknown>[] = model.shows(fold, key);
  return shown.some((each) => each.key === key) ? shown : [{ key, doc: fold, entries: [] }, ...shown];
}

/** What events change in the documents, given the folds of before. Throws where the model cannot digest one. */
function changesBy(model: AnyReadModel, before: Folds, events: readonly StoredEvent[]): Changes {
  const kept: KeptDoc[] = [];
  const gone: string[] = [];
  for (const [key, fold] of folded(model, before, events)) {
    const old = new Map(keptOf(model, before.get(key), key).map((each) => [each.key, each]));
    for (const each of keptOf(model, fold, key)) {
      if (!isDeepStrictEqual(old.get(each.key), each)) kept.push(each);
      old.delete(each.key);
    }
    gone.push(...old.keys());
  }
  return { kept, gone };
}

/** What can be made of events: all of it, or what lies before one that the model cannot digest. */
export interface Digest {
  readonly changes: Changes;
  /** The last event that is in the changes; null where none is. */
  readonly upTo: Position | null;
  readonly poison: { readonly event: StoredEvent; readonly error: unknown } | null;
}

/** Makes what can be made of a batch. */
export function digest(model: AnyReadModel, before: Folds, events: readonly StoredEvent[]): Digest {
  try {
    return { changes: changesBy(model, before, events), upTo: events.at(-1)?.position ?? null, poison: null };
  } catch {
    return untilPoison(model, before, events);
  }
}

/** Takes one event more each time, until one cannot be digested. */
function untilPoison(model: AnyReadModel, before: Folds, events: readonly StoredEvent[]): Digest {
  let good: Omit<Digest, "poison"> = { changes: { kept: [], gone: [] }, upTo: null };
  for (const [at, event] of events.entries()) {
    try {
      good = { changes: changesBy(model, before, events.slice(0, at + 1)), upTo: event.position };
    } catch (error) {
      return { ...good, poison: { event, error } };
    }
  }
  return { ...good, poison: null };
}

/**
 * One document as these events leave it; null where they leave none. The events are those of the model's key in log
 * order (for a task's documents: of the task's stream), up to the moment one asks about.
 */
export function foldModel<Doc>(model: ModelOf<Doc>, events: Iterable<StoredEvent>, key: string): Doc | null {
  for (const [of, fold] of folded(model, new Map(), events)) {
    const found = fold === null ? undefined : model.shows(fold, of).find((shown) => shown.key === key);
    if (found) return found.doc;
  }
  return null;
}
