// The tables of the index in LMDB, and what their keys and short values look like.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Database, open, type RootDatabase } from "lmdb";
import { Damaged } from "../core/storage.ts";
import { seal, unseal } from "./checksum.ts";
import { openingFailed } from "./index-reading.ts";

type Table = Database<Buffer, Buffer>;

export interface Tables {
  readonly root: RootDatabase<Buffer, Buffer>;
  /** Stream, revision → position. */
  readonly revisions: Table;
  /** Stream, event id → revision of the first event with it. */
  readonly ids: Table;
  /** Stream → last revision, sealed; `end` → how far the log is indexed, sealed. */
  readonly heads: Table;
  /** Now and then a position at which a record ends → nothing. */
  readonly waypoints: Table;
}

export const logFile = "events.log";
export const indexFile = "index.mdb";

/** Address space, not memory and not disk: the file grows with what is stored. */
const mapSize = 2 ** 40;

/** Opens the tables of a directory; creates them unless they are only to be read. Throws `Damaged`. */
export function openTables(directory: string, { readOnly = false } = {}): Tables {
  let root: RootDatabase<Buffer, Buffer> | undefined;
  try {
    root = openRoot(directory, readOnly);
    return tablesOf(root);
  } catch (error) {
    root?.close();
    throw openingFailed(error);
  }
}

function openRoot(directory: string, readOnly: boolean): RootDatabase<Buffer, Buffer> {
  return open<Buffer, Buffer>({
    path: join(directory, indexFile),
    noSubdir: true,
    maxDbs: 8,
    mapSize,
    // With overlapping syncs a commit is reported before it is on disk.
    overlappingSync: false,
    // The library's own batches have promises that nobody handles, and whose failure would end the process.
    eventTurnBatching: false,
    readOnly,
    encoding: "binary",
    keyEncoding: "binary",
  });
}

function tablesOf(root: RootDatabase<Buffer, Buffer>): Tables {
  const table = (name: string): Table => {
    // The library says otherwise, but gives nothing if there is no such table and it must not make one.
    const found: Table | undefined = root.openDB({ name, encoding: "binary", keyEncoding: "binary" });
    if (!found) throw new Damaged({ zh: `索引中没有表 ${name}`, en: `The index has no table ${name}` });
    return found;
  };
  return {
    root,
    revisions: table("revisions"),
    ids: table("ids"),
    heads: table("heads"),
    waypoints: table("waypoints"),
  };
}

export const largest = 2n ** 64n - 1n;

/** A number as the bytes that sort like it. */
export function number(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** The number in a key or value; what is left of it in a damaged one. */
export function numberOf(bytes: Buffer): bigint {
  return bytes.length === 8 ? bytes.readBigUInt64BE() : BigInt(`0x0${bytes.toString("hex", 0, 8)}`);
}

export const streamKeySize = 32;

/** A hash, because keys are limited in length and names are not. */
export function streamKey(stream: string): Buffer {
  return createHash("sha256").update(stream).digest();
}

/** The key of something in a stream. */
export const inStream = (stream: Buffer, rest: Buffer): Buffer => Buffer.concat([stream, rest]);

export const endKey = Buffer.from("end");

export const sealedEnd = (position: number): Buffer => seal(endKey, number(BigInt(position)));

/** How far the log is indexed. Throws `Damaged`. */
export function readEnd(sealed: Buffer | undefined): number {
  if (!sealed) return 0;
  const bytes = unseal(endKey, sealed);
  if (bytes?.length !== 8)
    throw new Damaged({
      zh: "索引至日志何处的记载已损坏",
      en: "The mark of how far the log is indexed is damaged",
    });
  return Number(bytes.readBigUInt64BE(0));
}

export const sealedHead = (stream: Buffer, revision: bigint): Buffer => seal(stream, number(revision));

/** Undefined if it is damaged. */
export function readHead(stream: Buffer, sealed: Buffer): bigint | undefined {
  const bytes = unseal(stream, sealed);
  return bytes?.length === 8 ? bytes.readBigUInt64BE(0) : undefined;
}
