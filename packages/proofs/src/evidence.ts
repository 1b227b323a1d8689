// What an auditor holds an archive against, put in order.
import { type Digest, sameBytes } from "./digest.ts";
import { type TreeHead, verifyConsistency } from "./verify-proof.ts";

/** What a log has sent to show that it grew from a held checkpoint to a newer one. */
export interface Growth {
  readonly from: TreeHead;
  readonly to: TreeHead;
  readonly proof: readonly Uint8Array[];
}

/** Signatures must have been verified before: `openCheckpoint`. All checkpoints are of one origin. */
export interface Evidence {
  readonly digest: Digest;
  /** The checkpoints that the auditor has kept, or got from others than who made the archive: at least one. */
  readonly held: readonly TreeHead[];
  /** Checkpoints that came with the archive. The log has signed them; so could whoever has taken its key. */
  readonly signed?: readonly TreeHead[];
  readonly growth?: readonly Growth[];
  /** Hashes of the log's leaves, as recorded beside the log or made from an older archive. They need not be trusted. */
  readonly recorded?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** A checkpoint, and whether the auditor holds it. */
export interface Head extends TreeHead {
  readonly isHeld: boolean;
}

/**
 * Two checkpoints that no log can both have: of one size with two roots, with a proof of growth that is none, or one that
 * the archive fits as a whole and an earlier one that the same events do not fit.
 */
export interface Contradiction {
  readonly kind: "twoRoots" | "notGrown" | "twoHistories";
  readonly one: TreeHead;
  readonly other: TreeHead;
}

/** All checkpoints by size, one of each size; or the first two that contradict each other. */
export function headsOf({ digest, held, signed = [], growth = [] }: Evidence): readonly Head[] | Contradiction {
  if (held.length === 0) throw new RangeError("an archive is verified against a checkpoint; none is given");
  const heads = new Map<number, Head>();
  for (const { from, to, proof } of growth) {
    if (!held.some((head) => isSame(head, from)))
      throw new RangeError(`growth is shown from a checkpoint that is held; the one of size ${from.size} is not`);
    if (!verifyConsistency(digest, from, to, proof)) return { kind: "notGrown", one: from, other: to };
  }
  const all = [
    ...held.map(({ size, root }) => ({ size, root, isHeld: true })),
    ...[...signed, ...growth.map(({ to }) => to)].map(({ size, root }) => ({ size, root, isHeld: false })),
  ];
  for (const head of all) {
    const earlier = heads.get(head.size) ?? (head.size === 0 ? { ...head, root: digest.empty } : head);
    if (!isSame(earlier, head)) return { kind: "twoRoots", one: earlier, other: head };
    heads.set(head.size, earlier);
  }
  return [...heads.values()].sort((one, other) => one.size - other.size);
}

const isSame = (one: TreeHead, other: TreeHead): boolean => one.size === other.size && sameBytes(one.root, other.root);
