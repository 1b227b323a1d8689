// Checksums for what is on disk, so that a changed bit is noticed when it is read.
import { crc32 } from "node:zlib";

const checksumSize = 4;

/** The bytes followed by a checksum that also covers their key, so that they do not pass under another one. */
export function seal(key: Buffer, ...parts: readonly Uint8Array[]): Buffer {
  const checksum = Buffer.alloc(checksumSize);
  checksum.writeUInt32BE(parts.reduce(add, add(0, key)));
  return Buffer.concat([...parts, checksum]);
}

/** The bytes that were sealed under this key; undefined if they or the key have changed. */
export function unseal(key: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < checksumSize) return undefined;
  const bytes = sealed.subarray(0, -checksumSize);
  return add(add(0, key), bytes) === sealed.readUInt32BE(bytes.length) ? bytes : undefined;
}

/** The library starts over when it gets empty bytes that have no address. */
function add(sum: number, bytes: Uint8Array): number {
  return bytes.length === 0 ? sum : crc32(bytes, sum);
}
