// Checksums of what is on disk: a bit that changes there is noticed when it is read.
import { crc32 } from "node:zlib";

const checksumSize = 4;

/** The bytes with a checksum behind them that covers their key too, so that they are noticed under another one. */
export function seal(key: Buffer, ...parts: readonly Uint8Array[]): Buffer {
  const checksum = Buffer.alloc(checksumSize);
  checksum.writeUInt32BE(parts.reduce(add, add(0, key)));
  return Buffer.concat([...parts, checksum]);
}

/** What was sealed under this key; undefined if one of both is not what it was. */
export function unseal(key: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < checksumSize) return undefined;
  const bytes = sealed.subarray(0, -checksumSize);
  return add(add(0, key), bytes) === sealed.readUInt32BE(bytes.length) ? bytes : undefined;
}

/** The library takes empty bytes without an address of their own for a new beginning. */
function add(sum: number, bytes: Uint8Array): number {
  return bytes.length === 0 ? sum : crc32(bytes, sum);
}
