// What a read model is: documents made of facts by pure functions, and the indexes they are found through.
import type { DomainFact, StoredEvent } from "@taizhang/domain";

/** One place a document stands in: an index (`unit/<unitId>/open`) and where it sorts there. */
export interface IndexEntry {
  readonly index: string;
  readonly sort: string;
}

/** A stored event whose fact is of one type. */
export type EventOf<Type extends DomainFact["type"]> = Omit<StoredEvent, "fact"> & {
  readonly fact: Extract<DomainFact, { type: Type }>;
};

/** What one type of fact does to the documents of a model. */
export interface Reaction<Doc, Type extends DomainFact["type"]> {
  /** The documents it touches. */
  readonly keys: (event: EventOf<Type>) => readonly string[];
  /** The document after it; null where there is none. Never throws on a fact that does not apply. */
  readonly apply: (doc: Doc | null, event: EventOf<Type>, key: string) => Doc | null;
}

/** A read model. A new version is built beside the old one; raise it when `on` or `indexes` change what they make. */
export interface ReadModel<Doc> {
  readonly name: string;
  readonly version: number;
  readonly on: { readonly [Type in DomainFact["type"]]?: Reaction<Doc, Type> };
  /** Where a document is found; derived from the document alone. */
  readonly indexes: (doc: Doc, key: string) => readonly IndexEntry[];
}

/** Declares a read model. */
export function readModel<Doc>(spec: ReadModel<Doc>): ReadModel<Doc> {
  return spec;
}
