// The log on disk, in LMDB: a write is answered when its transaction is synced; concurrent writes share one.
import { createHash } from "node:crypto";
import { statfsSync } from "node:fs";
import { join } from "node:path";
import { type Database, open } from "lmdb";
import type { RecordedEvent } from "../core/event.ts";
import { decodeRecord, encodeRecord, idBytes } from "./record.ts";
import { type LogWriter, type Storage, StorageFull } from "./storage.ts";

type Table = Database<Buffer, Buffer>;

/** Address space, not memory and not disk: the file grows with what is stored. */
const mapSize = 2 ** 40;
const largest = 2n ** 64n - 1n;
const endKey = Buffer.from("end");

/**
 * Opens or creates the log in a directory that this process has locked. Writes are refused while fewer bytes are free on
 * the disk: LMDB reports a disk that fills up during a write as an input/output error, after which nothing can be trusted.
 */
export function lmdbStorage(directory: string, minFreeBytes = 0): Storage {
  const root = open({
    path: join(directory, "log.mdb"),
    noSubdir: true,
    maxDbs: 8,
    mapSize,
    // With overlapping syncs a commit is reported before it is on disk.
    overlappingSync: false,
    encoding: "binary",
    keyEncoding: "binary",
  });
  const table = (name: string): Table => root.openDB({ name, encoding: "binary", keyEncoding: "binary" });
  const events = table("events"); // position → event
  const revisions = table("revisions"); // stream, revision → position
  const ids = table("ids"); // stream, event id → revision of the first event with it
  const heads = table("heads"); // stream → last revision; "end" → last position

  const position = (key: Buffer | undefined) => key?.readBigUInt64BE(0);
  const read = (at: bigint): RecordedEvent | undefined => {
    const bytes = events.get(number(at));
    return bytes && decodeRecord(at, bytes);
  };

  const writer: LogWriter = {
    lastRevision: (stream) => heads.get(streamKey(stream))?.readBigInt64BE(0) ?? -1n,
    revisionOf: (stream, id) => ids.get(Buffer.concat([streamKey(stream), idBytes(id)]))?.readBigInt64BE(0),
    event(stream, revision) {
      const at = position(revisions.get(Buffer.concat([streamKey(stream), number(revision)])));
      return at === undefined ? undefined : read(at);
    },
    *stream(stream, from, direction) {
      const key = streamKey(stream);
      const start = Buffer.concat([key, number(from)]);
      const end = direction === "forwards" ? Buffer.concat([key, number(largest)]) : key;
      for (const { value } of revisions.getRange({ start, end, reverse: direction === "backwards" })) {
        const event = read(value.readBigUInt64BE(0));
        if (event) yield event;
      }
    },
    *all(from, direction) {
      for (const { key, value } of events.getRange({ start: number(from), reverse: direction === "backwards" })) {
        yield decodeRecord(key.readBigUInt64BE(0), value);
      }
    },
    lastPosition: () => position(heads.get(endKey)) ?? 0n,
    put(event) {
      const key = streamKey(event.stream);
      const revision = number(event.revision);
      const at = number(event.position);
      const idKey = Buffer.concat([key, idBytes(event.id)]);
      events.put(at, encodeRecord(event));
      revisions.put(Buffer.concat([key, revision]), at);
      if (ids.get(idKey) === undefined) ids.put(idKey, revision);
      heads.put(key, revision);
      heads.put(endKey, at);
    },
    reserve(at) {
      heads.put(endKey, number(at));
    },
  };

  return {
    ...writer,
    async write(work) {
      if (freeBytes(directory) < minFreeBytes)
        throw new StorageFull(`Fewer than ${minFreeBytes} bytes are free on the disk.`);
      try {
        // A child transaction: if `work` throws half-way, its own puts go and its neighbours' in the batch stay.
        return await root.childTransaction(() => work(writer));
      } catch (error) {
        throw isFull(await causeOf(error)) ? new StorageFull("There is no room left on the disk.") : error;
      }
    },
    close: () => root.close(),
  };
}

function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/** Keys have a limited length, names have not. */
function streamKey(stream: string): Buffer {
  return createHash("sha256").update(stream).digest();
}

function number(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

const errorCodes = { mapFull: -30792, noSpace: 28 };

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && Object.values<unknown>(errorCodes).includes(error.code);
}

/** A failed commit rejects with an error that holds a promise of the reason. */
async function causeOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !("commitError" in error)) return error;
  try {
    return await error.commitError;
  } catch (cause) {
    return cause;
  }
}
