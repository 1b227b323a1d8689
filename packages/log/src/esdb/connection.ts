// The connection to the event store: one client at a time, replaced where the store has gone silent.
import { setMaxListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { EventStoreDBClient } from "@eventstore/db-client";
import type { Logger } from "@taizhang/process";
import { LogUnavailable } from "../event-log.ts";
import { meaning } from "./operating.ts";

export interface Connection {
  /** The client to use for one call. */
  readonly client: EventStoreDBClient;
  readonly logger: Logger;
  /** Given when the log is closed. */
  readonly closed: AbortSignal;
  /**
   * What to throw where a client got no answer within a time. Its connection is given up, and a new one is made with
   * the next call, because one that fell silent may stay so.
   */
  unanswered(silent: EventStoreDBClient, doing: string, withinMs: number): LogUnavailable;
  /** Does something that may be done again: once more where the connection fails before `until` (as Date.now()). */
  twice<T>(doing: string, until: number, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Prepares a connection; nothing is sent before the first call. Throws where the address is no connection string. */
export function connection(url: string, logger: Logger): Connection {
  let client = clientOf(url);
  const closing = new AbortController();
  // Everything under way listens to it, and that may be much.
  setMaxListeners(0, closing.signal);
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
        return await work();
      } catch (error) {
        const first = meaning(error, doing);
        // An answer stays the same however often it is asked for; an outage without a cause is our own verdict.
        if (!(first instanceof LogUnavailable) || first.cause === undefined || Date.now() >= until) throw first;
        logger.warn({ err: error, doing }, "the connection to the event store failed: trying once more");
      }
      // The client drops a failed channel a moment after it has told of the failure.
      await setImmediate();
      try {
        return await work();
      } catch (error) {
        throw meaning(error, doing);
      }
    },
    async close() {
      closing.abort();
      await client.dispose();
      hangUp(client);
    },
  };
}

function clientOf(url: string): EventStoreDBClient {
  let client: EventStoreDBClient;
  try {
    client = EventStoreDBClient.connectionString(url);
  } catch {
    // The client's own message repeats the address, which may hold a password.
    throw new Error("the event store's address is not a connection string such as esdb://127.0.0.1:2113?tls=false");
  }
  // Every append is a call of its own. The client prefers one shared stream of batches where the server has it, and
  // that stream rejects every pending append of the process when it fails, after which a late answer on another one
  // finds nobody waiting and throws out of an event handler, ending the process.
  client["supports"] = async () => false;
  return client;
}

// The client cannot close its channel. What still runs on it is let finish; then the socket goes. Without this the next
// client would be given the same dead socket, because gRPC shares sockets within a process by address.
function hangUp(client: EventStoreDBClient): void {
  client["getChannel"]().then(
    (channel) => channel.close(),
    () => undefined,
  );
}
