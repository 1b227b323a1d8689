// A tree in its shortest form: the perfect subtrees it is made of. It grows leaf by leaf, and needs no store.
import type { Digest } from "./digest.ts";

/** The last perfect subtree of a tree, and what stands to its left; null for the empty tree. Never changed, only grown. */
export type Peaks = Peak | null;

interface Peak {
  /** How many leaves are under it: a power of two. */
  readonly leaves: number;
  readonly hash: Uint8Array;
  readonly left: Peaks;
}

/** A tree with one leaf more. `made` is told every hash that this completes: that of the leaf, then those above it. */
export function grown(peaks: Peaks, leafHash: Uint8Array, digest: Digest, made?: (hash: Uint8Array) => void): Peaks {
  let peak: Peak = { leaves: 1, hash: leafHash, left: peaks };
  made?.(leafHash);
  while (peak.left?.leaves === peak.leaves) {
    const { hash, left } = peak.left;
    peak = { leaves: 2 * peak.leaves, hash: digest.pair(hash, peak.hash), left };
    made?.(peak.hash);
  }
  return peak;
}

/** The root of a tree. */
export function rootOf(peaks: Peaks, digest: Digest): Uint8Array {
  if (peaks === null) return digest.empty;
  let root = peaks.hash;
  for (let next = peaks.left; next; next = next.left) root = digest.pair(next.hash, root);
  return root;
}
