// The event log as the rest of the system sees it: a port, with one implementation in memory and one on EventStoreDB.
import type { DomainFact, RecordedFact } from "@taizhang/domain";
import { Outage } from "./outage.ts";

/** A place in the whole log. Strictly increasing, with gaps; shown to the outside as a decimal string. */
export type Position = bigint;

/** A fact with its id and its envelope, ready to be appended. */
export type NewEvent = RecordedFact<DomainFact>;

/** A fact as the log holds it. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** The place in its stream, from 0. */
  readonly revision: number;
  readonly position: Position;
  /** The store's clock, ISO in UTC. */
  readonly recordedAt: string;
}

/**
 * What an append answers: where the last event stands, that the stream has moved on since it was read, or that the events
 * are together more than the store takes at once.
 */
export type Appended = { readonly revision: number; readonly position: Position } | "conflict" | "tooLarge";

/** What a follower hears. A checkpoint says that nothing of interest lies up to there. */
export type Followed =
  | { readonly kind: "event"; readonly event: StoredEvent }
  | { readonly kind: "checkpoint"; readonly position: Position }
  | { readonly kind: "caughtUp" };

/** Which facts a follower wants; all of them where nothing is said. */
export interface FollowOptions {
  /** Only events of these types. */
  readonly types?: readonly string[];
  /** Ends the following. */
  readonly signal: AbortSignal;
}

/** The log. Every method may reject with an operating error when the store cannot be reached in time. */
export interface EventLog {
  /** The events of a stream from a revision on, in order; none where the stream does not exist. */
  read(stream: string, fromRevision?: number): AsyncIterable<StoredEvent>;
  /**
   * Appends all events or none. `expectedRevision` is the last revision the caller has seen, -1 for an empty stream.
   * The same events (by id) at the same place are acknowledged again and not stored twice.
   */
  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<Appended>;
  /** Every domain event after a position (null: from the beginning), first history, then live, without gap or double. */
  follow(after: Position | null, options: FollowOptions): AsyncIterable<Followed>;
  /** The position of the last domain event; null while there is none. */
  head(): Promise<Position | null>;
  /** What tells this log from any other, also after a restart; null while it is empty. */
  id(): Promise<string | null>;
  /** How far a policy has come; kept in the log, outside what followers see. */
  checkpoint(name: string): Promise<Position | null>;
  storeCheckpoint(name: string, position: Position): Promise<void>;
}

/** The log cannot be reached, or did not answer in time: nothing is known of the outcome; try again with the same ids. */
export class LogUnavailable extends Outage {
  override readonly name = "LogUnavailable";
}
