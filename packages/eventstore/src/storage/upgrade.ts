// From formats 1 and 2 of the data directory, where LMDB held the events, too: the log is written anew as a file.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { open } from "lmdb";
import { sizeOf } from "../core/event.ts";
import { syncPath } from "../sync-path.ts";
import { unseal } from "./checksum.ts";
import { encodeBlank, encodeEvent, endCommit, idText, smallestRecord } from "./record.ts";
import { Damaged, type UnplacedEvent } from "./storage.ts";
import { logFile, numberOf } from "./tables.ts";

const oldFile = "log.mdb";
const newFile = `${logFile}.new`;
const commitBytes = 1 << 20;

/**
 * Brings the log of a locked directory to format 3, and tells how many events it holds; each keeps its position. The new
 * log takes the place of the old one in one step; cut off before, the upgrade begins anew, and cut off after, there is
 * nothing to do but to remove the old one. Throws `Damaged` if the old one is.
 */
export async function upgradeLog(directory: string): Promise<number> {
  const path = join(directory, newFile);
  rmSync(path, { force: true });
  let count = 0;
  if (!existsSync(join(directory, logFile)) && existsSync(join(directory, oldFile))) {
    count = await copy(directory, path);
    renameSync(path, join(directory, logFile));
    syncPath(directory);
  }
  for (const file of [oldFile, `${oldFile}-lock`]) rmSync(join(directory, file), { force: true });
  return count;
}

async function copy(directory: string, path: string): Promise<number> {
  const root = open<Buffer, Buffer>({
    path: join(directory, oldFile),
    noSubdir: true,
    maxDbs: 8,
    readOnly: true,
    encoding: "binary",
    keyEncoding: "binary",
  });
  const log = new NewLog(path);
  try {
    let count = 0;
    const table = (name: string) => root.openDB({ name, encoding: "binary", keyEncoding: "binary" });
    for (const { key, value } of table("events").getRange()) {
      log.add(decodeOld(key, value), Number(numberOf(key)));
      count++;
    }
    const end = table("heads").get(Buffer.from("end"));
    if (end) log.fillTo(Number(numberOf(end.subarray(0, 8))));
    return count;
  } finally {
    log.close();
    await root.close();
  }
}

/** A log as it is written for the first time, in commits of its own. */
class NewLog {
  readonly #file: number;
  #records: Buffer[] = [];
  #start = 0;
  #end = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  /** Positions were given out that no event has: such a gap goes to the event behind it, or is a blank of its own. */
  add(event: UnplacedEvent, position: number): void {
    const gap = position - this.#end - sizeOf(event, event.stream);
    if (gap < 0) throw new Damaged(`The event at position ${position} overlaps the one before`);
    if (gap >= smallestRecord) this.#put(encodeBlank(this.#place, gap));
    this.#put(encodeEvent(event, { ...this.#place, unused: gap < smallestRecord ? gap : 0 }));
    if (this.#end - this.#start >= commitBytes) this.#commit();
  }

  /** The log shall not end before a position that was given out. */
  fillTo(position: number): void {
    if (position > this.#end) this.#put(encodeBlank(this.#place, Math.max(position - this.#end, smallestRecord)));
  }

  close(): void {
    this.#commit();
    fsyncSync(this.#file);
    closeSync(this.#file);
  }

  get #place(): { start: number; commitStart: number } {
    return { start: this.#end, commitStart: this.#start };
  }

  #put(bytes: Buffer): void {
    this.#records.push(bytes);
    this.#end += bytes.length;
  }

  #commit(): void {
    const last = this.#records.at(-1);
    if (!last) return;
    endCommit(last, this.#end);
    const bytes = Buffer.concat(this.#records);
    // A disk that fills up takes a part first, and says so only of the rest.
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    [this.#records, this.#start] = [[], this.#end];
  }
}

/** Format 2 had a checksum and the position of the event before; format 1 had neither. */
function decodeOld(key: Buffer, value: Buffer): UnplacedEvent {
  const version = value[0];
  const bytes = version === 1 ? value : unseal(key, value);
  if (!bytes) throw new Damaged(`The event at position ${numberOf(key)} is damaged: its checksum is not right`);
  const streamAt = version === 1 ? 48 : 54;
  const typeAt = streamAt + bytes.readUInt32BE(34);
  const dataAt = typeAt + bytes.readUInt32BE(38);
  const metadataAt = dataAt + bytes.readUInt32BE(42);
  return {
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
