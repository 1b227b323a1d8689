// The port to storage: an ordered log of events with its indexes, one writer, many readers.
import type { RecordedEvent } from "./event.ts";

export type Direction = "forwards" | "backwards";

/** What single questions can be asked of a log. Throws `Damaged` rather than answer what was never written. */
export interface EventLookup {
  /** Revision of the stream's last event, −1 if there has never been one. */
  lastRevision(stream: string): bigint;
  /** Revision of the stream's earliest event with this id. */
  revisionOf(stream: string, id: string): bigint | undefined;
  event(stream: string, revision: bigint): RecordedEvent | undefined;
  /** The highest position given out so far, 0 at first. */
  lastPosition(): bigint;
}

/** The log as readers have it: what is on disk for good. */
export interface LogReader extends EventLookup {
  /** Events of a stream from a revision on, inclusive. Lazy; take from it without awaiting in between. */
  stream(stream: string, from: bigint, direction: Direction): Iterable<RecordedEvent>;
  /** Events of the whole log from a position on, inclusive. Lazy; take from it without awaiting in between. */
  all(from: bigint, direction: Direction): Iterable<RecordedEvent>;
}

/** An event that is to be put, and has no position yet. */
export type UnplacedEvent = Omit<RecordedEvent, "position">;

/** What one write may do. It sees what earlier writes put, also those that are not on disk yet, and its own. */
export interface LogWriter extends EventLookup {
  /** Adds the next event of its stream, and gives its position: above all before by `sizeOf` the event. */
  put(event: UnplacedEvent): bigint;
  /** Gives out a position that no event has. */
  reserve(): bigint;
}

export interface Storage extends LogReader {
  /**
   * Runs `work` at once, and resolves with its result when what it put, and what it may have seen, is on disk and
   * visible to readers: all of it, or none if it rejects. `work` must not await. Rejects with `StorageFull` if there was
   * no room, and with `Damaged` if `work` met that; after any other rejection nothing more is written and the process
   * has to stop.
   */
  write<T>(work: (log: LogWriter) => T): Promise<T>;
  /** Waits for the writes that are under way. */
  close(): Promise<void>;
}

/** The disk has no room for a write; nothing of it was kept, later ones may succeed. */
export class StorageFull extends Error {}

/** Something on disk is not what was written there; the sentence says what, and where. */
export class Damaged extends Error {}
