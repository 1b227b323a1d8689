// The port to storage: an ordered log of events with its indexes, one writer, many readers.
import type { RecordedEvent } from "../core/event.ts";

export type Direction = "forwards" | "backwards";

/**
 * What can be asked of the log. Every answer is of committed events, or inside a write also of that write's own. Throws
 * `Damaged` rather than answer what was never written.
 */
export interface LogReader {
  /** Revision of the stream's last event, −1 if there has never been one. */
  lastRevision(stream: string): bigint;
  /** Revision of the stream's earliest event with this id. */
  revisionOf(stream: string, id: string): bigint | undefined;
  event(stream: string, revision: bigint): RecordedEvent | undefined;
  /** Events of a stream from a revision on, inclusive. Lazy; take from it without awaiting in between. */
  stream(stream: string, from: bigint, direction: Direction): Iterable<RecordedEvent>;
  /** Events of the whole log from a position on, inclusive. Lazy; take from it without awaiting in between. */
  all(from: bigint, direction: Direction): Iterable<RecordedEvent>;
  /** The highest position given out so far, 0 at first. */
  lastPosition(): bigint;
}

/** What one write may do, besides reading what earlier writes of the same batch did. */
export interface LogWriter extends LogReader {
  /** Adds the next event of its stream, at a position above all before. */
  put(event: RecordedEvent): void;
  /** Gives out a position without an event. */
  reserve(position: bigint): void;
}

export interface Storage extends LogReader {
  /**
   * Runs `work` alone, and resolves with its result when what it put is on disk and visible: all of it, or none if it
   * rejects. `work` must not await. Rejects with `StorageFull` if there was no room, and with `Damaged` if `work` met
   * that; after any other rejection nothing more is written and the process has to stop.
   */
  write<T>(work: (log: LogWriter) => T): Promise<T>;
  /** Waits for the writes that are under way. */
  close(): Promise<void>;
}

/** The disk has no room for a write; nothing of it was kept, later ones may succeed. */
export class StorageFull extends Error {}

/** Something on disk is not what was written there; the sentence says what, and where. */
export class Damaged extends Error {}
