// The index of the log, from streams, revisions and ids to positions. The latest entries are in memory and are saved in
// LMDB in the background. It holds nothing that cannot be read from the log again.
import type { RangeOptions } from "lmdb";
import { tombstoneRevision } from "../core/event.ts";
import { Damaged, type Direction } from "../core/storage.ts";
import { entriesIn, valueAt } from "./index-reading.ts";
import { type Entry, RecentEvents } from "./recent-events.ts";
import { idBytes } from "./record.ts";
import {
  endKey,
  inStream,
  largest,
  number,
  numberOf,
  readEnd,
  readHead,
  sealedEnd,
  sealedHead,
  streamKey,
  type Tables,
} from "./tables.ts";

/** A revision of a stream, and where it stands. */
export interface Placed {
  readonly revision: bigint;
  readonly position: number;
}

interface KnownStream {
  readonly key: Buffer;
  /** Where it ends in LMDB, −1 if it is not there; undefined if it has not been looked up since it changed. */
  head: bigint | undefined;
}

const waypointDistance = 64 << 10;
const mostKnown = 10_000;

/** Every question is about the log up to a position, `until`, as if nothing stood behind it. Throws `Damaged` where LMDB cannot tell. */
export class LogIndex {
  readonly #tables: Tables;
  readonly #recent = new RecentEvents();
  /** Streams that were asked for, so that their keys and ends need not be found anew each time. */
  readonly #known = new Map<string, KnownStream>();
  #end: number;

  /** Throws `Damaged` if the tables do not say how far they go. */
  constructor(tables: Tables) {
    this.#tables = tables;
    this.#end = readEnd(valueAt(tables.heads, endKey));
  }

  /** How far the log is saved in LMDB. */
  get end(): number {
    return this.#end;
  }

  /** How many entries are to be saved. */
  get unsavedCount(): number {
    return this.#recent.size;
  }

  add(entry: Entry): void {
    this.#recent.add(entry);
  }

  /** Takes back the entries behind a position that is not saved. */
  takeBack(position: number): void {
    this.#recent.takeBack(position);
  }

  /** Saves the entries up to `end` in the background. If that fails they remain to be saved. */
  async save(end: number): Promise<void> {
    const entries = this.#recent.upTo(end);
    try {
      await this.#tables.root.batch(() => this.#write(entries, end));
    } catch (error) {
      // The library has a promise of its own for the reason, and prints it unless it is handled.
      if (error instanceof Error && "commitError" in error) Promise.resolve(error.commitError).catch(() => {});
      throw error;
    }
    this.#tables.root.resetReadTxn();
    this.#noteSaved(entries, end);
  }

  /** Like `save`, but at once. */
  saveNow(end: number): void {
    const entries = this.#recent.upTo(end);
    this.#tables.root.transactionSync(() => this.#write(entries, end));
    this.#noteSaved(entries, end);
  }

