// The log on disk, in LMDB: a write is answered when its transaction is synced; concurrent writes share one.
import { statfsSync } from "node:fs";
import { lmdbReader } from "./lmdb-reader.ts";
import { encodeRecord, idBytes } from "./record.ts";
import { type LogWriter, type Storage, StorageFull } from "./storage.ts";
import { endKey, inStream, number, openTables, readEnd, sealedEnd, sealedHead, streamKey } from "./tables.ts";

interface LmdbOptions {
  /** The name of the log's file in the directory. */
  readonly file?: string;
  /** Leaves it to the system when to write: what is answered may then be lost. */
  readonly noSync?: boolean;
}

/**
 * Opens or creates the log in a directory that this process has locked. Writes are refused while fewer bytes are free on
 * the disk: LMDB reports a disk that fills up during a write as an input/output error, after which nothing can be trusted.
 */
export function lmdbStorage(directory: string, minFreeBytes = 0, options: LmdbOptions = {}): Storage {
  const tables = openTables(directory, options);
  const { root, events, revisions, ids, heads } = tables;
  const reader = lmdbReader(tables);
  const writer: LogWriter = {
    ...reader,
    put(event) {
      const stream = streamKey(event.stream);
      const revision = number(event.revision);
      const at = number(event.position);
      const id = inStream(stream, idBytes(event.id));
      const { lastEvent } = readEnd(heads.get(endKey));
      events.put(at, encodeRecord(at, { event, previous: lastEvent }));
      revisions.put(inStream(stream, revision), at);
      if (ids.get(id) === undefined) ids.put(id, revision);
      heads.put(stream, sealedHead(stream, event.revision));
      heads.put(endKey, sealedEnd({ position: event.position, lastEvent: event.position }));
    },
    reserve(position) {
      heads.put(endKey, sealedEnd({ ...readEnd(heads.get(endKey)), position }));
    },
  };

  return {
    ...reader,
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
