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

/** The keys of deleted documents. */
export function goneIn({ before, after }: Changes): string[] {
  const kept = new Set(after.map(({ key }) => key));
  return before.map(({ key }) => key).filter((key) => !kept.has(key));
}

/** The places that documents lose and gain in indexes. A place that a document keeps is neither. */
export function movesIn({ before, after }: Changes): {
  readonly left: readonly Place[];
  readonly taken: readonly Place[];
} {
  const old = placesOf(before);
  const now = placesOf(after);
  const without = (places: ReadonlyMap<string, Place>, others: ReadonlyMap<string, Place>) =>
    [...places].flatMap(([name, place]) => (others.has(name) ? [] : [place]));
  return { left: without(old, now), taken: without(now, old) };
}

const placesOf = (documents: readonly Shown[]): Map<string, Place> =>
  new Map(
    documents.flatMap(({ key, entries }) =>
      entries.map(({ index, sort }) => [`${index}\0${sort}\0${key}`, { index, sort, key }] as const),
    ),
  );
