// Trees for tests: small logs with all their roots.
import { digestOf } from "../src/digest.ts";
import { type MerkleLog, merkleLog } from "../src/merkle-log.ts";
import { memoryNodes } from "../src/nodes.ts";

export const sha256 = digestOf("sha256");

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, "hex");

/** A log of these leaves, in memory. */
export async function logOf(leafHashes: readonly Uint8Array[], digest = sha256): Promise<MerkleLog> {
  const log = await merkleLog(digest, memoryNodes());
  await log.append(leafHashes);
  return log;
}

/** A log whose leaves are the numbers from 0. */
export const numbered = (size: number): Promise<MerkleLog> =>
  logOf(Array.from({ length: size }, (_, number) => sha256.leaf(Buffer.from(String(number)))));

/** The same bytes, with one bit changed. */
export function damaged(bytes: Uint8Array, bit = 0): Uint8Array {
  const other = Uint8Array.from(bytes);
  const byte = Math.floor(bit / 8) % bytes.length;
  other[byte] = (other[byte] ?? 0) ^ (1 << (bit % 8));
  return other;
}
