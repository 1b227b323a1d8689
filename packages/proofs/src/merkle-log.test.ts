// The prover: roots and proofs are those of RFC 6962, for every size that the log has had.
import fc from "fast-check";
import { expect, test } from "vitest";
import { consistencies, inclusions, leaves, roots } from "../testing/rfc6962.ts";
import { bytesOf, hexOf, logOf, numbered, sha256 } from "../testing/trees.ts";
import { digestNames, digestOf } from "./digest.ts";
import { merkleLog } from "./merkle-log.ts";
import { memoryNodes, type NodeHashes, placesOf } from "./nodes.ts";

const hexes = (hashes: readonly Uint8Array[]) => hashes.map(hexOf);
const reference = () => logOf(leaves.map((leaf) => sha256.leaf(bytesOf(leaf))));

test.each(roots.map((root, size) => ({ root, size })))("the root of $size leaves is the reference's", async (known) => {
  const log = await reference();
  expect(hexOf(await log.root(known.size))).toBe(known.root);
  expect(hexOf(await (await logOf((await log.leafHashes({ begin: 0, end: known.size })).slice())).root())).toBe(
    known.root,
  );
});

test.each(inclusions)(
  "leaf %i is shown to be in a tree of %i as the reference shows it",
  async (index, size, proof) => {
    expect(hexes(await (await reference()).inclusionProof(index, size))).toEqual(proof);
  },
);

test.each(consistencies)(
  "a tree of %i is shown to begin one of %i as the reference shows it",
  async (from, to, proof) => {
    expect(hexes(await (await reference()).consistencyProof(from, to))).toEqual(proof);
  },
);

/** The definitions of RFC 6962, 2.1, word by word, over all leaves at once. */
function definitionOf(leafHashes: readonly Uint8Array[]) {
  const split = (count: number) => 2 ** (Math.ceil(Math.log2(count)) - 1);
  const mth = (d: readonly Uint8Array[]): Uint8Array => {
    const [only = sha256.empty] = d;
    if (d.length < 2) return only;
    return sha256.pair(mth(d.slice(0, split(d.length))), mth(d.slice(split(d.length))));
  };
  const path = (m: number, d: readonly Uint8Array[]): Uint8Array[] => {
    if (d.length === 1) return [];
    const k = split(d.length);
    return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
  };
  const subproof = (m: number, d: readonly Uint8Array[], b: boolean): Uint8Array[] => {
    if (m === d.length) return b ? [] : [mth(d)];
    const k = split(d.length);
    return m <= k
      ? [...subproof(m, d.slice(0, k), b), mth(d.slice(k))]
      : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
  };
  return {
    root: (size: number) => mth(leafHashes.slice(0, size)),
    inclusion: (index: number, size: number) => path(index, leafHashes.slice(0, size)),
    consistency: (from: number, to: number) => subproof(from, leafHashes.slice(0, to), true),
  };
}

test("every root and every proof up to 48 leaves is what the definitions say", async () => {
  const most = 48;
  const log = await numbered(most);
  const definition = definitionOf(await log.leafHashes({ begin: 0, end: most }));
  for (let size = 1; size <= most; size++) {
    expect(hexOf(await log.root(size))).toBe(hexOf(definition.root(size)));
    for (let smaller = 1; smaller <= size; smaller++) {
      const consistency = await log.consistencyProof(smaller, size);
      expect(hexes(consistency)).toEqual(hexes(definition.consistency(smaller, size)));
      const inclusion = await log.inclusionProof(smaller - 1, size);
      expect(hexes(inclusion)).toEqual(hexes(definition.inclusion(smaller - 1, size)));
    }
  }
});

test("however leaves are put into calls, and opened anew in between, the log is the same", async () => {
  const whole = await numbered(200);
  const all = await whole.leafHashes({ begin: 0, end: 200 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(40), { maxLength: 12 }), async (counts) => {
      const nodes = memoryNodes();
      let log = await merkleLog(sha256, nodes);
      for (const count of counts) {
        log = await merkleLog(sha256, nodes, log.size);
        await log.append(all.slice(log.size, log.size + count));
        expect(hexOf(await log.root())).toBe(hexOf(await whole.root(log.size)));
      }
    }),
    { numRuns: 30 },
  );
});

