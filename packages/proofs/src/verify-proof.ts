// The verifiers of proofs, by RFC 9162 (2.1.3.2 and 2.1.4.2). They share nothing with the prover but the hash function.
import { type Digest, hashBytes, sameBytes } from "./digest.ts";

/** The root of a log of a size. A root counts only with the size that is signed with it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** What is said of a leaf: that it stands at this index of the log, and how its hash leads to the root. */
export interface Inclusion {
  readonly index: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** True if the leaf stands at its index in the log of this head. */
export function verifyInclusion(digest: Digest, { index, leafHash, proof }: Inclusion, head: TreeHead): boolean {
  if (!isCount(index) || !isCount(head.size) || index >= head.size || ![leafHash, ...proof].every(isHash)) return false;
  let at = index;
  let last = head.size - 1;
  let root = leafHash;
  for (const beside of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      root = digest.pair(beside, root);
      // The last of a level without a neighbour moves up until it has one on its left.
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      root = digest.pair(root, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(root, head.root);
}

/** True if the log of the older head is a beginning of the log of the newer one: nothing in it was altered. */
export function verifyConsistency(
  digest: Digest,
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size || !proof.every(isHash)) return false;
  if (older.size === 0) return proof.length === 0 && sameBytes(older.root, digest.empty);
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root);

  let at = older.size - 1;
  let last = newer.size - 1;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  // Where the older log is one perfect subtree, its root begins the proof and is not sent.
  const [first, ...rest] = at === 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let olderRoot = first;
  let newerRoot = first;
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      olderRoot = digest.pair(beside, olderRoot);
      newerRoot = digest.pair(beside, newerRoot);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      newerRoot = digest.pair(newerRoot, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(olderRoot, older.root) && sameBytes(newerRoot, newer.root);
}

const half = (number: number): number => Math.floor(number / 2);
const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;
const isHash = (bytes: Uint8Array): boolean => bytes.length === hashBytes;
