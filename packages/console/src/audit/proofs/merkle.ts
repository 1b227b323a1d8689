// The hashes of a log and where proofs lead, by RFC 6962 (2.1) and RFC 9162 (2.1.3.2, 2.1.4.2): computed here, believed from nobody.
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";

/** How many bytes a hash has. */
const hashBytes = 32;
const leafPrefix = Uint8Array.of(0);
const pairPrefix = Uint8Array.of(1);

/** The SHA-256 of bytes. */
export const hashOf = (bytes: Uint8Array): Uint8Array => sha256(bytes);

/** The hash of a leaf. A leaf and a pair begin with different bytes, so that neither passes for the other. */
export const leafHash = (leaf: Uint8Array): Uint8Array => sha256(concatBytes(leafPrefix, leaf));

const pairHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concatBytes(pairPrefix, left, right));

/** The root to which hashes lead from the leaf at an index, in a log of a size; null where they can lead to none. */
export function rootFromLeaf(
  { index, size, leaf }: { readonly index: number; readonly size: number; readonly leaf: Uint8Array },
  hashes: readonly Uint8Array[],
): Uint8Array | null {
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, ...hashes].every(isHash)) return null;
  let at = index;
  let last = size - 1;
  let root = leaf;
  for (const beside of hashes) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = pairHash(beside, root);
      // The last of a level without a neighbour moves up until it has one on its left.
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      root = pairHash(root, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : null;
}

/** The roots of two sizes of one log. */
export interface Roots {
  readonly older: Uint8Array;
  readonly newer: Uint8Array;
}

/**
 * The roots of an older and a newer log of which the first is the beginning of the second, as hashes lead to them; null where
 * they can lead to none. `olderRoot` is the root that is held: a proof from a log of a power of two begins with it.
 */
export function rootsOfGrowth(
  { from, to, olderRoot }: { readonly from: number; readonly to: number; readonly olderRoot: Uint8Array },
  hashes: readonly Uint8Array[],
): Roots | null {
  if (!isCount(from) || !isCount(to) || from < 1 || from > to || ![olderRoot, ...hashes].every(isHash)) return null;
  if (from === to) return hashes.length === 0 ? { older: olderRoot, newer: olderRoot } : null;
  let at = from - 1;
  let last = to - 1;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const [first, ...rest] = at === 0 ? [olderRoot, ...hashes] : hashes;
  if (first === undefined) return null;
  let older = first;
  let newer = first;
  for (const beside of rest) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      older = pairHash(beside, older);
      newer = pairHash(beside, newer);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      newer = pairHash(newer, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? { older, newer } : null;
}

const half = (number: number): number => Math.floor(number / 2);
const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;
const isHash = (bytes: Uint8Array): boolean => bytes.length === hashBytes;
