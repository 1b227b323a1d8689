// The four tables of the log in LMDB, and what their keys and short values look like.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Database, open, type RootDatabase } from "lmdb";
import { seal, unseal } from "./checksum.ts";
import { Damaged } from "./storage.ts";

type Table = Database<Buffer, Buffer>;

export interface Tables {
  readonly root: RootDatabase<Buffer, Buffer>;
  /** Position → record. */
  readonly events: Table;
  /** Stream, revision → position. */
  readonly revisions: Table;
  /** Stream, event id → revision of the first event with it. */
  readonly ids: Table;
  /** Stream → last revision, sealed; `end` → last position given out and that of the last event, sealed. */
  readonly heads: Table;
}

export const logFile = "log.mdb";

/** Address space, not memory and not disk: the file grows with what is stored. */
const mapSize = 2 ** 40;

/** Opens the tables of a directory; creates them unless they are only to be read. */
export function openTables(directory: string, { file = logFile, readOnly = false, noSync = false } = {}): Tables {
  const root = open<Buffer, Buffer>({
    path: join(directory, file),
    noSubdir: true,
    maxDbs: 8,
    mapSize,
    // With overlapping syncs a commit is reported before it is on disk.
    overlappingSync: false,
    noSync,
    readOnly,
    encoding: "binary",
    keyEncoding: "binary",
  });
  const table = (name: string): Table => root.openDB({ name, encoding: "binary", keyEncoding: "binary" });
  return { root, events: table("events"), revisions: table("revisions"), ids: table("ids"), heads: table("heads") };
}

export const largest = 2n ** 64n - 1n;

/** A number as the bytes that sort like it. */
export function number(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

export const streamKeySize = 32;

/** Keys have a limited length, names have not. */
export function streamKey(stream: string): Buffer {
  return createHash("sha256").update(stream).digest();
}

/** The key of something in a stream. */
export const inStream = (stream: Buffer, rest: Buffer): Buffer => Buffer.concat([stream, rest]);

/** How far the log goes. */
export interface End {
  /** The highest position given out. */
  readonly position: bigint;
  /** The position of the last event, 0 if there is none. */
  readonly lastEvent: bigint;
}

export const endKey = Buffer.from("end");

export const sealedEnd = ({ position, lastEvent }: End): Buffer => seal(endKey, number(position), number(lastEvent));

/** Throws `Damaged`. */
export function readEnd(sealed: Buffer | undefined): End {
  if (!sealed) return { position: 0n, lastEvent: 0n };
  const bytes = unseal(endKey, sealed);
  if (bytes?.length !== 16) throw new Damaged("What says where the log ends is damaged");
  return { position: bytes.readBigUInt64BE(0), lastEvent: bytes.readBigUInt64BE(8) };
}

export const sealedHead = (stream: Buffer, revision: bigint): Buffer => seal(stream, number(revision));

/** Undefined if it is damaged. */
export function readHead(stream: Buffer, sealed: Buffer): bigint | undefined {
  const bytes = unseal(stream, sealed);
  return bytes?.length === 8 ? bytes.readBigUInt64BE(0) : undefined;
}
