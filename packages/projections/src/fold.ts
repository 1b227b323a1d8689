// Folding facts into documents: pure, and the same for the runner, a rebuild and `asOf`.
import type { Position, StoredEvent } from "@taizhang/log";
import equal from "fast-deep-equal";
import { type Changes, noChanges } from "./changes.ts";
import type { AnyReadModel, Documents, Shown } from "./read-model.ts";
import type { Found } from "./views.ts";

/** Folds by key; null if there is none. */
export type Folds = ReadonlyMap<string, unknown>;

/** The keys under which a model folds the events, each once. */
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

/** The documents of a fold; none if there is no fold. */
export const shownBy = (fold: unknown, model: AnyReadModel, key: string): readonly Shown[] =>
  fold === null || fold === undefined ? [] : model.shows(fold, key);

/** The documents of folds that were made before, by key; whoever has none makes them anew. */
export type ShownBefore = (key: string, fold: unknown) => readonly Shown[] | undefined;

/** The folds after some events, and the changes of documents. Throws if the model cannot digest an event. */
function made(
  model: AnyReadModel,
  known: Folds,
  events: readonly StoredEvent[],
  shownBefore: ShownBefore,
): Omit<Digest, "poison"> {
  const before: Shown[] = [];
  const after: Shown[] = [];
  const folds = folded(model, known, events);
  const shown = new Map<string, readonly Shown[]>();
  for (const [key, fold] of folds) {
    const was = known.get(key);
    const others = new Set(shownBefore(key, was) ?? shownBy(was, model, key));
    const now = shownBy(fold, model, key);
    shown.set(key, now);
    // What is made from parts that have not changed is mostly the same object, so that little is left to compare.
    const made = now.filter((each) => !others.delete(each));
    const old = new Map([...others].map((each) => [each.key, each]));
    for (const each of made) {
      if (equal(old.get(each.key), each)) old.delete(each.key);
      else after.push(each);
    }
    before.push(...old.values());
  }
  return { changes: { before, after }, folds, shown, upTo: events.at(-1)?.position ?? null };
}

/** The outcome of a batch: of all its events, or of those before one that the model cannot digest. */
export interface Digest {
  readonly changes: Changes;
  /** The folds that the events have changed, by key. */
  readonly folds: Folds;
  /** The documents of these folds. */
  readonly shown: ReadonlyMap<string, readonly Shown[]>;
  /** The position of the last event that is in the changes; null if none is. */
  readonly upTo: Position | null;
  /** The event that the model cannot digest, and the error; null if there is none. */
  readonly poison: { readonly event: StoredEvent; readonly error: unknown } | null;
}

/** Folds a batch into a model, as far as the model can digest it. Never throws. */
export function digest(
  model: AnyReadModel,
  before: Folds,
  events: readonly StoredEvent[],
  shownBefore: ShownBefore = () => undefined,
): Digest {
  try {
    return { ...made(model, before, events, shownBefore), poison: null };
  } catch {
    return untilPoison(model, before, events);
  }
}

/** Takes one more event each time, until one cannot be digested. */
function untilPoison(model: AnyReadModel, before: Folds, events: readonly StoredEvent[]): Digest {
  let good: Omit<Digest, "poison"> = { changes: noChanges, folds: new Map(), shown: new Map(), upTo: null };
  for (const [at, event] of events.entries()) {
    try {
      good = made(model, before, events.slice(0, at + 1), () => undefined);
    } catch (error) {
      return { ...good, poison: { event, error } };
    }
  }
  return { ...good, poison: null };
}

/** The documents of a kind that are made from a fold and stand in an index, with their places there. */
export function foundIn<Doc>(of: Documents<Doc>, index: string, fold: unknown, key: string): Found<Doc>[] {
  return shownBy(fold, of.model, key).flatMap((shown) => {
    const entry = shown.entries.find((each) => each.index === of.prefix + index);
    if (shown.kind !== of.kind || entry === undefined) return [];
    return [{ key: shown.key.slice(of.prefix.length), sort: entry.sort, doc: of.read(shown.doc) }];
  });
}

/** The documents alone. */
export const listedIn = <Doc>(of: Documents<Doc>, index: string, fold: unknown, key: string): Doc[] =>
  foundIn(of, index, fold, key).map(({ doc }) => doc);

/**
 * The documents of a kind after these events, by key. Pass all events of the wanted keys in the order of the log (for a
 * task's documents, the events of its stream), up to the moment of interest.
 */
export function documentsAfter<Doc>(of: Documents<Doc>, events: Iterable<StoredEvent>): ReadonlyMap<string, Doc> {
  const folds = [...folded(of.model, new Map(), events)];
  return new Map(folds.flatMap(([key, fold]) => [...documentsIn(of, fold, key)]));
}

/** The documents of a kind that a fold shows, by key. */
export const documentsIn = <Doc>(of: Documents<Doc>, fold: unknown, key: string): ReadonlyMap<string, Doc> =>
  documentsAmong(of, shownBy(fold, of.model, key));

/** The documents of one kind among those that a fold shows, by key. */
export function documentsAmong<Doc>(of: Documents<Doc>, shown: readonly Shown[]): ReadonlyMap<string, Doc> {
  const ofKind = shown.filter(({ kind }) => kind === of.kind);
  return new Map(ofKind.map((each) => [each.key.slice(of.prefix.length), of.read(each.doc)]));
}
