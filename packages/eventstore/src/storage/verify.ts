// Verifies a whole log: every record, every index entry in both directions, and that nothing is missing.
import { closeSync, fstatSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Said } from "@taizhang/process";
import { type RecordedEvent, tombstoneRevision } from "../core/event.ts";
import { Damaged } from "../core/storage.ts";
import { cutOff, missing, orDamaged } from "./damage.ts";
import { countOf, entriesIn, valueAt } from "./index-reading.ts";
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
  readonly findings: readonly Said[];
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
  const opened = orDamaged(() => indexIn(directory));
  // Opened after the index, so that it holds everything the index refers to.
  const file = openSync(join(directory, logFile), "r");
  try {
    return new Inspection(opened, file, progress).result();
  } finally {
    closeSync(file);
    if (!(opened instanceof Damaged)) {
      opened.at.transaction.done();
      await opened.tables.root.close();
    }
  }
}

/** The index as of one moment. */
interface Index {
  readonly tables: Tables;
  readonly at: At;
}

function indexIn(directory: string): Index {
  const tables = openTables(directory, { readOnly: true });
  return { tables, at: { transaction: tables.root.useReadTransaction() } };
}

type At = { readonly transaction: ReturnType<Tables["root"]["useReadTransaction"]> };

class Inspection {
  /** Undefined once it cannot be read: after that its transaction answers nothing any more. */
  #index: Index | undefined;
  /** Why. */
  #unreadable: Said | undefined;
  readonly #file: number;
  readonly #fileSize: number;
  readonly #step: () => void;
  readonly #findings: Said[] = [];
  /** The last revisions of streams that go on behind what is indexed. */
  readonly #unindexed = new Map<string, bigint>();
  #indexEnd = 0;
  #eventCount = 0;
  #streamCount = 0;

