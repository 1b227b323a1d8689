// Verifies a whole log: every record, every index entry in both directions, and that nothing is missing.
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
  /** What is wrong, in sentences, those about positions first and in order. Empty if all is well. */
  readonly findings: readonly string[];
}

/** More would only say again that the log is damaged. */
const mostFindings = 100;
const progressEvery = 1024;

/**
 * Reads everything in a directory as of one moment, also while another process writes there. `progress` is told now and
 * then how many of how many steps are done.
 */
export async function verifyLog(
  directory: string,
  progress: (done: number, of: number) => void = () => {},
): Promise<Verification> {
  const tables = openTables(directory, { readOnly: true });
  const transaction = tables.root.useReadTransaction();
  // Opened after the index, so that it holds everything the index refers to.
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
  /** The last revisions of streams that go on behind what is indexed. */
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
    // Counting changes the options it is given.
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
        // LMDB itself fails on a damaged page.
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
    if (at < this.#indexEnd) this.#find(`The log ends at position ${at} but should go on to ${this.#indexEnd}`);
  }

  /** The record here or, if it is damaged, the next sound one; none if the rest is left over from a crash or being written. */
  #soundAt(reader: RecordReader, at: number, commitStart: number): LogRecord | undefined {
    let next = orReason(() => reader.ofCommit(commitStart, at));
    if (typeof next !== "string") return next;
    for (const found of soundRecords(this.#file, at, this.#fileSize)) {
      if (at >= this.#indexEnd && found.commitStart <= commitStart) continue;
      // What stands before it was on disk first, and may have been written since it was read.
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
          `The index leads from revision ${revision} of a stream to position ${numberOf(value)}, which holds something else`,
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
      `The end of ${name === undefined ? "a stream" : `stream ${name}`} in the index is damaged: it ends at ${last}`,
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
        this.#find(`The index of event ids leads to position ${at ? numberOf(at) : "none"}, which has another id`);
    }
  }

  /** Finds ends without a stream; the others were checked with their streams. */
  #heads(): void {
    const { heads, revisions } = this.#tables;
    for (const { key, value } of heads.getRange(this.#at)) {
      this.#step();
      const last = key.equals(endKey) ? undefined : (readHead(key, value) ?? 0n);
      if (last !== undefined && !revisions.get(inStream(key, number(last)), this.#at))
        this.#find(`The index has the end of a stream at revision ${last}, but no such stream`);
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

/** The event an index entry leads to; undefined if it is damaged, which was found with the log. */
function eventAt(reader: RecordReader, position: Buffer): RecordedEvent | undefined {
  try {
    return reader.endingAt(Number(numberOf(position))).event;
  } catch {
    return undefined;
  }
}
