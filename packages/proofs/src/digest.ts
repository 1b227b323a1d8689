// The hashes of a Merkle tree, by RFC 6962: over SHA-256, or over SM3 where Chinese algorithms are asked for.
import { getHashes, hash } from "node:crypto";

/** The hash functions that a log may be kept with. Both give 32 bytes. */
export const digestNames = ["sha256", "sm3"] as const;
export type DigestName = (typeof digestNames)[number];

/** How many bytes every hash has. */
export const hashBytes = 32;

/** The hashes of one kind of tree. A leaf and a pair begin with different bytes, so that neither passes for the other. */
export interface Digest {
  readonly name: DigestName;
  /** The root of a log without events. */
  readonly empty: Uint8Array;
  /** The hash of a leaf. */
  leaf(bytes: Uint8Array): Uint8Array;
  /** The hash of two neighbours. */
  pair(left: Uint8Array, right: Uint8Array): Uint8Array;
}

const leafPrefix = Uint8Array.of(0);
const pairPrefix = Uint8Array.of(1);

/** The hashes of trees over this function. Throws where this Node does not have it. */
export function digestOf(name: DigestName): Digest {
  if (!getHashes().includes(name))
    throw new Error(
      `this Node cannot make ${name} hashes: use one whose OpenSSL has ${name}, or choose another digest`,
    );
  return {
    name,
    empty: hash(name, "", "buffer"),
    leaf: (bytes) => hash(name, Buffer.concat([leafPrefix, bytes]), "buffer"),
    pair: (left, right) => hash(name, Buffer.concat([pairPrefix, left, right]), "buffer"),
  };
}

/** True if two hashes are the same. */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
