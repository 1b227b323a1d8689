// The disk alone: LMDB in this process, with transactions and syncs like those of the event store.
//
// There are as many tables and keys, as long as those of the event store, and the same records. What is left out is
// everything else that a store does: deciding, encoding, the network.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, open } from "lmdb";
import type { After } from "../after.ts";
import { filled } from "../event-store.ts";
import { measuredData, measuredType } from "../measured-event.ts";

/** Tables with as much in them as the event store that is measured. */
export interface FilledTables {
  /** Writes a number of events to a stream in one transaction; resolves when they are on disk. */
  append(stream: number, events: number): Promise<unknown>;
  /** Reads the first events of the log; gives their number. */
  scanLog(events: number): number;
  /** Reads the first events of a stream through its index; gives their number. */
  scanStream(events: number): number;
}

const headBytes = 48;
const record = Buffer.from(" ".repeat(headBytes) + filled.stream + measuredType + JSON.stringify(measuredData(0)));
const endKey = Buffer.from("end");
const filledStream = 1_000;

/** Opens and fills them in a directory that is removed at the end. */
export async function openFilledTables(after: After): Promise<FilledTables> {
  const directory = await mkdtemp(join(tmpdir(), "lmdb-alone-"));
  after(() => rm(directory, { recursive: true, force: true }));
  const options = { encoding: "binary", keyEncoding: "binary" } as const;
  const root = open({
    path: join(directory, "log.mdb"),
    noSubdir: true,
    maxDbs: 8,
    overlappingSync: false,
    ...options,
  });
  after(() => root.close());
  const table = (name: string): Database<Buffer, Buffer> => root.openDB({ name, ...options });
  const [events, revisions, ids, heads] = [table("events"), table("revisions"), table("ids"), table("heads")];

  const append = (stream: number, count: number) =>
    root.transaction(() => {
      const name = streamKey(stream);
      const first = next(heads.get(name));
      for (let n = 0; n < count; n++) {
        const revision = number(first + n);
        const position = number(next(heads.get(endKey)));
        const id = Buffer.concat([name, randomBytes(16)]);
        events.put(position, record);
        revisions.put(Buffer.concat([name, revision]), position);
        if (ids.get(id) === undefined) ids.put(id, revision);
        heads.put(name, revision);
        heads.put(endKey, position);
      }
    });
  for (let left = filled.events; left > 0; left -= 1000) await append(filledStream, Math.min(left, 1000));

  return {
    append,
    scanLog: (limit) => countWhole(events.getRange({ limit }).map(({ value }) => value)),
    scanStream(limit) {
      const start = streamKey(filledStream);
      return countWhole(revisions.getRange({ start, limit }).map(({ value }) => events.get(value)));
    },
  };
}

const streamKey = (stream: number) => Buffer.alloc(32, number(stream));
const next = (last: Buffer | undefined) => (last ? Number(last.readBigUInt64BE(0)) + 1 : 0);

function number(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** Goes through all records. Throws if one is not complete. */
function countWhole(found: Iterable<Buffer | undefined>): number {
  let count = 0;
  for (const bytes of found) {
    if (bytes?.length !== record.length) throw new Error("lmdb alone lost a record");
    count += 1;
  }
  return count;
}
