// Where the hashes of a tree are kept: a port, with one implementation in memory.
import { hashBytes } from "./digest.ts";

/**
 * The hashes of all leaves and of all perfect subtrees, in the order in which they are completed. So appending leaves is
 * one write at the end, and a file of 32 bytes a hash is all it takes: about 64 bytes a leaf.
 */
export interface NodeHashes {
  /** The hashes at these places, in the order asked for. Rejects if one was never written. */
  read(places: readonly number[]): Promise<readonly Uint8Array[]>;
  /** Writes hashes one behind the other from a place on, over what may stand there. */
  write(place: number, hashes: Uint8Array): Promise<void>;
}

/** A perfect subtree: the leaves from `index * 2 ** level` on, `2 ** level` of them. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** The leaves from `begin` up to `end`, without the latter. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}

/** How many hashes are kept of a tree of this size. */
export function placesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return 2 * size - ones;
}

/** The place of a subtree's hash: behind that of its last leaf, one place a level. */
export function placeOf({ level, index }: Subtree): number {
  const lastLeaf = (index + 1) * 2 ** level - 1;
  return placesOf(lastLeaf) + level;
}

/** The perfect subtrees of a range, left to right. A range must begin where a subtree as large as itself could begin. */
export function subtreesOf({ begin, end }: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = begin; at < end; ) {
    let level = 0;
    while (2 ** (level + 1) <= end - at) level++;
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** Hashes kept in memory. */
export function memoryNodes(): NodeHashes {
  let kept = Buffer.alloc(1024 * hashBytes);
  let count = 0;
  return {
    async read(places) {
      return places.map((place) => {
        if (place >= count) throw new RangeError(`no hash was written at place ${place}; there are ${count}`);
        return kept.subarray(place * hashBytes, (place + 1) * hashBytes);
      });
    },
    async write(place, hashes) {
      if (place > count) throw new RangeError(`a hash at place ${place} would leave a hole behind the ${count} before`);
      const begin = place * hashBytes;
      const end = begin + hashes.length;
      if (end > kept.length) {
        const larger = Buffer.alloc(Math.max(end, 2 * kept.length));
        kept.copy(larger, 0, 0, begin);
        kept = larger;
      }
      kept.set(hashes, begin);
      count = end / hashBytes;
    },
  };
}
