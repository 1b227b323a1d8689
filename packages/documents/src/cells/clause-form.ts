// A way in which offices put the words of a unit clause.
import type { OpenClause } from "./open-clause.ts";
import type { Range } from "./unit-split.ts";

/** Reads words that stand within others: as part of the same clause, or as one of its own in brackets. */
export interface Read {
  readonly words: (range: Range) => void;
  readonly inside: (range: Range) => void;
}

/** Reads words that are put in this way; false if they are put otherwise, and then nothing was read. */
export type Form = (clause: OpenClause, range: Range, words: string, read: Read) => boolean;

/** Longer words are prose; the bound keeps what is tried in them small. */
export const LONGEST_PART = 400;
