// The index of the log: streams, revisions and ids to positions. The latest entries are in memory, the others in LMDB,
// where they are saved in the background. It holds nothing that the log does not say: what it lacks is read there again.
import { tombstoneRevision } from "../core/event.ts";
import { type Entry, RecentEvents } from "./recent-events.ts";
import { idBytes } from "./record.ts";
import { Damaged, type Direction } from "./storage.ts";
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

const waypointDistance = 64 << 10;
const mostKnownHeads = 10_000;

/** Every question is about the log up to a position, `until`; what stands behind it does not exist. */
export class LogIndex {
  readonly #tables: Tables;
  readonly #recent = new RecentEvents();
  /** Of streams that were asked for: where they end in LMDB, −1 if they are not there. */
  readonly #heads = new Map<string, bigint>();
  #lastWaypoint: number;
  #end: number;

  /** Throws `Damaged` if the tables do not say how far they go. */
  constructor(tables: Tables) {
    this.#tables = tables;
    this.#end = readEnd(tables.heads.get(endKey));
    this.#lastWaypoint = this.waypoint(Number.MAX_SAFE_INTEGER);
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

  /** Saves what stands up to `end`, in the background. What cannot be saved stays to be saved. */
  async save(end: number): Promise<void> {
    const entries = this.#recent.upTo(end);
    await this.#tables.root.batch(() => this.#write(entries, end));
    this.#tables.root.resetReadTxn();
    this.#noteSaved(entries, end);
  }

  /** As `save`, at once. */
  saveNow(end: number): void {
    const entries = this.#recent.upTo(end);
    this.#tables.root.transactionSync(() => this.#write(entries, end));
    this.#noteSaved(entries, end);
  }

  #write(entries: readonly Entry[], end: number): void {
    const { revisions, ids, heads, waypoints } = this.#tables;
    const last = new Map<string, { key: Buffer; revision: bigint }>();
    let waypoint = this.#lastWaypoint;
    for (const { stream, revision, id, isFirstWithId, position } of entries) {
      const key = last.get(stream)?.key ?? streamKey(stream);
      const revisionBytes = number(revision);
      revisions.put(inStream(key, revisionBytes), number(BigInt(position)));
      if (isFirstWithId) ids.put(inStream(key, idBytes(id)), revisionBytes);
      last.set(stream, { key, revision });
      if (position - waypoint < waypointDistance) continue;
      waypoint = position;
      waypoints.put(number(BigInt(position)), Buffer.alloc(0));
    }
    for (const { key, revision } of last.values()) heads.put(key, sealedHead(key, revision));
    heads.put(endKey, sealedEnd(end));
  }

  #noteSaved(entries: readonly Entry[], end: number): void {
    for (const { stream, position } of entries) {
      this.#heads.delete(stream);
      if (position - this.#lastWaypoint >= waypointDistance) this.#lastWaypoint = position;
    }
    this.#recent.forget(entries.length);
    this.#end = end;
  }

  /** Throws `Damaged`. */
  lastRevision(stream: string, until: number): bigint {
    return this.#recent.last(stream, until)?.revision ?? this.#savedHead(stream);
  }

  #savedHead(stream: string): bigint {
    const known = this.#heads.get(stream);
    if (known !== undefined) return known;
    const key = streamKey(stream);
    const sealed = this.#tables.heads.get(key);
    const revision = sealed ? readHead(key, sealed) : this.#hasSaved(key) ? undefined : -1n;
    if (revision === undefined) throw new Damaged(`What says where stream ${stream} ends is damaged`);
    if (this.#heads.size >= mostKnownHeads) this.#heads.clear();
    this.#heads.set(stream, revision);
    return revision;
  }

  /** Whether there is a first event, or the only one that may stand alone. */
  #hasSaved(key: Buffer): boolean {
    const { revisions } = this.#tables;
    return [0n, tombstoneRevision].some((revision) => revisions.get(inStream(key, number(revision))) !== undefined);
  }

  positionOf(stream: string, revision: bigint, until: number): number | undefined {
    const recent = this.#recent.entry(stream, revision, until);
    if (recent) return recent.position;
    const saved = revision < 0n ? undefined : this.#tables.revisions.get(inStream(streamKey(stream), number(revision)));
    return saved && Number(numberOf(saved));
  }

  revisionOf(stream: string, id: string, until: number): bigint | undefined {
    // Saved entries are earlier ones.
    const saved =
      this.#savedHead(stream) < 0n ? undefined : this.#tables.ids.get(inStream(streamKey(stream), idBytes(id)));
    return saved ? numberOf(saved) : this.#recent.withId(stream, id, until)?.revision;
  }

  /** Where the events of a stream stand, from a revision on, inclusive. */
  *places(stream: string, from: bigint, direction: Direction, until: number): Iterable<Placed> {
    const recent = this.#recent.of(stream, until);
    if (direction === "backwards") {
      for (const entry of recent.toReversed()) if (entry.revision <= from) yield entry;
      yield* this.#saved(stream, from, direction);
    } else {
      if (from < (recent[0]?.revision ?? largest)) yield* this.#saved(stream, from, direction);
      for (const entry of recent) if (entry.revision >= from) yield entry;
    }
  }

  *#saved(stream: string, from: bigint, direction: Direction): Iterable<Placed> {
    if (this.#savedHead(stream) < 0n) return;
    const key = streamKey(stream);
    const forwards = direction === "forwards";
    const range = this.#tables.revisions.getRange({
      start: inStream(key, number(from)),
      end: forwards ? inStream(key, number(largest)) : key,
      reverse: !forwards,
    });
    for (const { key: found, value } of range)
      yield { revision: numberOf(found.subarray(key.length)), position: Number(numberOf(value)) };
  }

  /** A position up to this one at which a record ends, 0 where the log begins. */
  waypoint(position: number): number {
    const start = number(BigInt(position));
    for (const { key } of this.#tables.waypoints.getRange({ start, reverse: true, limit: 1 }))
      return Number(numberOf(key));
    return 0;
  }
}
