// Folding facts into documents: pure, and the same for the runner, a rebuild and a question about an earlier day.
import type { Position, StoredEvent } from "@taizhang/log";
import equal from "fast-deep-equal";
import { type Changes, noChanges } from "./changes.ts";
import type { AnyReadModel, Documents, Shown } from "./read-model.ts";
import { recalling } from "./recall.ts";

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

/** What a fold shows: the fold itself under its key, and whatever else is made from it. */
const shown = recalling((fold: object, model: AnyReadModel, key: string) => model.shows(fold, key));
const shownBy = (fold: unknown, model: AnyReadModel, key: string): readonly Shown[] =>
  typeof fold === "object" && fold !== null ? shown(fold, model, key) : [];

/** What events make of the folds of before, and change in the documents. Throws where the model cannot digest one. */
function made(model: AnyReadModel, known: Folds, events: readonly StoredEvent[]): Omit<Digest, "poison"> {
  const before: Shown[] = [];
  const after: Shown[] = [];
  const folds = folded(model, known, events);
  for (const [key, fold] of folds) {
    const old = new Map(shownBy(known.get(key), model, key).map((each) => [each.key, each]));
    for (const each of shownBy(fold, model, key)) {
      if (equal(old.get(each.key), each)) old.delete(each.key);
      else after.push(each);
    }
    before.push(...old.values());
  }
  return { changes: { before, after }, folds, upTo: events.at(-1)?.position ?? null };
}

/** What can be made of events: all of it, or what lies before one that the model cannot digest. */
export interface Digest {
  readonly changes: Changes;
  /** The folds that the events have changed, by key. */
  readonly folds: Folds;
  /** The last event that is in the changes; null where none is. */
  readonly upTo: Position | null;
  readonly poison: { readonly event: StoredEvent; readonly error: unknown } | null;
}

/** Makes what can be made of a batch. */
export function digest(model: AnyReadModel, before: Folds, events: readonly StoredEvent[]): Digest {
  try {
    return { ...made(model, before, events), poison: null };
  } catch {
    return untilPoison(model, before, events);
  }
}

/** Takes one event more each time, until one cannot be digested. */
function untilPoison(model: AnyReadModel, before: Folds, events: readonly StoredEvent[]): Digest {
  let good: Omit<Digest, "poison"> = { changes: noChanges, folds: new Map(), upTo: null };
  for (const [at, event] of events.entries()) {
    try {
      good = made(model, before, events.slice(0, at + 1));
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
