// Where an archive first has another leaf than was recorded, and what that looks like.
import type { Place } from "./bracket.ts";
import { sameBytes } from "./digest.ts";

/**
 * What the first difference looks like from the two leaves there and the two behind them. `missing`: the archive ends.
 * `removed`: what stood there is gone. `inserted`: something was put before it. `swapped`: it and the next changed places.
 * `edited`: it is another event, and the next is as it was. `rewritten`: more than that.
 */
export type Look = "missing" | "removed" | "inserted" | "swapped" | "edited" | "rewritten";

/** The hash of an archive's leaf and the recorded one; null where there is none any more. */
interface Pair {
  readonly has: Uint8Array | null;
  readonly had: Uint8Array | null;
}

/** Compares an archive with recorded hashes. */
export interface Comparison {
  next(pair: Pair, place: Place): void;
  /** The first place that differs from what was recorded. */
  readonly first: { readonly place: Place; readonly look: Look } | null;
}

export function comparison(): Comparison {
  let first: { readonly place: Place; readonly pair: Pair } | null = null;
  let behind: Pair | null = null;
  return {
    next(pair, place) {
      if (first !== null) behind ??= pair;
      else if (pair.had !== null && !same(pair.has, pair.had)) first = { place, pair };
    },
    get first() {
      return first && { place: first.place, look: lookOf(first.pair, behind ?? { has: null, had: null }) };
    },
  };
}

function lookOf(at: Pair, behind: Pair): Look {
  if (at.has === null) return "missing";
  if (same(behind.has, behind.had)) return "edited";
  const isNextNow = behind.had !== null && same(at.has, behind.had);
  const isNextBefore = behind.has !== null && same(behind.has, at.had);
  if (isNextNow) return isNextBefore ? "swapped" : "removed";
  return isNextBefore ? "inserted" : "rewritten";
}

const same = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one === null || other === null ? one === other : sameBytes(one, other);
