// The event log: a port, with one implementation in memory and one on EventStoreDB.
import type { DomainFact, RecordedFact } from "@taizhang/domain";
import { Outage } from "./outage.ts";

/** A place in the whole log: strictly increasing, with gaps. The API shows it as a decimal string. */
export type Position = bigint;

/** A fact with its id and its envelope, ready to be appended. */
export type NewEvent = RecordedFact<DomainFact>;

/** A fact as the log keeps it. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** Its place in its stream, from 0. */
  readonly revision: number;
  readonly position: Position;
  /** The store's clock, ISO in UTC. */
  readonly recordedAt: string;
}

/**
 * The answer to an append: the place of its last event, "conflict" if the stream has changed since it was read, or
 * "tooLarge" if the events are together more than the store takes at once.
 */
export type Appended = { readonly revision: number; readonly position: Position } | "conflict" | "tooLarge";

/** A message to a follower. A checkpoint means that all wanted events up to its position have been given. */
export type Followed =
  | { readonly kind: "event"; readonly event: StoredEvent }
  | { readonly kind: "checkpoint"; readonly position: Position }
  | { readonly kind: "caughtUp" };

/** Which events a follower wants, and for how long. */
export interface FollowOptions {
  /** Only events of these types; all events if left out. */
  readonly types?: readonly string[];
  /** Ends the following. */
  readonly signal: AbortSignal;
}

/** How long a call may go on. */
export interface CallLimits {
  /** Ends the call at once: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long the store may be silent, in milliseconds; the log has a limit of its own, and the shorter one counts. */
  readonly silenceMs?: number | undefined;
}

/** The log. Every method may reject with `LogUnavailable`. */
export interface EventLog {
  /** The events of a stream from a revision on, in order; none if the stream does not exist. */
  read(stream: string, fromRevision?: number, limits?: CallLimits): AsyncIterable<StoredEvent>;
  /**
   * Appends all events or none. `expectedRevision` is the last revision the caller has seen, -1 for an empty stream.
   * The same events (by id) at the same place are acknowledged again, and not stored twice. What has been sent cannot
   * be called back, so there is no signal.
   */
  append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
    limits?: Pick<CallLimits, "silenceMs">,
  ): Promise<Appended>;
  /** Every domain event after a position (null: from the beginning): history, then new ones; none missing, none twice. */
  follow(after: Position | null, options: FollowOptions): AsyncIterable<Followed>;
  /** The position of the last domain event; null while there is none. */
  head(): Promise<Position | null>;
  /** An id that no other log has, the same after a restart; null while the log is empty. */
  id(): Promise<string | null>;
  /** How far a policy has come. It is kept in the log, where followers do not see it. */
  checkpoint(name: string): Promise<Position | null>;
  storeCheckpoint(name: string, position: Position): Promise<void>;
}

/** The log cannot be reached, or did not answer in time. The outcome is unknown: try again, with the same ids. */
export class LogUnavailable extends Outage {
  override readonly name: string = "LogUnavailable";
}
