// What a read model is: a pure fold of facts by key, and the documents that are shown from what was folded.
import type { AnyAggregate, DomainFact, FactsOf } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";

/** One place a document stands in: an index (`unit/<unitId>/open`) and where it sorts there. */
export interface IndexEntry {
  readonly index: string;
  readonly sort: string;
}

/** A document that can be read: by its key, and through the indexes it stands in. */
export interface Shown {
  readonly kind: string;
  /** Where it is kept among all documents of the model. */
  readonly key: string;
  /** Plain JSON: it comes back from Redis as it went in. */
  readonly doc: unknown;
  readonly entries: readonly IndexEntry[];
}

/**
 * A read model. It folds the facts of one key (a task, a plan) and shows documents from the fold. A new version is
 * built beside the old one: raise it when the same facts give other documents.
 */
export interface ReadModel<Fold> {
  readonly name: string;
  readonly version: number;
  /** The models of earlier builds that this one replaces; what they keep goes once this one is live. */
  readonly replaces?: readonly string[];
  /** What an event is folded into; null where the model does not care for it. */
  key(event: StoredEvent): string | null;
  /** The fold after one more event; null where there is none. A fact that does not apply leaves it as it is. */
  fold(before: Fold | null, event: StoredEvent): Fold | null;
  /** The documents to be read: the fold itself under its own key, and whatever else is shown from it. */
  shows(fold: Fold, key: string): readonly Shown[];
}

/** Any read model, where its documents do not matter. */
export type AnyReadModel = ReadModel<unknown>;

/** One kind of document, such as the lines of ledgers. */
export interface Kind<Doc> {
  /** Empty for the kind that the folds themselves are. */
  readonly kind: string;
  /** Stands before the keys and the indexes of these documents. */
  readonly prefix: string;
  /** A document of the kind, as the model shows it. */
  shown(key: string, doc: Doc, entries: readonly IndexEntry[]): Shown;
  /** What was kept of a document of this kind, as what `shown` was given: nothing else is ever kept under the kind. */
  read(kept: unknown): Doc;
}

/** The documents of one kind that a model shows: what queries ask for. */
export interface Documents<Doc> extends Kind<Doc> {
  readonly model: AnyReadModel;
}

/** Declares a kind of document; the one without a name is that of the folds themselves. */
export function kindOf<Doc>(kind = ""): Kind<Doc> {
  const prefix = kind && `${kind}:`;
  return {
    kind,
    prefix,
    read: (kept) => kept as Doc,
    shown: (key, doc, entries) => ({
      kind,
      key: prefix + key,
      doc,
      entries: entries.map(({ index, sort }) => ({ index: prefix + index, sort })),
    }),
  };
}

/** A stored event whose fact is of one type. */
export type EventOf<Type extends DomainFact["type"]> = Omit<StoredEvent, "fact"> & {
  readonly fact: Extract<DomainFact, { type: Type }>;
};

/** What one type of fact makes of a fold. */
type Reaction<Fold, Type extends DomainFact["type"]> = (fold: Fold | null, event: EventOf<Type>) => Fold | null;

/** A type of fact that a model passes over, and why. */
export interface Ignored {
  readonly ignored: string;
}

/** Says of an event why a model has nothing to show of it. */
export const ignored = (because: string): Ignored => ({ ignored: because });

/** What a model does with every event of its aggregate. One that is left out does not compile. */
export type Reactions<Fold, A extends AnyAggregate> = {
  readonly [Type in FactsOf<A>["type"]]: Reaction<Fold, Type> | Ignored;
};

/** Makes a fold of the reactions to every event of an aggregate. Events of other aggregates leave it as it is. */
export function folding<Fold, A extends AnyAggregate>(
  _of: A,
  on: Reactions<Fold, A>,
): (before: Fold | null, event: StoredEvent) => Fold | null {
  // Looked up by the fact's own type, which the compiler cannot follow: hence the type that takes any fact.
  const reactions: Readonly<Record<string, unknown>> = on;
  return (before, event) => {
    const reaction = reactions[event.fact.type];
    return isReaction<Fold>(reaction) ? reaction(before, event) : before;
  };
}

function isReaction<Fold>(reaction: unknown): reaction is (before: Fold | null, event: StoredEvent) => Fold | null {
  return typeof reaction === "function";
}

/** The key of a model that cares for the events of one aggregate: found by `key`, and null for all other events. */
export const within = (of: AnyAggregate, key: (event: StoredEvent) => string | null) => (event: StoredEvent) =>
  of.events.has(event.fact.type) ? key(event) : null;

/** Declares a read model of one aggregate whose documents are its folds. */
export function readModel<Doc, A extends AnyAggregate>({
  of,
  on,
  key,
  indexes,
  ...model
}: Pick<AnyReadModel, "name" | "version"> & {
  readonly of: A;
  readonly on: Reactions<Doc, A>;
  readonly key: (event: StoredEvent) => string | null;
  /** Where a document is found; derived from the document alone. */
  readonly indexes: (doc: Doc) => readonly IndexEntry[];
}): Documents<Doc> {
  const folds = kindOf<Doc>();
  const shows = (doc: Doc, at: string) => [folds.shown(at, doc, indexes(doc))];
  const whole: ReadModel<Doc> = { ...model, key: within(of, key), fold: folding(of, on), shows };
  return { ...folds, model: whole };
}
