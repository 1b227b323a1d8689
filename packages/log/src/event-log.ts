// The event log: a port, with one implementation in memory and one on EventStoreDB.
import type { DomainFact, RecordedFact } from "@taizhang/domain";
import { Outage } from "./outage.ts";
import type { UnreadableEvent } from "./unreadable-event.ts";

/** A place in the whole log: strictly increasing, with gaps. The API shows it as a decimal string. */
export type Position = bigint;

/**
 * A place in the log, with what stands there. A log that is restored from a backup gets other events at old positions, so
 * a position alone does not say whether somebody has read this log up to there or another one.
 */
export interface Place {
  readonly position: Position;
  /** The mark of the event at the position. Null where an earlier version kept none: then any event there will do. */
  readonly mark: string | null;
}

/** An event's id, and when the store took it (ISO in UTC). */
export type Stored = Pick<StoredEvent, "id" | "recordedAt">;

/** An event with its position, whether or not it can be read. */
export type Placed = Stored & Pick<StoredEvent, "position">;

/**
 * The mark of an event: what tells it from any other that may come to stand at its position. Ids are derived from what they
 * name, so that the same command, given again after a restore, makes the same id at another time.
 */
export const markOf = ({ id, recordedAt }: Stored): string => `${id}@${recordedAt}`;

/** The place of an event. */
export const placeOf = (event: Placed): Place => ({
  position: event.position,
  mark: markOf(event),
});

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
 * The answer to an append: the place of its last event, "conflict" if the stream has changed since it was read, "tooLarge" if
 * the events are together more than the store takes at once, or "unknown" if the session ended that it was bound to.
 */
export type Appended = { readonly revision: number; readonly position: Position } | "conflict" | "tooLarge" | "unknown";

/**
 * A message to a follower. A checkpoint means that all wanted events up to its position have been given. An unreadable
 * event is in its place in the order: whoever needs it must stop there, and whoever does not goes on.
 */
export type Followed =
  | { readonly kind: "event"; readonly event: StoredEvent }
  | { readonly kind: "unreadable"; readonly event: UnreadableEvent }
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

/** From where a stream is read, and which way. */
export interface ReadFrom {
  /** The revision of the first event that is given; left out, the stream is read from its beginning, or backwards from its end. */
  readonly from?: number | undefined;
  /** From later events to earlier ones. */
  readonly backwards?: boolean | undefined;
  /** How many events are fetched at first, where it is likely that no more are wanted. As long as they are, more and more are fetched at a time. */
  readonly few?: number | undefined;
}

/** How an append is sent. */
export interface AppendLimits extends Pick<CallLimits, "silenceMs"> {
  /**
   * The session that the append is bound to: over another one it is not sent, and not sent again. Then the answer may be
   * "unknown": whether it was stored shows when the stream is read.
   */
  readonly session?: object | undefined;
}

/** What is told of the event that stands at a position, whether or not it can be read. */
export interface EventAt extends Stored {
  /** When it happened, ISO in UTC; null if its metadata does not say so. */
  readonly happenedAt: string | null;
  /** The region that it is of; null if neither its stream nor its metadata says. */
  readonly regionId: string | null;
}

/** The log. Every method may reject with `LogUnavailable`. */
export interface EventLog {
  /**
   * The events of a stream, in order or the last one first; none if the stream does not exist, or holds none from there. Rejects
   * with `UnreadableEvent` at one that cannot be read.
   */
  read(stream: string, where?: ReadFrom, limits?: CallLimits): AsyncIterable<StoredEvent>;
  /**
   * Appends all events or none. `expectedRevision` is the last revision the caller has seen, -1 for an empty stream.
   * The same events (by id) at the same place are acknowledged again, and not stored twice. Rejects with `LogFull` where
   * there is no room. What has been sent cannot be called back, so there is no signal.
   */
  append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
    limits?: AppendLimits,
  ): Promise<Appended>;
  /**
   * Every domain event after a place (null: from the beginning): history, then new ones; none missing, none twice. Throws
   * `LogReplaced` where the log does not hold, or no longer holds, what the follower has come from.
   */
  follow(after: Place | null, options: FollowOptions): AsyncIterable<Followed>;
  /** Whether there is room for appends; false while `append` would reject with `LogFull`. Nothing is stored. */
  takesAppends(): Promise<boolean>;
  /** The position of the last domain event; null while there is none. */
  head(): Promise<Position | null>;
  /** The domain event that stands at exactly this position; null if none does. */
  eventAt(position: Position): Promise<EventAt | null>;
  /**
   * The session with the store: the same object for as long as one connection to it holds, so that what was read in it can
   * have been appended to since, and nothing else. Null while there is no connection. A store that is restored from a backup
   * ends all sessions, because it must be stopped for that.
   */
  session(): object | null;
  /** How far a policy has come. It is kept in the log, where followers do not see it. */
  checkpoint(name: string): Promise<Place | null>;
  storeCheckpoint(name: string, place: Place): Promise<void>;
}

/** True if a log holds what a place says. Rejects with `LogUnavailable`. */
export async function holds(log: Pick<EventLog, "eventAt">, { position, mark }: Place): Promise<boolean> {
  const found = await log.eventAt(position);
  return found !== null && (mark === null || mark === markOf(found));
}

/** The store has no room: it refuses appends until somebody makes some, and answers everything else. Nothing was stored. */
export class LogFull extends Outage {
  override readonly name = "LogFull";
}

/** The log cannot be reached, or did not answer in time. The outcome is unknown: try again, with the same ids. */
export class LogUnavailable extends Outage {
  override readonly name: string = "LogUnavailable";
}

/**
 * The log is another one than before, or was restored from a backup: at a place that was read, another event stands, or
 * none. Whoever follows must begin anew.
 */
export class LogReplaced extends Error {
  override readonly name = "LogReplaced";

  constructor({ position }: Place) {
    super(
      `the log does not hold at position ${position} what it held: it was restored from a backup, or is another log`,
    );
  }
}
