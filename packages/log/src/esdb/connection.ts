// The connection to the event store: one client at a time, replaced when the store stops answering.
import { setMaxListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { EventStoreDBClient } from "@eventstore/db-client";
import { type Channel, connectivityState } from "@grpc/grpc-js";
import type { Logger } from "@taizhang/process";
import { LogUnavailable } from "../event-log.ts";
import { meaning } from "./operating.ts";

export interface Connection {
  /** The client to use for one call. */
  readonly client: EventStoreDBClient;
  readonly logger: Logger;
  /** Aborted when the log is closed. */
  readonly closed: AbortSignal;
  /**
   * Gives the error to throw when a client got no answer in time. It drops the client's connection, which may stay
   * silent for ever; the next call makes a new one.
   */
  unanswered(silent: EventStoreDBClient, doing: string, withinMs: number): LogUnavailable;
  /** Does work that may be repeated, and repeats it once if the connection fails before `until` (as Date.now()). */
  twice<T>(doing: string, until: number, work: () => Promise<T>): Promise<T>;
  /** What stays the same as long as the connection that the next call goes over; null while none is known. */
  session(): object | null;
  close(): Promise<void>;
}

/** Prepares a connection; nothing is sent before the first call. Throws if the address is not a connection string. */
export function connection(url: string, logger: Logger): Connection {
  let client = clientOf(url);
  const closing = new AbortController();
  // No limit, because every call in progress listens to it.
  setMaxListeners(0, closing.signal);
  /** The channel of the last call that was answered. Asked for before that, the client might look for a cluster's leader. */
  let channel: Channel | null = null;

  async function noted<T>(work: Promise<T>): Promise<T> {
    const result = await work;
    const answering = client;
    // Not waited for: where the connection has just failed, the client looks for another one.
    answering["getChannel"]().then(
      (known) => {
        if (answering === client) channel = known;
      },
      () => undefined,
    );
    return result;
  }

  return {
    get client() {
      if (closing.signal.aborted) throw new LogUnavailable("the log has been closed");
      return client;
    },
    logger,
    closed: closing.signal,
    unanswered(silent, doing, withinMs) {
      if (silent === client && !closing.signal.aborted) {
        logger.warn({ doing, withinMs }, "the event store did not answer in time: connecting anew");
        client = clientOf(url);
        hangUp(silent);
      }
      return new LogUnavailable(`${doing}: the event store did not answer within ${withinMs} ms`);
    },
    async twice(doing, until, work) {
      try {
        return await noted(work());
      } catch (error) {
        const first = meaning(error, doing);
        // Repeating helps neither against an answer of the store nor against our own time limit, which has no cause.
        if (!(first instanceof LogUnavailable) || first.cause === undefined || Date.now() >= until) throw first;
        logger.warn({ err: error, doing }, "the connection to the event store failed: trying once more");
      }
      // The client drops a failed channel a moment after it reports the failure.
      await setImmediate();
      try {
        return await noted(work());
      } catch (error) {
        throw meaning(error, doing);
      }
    },
    session: () => (channel && !closing.signal.aborted ? sessionOf(channel) : null),
    async close() {
      closing.abort();
      await client.dispose();
      hangUp(client);
    },
  };
}

const sessions = new WeakMap<Channel, object>();

/** The session of a channel, which connects by itself, and again whenever its connection has ended. */
function sessionOf(channel: Channel): object | null {
  const known = sessions.get(channel);
  if (known) return known;
  if (channel.getConnectivityState(false) !== connectivityState.READY) return null;
  const session = {};
  sessions.set(channel, session);
  // Called at the moment in which the connection ends, so before anything can go over the next one.
  const end = () => void sessions.delete(channel);
  channel.watchConnectivityState(connectivityState.READY, Number.POSITIVE_INFINITY, end);
  return session;
}

function clientOf(url: string): EventStoreDBClient {
  let client: EventStoreDBClient;
  try {
    client = EventStoreDBClient.connectionString(url);
  } catch {
    // The client's own message repeats the address, which may hold a password.
    throw new Error("the event store's address is not a connection string such as esdb://127.0.0.1:2113?tls=false");
  }
  // Make every append a call of its own. The client would rather share one stream of batches, if the server has it.
  // When that stream fails, it rejects every pending append of the process; an answer that comes later then finds nobody
  // waiting, throws in an event handler, and ends the process.
  client["supports"] = async () => false;
  return client;
}

// Closes the client's channel, which the client cannot do itself: calls in progress end first, then the socket closes.
// Otherwise the next client would get the same dead socket, because gRPC shares sockets in a process by address.
function hangUp(client: EventStoreDBClient): void {
  client["getChannel"]().then(
    (channel) => channel.close(),
    () => undefined,
  );
}
