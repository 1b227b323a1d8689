// Folding facts into documents: pure, and the same for the runner, a rebuild and a question about an earlier day.
import type { Position, StoredEvent } from "@taizhang/log";
import equal from "fast-deep-equal";
import type { AnyReadModel, Documents, Shown } from "./read-model.ts";
import type { Changes } from "./views.ts";

/** Folds by key; null where there is none. */
export type Folds = ReadonlyMap<string, unknown>;

/** Every key that events are folded under, once. */
export function keysOf(model: AnyReadModel, events: readonly StoredEvent[]): string[] {
  return [...new Set(events.map((event) => model.key(event)).filter((key) => key !== null))];
}

function folded(model: AnyReadModel, before: Folds, events: Iterable<StoredEvent>): Map<string, unknown> {
  const folds = new Map<string, unknown>();
  for (const event of events) {
    const key = model.key(event);
    if (key !== null) folds.set(key, model.fold(folds.get(key) ?? before.get(key) ?? null, event));
  }
  return folds;
}

/** All that is kept of a fold: the documents it shows, and the fold itself where it is none of them. */
function keptOf(model: AnyReadModel, fold: unknown, key: string): readonly Shown[] {
  if (fold === null || fold === undefined) return [];
  const shown = model.shows(fold, key);
  return shown.some((each) => each.key === key) ? shown : [{ kind: "", key, doc: fold, entries: [] }, ...shown];
}

/** What events change in the documents, given the folds of before. Throws where the model cannot digest one. */
function changesBy(model: AnyReadModel, before: Folds, events: readonly StoredEvent[]): Changes {
  const kept: Shown[] = [];
  const gone: string[] = [];
  for (const [key, fold] of folded(model, before, events)) {
    const old = new Map(keptOf(model, before.get(key), key).map((each) => [each.key, each]));
    for (const each of keptOf(model, fold, key)) {
      if (!equal(old.get(each.key), each)) kept.push(each);
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
 * The documents of a kind as these events leave them, by key. The events are those of the keys wanted, in log order
 * (for a task's documents: of the task's stream), up to the moment one asks about.
 */
export function documentsAfter<Doc>(of: Documents<Doc>, events: Iterable<StoredEvent>): ReadonlyMap<string, Doc> {
  const found = new Map<string, Doc>();
  for (const [key, fold] of folded(of.model, new Map(), events)) {
    for (const each of fold === null ? [] : of.model.shows(fold, key)) {
      if (each.kind === of.kind) found.set(each.key.slice(of.prefix.length), of.read(each.doc));
    }
  }
  return found;
}