  #write(entries: readonly Entry[], end: number): void {
    const { revisions, ids, heads, waypoints } = this.#tables;
    const last = new Map<string, bigint>();
    let waypoint = this.waypoint(Number.MAX_SAFE_INTEGER);
    for (const { stream, revision, id, isFirstWithId, position } of entries) {
      const { key } = this.#stream(stream);
      const revisionBytes = number(revision);
      revisions.put(inStream(key, revisionBytes), number(BigInt(position)));
      if (isFirstWithId) ids.put(inStream(key, idBytes(id)), revisionBytes);
      last.set(stream, revision);
      if (position - waypoint < waypointDistance) continue;
      waypoint = position;
      waypoints.put(number(BigInt(position)), Buffer.alloc(0));
    }
    for (const [stream, revision] of last) {
      const { key } = this.#stream(stream);
      heads.put(key, sealedHead(key, revision));
    }
    heads.put(endKey, sealedEnd(end));
  }

  #noteSaved(entries: readonly Entry[], end: number): void {
    for (const { stream } of entries) this.#stream(stream).head = undefined;
    this.#recent.forget(entries.length);
    this.#end = end;
  }

  /** Throws `Damaged`. */
  lastRevision(stream: string, until: number): bigint {
    return this.#recent.last(stream, until)?.revision ?? this.#savedHead(stream);
  }

  #savedHead(stream: string): bigint {
    const known = this.#stream(stream);
    if (known.head !== undefined) return known.head;
    const sealed = valueAt(this.#tables.heads, known.key);
    const revision = sealed ? readHead(known.key, sealed) : this.#hasSaved(known.key) ? undefined : -1n;
    if (revision === undefined)
      throw new Damaged({
        zh: `索引中流 ${stream} 的末尾已损坏`,
        en: `The end of stream ${stream} in the index is damaged`,
      });
    known.head = revision;
    return revision;
  }

  #stream(name: string): KnownStream {
    const known = this.#known.get(name);
    if (known) return known;
    if (this.#known.size >= mostKnown) this.#known.clear();
    const stream: KnownStream = { key: streamKey(name), head: undefined };
    this.#known.set(name, stream);
    return stream;
  }

  /** Whether there is a first event, or a tombstone, which may stand alone. */
  #hasSaved(key: Buffer): boolean {
    const { revisions } = this.#tables;
    return [0n, tombstoneRevision].some(
      (revision) => valueAt(revisions, inStream(key, number(revision))) !== undefined,
    );
  }

  positionOf(stream: string, revision: bigint, until: number): number | undefined {
    const recent = this.#recent.entry(stream, revision, until);
    if (recent) return recent.position;
    if (revision < 0n) return undefined;
    const saved = valueAt(this.#tables.revisions, inStream(this.#stream(stream).key, number(revision)));
    return saved && Number(numberOf(saved));
  }

  revisionOf(stream: string, id: string, until: number): bigint | undefined {
    // Saved entries are earlier than those in memory.
    const isSaved = this.#savedHead(stream) >= 0n;
    const saved = isSaved ? valueAt(this.#tables.ids, inStream(this.#stream(stream).key, idBytes(id))) : undefined;
    return saved ? numberOf(saved) : this.#recent.withId(stream, id, until)?.revision;
  }

  /** Where the events of a stream stand, from a revision on, inclusive. */
  *places(stream: string, from: bigint, direction: Direction, until: number): Iterable<Placed> {
    const recent = this.#recent.of(stream, until);
    // LMDB may hold some of them already.
    const below = recent[0]?.revision ?? largest;
    if (direction === "backwards") {
      for (const entry of recent.toReversed()) if (entry.revision <= from) yield entry;
      if (below === 0n) return;
      yield* this.#saved(stream, (key) => ({
        start: inStream(key, number(from < below ? from : below - 1n)),
        end: key,
        reverse: true,
      }));
    } else {
      if (from < below)
        yield* this.#saved(stream, (key) => ({
          start: inStream(key, number(from)),
          end: inStream(key, number(below)),
        }));
      for (const entry of recent) if (entry.revision >= from) yield entry;
    }
  }

  *#saved(stream: string, range: (key: Buffer) => RangeOptions): Iterable<Placed> {
    if (this.#savedHead(stream) < 0n) return;
    const { key } = this.#stream(stream);
    for (const { key: found, value } of entriesIn(this.#tables.revisions, range(key)))
      yield { revision: numberOf(found.subarray(key.length)), position: Number(numberOf(value)) };
  }

  /** The last known position up to this one at which a record ends; 0 is where the log begins. Throws `Damaged`. */
  waypoint(position: number): number {
    const start = number(BigInt(position));
    for (const { key } of entriesIn(this.#tables.waypoints, { start, reverse: true, limit: 1 })) {
      const found = Number(numberOf(key));
      // A reader who began behind the place it was asked for would leave out events.
      if (found > position)
        throw new Damaged({
          zh: `日志位置的索引已损坏：${found} 不在 ${position} 之前`,
          en: `The index of places in the log is damaged: ${found} is not up to ${position}`,
        });
      return found;
    }
    return 0;
  }
}
