// The verifiers: every true proof up to 128 leaves is believed, and none in which one hash is other.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { consistencies, inclusions, leaves, roots } from "../testing/rfc6962.ts";
import { bytesOf, damaged, hexOf, numbered, sha256 } from "../testing/trees.ts";
import { type TreeHead, verifyConsistency, verifyInclusion } from "./verify-proof.ts";

const most = 128;
const hashes = (hexes: readonly string[]) => hexes.map(bytesOf);
const knownHead = (size: number): TreeHead => ({ size, root: bytesOf(roots[size] ?? "") });
const other = sha256.leaf(Buffer.from("other"));

/** A list with one of its hashes damaged, for each of them. */
const eachDamaged = (proof: readonly Uint8Array[]) => proof.map((hash, at) => proof.with(at, damaged(hash, 37 * at)));
/** A list with one hash too few or too many. */
const wrongLengths = (proof: readonly Uint8Array[]) => [
  ...proof.map((_, at) => proof.toSpliced(at, 1)),
  [...proof, other],
  [other, ...proof],
];

test.each(inclusions)("the reference's proof of leaf %i in %i is believed", (index, size, proof) => {
  const leafHash = sha256.leaf(bytesOf(leaves[index] ?? ""));
  expect(verifyInclusion(sha256, { index, leafHash, proof: hashes(proof) }, knownHead(size))).toBe(true);
});

test.each(consistencies)("the reference's proof from %i to %i is believed", (from, to, proof) => {
  expect(verifyConsistency(sha256, knownHead(from), knownHead(to), hashes(proof))).toBe(true);
});

describe("every m ≤ n ≤ 128", async () => {
  const log = await numbered(most);
  const leafHashes = await log.leafHashes({ begin: 0, end: most });
  const heads: TreeHead[] = [];
  for (let size = 0; size <= most; size++) heads.push({ size, root: await log.root(size) });
  const head = (size: number) => heads[size] ?? { size, root: other };

  test("8,256 consistency proofs: all believed, none with a hash that is other, missing or too many", async () => {
    const count = { proofs: 0, damaged: 0, accepted: 0 };
    const refuse = (from: TreeHead, to: TreeHead, proof: readonly Uint8Array[]) => {
      count.damaged++;
      if (verifyConsistency(sha256, from, to, proof)) count.accepted++;
    };
    for (let to = 1; to <= most; to++) {
      for (let from = 1; from <= to; from++) {
        const proof = await log.consistencyProof(from, to);
        count.proofs++;
        if (!verifyConsistency(sha256, head(from), head(to), proof))
          throw new Error(`${from} to ${to} is not believed`);
        for (const wrong of [...eachDamaged(proof), ...wrongLengths(proof)]) refuse(head(from), head(to), wrong);
        refuse({ ...head(from), root: damaged(head(from).root, 5) }, head(to), proof);
        refuse(head(from), { ...head(to), root: damaged(head(to).root, 9) }, proof);
        refuse(head(from), { ...head(to), size: 4096 }, proof);
        // Another checkpoint of the same log, with its own root: the proof is not about that one. The empty log begins all.
        for (const near of [from - 1, from + 1]) if (near > 0 && near <= to) refuse(head(near), head(to), proof);
        for (const near of [to - 1, to + 1]) if (near <= most) refuse(head(from), head(near), proof);
      }
    }
    expect(count).toMatchObject({ proofs: 8256, accepted: 0 });
    expect(count.damaged).toBeGreaterThan(100_000);
  });

  test("8,256 inclusion proofs: all believed, none with a hash that is other, missing or too many", async () => {
    const count = { proofs: 0, damaged: 0, accepted: 0 };
    const refuse = (index: number, leafHash: Uint8Array, proof: readonly Uint8Array[], of: TreeHead) => {
      count.damaged++;
      if (verifyInclusion(sha256, { index, leafHash, proof }, of)) count.accepted++;
    };
    for (let size = 1; size <= most; size++) {
      for (let index = 0; index < size; index++) {
        const proof = await log.inclusionProof(index, size);
        const leafHash = leafHashes[index] ?? other;
        count.proofs++;
        if (!verifyInclusion(sha256, { index, leafHash, proof }, head(size)))
          throw new Error(`${index} in ${size} is not believed`);
        for (const wrong of [...eachDamaged(proof), ...wrongLengths(proof)]) refuse(index, leafHash, wrong, head(size));
        refuse(index, damaged(leafHash, 3), proof, head(size));
        refuse(index, leafHash, proof, { size, root: damaged(head(size).root, 250) });
        for (const near of [index - 1, index + 1, size, -1]) refuse(near, leafHash, proof, head(size));
        for (const near of [size - 1, size + 1]) if (near <= most) refuse(index, leafHash, proof, head(near));
      }
    }
    expect(count).toMatchObject({ proofs: 8256, accepted: 0 });
    expect(count.damaged).toBeGreaterThan(100_000);
  });

  test("the empty log begins every log, by no proof at all", () => {
    expect(verifyConsistency(sha256, head(0), head(7), [])).toBe(true);
    expect(verifyConsistency(sha256, head(0), head(0), [])).toBe(true);
    expect(verifyConsistency(sha256, head(0), head(7), [other])).toBe(false);
    expect(verifyConsistency(sha256, { size: 0, root: other }, head(7), [])).toBe(false);
    expect(verifyInclusion(sha256, { index: 0, leafHash: other, proof: [] }, head(0))).toBe(false);
  });

  test("nonsense is refused, and no error", () => {
    for (const size of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(verifyConsistency(sha256, { size, root: other }, head(7), [])).toBe(false);
      expect(verifyConsistency(sha256, head(7), { size, root: other }, [other])).toBe(false);
      expect(verifyInclusion(sha256, { index: 0, leafHash: other, proof: [other] }, { size, root: other })).toBe(false);
      expect(verifyInclusion(sha256, { index: size, leafHash: other, proof: [other] }, head(7))).toBe(false);
    }
    expect(
      verifyInclusion(sha256, { index: 0, leafHash: Buffer.of(1), proof: [] }, { size: 1, root: Buffer.of(1) }),
    ).toBe(false);
  });

  test("hashes made up at random are believed by nobody", () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(fc.nat(most), fc.nat(most), fc.array(hash, { maxLength: 9 }), (one, two, proof) => {
        const [from, to] = one < two ? [one, two] : [two, one];
        fc.pre(from > 0 && from < to);
        expect(verifyConsistency(sha256, head(from), head(to), proof)).toBe(false);
        expect(verifyInclusion(sha256, { index: from, leafHash: other, proof }, head(to))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

test("sizes beyond 32 bits are halved, not cut", () => {
  // One leaf in front of 2 ** 40 others, of which only the hash is known.
  const first = sha256.leaf(Buffer.of(1));
  const sides = Array.from({ length: 41 }, (_, level) => sha256.leaf(Buffer.of(level)));
  const root = sides.reduce((left, right) => sha256.pair(left, right), first);
  const size = 2 ** 40 + 1;
  expect(verifyInclusion(sha256, { index: 0, leafHash: first, proof: sides }, { size, root })).toBe(true);
  expect(verifyInclusion(sha256, { index: 1, leafHash: first, proof: sides }, { size, root })).toBe(false);
  expect(verifyConsistency(sha256, { size: 1, root: first }, { size, root }, sides)).toBe(true);
  const last = sha256.pair(root, first);
  expect(hexOf(last)).not.toBe(hexOf(root));
  expect(verifyInclusion(sha256, { index: size - 1, leafHash: first, proof: [root] }, { size, root: last })).toBe(true);
});