  constructor(index: Index | Damaged, file: number, progress: (done: number, of: number) => void) {
    if (index instanceof Damaged) this.#unreadable = index.said;
    else this.#index = index;
    this.#file = file;
    this.#fileSize = fstatSync(file).size;
    let steps = 0;
    this.#withIndex(({ tables: { revisions, ids, heads, waypoints }, at }) => {
      for (const table of [revisions, revisions, ids, heads, waypoints]) steps += countOf(table, at);
    });
    let done = 0;
    this.#step = () => {
      done++;
      if (done <= steps && (done % progressEvery === 0 || done === steps)) progress(done, steps);
    };
  }

  result(): Verification {
    this.#log();
    for (const pass of [this.#revisions, this.#ids, this.#heads, this.#waypoints])
      this.#withIndex((index) => pass.call(this, index));
    const findings = this.#unreadable === undefined ? this.#findings : [...this.#findings, this.#unreadable];
    return { eventCount: this.#eventCount, streamCount: this.#streamCount, findings };
  }

  /** Looks into the index, unless it turned out before that it cannot be read. */
  #withIndex(look: (index: Index) => void): void {
    if (!this.#index) return;
    try {
      look(this.#index);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      this.#unreadable = error.said;
      this.#index = undefined;
    }
  }

  #find(sentence: Said): void {
    if (this.#findings.length < mostFindings) this.#findings.push(sentence);
  }

  /** The file from its beginning to its end, and from each event to its index entries. */
  #log(): void {
    this.#withIndex(({ tables, at }) => {
      const sealed = valueAt(tables.heads, endKey, at);
      const indexEnd = orDamaged(() => readEnd(sealed));
      if (indexEnd instanceof Damaged) this.#find(indexEnd.said);
      else this.#indexEnd = indexEnd;
    });
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
    if (at < this.#indexEnd) this.#find(cutOff(at, this.#indexEnd));
  }

  /** The record here or, if it is damaged, the next sound one; none if the rest is left over from a crash or being written. */
  #soundAt(reader: RecordReader, at: number, commitStart: number): LogRecord | undefined {
    let next = orDamaged(() => reader.ofCommit(commitStart, at));
    if (!(next instanceof Damaged)) return next;
    for (const found of soundRecords(this.#file, at, this.#fileSize)) {
      if (at >= this.#indexEnd && found.commitStart <= commitStart) continue;
      // What stands before it was on disk first, and may have been written since it was read.
      reader.forget();
      next = orDamaged(() => reader.ofCommit(commitStart, at));
      if (!(next instanceof Damaged)) return next;
      this.#find(next.said);
      return reader.startingAt(found.start);
    }
    if (at < this.#indexEnd) this.#find(next.said);
    return undefined;
  }

  #event(event: RecordedEvent): void {
    this.#step();
    this.#eventCount++;
    this.#withIndex((index) =>
      event.position > this.#indexEnd ? this.#notYetIn(index, event) : this.#in(index, event),
    );
  }

  /** An event behind what is indexed follows its stream's last. */
  #notYetIn({ tables: { heads }, at }: Index, { stream, revision }: RecordedEvent): void {
    const key = streamKey(stream);
    const head = valueAt(heads, key, at);
    const last = this.#unindexed.get(stream) ?? (head ? readHead(key, head) : -1n);
    if (head === undefined && !this.#unindexed.has(stream)) this.#streamCount++;
    this.#unindexed.set(stream, revision);
    if (last !== undefined && revision !== last + 1n && revision !== tombstoneRevision)
      this.#find(missing(last + 1n, stream));
  }

  #in({ tables: { revisions, ids }, at }: Index, { stream, revision, id, position }: RecordedEvent): void {
    const isNotIn = (zh: string, en: string) =>
      this.#find({
        zh: `位置 ${position} 的事件（${stream}@${revision}）不在${zh}中`,
        en: `The event at position ${position} (${stream}@${revision}) is not in ${en}`,
      });
    const key = streamKey(stream);
    if (!valueAt(revisions, inStream(key, number(revision)), at)?.equals(number(position)))
      isNotIn("其流的索引", "the index of its stream");
    const first = valueAt(ids, inStream(key, idBytes(id)), at);
    if (!first || numberOf(first) > revision) isNotIn("事件编号的索引", "the index of event ids");
  }

  /** From each index entry to its event; revisions without gaps; heads that name the last. */
  #revisions(index: Index): void {
    let stream = Buffer.alloc(0);
    let last = -1n;
    const reader = this.#reader();
    for (const { key, value } of entriesIn(index.tables.revisions, index.at)) {
      this.#step();
      const owner = key.subarray(0, streamKeySize);
      if (!owner.equals(stream)) {
        if (stream.length > 0) this.#head(index, stream, last);
        this.#streamCount++;
        [stream, last] = [Buffer.from(owner), -1n];
      }
      const revision = numberOf(key.subarray(streamKeySize));
      const event = eventAt(reader, value);
      if (!event || !streamKey(event.stream).equals(stream) || event.revision !== revision)
        this.#find({
          zh: `索引从某个流的版本 ${revision} 指向位置 ${numberOf(value)}，而那里是别的内容`,
          en: `The index leads from revision ${revision} of a stream to position ${numberOf(value)}, which holds something else`,
        });
      if (revision !== last + 1n && revision !== tombstoneRevision)
        this.#find(missing(last + 1n, event?.stream ?? null));
      last = revision;
    }
    if (stream.length > 0) this.#head(index, stream, last);
  }

  #head({ tables: { heads, revisions }, at }: Index, stream: Buffer, last: bigint): void {
    const head = valueAt(heads, stream, at);
    if (head && readHead(stream, head) === last) return;
    const position = valueAt(revisions, inStream(stream, number(last)), at);
    const name = position && eventAt(this.#reader(), position)?.stream;
    this.#find({
      zh: `索引中${name === undefined ? "某个流" : `流 ${name}`} 的末尾已损坏：它止于版本 ${last}`,
      en: `The end of ${name === undefined ? "a stream" : `stream ${name}`} in the index is damaged: it ends at ${last}`,
    });
  }

  #ids({ tables: { ids, revisions }, at }: Index): void {
    const reader = this.#reader();
    for (const { key, value } of entriesIn(ids, at)) {
      this.#step();
      const position = valueAt(revisions, inStream(key.subarray(0, streamKeySize), value), at);
      const event = position && eventAt(reader, position);
      if (!event || !idBytes(event.id).equals(key.subarray(streamKeySize)))
        this.#find({
          zh: `事件编号的索引指向${position ? `位置 ${numberOf(position)}` : "不存在的位置"}，而那里是别的编号`,
          en: `The index of event ids leads to position ${position ? numberOf(position) : "none"}, which has another id`,
        });
    }
  }

  /** Finds ends without a stream; the others were checked with their streams. */
  #heads({ tables: { heads, revisions }, at }: Index): void {
    for (const { key, value } of entriesIn(heads, at)) {
      this.#step();
      const last = key.equals(endKey) ? undefined : (readHead(key, value) ?? 0n);
      if (last !== undefined && !valueAt(revisions, inStream(key, number(last)), at))
        this.#find({
          zh: `索引中有某个流止于版本 ${last} 的记载，而没有这个流`,
          en: `The index has the end of a stream at revision ${last}, but no such stream`,
        });
    }
  }

  /** Readers of the log begin at these: each has to be where a record ends, and to be found. */
  #waypoints({ tables: { waypoints }, at }: Index): void {
    const reader = new RecordReader(this.#file, this.#fileSize, "forwards");
    let before = -1n;
    for (const { key } of entriesIn(waypoints, at)) {
      this.#step();
      const position = numberOf(key);
      if (position <= before || !valueAt(waypoints, key, at) || !isEnd(reader, position))
        this.#find({
          zh: `日志位置的索引写有位置 ${position}，而它次序不对，或不是事件结束之处`,
          en: `The index of places in the log names position ${position}, which is not in its order or where no event ends`,
        });
      before = position;
    }
  }

  #reader(): RecordReader {
    return new RecordReader(this.#file, this.#fileSize, "backwards");
  }
}

/** Whether a record ends here; a damaged one was found with the log. */
function isEnd(reader: RecordReader, position: bigint): boolean {
  try {
    reader.endingAt(Number(position));
    return true;
  } catch (error) {
    if (error instanceof Damaged) return false;
    throw error;
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
