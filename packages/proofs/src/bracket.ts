// Between which events of an archive the first difference lies, as far as checkpoints tell.
import type { ArchivedEvent } from "./leaf.ts";
import type { TreeHead } from "./verify-proof.ts";

/** A place in an archive: its index, from 0, and the event there; null where the archive has ended before. */
export interface Place {
  readonly index: number;
  readonly event: Pick<ArchivedEvent, "stream" | "revision" | "id"> | null;
}

/** The places that the first difference lies between, both included. */
export interface Span {
  readonly from: Place;
  readonly to: Place;
}

/** The first checkpoint that an archive does not fit, and where the difference lies then. */
export interface Misfit extends Span {
  readonly head: TreeHead;
}

/** Follows an archive from checkpoint to checkpoint, up to the first that does not fit. */
export interface Bracket {
  /** The next event. */
  passes(place: Place): void;
  /** The next checkpoint, with the last place before it. */
  judges(head: TreeHead, fits: boolean, last: Place): void;
  readonly misfit: Misfit | null;
}

export function bracket(): Bracket {
  let from: Place | null = null;
  let misfit: Misfit | null = null;
  return {
    passes(place) {
      from ??= place;
    },
    judges(head, fits, last) {
      if (misfit !== null) return;
      if (fits) from = null;
      else misfit = { head, from: from ?? last, to: last };
    },
    get misfit() {
      return misfit;
    },
  };
}
