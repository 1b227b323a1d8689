// What a read model is: a pure fold of facts by key, and the documents that are made from a fold.
import { type AnyAggregate, type DomainFact, eventTypes, type FactsOf, streamOf } from "@taizhang/domain";
import type { StoredEvent, UnreadableEvent } from "@taizhang/log";

/** One place of a document: an index (`unit/<unitId>/toDo`), and its sort value there. */
export interface IndexEntry {
  readonly index: string;
  readonly sort: string;
}

/** A document to be read: by its key, and through the indexes that hold it. */
export interface Shown {
  readonly kind: string;
  /** Unique among all documents of the model, whatever their kind. */
  readonly key: string;
  /** Plain JSON, so that it can be stored and read back unchanged. */
  readonly doc: unknown;
  readonly entries: readonly IndexEntry[];
}

/**
 * A read model. It folds the facts of each key (a task, a plan) and makes documents from the fold. Raise `version` when
 * the same facts give other documents: the new version is built beside the old one.
 */
export interface ReadModel<Fold> {
  readonly name: string;
  readonly version: number;
  /** The models of earlier builds that this one replaces. They are deleted once this one is live. */
  readonly replaces?: readonly string[];
  /** Whether an event that cannot be read may matter to the model, which then stops before it; left out, each does. */
  concernedBy?(event: Pick<UnreadableEvent, "type" | "stream">): boolean;
  /** The key of the fold that an event belongs to; null if the model ignores the event. */
  key(event: StoredEvent): string | null;
  /** The fold after one more event; null if there is none yet. A fact that does not apply leaves it unchanged. */
  fold(before: Fold | null, event: StoredEvent): Fold | null;
  /** The documents of a fold: the fold itself under its own key, and everything else made from it. */
  shows(fold: Fold, key: string): readonly Shown[];
}

/** Any read model, for code that does not look into its documents. */
export type AnyReadModel = ReadModel<unknown>;

/** One kind of document, such as the lines of ledgers. */
export interface Kind<Doc> {
  /** Empty for the folds themselves. */
  readonly kind: string;
  /** Put before the keys and the indexes of these documents, so that kinds cannot collide. */
  readonly prefix: string;
  /** Makes a document of this kind. */
  shown(key: string, doc: Doc, entries: readonly IndexEntry[]): Shown;
  /** A stored document of this kind with its type. This is safe because only `shown` makes documents of the kind. */
  read(kept: unknown): Doc;
}

/** The documents of one kind in one model, which queries read. */
export interface Documents<Doc> extends Kind<Doc> {
  readonly model: AnyReadModel;
}

/** Declares a kind of document; without a name, that of the folds themselves. */
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

/** A type of fact that a model ignores, and why. */
export interface Ignored {
  readonly ignored: string;
}

/** Declares that a model ignores an event, with the reason. */
export const ignored = (because: string): Ignored => ({ ignored: because });

/** What a model does with each event of its aggregate. Code that leaves one out does not compile. */
export type Reactions<Fold, A extends AnyAggregate> = {
  readonly [Type in FactsOf<A>["type"]]: Reaction<Fold, Type> | Ignored;
};

/** The reactions of a model that is about a few events only; it says why the others do not matter. */
export type SomeReactions<Fold, A extends AnyAggregate> = Partial<Reactions<Fold, A>> & { readonly others: Ignored };

/** Makes a fold function from the reactions to the events of an aggregate. Other events leave the fold unchanged. */
export function folding<Fold, A extends AnyAggregate>(
  _of: A,
  on: Reactions<Fold, A>,
): (before: Fold | null, event: StoredEvent) => Fold | null {
  // Typed as unknown, because the compiler cannot see that the reaction found by a fact's type takes that fact.
  const reactions: Readonly<Record<string, unknown>> = on;
  return (before, event) => {
    const reaction = reactions[event.fact.type];
    return isReaction<Fold>(reaction) ? reaction(before, event) : before;
  };
}

function isReaction<Fold>(reaction: unknown): reaction is (before: Fold | null, event: StoredEvent) => Fold | null {
  return typeof reaction === "function";
}

/** The key function of a model of one aggregate: `key` for the aggregate's events, and null for all others. */
export const within = (of: AnyAggregate, key: (event: StoredEvent) => string | null) => (event: StoredEvent) =>
  of.events.has(event.fact.type) ? key(event) : null;

/**
 * What a model of one aggregate is concerned by: an unreadable event of a type of the aggregate, in whatever stream, and one
 * of a type that this build does not know, in a stream of the aggregate.
 */
export const concerning =
  (of: AnyAggregate) =>
  ({ type, stream }: Pick<UnreadableEvent, "type" | "stream">): boolean =>
    eventTypes.has(type) ? of.events.has(type) : stream.startsWith(streamOf(of, ""));

/** Declares a read model of one aggregate whose documents are its folds. */
export function readModel<Doc, A extends AnyAggregate>({
  of,
  on,
  key,
  indexes,
  ...model
}: Pick<AnyReadModel, "name" | "version"> & {
  readonly of: A;
  readonly on: Reactions<Doc, A> | SomeReactions<Doc, A>;
  readonly key: (event: StoredEvent) => string | null;
  /** The index places of a document, derived from the document alone. */
  readonly indexes: (doc: Doc) => readonly IndexEntry[];
}): Documents<Doc> {
  const folds = kindOf<Doc>();
  const shows = (doc: Doc, at: string) => [folds.shown(at, doc, indexes(doc))];
  const whole: ReadModel<Doc> = {
    ...model,
    concernedBy: concerning(of),
    key: within(of, key),
    fold: folding(of, on),
    shows,
  };
  return { ...folds, model: whole };
}
