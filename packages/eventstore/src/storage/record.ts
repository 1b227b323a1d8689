// How one record of the log is laid out as bytes: an event, or a blank, which takes a position and holds no event.
//
//   0  length of all of it     22  created, ticks           58  unused bytes before the last four
//   4  checksum of the rest    30  event id                 59  nothing
//   8  version of this layout  46  length of the stream     60  stream, type, data, metadata, unused bytes
//   9  flags                   50  length of the type       …   length of all of it again, to read backwards
//  10  bytes since its commit  54  length of the metadata
//      began
//  14  revision
//
// Nothing writes unused bytes any more, but there may be some; readers skip them.
//
// A record's position is where it ends in the file, so the lengths are those that `sizeOf` gives. The checksum covers the
// position, too: a record that turns up elsewhere is not taken for one.
import { crc32 } from "node:zlib";
import { type RecordedEvent, recordOverhead, sizeOf } from "../core/event.ts";
import { Damaged, type UnplacedEvent } from "../core/storage.ts";

export const layoutVersion = 3;
const headSize = 60;
const trailerSize = 4;
const checkedFrom = 8;
const flagsAt = 9;

const flags = { json: 1, blank: 2, endsCommit: 4 };

const smallestRecord = recordOverhead;

/** A record as it stands in the log. A commit is what was written at once: all of its records count, or none. */
export interface LogRecord {
  /** None if the record is a blank. */
  readonly event?: RecordedEvent;
  /** Where it begins and ends in the file; `end` is its position. */
  readonly start: number;
  readonly end: number;
  /** Where its commit begins. */
  readonly commitStart: number;
  /** Whether it is the last of its commit. */
  readonly endsCommit: boolean;
}

/** Where a record is put: its first byte, and that of its commit. */
interface Place {
  readonly start: number;
  readonly commitStart: number;
}

/** The bytes of an event at a place. */
export function encodeEvent(event: UnplacedEvent, { start, commitStart }: Place): Buffer {
  const bytes = Buffer.allocUnsafe(sizeOf(event, event.stream));
  bytes.writeUInt8(event.json ? flags.json : 0, flagsAt);
  bytes.writeBigUInt64BE(event.revision, 14);
  bytes.writeBigUInt64BE(event.created, 22);
  bytes.write(event.id.replaceAll("-", ""), 30, "hex");
  const typeAt = headSize + bytes.write(event.stream, headSize);
  const dataAt = typeAt + bytes.write(event.type, typeAt);
  bytes.writeUInt32BE(typeAt - headSize, 46);
  bytes.writeUInt32BE(dataAt - typeAt, 50);
  bytes.writeUInt32BE(event.metadata.length, 54);
  bytes.writeUInt16BE(0, 58);
  bytes.set(event.data, dataAt);
  const metadataAt = dataAt + event.data.length;
  bytes.set(event.metadata, metadataAt);
  bytes.fill(0, metadataAt + event.metadata.length);
  return finished(bytes, start, commitStart);
}

/** The bytes of a blank at a place. */
export function encodeBlank({ start, commitStart }: Place): Buffer {
  const bytes = Buffer.alloc(smallestRecord);
  bytes.writeUInt8(flags.blank, flagsAt);
  return finished(bytes, start, commitStart);
}

function finished(bytes: Buffer, start: number, commitStart: number): Buffer {
  bytes.writeUInt8(layoutVersion, 8);
  bytes.writeUInt32BE(start - commitStart, 10);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.writeUInt32BE(bytes.length, bytes.length - trailerSize);
  return seal(bytes, start + bytes.length);
}

/** Marks a record as the last of its commit. */
export function endCommit(bytes: Buffer, end: number): void {
  bytes.writeUInt8(bytes.readUInt8(flagsAt) | flags.endsCommit, flagsAt);
  seal(bytes, end);
}

function seal(bytes: Buffer, end: number): Buffer {
  bytes.writeUInt32BE(checksum(bytes, end), 4);
  return bytes;
}

/** Starts from the position, so that it covers that, too. */
function checksum(bytes: Buffer, end: number): number {
  return crc32(bytes.subarray(checkedFrom), (end ^ (end / 2 ** 32)) >>> 0);
}

/** The length of the record that begins or ends with these four bytes; undefined if no record is that short. */
export function lengthIn(bytes: Buffer, at: number): number | undefined {
  const length = bytes.readUInt32BE(at);
  return length >= smallestRecord ? length : undefined;
}

/** The first bytes of a record, which tell it from other bytes before its checksum does, and where the version is in them. */
export const soughtHead = { size: 14, versionAt: 8 };

/** Where the commit of a record begins, from the first bytes of the record. */
export function commitStartIn(bytes: Buffer, at: number, start: number): number {
  return start - bytes.readUInt32BE(at + 10);
}

/** The record of these bytes, which end at a position. Throws `Damaged` if they are not what was written there. */
export function decodeRecord(bytes: Buffer, end: number): LogRecord {
  const start = end - bytes.length;
  if (!isSound(bytes, end)) throw damagedAt(end);
  const flagsHere = bytes.readUInt8(flagsAt);
  const common = {
    start,
    end,
    commitStart: commitStartIn(bytes, 0, start),
    endsCommit: (flagsHere & flags.endsCommit) !== 0,
  };
  if ((flagsHere & flags.blank) !== 0) return common;
  const typeAt = headSize + bytes.readUInt32BE(46);
  const dataAt = typeAt + bytes.readUInt32BE(50);
  const metadataEnd = bytes.length - trailerSize - bytes.readUInt8(58);
  const metadataAt = metadataEnd - bytes.readUInt32BE(54);
  const event = {
    position: BigInt(end),
    json: (flagsHere & flags.json) !== 0,
    revision: bytes.readBigUInt64BE(14),
    created: bytes.readBigUInt64BE(22),
    id: idText(bytes, 30),
    stream: bytes.toString("utf8", headSize, typeAt),
    type: bytes.toString("utf8", typeAt, dataAt),
    data: bytes.subarray(dataAt, metadataAt),
    metadata: bytes.subarray(metadataAt, metadataEnd),
  };
  return { ...common, event };
}

/** Whether these bytes are a record that was written to end at this position. */
export function isSound(bytes: Buffer, end: number): boolean {
  return (
    bytes.length >= smallestRecord &&
    bytes.readUInt32BE(0) === bytes.length &&
    bytes.readUInt32BE(bytes.length - trailerSize) === bytes.length &&
    bytes.readUInt8(8) === layoutVersion &&
    checksum(bytes, end) === bytes.readUInt32BE(4)
  );
}

export const damagedAt = (position: number | bigint) =>
  new Damaged({
    zh: `位置 ${position} 的事件已损坏：校验和不符`,
    en: `The event at position ${position} is damaged: its checksum is not right`,
  });

/** The 16 bytes of a UUID. */
export function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

/** The text of 16 bytes of a UUID. */
function idText(bytes: Buffer, at: number): string {
  const hex = bytes.toString("hex", at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