test("what was written behind the known leaves, as before a cut, is written over", async () => {
  const nodes = memoryNodes();
  const cut = await merkleLog(sha256, nodes);
  await cut.append([1, 2, 3, 4, 5].map((number) => sha256.leaf(Buffer.of(number))));
  const log = await merkleLog(sha256, nodes, 3);
  await log.append([6, 7].map((number) => sha256.leaf(Buffer.of(number))));
  const fresh = await logOf([1, 2, 3, 6, 7].map((number) => sha256.leaf(Buffer.of(number))));
  for (const size of [0, 1, 2, 3, 4, 5]) expect(hexOf(await log.root(size))).toBe(hexOf(await fresh.root(size)));
});

test("an append that could not be written has not happened, and can be made again", async () => {
  const kept = memoryNodes();
  let isFull = true;
  const nodes: NodeHashes = {
    read: kept.read,
    async write(place, hashes) {
      if (isFull) throw new Error("no room");
      return kept.write(place, hashes);
    },
  };
  const log = await merkleLog(sha256, nodes);
  const leaf = sha256.leaf(Buffer.of(1));
  await expect(log.append([leaf])).rejects.toThrow("no room");
  expect(log.size).toBe(0);
  expect(hexOf(await log.root())).toBe(hexOf(sha256.empty));
  isFull = false;
  await log.append([leaf]);
  expect(hexOf(await log.root())).toBe(hexOf(leaf));
});

test("two appends at once are refused", async () => {
  const log = await merkleLog(sha256, memoryNodes());
  const first = log.append([sha256.leaf(Buffer.of(1))]);
  await expect(log.append([sha256.leaf(Buffer.of(2))])).rejects.toThrow(/one call after the other/);
  await first;
  expect(log.size).toBe(1);
});

test("an append is one write behind what is there, and a proof one read of few hashes", async () => {
  const kept = memoryNodes();
  const reads: number[] = [];
  const writes: (readonly [number, number])[] = [];
  const nodes: NodeHashes = {
    async read(places) {
      reads.push(places.length);
      return kept.read(places);
    },
    async write(place, hashes) {
      writes.push([place, hashes.length / 32]);
      return kept.write(place, hashes);
    },
  };
  const log = await merkleLog(sha256, nodes);
  for (let size = 0; size < 1000; size++) {
    await log.append([sha256.leaf(Buffer.from(String(size)))]);
    expect(writes.at(-1)).toEqual([placesOf(size), placesOf(size + 1) - placesOf(size)]);
    expect(writes.at(-1)?.[1]).toBeLessThanOrEqual(11);
  }
  reads.length = 0;
  await log.inclusionProof(777);
  await log.consistencyProof(333, 999);
  await log.root(511);
  expect(reads).toHaveLength(3);
  expect(Math.max(...reads)).toBeLessThanOrEqual(25);
});

test("a proof of what the log has not is refused", async () => {
  const log = await numbered(5);
  await expect(log.root(6)).rejects.toThrow("the size of a root must be a whole number from 0 to 5, and is 6");
  await expect(log.inclusionProof(3, 3)).rejects.toThrow(/index of an inclusion proof/);
  await expect(log.inclusionProof(0, 6)).rejects.toThrow(/size of an inclusion proof/);
  await expect(log.consistencyProof(4, 3)).rejects.toThrow(/smaller size/);
  await expect(log.consistencyProof(1.5, 3)).rejects.toThrow(/smaller size/);
  await expect(log.leafHashes({ begin: 4, end: 6 })).rejects.toThrow(/end of a range/);
});

test.each(digestNames)("a log over %s gives proofs that its own hashes verify", async (name) => {
  const digest = digestOf(name);
  const log = await logOf(
    [1, 2, 3].map((number) => digest.leaf(Buffer.of(number))),
    digest,
  );
  const [one, two, three] = [1, 2, 3].map((number) => digest.leaf(Buffer.of(number)));
  if (!one || !two || !three) throw new Error("three leaves");
  expect(hexOf(await log.root())).toBe(hexOf(digest.pair(digest.pair(one, two), three)));
});
