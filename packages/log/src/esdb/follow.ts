// Following the log: its history, then what is new, whatever happens to the connection.
import { setTimeout as pause } from "node:timers/promises";
import { delayAfter } from "@taizhang/process";
import {
  type EventLog,
  type Followed,
  type FollowOptions,
  holds,
  LogReplaced,
  LogUnavailable,
  markOf,
  type Place,
  type Position,
} from "../event-log.ts";
import { followedEvent } from "../stored-event.ts";
import { rawEvent } from "./codec.ts";
import type { Connection } from "./connection.ts";
import { subscription, type Told } from "./subscription.ts";

export interface Following {
  readonly connection: Connection;
  /** After how much silence the head of the log is asked for, in milliseconds: has the log grown meanwhile? */
  readonly watchdogMs: number;
  /** The position of the last domain event. */
  readonly head: (signal: AbortSignal) => Promise<Position | null>;
  readonly eventAt: EventLog["eventAt"];
}

/**
 * Gives every domain event after a place, in order, none missing and none twice. When a subscription fails, ends or falls
 * silent, a new one goes on from the last event given, if it is still there: else the log was replaced meanwhile, and it
 * throws `LogReplaced`. During outages it waits and tries again, until the signal is aborted.
 */
export async function* follow(
  { connection, watchdogMs, head, eventAt }: Following,
  after: Place | null,
  { types, signal }: FollowOptions,
): AsyncGenerator<Followed, void> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const ends = [signal, connection.closed];
  for (const each of ends) each.addEventListener("abort", end);
  if (ends.some((each) => each.aborted)) end();

  const place = placeAt(after, types);
  const onSilence = async () => {
    const last = await head(ending.signal);
    if (last === null || !place.isBefore(last)) return;
    throw new LogUnavailable(`nothing came for ${watchdogMs} ms although the log has grown to ${last}`);
  };
  const patience = { silenceMs: watchdogMs, onSilence, signal: ending.signal };
  let failures = 0;
  try {
    while (!ending.signal.aborted) {
      try {
        const from = place.last;
        if (from !== null && !(await holds({ eventAt }, from))) throw new LogReplaced(from);
        for await (const told of subscription(connection.client, from?.position ?? null, patience)) {
          failures = 0;
          const followed = place.pass(told);
          if (followed) yield followed;
        }
      } catch (error) {
        if (ending.signal.aborted) return;
        if (!(error instanceof LogUnavailable)) throw error;
        failures += 1;
        const delayMs = delayAfter(failures);
        const fields = { err: error, position: `${place.position}`, delayMs };
        connection.logger.warn(fields, "the following of the log was interrupted and goes on from where it was");
        await pause(delayMs, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  } finally {
    for (const each of ends) each.removeEventListener("abort", end);
  }
}

/**
 * The place of a follower in the log. Types are filtered here and not by the store, so that every domain event moves the
 * place, and a subscription without wanted events does not look like a dead one.
 */
function placeAt(after: Place | null, types: readonly string[] | undefined) {
  const wanted = types && new Set(types);
  let last = after;
  let position = after?.position ?? null;
  const isBefore = (other: Position) => position === null || position < other;

  return {
    /** The last event that was passed. */
    get last() {
      return last;
    },
    /** How far the log has been looked at: up to an event, or beyond it. */
    get position() {
      return position;
    },
    isBefore,
    /** Moves past a message of the store; returns the message for the follower, or null if there is none. */
    pass(told: Told): Followed | null {
      if (told.kind === "caughtUp") return told;
      if (!isBefore(told.position)) {
        // The store also sends a checkpoint for the event it has just sent, and again for what lies behind the last event.
        if (told.kind === "checkpoint") return null;
        throw new LogReplaced({ position: told.position, mark: null });
      }
      const isWanted = told.kind === "event" && (!wanted || wanted.has(told.recorded.type));
      const followed: Followed = isWanted
        ? followedEvent(rawEvent(told.recorded))
        : { kind: "checkpoint", position: told.position };
      position = told.position;
      if (told.kind === "event") {
        const { id, created } = told.recorded;
        last = { position, mark: markOf({ id, recordedAt: created.toISOString() }) };
      }
      return followed;
    },
  };
}
