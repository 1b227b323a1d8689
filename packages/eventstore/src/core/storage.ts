// The port to storage: what the core needs of it is an ordered log of events with indexes, one writer and many readers.
import type { Said } from "@taizhang/process";
import type { RecordedEvent } from "./event.ts";

export type Direction = "forwards" | "backwards";

/** Questions about single streams and events. Throws `Damaged` rather than answer with what was never written. */
export interface EventLookup {
  /** Revision of the stream's last event, −1 if there has never been one. */
  lastRevision(stream: string): bigint;
  /** Revision of the stream's earliest event with this id. */
  revisionOf(stream: string, id: string): bigint | undefined;
  event(stream: string, revision: bigint): RecordedEvent | undefined;
  /** The highest position given out so far, 0 at first. */
  lastPosition(): bigint;
}

/** The log as readers see it: only what is on disk. */
export interface LogReader extends EventLookup {
  /** Events of a stream from a revision on, inclusive. Lazy; take from it without awaiting in between. */
  stream(stream: string, from: bigint, direction: Direction): Iterable<RecordedEvent>;
  /** Events of the whole log from a position on, inclusive. Lazy; take from it without awaiting in between. */
  all(from: bigint, direction: Direction): Iterable<RecordedEvent>;
}

/** An event that has no position yet. */
export type UnplacedEvent = Omit<RecordedEvent, "position">;

/** What one write may do. It sees its own events and those of all earlier writes, on disk or not yet. */
export interface LogWriter extends EventLookup {
  /** Adds the next event of its stream; returns its position, which is `sizeOf` the event above the last. */
  put(event: UnplacedEvent): bigint;
  /** Takes a position without an event. */
  reserve(): bigint;
}

export interface Storage extends LogReader {
  /**
   * Runs `work` at once; resolves with its result when everything it put, and everything it may have seen, is on disk
   * and visible to readers. Keeps nothing of it if it rejects. `work` must not await. Rejects with `StorageFull` if there
   * is no room, and with `Damaged` if `work` met damage; after any other error nothing more is written and the process
   * has to stop.
   */
  write<T>(work: (log: LogWriter) => T): Promise<T>;
  /** Waits for the writes that are under way. */
  close(): Promise<void>;
}

/** The disk has no room for a write; nothing of it was kept, later ones may succeed. */
export class StorageFull extends Error {}

/** Something on disk is not what was written there; the sentence says what, and where. The message is the English one. */
export class Damaged extends Error {
  readonly said: Said;

  constructor(said: Said, options?: ErrorOptions) {
    super(said.en, options);
    this.said = said;
  }
}
