// The revisions of every stream, which go 0, 1, 2 … in the store, and so in an archive of whole streams.
import type { Place } from "./bracket.ts";
import type { ArchivedEvent } from "./leaf.ts";

/** An event that does not come next in its stream: another is missing, or stands twice. */
export interface Gap {
  readonly place: Place;
  /** The revision that comes next in the stream. */
  readonly expected: number;
}

/** Gives a function that is told every event, and answers which revision should have come; null if it is right. */
export function revisions(): (event: ArchivedEvent) => number | null {
  const next = new Map<string, number>();
  return ({ stream, revision }) => {
    const expected = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return revision === expected ? null : expected;
  };
}
