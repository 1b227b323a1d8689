// The prover: an append-only Merkle tree by RFC 6962, which gives roots and proofs for every size that it has had.
import { type Digest, hashBytes } from "./digest.ts";
import { type NodeHashes, placeOf, placesOf, type Range, type Subtree, subtreesOf } from "./nodes.ts";
import { grown, type Peaks, rootOf } from "./peaks.ts";

/** A log as a Merkle tree. A proof of a size is the same for ever, however far the log has grown since. */
export interface MerkleLog {
  /** How many leaves it has. */
  readonly size: number;
  /** Appends leaves by their hashes, all or none. The next may be appended when this has resolved. */
  append(leafHashes: readonly Uint8Array[]): Promise<void>;
  /** The root of the first `size` leaves; of all if left out. */
  root(size?: number): Promise<Uint8Array>;
  /** The hashes of the leaves in a range. */
  leafHashes(range: Range): Promise<readonly Uint8Array[]>;
  /** The hashes by which a leaf leads to the root of the first `size` leaves. */
  inclusionProof(index: number, size?: number): Promise<readonly Uint8Array[]>;
  /** The hashes by which the root of the first `from` leaves is seen to be that of a beginning of the first `to`. */
  consistencyProof(from: number, to?: number): Promise<readonly Uint8Array[]>;
}

/**
 * Opens a log of which the first `size` leaves are known to be kept. What stands behind them, as after a cut, is written
 * over. Whoever opens it compares the root with that of a checkpoint it has signed.
 */
export async function merkleLog(digest: Digest, nodes: NodeHashes, size = 0): Promise<MerkleLog> {
  const kept = (subtrees: readonly Subtree[]) => nodes.read(subtrees.map(placeOf));
  let peaks = await peaksAt(size);
  let isAppending = false;

  async function peaksAt(of: number): Promise<Peaks> {
    const subtrees = subtreesOf({ begin: 0, end: of });
    return peaksOf(subtrees, await kept(subtrees));
  }

  /** The hashes of ranges of leaves, read at once. */
  async function hashesOf(ranges: readonly Range[]): Promise<Uint8Array[]> {
    const subtrees = ranges.map(subtreesOf);
    const hashes = (await kept(subtrees.flat())).values();
    return subtrees.map((parts) => rootOf(peaksOf(parts, hashes), digest));
  }

  function within(what: string, number: number, least: number, most: number): void {
    if (!Number.isInteger(number) || number < least || number > most)
      throw new RangeError(`${what} must be a whole number from ${least} to ${most}, and is ${number}`);
  }

  return {
    get size() {
      return size;
    },
    async append(leafHashes) {
      if (isAppending) throw new Error("leaves are appended one call after the other");
      isAppending = true;
      try {
        const made: Uint8Array[] = [];
        let larger = peaks;
        for (const leafHash of leafHashes) {
          if (leafHash.length !== hashBytes) throw new RangeError(`a hash has ${hashBytes} bytes: ${leafHash.length}`);
          larger = grown(larger, leafHash, digest, (hash) => made.push(hash));
        }
        await nodes.write(placesOf(size), Buffer.concat(made));
        peaks = larger;
        size += leafHashes.length;
      } finally {
        isAppending = false;
      }
    },
    async root(of = size) {
      within("the size of a root", of, 0, size);
      return rootOf(await peaksAt(of), digest);
    },
    async leafHashes({ begin, end }) {
      within("the end of a range", end, 0, size);
      within("the begin of a range", begin, 0, end);
      return kept(Array.from({ length: end - begin }, (_, at) => ({ level: 0, index: begin + at })));
    },
    async inclusionProof(index, of = size) {
      within("the size of an inclusion proof", of, 1, size);
      within("the index of an inclusion proof", index, 0, of - 1);
      return hashesOf(besides(index, { begin: 0, end: of }));
    },
    async consistencyProof(from, to = size) {
      within("the larger size of a consistency proof", to, 1, size);
      within("the smaller size of a consistency proof", from, 0, to);
      return from === 0 ? [] : hashesOf(growth(from, { begin: 0, end: to }, true));
    },
  };
}

/** The peaks of subtrees whose hashes have been read. */
function peaksOf(subtrees: readonly Subtree[], hashes: Iterable<Uint8Array>): Peaks {
  const next = hashes[Symbol.iterator]();
  return subtrees.reduce<Peaks>((left, { level }) => {
    const hash = next.next();
    if (hash.done) throw new Error("the store of hashes gave fewer than were asked for");
    return { leaves: 2 ** level, hash: hash.value, left };
  }, null);
}

/** Where a tree of several leaves is parted: behind as many as a perfect subtree has, and less than all. */
function middleOf({ begin, end }: Range): number {
  let leaves = 1;
  while (2 * leaves < end - begin) leaves *= 2;
  return begin + leaves;
}

/** The ranges beside the way from a leaf to the root, the nearest first: PATH of RFC 6962, 2.1.1. */
function besides(index: number, { begin, end }: Range): Range[] {
  if (end - begin === 1) return [];
  const middle = middleOf({ begin, end });
  const left = { begin, end: middle };
  const right = { begin: middle, end };
  return index < middle ? [...besides(index, left), right] : [...besides(index, right), left];
}

/** The ranges that a smaller tree and what was added are made of: SUBPROOF of RFC 6962, 2.1.2. */
function growth(from: number, { begin, end }: Range, isRootKnown: boolean): Range[] {
  if (from === end) return isRootKnown ? [] : [{ begin, end }];
  const middle = middleOf({ begin, end });
  const left = { begin, end: middle };
  const right = { begin: middle, end };
  return from <= middle ? [...growth(from, left, isRootKnown), right] : [...growth(from, right, false), left];
}
