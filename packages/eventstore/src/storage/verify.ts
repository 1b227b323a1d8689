// Verification of a whole log: every record, every index entry in both directions, and that nothing is missing.
import { closeSync, fstatSync, openSync } from "node:fs";
import { join } from "node:path";
import { type RecordedEvent, tombstoneRevision } from "../core/event.ts";
import { idBytes, type LogRecord } from "./record.ts";
import { RecordReader } from "./record-reader.ts";
import { soundRecords } from "./sound-records.ts";
import {
  endKey,
  inStream,
  logFile,
  number,
  numberOf,
  openTables,
  readEnd,
  readHead,
  streamKey,
  streamKeySize,
  type Tables,
} from "./tables.ts";

export interface Verification {
  readonly eventCount: number;
  readonly streamCount: number;
  /** What is not as it was written, in sentences; positions in rising order come first. Empty if all is well. */
  readonly findings: readonly string[];
}

/** More would only say again that the log is damaged. */
const mostFindings = 100;
const progressEvery = 1024;

/**
 * Reads everything in a directory as of one moment, also while another process writes there. `progress` is told of about
 * so many of so many steps.
 */
export async function verifyLog(
  directory: string,
  progress: (done: number, of: number) => void = () => {},
): Promise<Verification> {
  const tables = openTables(directory, { readOnly: true });
  const transaction = tables.root.useReadTransaction();
  // After the index: so it is of what the file holds.
  const file = openSync(join(directory, logFile), "r");
  try {
    return new Inspection(tables, { transaction }, file, progress).result();
  } finally {
    closeSync(file);
    transaction.done();
    await tables.root.close();
  }
}

type At = { readonly transaction: ReturnType<Tables["root"]["useReadTransaction"]> };

class Inspection {
  readonly #tables: Tables;
  readonly #at: At;
  readonly #file: number;
  readonly #fileSize: number;
  readonly #step: () => void;
  readonly #findings: string[] = [];
  /** Streams of which the log holds more than the index: their last revisions. */
  readonly #unindexed = new Map<string, bigint>();
  #indexEnd = 0;
  #eventCount = 0;
  #streamCount = 0;

