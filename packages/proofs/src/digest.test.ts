// The hashes of trees are those of the standards.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { hexOf } from "../testing/trees.ts";
import { digestNames, digestOf, hashBytes } from "./digest.ts";

// GB/T 32905-2016, appendix A.
test.each([
  ["abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"],
  ["abcd".repeat(16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"],
])("what this Node calls sm3 is SM3: %s", (text, hash) => {
  expect(createHash("sm3").update(text).digest("hex")).toBe(hash);
});

test.each(digestNames)("a leaf, a pair and nothing begin differently under %s", (name) => {
  const digest = digestOf(name);
  const bytes = (...parts: readonly Uint8Array[]) => createHash(name).update(Buffer.concat(parts)).digest("hex");
  const left = digest.leaf(Buffer.from("left"));
  const right = digest.leaf(Buffer.from("right"));
  expect(hexOf(left)).toBe(bytes(Buffer.of(0), Buffer.from("left")));
  expect(hexOf(digest.pair(left, right))).toBe(bytes(Buffer.of(1), left, right));
  expect(hexOf(digest.empty)).toBe(bytes());
  expect(left).toHaveLength(hashBytes);
});
