// What a read model is: pure functions that fold facts by key, and show documents from what was folded.
import type { DomainFact } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";

/** One place a document stands in: an index (`unit/<unitId>/open`) and where it sorts there. */
export interface IndexEntry {
  readonly index: string;
  readonly sort: string;
}

/** A document that can be read: by its key, and through the indexes it stands in. */
export interface Shown<Doc> {
  readonly key: string;
  /** Plain JSON: it comes back from Redis as it went in. */
  readonly doc: Doc;
  readonly entries: readonly IndexEntry[];
}

/** A stored event whose fact is of one type. */
export type EventOf<Type extends DomainFact["type"]> = Omit<StoredEvent, "fact"> & {
  readonly fact: Extract<DomainFact, { type: Type }>;
};

/**
 * What one type of fact makes of a fold; `null` where there is none. A fact that does not apply leaves it as it is.
 * Taken from a method, whose parameters are not compared strictly: so any model fits `ReadModel<unknown>`.
 */
type Reaction<Fold, Type extends DomainFact["type"]> = {
  after(fold: Fold | null, event: EventOf<Type>): Fold | null;
}["after"];

/**
 * A read model. It folds the facts of one key (a task, a plan) and shows documents from the fold; in most models the
 * fold is the document. A new version is built beside the old one: raise it when the same facts give other documents.
 */
export interface ReadModel<Doc, Fold = Doc> {
  readonly name: string;
  readonly version: number;
  /** What an event is folded into; null where the model does not care for it. */
  key(event: StoredEvent): string | null;
  readonly on: { readonly [Type in DomainFact["type"]]?: Reaction<Fold, Type> };
  /** What any event does that `on` does not name. */
  every?(fold: Fold | null, event: StoredEvent): Fold | null;
  /** The documents to be read; a document under the fold's own key is the fold itself. */
  shows(fold: Fold, key: string): readonly Shown<Doc>[];
}

/** Any read model, where its documents do not matter. */
export type AnyReadModel = ReadModel<unknown, unknown>;

/** Declares a read model whose documents are its folds. */
export function readModel<Doc>(
  spec: Omit<ReadModel<Doc>, "shows"> & {
    /** Where a document is found; derived from the document alone. */
    readonly indexes: (doc: Doc, key: string) => readonly IndexEntry[];
  },
): ReadModel<Doc> {
  const { indexes, ...model } = spec;
  return { ...model, shows: (doc, key) => [{ key, doc, entries: indexes(doc, key) }] };
}
