import { consistencies, inclusions, leaves, roots } from "@taizhang/proofs/testing/rfc6962";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesInHex, hexOf } from "./bytes.ts";
import { hashOf, leafHash, rootFromLeaf, rootsOfGrowth } from "./merkle.ts";

const bytes = (hex: string): Uint8Array => bytesInHex(hex) ?? new Uint8Array();
const leafHashes = leaves.map((leaf) => leafHash(bytes(leaf)));
const at = <Each>(list: readonly Each[], index: number): Each => {
  const found = list[index];
  if (found === undefined) throw new Error(`there is none at ${index}`);
  return found;
};

test.each(inclusions)("the reference's proof leads from leaf %i to the root of %i leaves", (index, size, proof) => {
  const found = rootFromLeaf({ index, size, leaf: at(leafHashes, index) }, proof.map(bytes));
  expect(found && hexOf(found)).toBe(roots[size]);
});

test.each(consistencies)("the reference's proof leads from %i leaves to %i", (from, to, proof) => {
  const found = rootsOfGrowth({ from, to, olderRoot: bytes(at(roots, from)) }, proof.map(bytes));
  expect(found && [hexOf(found.older), hexOf(found.newer)]).toEqual([roots[from], roots[to]]);
});

test("nothing at all has the hash that SHA-256 gives it", () => {
  expect(hexOf(hashOf(new Uint8Array()))).toBe(roots[0]);
});

// The definitions of RFC 6962 (2.1, 2.1.1, 2.1.2), word by word: what proofs are, told by whoever has all leaves.
const concat = (...all: readonly Uint8Array[]) => Uint8Array.from(all.flatMap((each) => [...each]));
const pair = (left: Uint8Array, right: Uint8Array) => hashOf(concat(Uint8Array.of(1), left, right));
const below = (size: number) => 2 ** Math.floor(Math.log2(size - 1));
const rootOf = (d: readonly Uint8Array[]): Uint8Array => {
  if (d.length === 1) return at(d, 0);
  const k = below(d.length);
  return pair(rootOf(d.slice(0, k)), rootOf(d.slice(k)));
};
const pathOf = (m: number, d: readonly Uint8Array[]): readonly Uint8Array[] => {
  if (d.length === 1) return [];
  const k = below(d.length);
  return m < k
    ? [...pathOf(m, d.slice(0, k)), rootOf(d.slice(k))]
    : [...pathOf(m - k, d.slice(k)), rootOf(d.slice(0, k))];
};
const growthOf = (m: number, d: readonly Uint8Array[], isWhole: boolean): readonly Uint8Array[] => {
  if (m === d.length) return isWhole ? [] : [rootOf(d)];
  const k = below(d.length);
  return m <= k
    ? [...growthOf(m, d.slice(0, k), isWhole), rootOf(d.slice(k))]
    : [...growthOf(m - k, d.slice(k), false), rootOf(d.slice(0, k))];
};

const most = 40;
const many = Array.from({ length: most }, (_, number) => leafHash(Uint8Array.of(number)));
const rootOfFirst = (size: number) => rootOf(many.slice(0, size));
/** The hashes with one bit of one of them turned. */
const damaged = (hashes: readonly Uint8Array[], bit: number): readonly Uint8Array[] =>
  hashes.map((hash, place) =>
    place === bit % hashes.length ? hash.map((byte, each) => (each === bit % 32 ? byte ^ 1 : byte)) : hash,
  );
const spans = fc.tuple(fc.integer({ min: 1, max: most }), fc.nat()).map(([to, any]) => ({ to, from: (any % to) + 1 }));

describe("logs of every size up to 40", () => {
  test("a leaf leads to the root, and with one bit turned to another one or to none", () => {
    fc.assert(
      fc.property(spans, fc.nat(), ({ from, to: size }, bit) => {
        const [index, hashes] = [from - 1, pathOf(from - 1, many.slice(0, size))];
        const root = rootOfFirst(size);
        expect(rootFromLeaf({ index, size, leaf: at(many, index) }, hashes)).toEqual(root);
        expect(rootFromLeaf({ index, size, leaf: at(damaged([at(many, index)], bit), 0) }, hashes)).not.toEqual(root);
        if (hashes.length > 0)
          expect(rootFromLeaf({ index, size, leaf: at(many, index) }, damaged(hashes, bit))).not.toEqual(root);
        for (const wrong of [hashes.slice(1), [...hashes, root]])
          if (wrong.length !== hashes.length)
            expect(rootFromLeaf({ index, size, leaf: at(many, index) }, wrong)).not.toEqual(root);
      }),
    );
  });

  test("a log that has grown leads to both roots, and with one bit turned not", () => {
    fc.assert(
      fc.property(spans, fc.nat(), ({ from, to }, bit) => {
        const hashes = growthOf(from, many.slice(0, to), true);
        const wanted = { older: rootOfFirst(from), newer: rootOfFirst(to) };
        const given = { from, to, olderRoot: wanted.older };
        expect(rootsOfGrowth(given, hashes)).toEqual(wanted);
        if (hashes.length > 0) expect(rootsOfGrowth(given, damaged(hashes, bit))).not.toEqual(wanted);
        for (const wrong of [hashes.slice(1), [...hashes, wanted.newer]])
          if (wrong.length !== hashes.length) expect(rootsOfGrowth(given, wrong)).not.toEqual(wanted);
      }),
    );
  });
});

test("nonsense leads nowhere, and is no error", () => {
  const [leaf = new Uint8Array()] = leafHashes;
  for (const size of [-1, 0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
    expect(rootFromLeaf({ index: 0, size, leaf }, [leaf])).toBeNull();
    expect(rootsOfGrowth({ from: size, to: 8, olderRoot: leaf }, [leaf])).toBeNull();
  }
  expect(rootFromLeaf({ index: 0, size: 2, leaf }, [Uint8Array.of(1)])).toBeNull();
  expect(rootsOfGrowth({ from: 9, to: 8, olderRoot: leaf }, [])).toBeNull();
});

test("sizes beyond 32 bits are halved, not cut", () => {
  const first = leafHash(Uint8Array.of(1));
  const sides = Array.from({ length: 41 }, (_, level) => leafHash(Uint8Array.of(level)));
  const root = sides.reduce((left, right) => pair(left, right), first);
  expect(rootFromLeaf({ index: 0, size: 2 ** 40 + 1, leaf: first }, sides)).toEqual(root);
  expect(rootsOfGrowth({ from: 1, to: 2 ** 40 + 1, olderRoot: first }, sides)).toEqual({ older: first, newer: root });
});
