// How one event is laid out as bytes on disk; the first byte is the version of this layout.
import type { RecordedEvent } from "../core/event.ts";

const layoutVersion = 1;
const headSize = 48;

/** The bytes of an event, all but its position, which is its key. */
export function encodeRecord(event: RecordedEvent): Buffer {
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
  return Buffer.concat([head, stream, type, event.data, event.metadata]);
}

/** The event of these bytes. Throws if they are of a later layout. */
export function decodeRecord(position: bigint, bytes: Buffer): RecordedEvent {
  const version = bytes.readUInt8(0);
  if (version !== layoutVersion) {
    throw new Error(`The event at position ${position} has layout ${version}; this version reads ${layoutVersion}.`);
  }
  const typeAt = headSize + bytes.readUInt32BE(34);
  const dataAt = typeAt + bytes.readUInt32BE(38);
  const metadataAt = dataAt + bytes.readUInt32BE(42);
  return {
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
}

/** The 16 bytes of a UUID. */
export function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

function idText(bytes: Buffer, at: number): string {
  const hex = bytes.toString("hex", at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
