// Verification of a whole log: every record, every index entry in both directions, and that nothing is missing.
import { tombstoneRevision } from "../core/event.ts";
import { decodeRecord, idBytes, positionOf, type StoredRecord } from "./record.ts";
import { endKey, inStream, number, readEnd, readHead, streamKey, streamKeySize, type Tables } from "./tables.ts";

export interface Verification {
  readonly eventCount: number;
  readonly streamCount: number;
  /** What is not as it was written, in sentences; positions in rising order come first. Empty if all is well. */
  readonly findings: readonly string[];
}

/** More would only say again that the log is damaged. */
const mostFindings = 100;
const progressEvery = 1024;

/** Reads everything as of one moment, also while another process writes. `progress` is told of so many of so many steps. */
export function verifyLog(tables: Tables, progress: (done: number, of: number) => void = () => {}): Verification {
  const transaction = tables.root.useReadTransaction();
  try {
    return new Inspection(tables, { transaction }, progress).result();
  } finally {
    transaction.done();
  }
}

type At = { readonly transaction: ReturnType<Tables["root"]["useReadTransaction"]> };

class Inspection {
  readonly #tables: Tables;
  readonly #at: At;
  readonly #step: () => void;
  readonly #findings: string[] = [];
  #eventCount = 0;
  #streamCount = 0;

  constructor(tables: Tables, at: At, progress: (done: number, of: number) => void) {
    this.#tables = tables;
    this.#at = at;
    const { events, revisions, ids, heads } = tables;
    // Counting makes a note in the options it is given.
    const steps = [events, revisions, ids, heads].reduce((sum, table) => sum + table.getCount({ ...at }), 0);
    let done = 0;
    this.#step = () => {
      done++;
      if (done % progressEvery === 0 || done === steps) progress(done, steps);
    };
  }

  result(): Verification {
    for (const pass of [this.#events, this.#revisions, this.#ids, this.#heads]) {
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

  /** The chain of positions, and from each event to its index entries. */
  #events(): void {
    const { events, revisions, ids, heads } = this.#tables;
    let before: bigint | undefined = 0n;
    let reached = 0n;
    for (const { key, value } of events.getRange(this.#at)) {
      this.#step();
      this.#eventCount++;
      reached = positionOf(key);
      const record = this.#attempt(() => decodeRecord(key, value));
      if (record && before !== undefined && record.previous !== before)
        this.#find(`The event at position ${record.previous} is missing: ${reached} follows ${before}`);
      before = record && reached;
      if (!record) continue;
      const { stream, revision, id } = record.event;
      const name = `The event at position ${reached} (${stream}@${revision})`;
      const streamBytes = streamKey(stream);
      if (!revisions.get(inStream(streamBytes, number(revision)), this.#at)?.equals(key))
        this.#find(`${name} is not in the index of its stream`);
      const first = ids.get(inStream(streamBytes, idBytes(id)), this.#at);
      if (!first || positionOf(first) > revision) this.#find(`${name} is not in the index of event ids`);
    }
    const end = this.#attempt(() => readEnd(heads.get(endKey, this.#at)));
    if (end && (end.lastEvent !== reached || end.position < reached))
      this.#find(`The log ends at position ${reached} but shall end at ${end.lastEvent}`);
  }

  /** From each index entry to its event; revisions without gaps; heads that name the last. */
  #revisions(): void {
    let stream = Buffer.alloc(0);
    let last = -1n;
    for (const { key, value } of this.#tables.revisions.getRange(this.#at)) {
      this.#step();
      const owner = key.subarray(0, streamKeySize);
      if (!owner.equals(stream)) {
        if (this.#streamCount > 0) this.#head(stream, last);
        this.#streamCount++;
        [stream, last] = [Buffer.from(owner), -1n];
      }
      const revision = positionOf(key.subarray(streamKeySize));
      const event = this.#recordAt(value)?.event;
      if (!event || !streamKey(event.stream).equals(stream) || event.revision !== revision)
        this.#find(
          `An index of streams leads for revision ${revision} to position ${positionOf(value)}, which is not it`,
        );
      if (revision !== last + 1n && revision !== tombstoneRevision)
        this.#find(`Revision ${last + 1n} of ${event ? `stream ${event.stream}` : "a stream"} is missing`);
      last = revision;
    }
    if (this.#streamCount > 0) this.#head(stream, last);
  }

  #head(stream: Buffer, last: bigint): void {
    const head = this.#tables.heads.get(stream, this.#at);
    if (head && readHead(stream, head) === last) return;
    const at = this.#tables.revisions.get(inStream(stream, number(last)), this.#at);
    const name = at && this.#recordAt(at)?.event.stream;
    this.#find(
      `What says where ${name === undefined ? "a stream" : `stream ${name}`} ends is damaged: it ends at ${last}`,
    );
  }

  #ids(): void {
    const { ids, revisions } = this.#tables;
    for (const { key, value } of ids.getRange(this.#at)) {
      this.#step();
      const at = revisions.get(inStream(key.subarray(0, streamKeySize), value), this.#at);
      const event = at && this.#recordAt(at)?.event;
      if (!event || !idBytes(event.id).equals(key.subarray(streamKeySize)))
        this.#find(`An index of event ids leads to position ${at ? positionOf(at) : "none"}, which has another id`);
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

  /** The record, unless it is damaged: that is found with the events. */
  #recordAt(key: Buffer): StoredRecord | undefined {
    try {
      const bytes = this.#tables.events.get(key, this.#at);
      return bytes && decodeRecord(key, bytes);
    } catch {
      return undefined;
    }
  }

  #attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.#find(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}