  constructor(tables: Tables, at: At, file: number, progress: (done: number, of: number) => void) {
    this.#tables = tables;
    this.#at = at;
    this.#file = file;
    this.#fileSize = fstatSync(file).size;
    const { revisions, ids, heads } = tables;
    // Counting makes a note in the options it is given.
    const steps = [revisions, revisions, ids, heads].reduce((sum, table) => sum + table.getCount({ ...at }), 0);
    let done = 0;
    this.#step = () => {
      done++;
      if (done <= steps && (done % progressEvery === 0 || done === steps)) progress(done, steps);
    };
  }

  result(): Verification {
    for (const pass of [this.#log, this.#revisions, this.#ids, this.#heads]) {
      try {
        pass.call(this);
      } catch (error) {
        // LMDB itself stumbles over a page that cannot be right.
        this.#find(error instanceof Error ? error.message : String(error));
      }
    }
    return { eventCount: this.#eventCount, streamCount: this.#streamCount, findings: this.#findings };
  }

  #find(sentence: string): void {
    if (this.#findings.length < mostFindings) this.#findings.push(sentence);
  }

  /** The file from its beginning to its end, and from each event to its index entries. */
  #log(): void {
    const indexEnd = orReason(() => readEnd(this.#tables.heads.get(endKey, this.#at)));
    if (typeof indexEnd === "string") this.#find(indexEnd);
    else this.#indexEnd = indexEnd;
    const reader = new RecordReader(this.#file, this.#fileSize, "forwards");
    let at = 0;
    let commit: LogRecord[] = [];
    while (at < this.#fileSize) {
      const commitStart: number = commit[0]?.commitStart ?? at;
      const record = this.#soundAt(reader, at, commitStart);
      if (!record) break;
      if (record.start !== at) commit = [];
      commit.push(record);
      at = record.end;
      if (!record.endsCommit) continue;
      for (const { event } of commit) if (event) this.#event(event);
      commit = [];
    }
    if (at < this.#indexEnd) this.#find(`The log ends at position ${at} but shall go on to ${this.#indexEnd}`);
  }

  /** The record here or, where it is damaged, the next; none where the rest is what a crash, or a write under way, left. */
  #soundAt(reader: RecordReader, at: number, commitStart: number): LogRecord | undefined {
    let next = orReason(() => reader.ofCommit(commitStart, at));
    if (typeof next !== "string") return next;
    for (const found of soundRecords(this.#file, at, this.#fileSize)) {
      if (at >= this.#indexEnd && found.commitStart <= commitStart) continue;
      // What stands before it was on disk before it, and may have been written since it was looked for.
      reader.forget();
      next = orReason(() => reader.ofCommit(commitStart, at));
      if (typeof next !== "string") return next;
      this.#find(next);
      return reader.startingAt(found.start);
    }
    if (at < this.#indexEnd) this.#find(next);
    return undefined;
  }

  #event({ stream, revision, id, position }: RecordedEvent): void {
    this.#step();
    this.#eventCount++;
    const { revisions, ids, heads } = this.#tables;
    const name = `The event at position ${position} (${stream}@${revision})`;
    const key = streamKey(stream);
    if (position > this.#indexEnd) {
      const head = heads.get(key, this.#at);
      const last = this.#unindexed.get(stream) ?? (head ? readHead(key, head) : -1n);
      if (head === undefined && !this.#unindexed.has(stream)) this.#streamCount++;
      this.#unindexed.set(stream, revision);
      if (last !== undefined && revision !== last + 1n && revision !== tombstoneRevision)
        this.#find(`Revision ${last + 1n} of stream ${stream} is missing`);
      return;
    }
    if (!revisions.get(inStream(key, number(revision)), this.#at)?.equals(number(position)))
      this.#find(`${name} is not in the index of its stream`);
    const first = ids.get(inStream(key, idBytes(id)), this.#at);
    if (!first || numberOf(first) > revision) this.#find(`${name} is not in the index of event ids`);
  }

  /** From each index entry to its event; revisions without gaps; heads that name the last. */
  #revisions(): void {
    let stream = Buffer.alloc(0);
    let last = -1n;
    const reader = this.#reader();
    for (const { key, value } of this.#tables.revisions.getRange(this.#at)) {
      this.#step();
      const owner = key.subarray(0, streamKeySize);
      if (!owner.equals(stream)) {
        if (stream.length > 0) this.#head(stream, last);
        this.#streamCount++;
        [stream, last] = [Buffer.from(owner), -1n];
      }
      const revision = numberOf(key.subarray(streamKeySize));
      const event = eventAt(reader, value);
      if (!event || !streamKey(event.stream).equals(stream) || event.revision !== revision)
        this.#find(
          `An index of streams leads for revision ${revision} to position ${numberOf(value)}, which is not it`,
        );
      if (revision !== last + 1n && revision !== tombstoneRevision)
        this.#find(`Revision ${last + 1n} of ${event ? `stream ${event.stream}` : "a stream"} is missing`);
      last = revision;
    }
    if (stream.length > 0) this.#head(stream, last);
  }

  #head(stream: Buffer, last: bigint): void {
    const head = this.#tables.heads.get(stream, this.#at);
    if (head && readHead(stream, head) === last) return;
    const at = this.#tables.revisions.get(inStream(stream, number(last)), this.#at);
    const name = at && eventAt(this.#reader(), at)?.stream;
    this.#find(
      `What says where ${name === undefined ? "a stream" : `stream ${name}`} ends is damaged: it ends at ${last}`,
    );
  }

  #ids(): void {
    const { ids, revisions } = this.#tables;
    const reader = this.#reader();
    for (const { key, value } of ids.getRange(this.#at)) {
      this.#step();
      const at = revisions.get(inStream(key.subarray(0, streamKeySize), value), this.#at);
      const event = at && eventAt(reader, at);
      if (!event || !idBytes(event.id).equals(key.subarray(streamKeySize)))
        this.#find(`An index of event ids leads to position ${at ? numberOf(at) : "none"}, which has another id`);
    }
  }

  /** What stands there without a stream; the others were looked at with their streams. */
  #heads(): void {
    const { heads, revisions } = this.#tables;
    for (const { key, value } of heads.getRange(this.#at)) {
      this.#step();
      const last = key.equals(endKey) ? undefined : (readHead(key, value) ?? 0n);
      if (last !== undefined && !revisions.get(inStream(key, number(last)), this.#at))
        this.#find(`There is an end of a stream at revision ${last}, and no such stream`);
    }
  }

  #reader(): RecordReader {
    return new RecordReader(this.#file, this.#fileSize, "backwards");
  }
}

function orReason<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The event an index entry leads to, unless that is damaged: it is found with the log. */
function eventAt(reader: RecordReader, position: Buffer): RecordedEvent | undefined {
  try {
    return reader.endingAt(Number(numberOf(position))).event;
  } catch {
    return undefined;
  }
}
