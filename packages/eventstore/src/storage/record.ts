// How one event is laid out as bytes on disk; the first byte is the version of this layout.
import type { RecordedEvent } from "../core/event.ts";
import { seal, unseal } from "./checksum.ts";
import { Damaged } from "./storage.ts";

const layoutVersion = 2;
const headSize = 54;

/** An event as it is kept: with the position of the event before it, 0 for the first, so that none can go missing. */
export interface StoredRecord {
  readonly event: RecordedEvent;
  readonly previous: bigint;
}

/** The bytes of an event under the key of its position, with a checksum over both. */
export function encodeRecord(key: Buffer, { event, previous }: StoredRecord): Buffer {
  const stream = Buffer.from(event.stream);
  const type = Buffer.from(event.type);
  const head = Buffer.alloc(headSize);
  head.writeUInt8(layoutVersion, 0);
  head.writeUInt8(event.json ? 1 : 0, 1);
  head.writeBigUInt64BE(event.revision, 2);
  head.writeBigUInt64BE(event.created, 10);
  head.set(idBytes(event.id), 18);
  head.writeUInt32BE(stream.length, 34);
  head.writeUInt32BE(type.length, 38);
  head.writeUInt32BE(event.data.length, 42);
  head.writeBigUInt64BE(previous, 46);
  return seal(key, head, stream, type, event.data, event.metadata);
}

/** The event of these bytes. Throws `Damaged` if they, or the key, are not what was written. */
export function decodeRecord(key: Buffer, sealed: Buffer): StoredRecord {
  const bytes = unseal(key, sealed);
  if (key.length !== 8 || bytes === undefined || bytes.length < headSize) {
    throw new Damaged(`The event at position ${positionOf(key)} is damaged: its checksum is not right`);
  }
  const position = positionOf(key);
  const version = bytes.readUInt8(0);
  if (version !== layoutVersion) {
    throw new Error(`The event at position ${position} has layout ${version}; this version reads ${layoutVersion}.`);
  }
  const typeAt = headSize + bytes.readUInt32BE(34);
  const dataAt = typeAt + bytes.readUInt32BE(38);
  const metadataAt = dataAt + bytes.readUInt32BE(42);
  const event = {
    position,
    json: bytes.readUInt8(1) === 1,
    revision: bytes.readBigUInt64BE(2),
    created: bytes.readBigUInt64BE(10),
    id: idText(bytes, 18),
    stream: bytes.toString("utf8", headSize, typeAt),
    type: bytes.toString("utf8", typeAt, dataAt),
    data: bytes.subarray(dataAt, metadataAt),
    metadata: bytes.subarray(metadataAt),
  };
  return { event, previous: bytes.readBigUInt64BE(46) };
}

/** The position that a key stands for; of a damaged key what is left of it. */
export function positionOf(key: Buffer): bigint {
  return key.length === 0 ? 0n : BigInt(`0x${key.toString("hex", 0, 8)}`);
}

/** The 16 bytes of a UUID. */
export function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

/** The text of 16 bytes of a UUID. */
export function idText(bytes: Buffer, at: number): string {
  const hex = bytes.toString("hex", at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
