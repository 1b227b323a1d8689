// From format 1 of the data directory, whose records had no checksums: the log is written anew beside the old one.
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RecordedEvent } from "../core/event.ts";
import { lmdbStorage } from "./lmdb-storage.ts";
import { idText, positionOf } from "./record.ts";
import { endKey, logFile, openTables, type Tables } from "./tables.ts";

const newFile = `${logFile}.new`;
const batchBytes = 16 << 20;

/**
 * Brings the log of a locked directory from format 1 to 2, and tells how many events it holds. The new log takes the
 * place of the old one in one step; cut off before, the upgrade begins anew, and cut off after, there is nothing to do.
 */
export async function upgradeLog(directory: string): Promise<number> {
  const path = join(directory, newFile);
  removeLog(path);
  if (!existsSync(join(directory, logFile))) return 0;
  const old = openTables(directory);
  const isDone = isNewLayout(old);
  const count = isDone ? old.events.getCount() : await copy(old, directory);
  await old.root.close();
  if (isDone) return count;
  rmSync(join(directory, `${logFile}-lock`), { force: true });
  renameSync(path, join(directory, logFile));
  removeLog(path);
  return count;
}

async function copy(old: Tables, directory: string): Promise<number> {
  const storage = lmdbStorage(directory, 0, { file: newFile });
  let batch: RecordedEvent[] = [];
  let [bytes, count] = [0, 0];
  const write = async () => {
    const events = batch;
    await storage.write((log) => {
      for (const event of events) log.put(event);
    });
    count += batch.length;
    [batch, bytes] = [[], 0];
  };
  for (const { key, value } of old.events.getRange()) {
    batch.push(decodeFirstLayout(positionOf(key), value));
    bytes += value.length;
    if (bytes >= batchBytes) await write();
  }
  await write();
  const end = old.heads.get(endKey);
  if (end) await storage.write((log) => log.reserve(positionOf(end)));
  await storage.close();
  return count;
}

function isNewLayout({ events }: Tables): boolean {
  for (const { value } of events.getRange({ limit: 1 })) return value.readUInt8(0) === 2;
  return false;
}

function removeLog(path: string): void {
  for (const file of [path, `${path}-lock`]) rmSync(file, { force: true });
}

function decodeFirstLayout(position: bigint, bytes: Buffer): RecordedEvent {
  const streamAt = 48;
  const typeAt = streamAt + bytes.readUInt32BE(34);
  const dataAt = typeAt + bytes.readUInt32BE(38);
  const metadataAt = dataAt + bytes.readUInt32BE(42);
  return {
    position,
    json: bytes.readUInt8(1) === 1,
    revision: bytes.readBigUInt64BE(2),
    created: bytes.readBigUInt64BE(10),
    id: idText(bytes, 18),
    stream: bytes.toString("utf8", streamAt, typeAt),
    type: bytes.toString("utf8", typeAt, dataAt),
    data: bytes.subarray(dataAt, metadataAt),
    metadata: bytes.subarray(metadataAt),
  };
}
