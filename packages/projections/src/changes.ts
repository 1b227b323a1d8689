// What a commit changes: the documents before and after, and from these the changes of the indexes.
import type { Shown } from "./read-model.ts";

/** Changed documents as they were and as they are now. One that is only in `before` is deleted. */
export interface Changes {
  readonly before: readonly Shown[];
  readonly after: readonly Shown[];
}

/** Nothing changes. */
export const noChanges: Changes = { before: [], after: [] };

/** A place of a document in an index. */
export interface Place {
  readonly index: string;
  readonly sort: string;
  readonly key: string;
}

/** What a commit takes out of the documents and indexes, and what it puts into indexes. */
export interface Moves {
  /** The keys of deleted documents. */
  readonly gone: readonly string[];
  /** The places that documents lose. */
  readonly left: readonly Place[];
  /** The places that documents gain. A place that a document keeps is neither lost nor gained. */
  readonly taken: readonly Place[];
}

/** The moves that follow from changes. */
export function movesIn({ before, after }: Changes): Moves {
  const old = byKey(before);
  const now = byKey(after);
  return {
    gone: before.flatMap(({ key }) => (now.has(key) ? [] : [key])),
    left: placesOnlyIn(before, now),
    taken: placesOnlyIn(after, old),
  };
}

const byKey = (documents: readonly Shown[]) => new Map(documents.map((each) => [each.key, each.entries]));

function placesOnlyIn(documents: readonly Shown[], others: ReadonlyMap<string, Shown["entries"]>): Place[] {
  const places: Place[] = [];
  for (const { key, entries } of documents) {
    const kept = others.get(key);
    for (const { index, sort } of entries) {
      if (!kept?.some((place) => place.index === index && place.sort === sort)) places.push({ index, sort, key });
    }
  }
  return places;
}
