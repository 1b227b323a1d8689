// The event log on EventStoreDB, or on any server that speaks its protocol.
import { NO_STREAM } from "@eventstore/db-client";
import type { Logger } from "@taizhang/process";
import type { LogOfBytes } from "../event-bytes.ts";
import type { EventLog, NewEvent, Position } from "../event-log.ts";
import { append, takesAppends } from "./append.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoints.ts";
import { toEventData } from "./codec.ts";
import { connection } from "./connection.ts";
import { eventAt } from "./event-at.ts";
import { follow } from "./follow.ts";
import { headOf } from "./head.ts";
import { readStream } from "./read.ts";
import { readBytes, readBytesAt } from "./read-bytes.ts";

/** How to reach the store, and how long to wait for it. */
export interface EsdbLogOptions {
  /** The connection string, such as `esdb://127.0.0.1:2113?tls=false`; credentials go into it and need TLS. */
  readonly url: string;
  /** How long an append may take, including a second try, in milliseconds; 5,000 by default. */
  readonly appendTimeoutMs?: number;
  /** How long a read may wait for its next event, in milliseconds; 10,000 by default. */
  readonly readTimeoutMs?: number;
  /** After how much silence a follower asks whether the log has grown meanwhile, in milliseconds; 15,000 by default. */
  readonly watchdogMs?: number;
  /** Gets a line for every connection that failed; without a logger nothing is logged. */
  readonly logger?: Logger;
}

const quiet: Logger = { info() {}, warn() {}, error() {} };

/** A log that holds a connection and must be closed at the end. */
export type EsdbLog = EventLog &
  LogOfBytes & {
    /** Ends all followers and every read, then the connection. Later calls reject with `LogUnavailable`. */
    close(): Promise<void>;
  };

/**
 * The ledger's log on an EventStoreDB, a KurrentDB or the embedded server. It connects with the first call. When the
 * store cannot be reached or does not answer in time, calls reject with `LogUnavailable`, while followers wait and go on.
 * In a cluster only the leader is asked, because the other nodes may lag behind what was acknowledged.
 */
export function esdbLog({
  url,
  appendTimeoutMs = 5000,
  readTimeoutMs = 10_000,
  watchdogMs = 15_000,
  logger = quiet,
}: EsdbLogOptions): EsdbLog {
  const connected = connection(url, logger);
  const appending = { connection: connected, appendTimeoutMs };
  const reading = { connection: connected, readTimeoutMs };
  const head = headOf(reading);
  const at = (position: Position) => eventAt(reading, position);
  const following = { connection: connected, watchdogMs, head, eventAt: at };

  return {
    read: (stream, where, limits) => readStream(reading, stream, where, limits),
    async append(stream, expectedRevision, events: readonly NewEvent[], limits) {
      const expected = expectedRevision < 0 ? NO_STREAM : BigInt(expectedRevision);
      const appended = await append(appending, stream, expected, events.map(toEventData), limits);
      if (typeof appended === "string") return appended;
      const { nextExpectedRevision, position } = appended;
      if (!position) throw new Error(`the event store acknowledged an append to ${stream} without its position`);
      return { revision: Number(nextExpectedRevision), position: position.commit };
    },
    follow: (after, options) => follow(following, after, options),
    takesAppends: () => takesAppends(appending),
    head: () => head(connected.closed),
    eventAt: at,
    session: connected.session,
    bytes: (after, limits) => readBytes(reading, after, limits),
    bytesAt: (position, limits) => readBytesAt(reading, position, limits),
    checkpoint: (name) => readCheckpoint(reading, name),
    storeCheckpoint: (name, place) => writeCheckpoint(appending, name, place),
    close: connected.close,
  };
}
