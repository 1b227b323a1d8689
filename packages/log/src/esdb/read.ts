// Reading page by page: a slow reader keeps nothing open in the store, and a page can be asked for again.
import {
  BACKWARDS,
  type Direction,
  END,
  type EventStoreDBClient,
  FORWARDS,
  type ReadRevision,
  type RecordedEvent,
  START,
  type StreamingRead,
  StreamNotFoundError,
} from "@eventstore/db-client";
import { type CallLimits, LogUnavailable, type ReadFrom, type StoredEvent } from "../event-log.ts";
import { Outage } from "../outage.ts";
import { storedEvent } from "../stored-event.ts";
import { arriving } from "./arriving.ts";
import { rawEvent } from "./codec.ts";
import type { Connection } from "./connection.ts";

const pageSize = 256;

export interface Reading {
  readonly connection: Connection;
  /** How long a read may wait for its next event, in milliseconds. */
  readonly readTimeoutMs: number;
}

/** Reads one page. Rejects with `LogUnavailable` if the store is silent for too long, and with a signal's reason. */
export async function page<E>(
  { connection, readTimeoutMs }: Reading,
  doing: string,
  { signal, silenceMs = Number.POSITIVE_INFINITY }: CallLimits,
  open: (client: EventStoreDBClient) => StreamingRead<E>,
): Promise<E[]> {
  return connection.twice(doing, Number.POSITIVE_INFINITY, async () => {
    const { client, closed } = connection;
    const limitMs = Math.min(silenceMs, readTimeoutMs);
    const read = open(client);
    const onSilence = async () => {
      throw connection.unanswered(client, doing, limitMs);
    };
    const items: E[] = [];
    const ending = endOf(closed, signal);
    try {
      const patience = { silenceMs: limitMs, onSilence, signal: ending.signal };
      for await (const item of arriving<E>(read, () => read.cancel(), patience)) items.push(item);
    } finally {
      ending.release();
    }
    // A read that is aborted ends in the same way as one that is complete.
    if (signal?.reason instanceof Outage) throw signal.reason;
    if (ending.signal.aborted) throw new LogUnavailable(`${doing}: the reading was ended`);
    return items;
  });
}

// `AbortSignal.any` would stay with the log's own signal, which outlives all reads.
/** A signal that is aborted as soon as one of two is; `release` must be called at the end. */
function endOf(one: AbortSignal, other: AbortSignal | undefined) {
  if (!other) return { signal: one, release: () => {} };
  const ending = new AbortController();
  const end = () => ending.abort();
  const ends = [one, other];
  for (const each of ends) each.addEventListener("abort", end);
  if (ends.some((each) => each.aborted)) end();
  const release = () => {
    for (const each of ends) each.removeEventListener("abort", end);
  };
  return { signal: ending.signal, release };
}

/** Reads recorded events of a stream, from a revision on or back from the end; none if there is no such stream. */
export async function recordedIn(
  reading: Reading,
  stream: string,
  options: { fromRevision: ReadRevision; direction: Direction; maxCount: number },
  limits: CallLimits = {},
): Promise<RecordedEvent[]> {
  try {
    const found = await page(reading, `reading ${stream}`, limits, (client) =>
      client.readStream(stream, { ...options, requiresLeader: true }),
    );
    return found.flatMap(({ event }) => event ?? []);
  } catch (error) {
    if (error instanceof StreamNotFoundError) return [];
    throw error;
  }
}

/** Reads the events of a stream, in order or the last one first. Throws `UnreadableEvent`. */
export async function* readStream(
  reading: Reading,
  stream: string,
  { from, backwards = false, few = pageSize }: ReadFrom = {},
  limits?: CallLimits,
): AsyncIterable<StoredEvent> {
  const direction = backwards ? BACKWARDS : FORWARDS;
  let fromRevision: ReadRevision = backwards ? END : START;
  if (from !== undefined) fromRevision = BigInt(from);
  for (let maxCount = Math.min(few, pageSize); ; maxCount = Math.min(2 * maxCount, pageSize)) {
    const found = await recordedIn(reading, stream, { fromRevision, direction, maxCount }, limits);
    for (const recorded of found) {
      yield storedEvent(rawEvent(recorded));
      limits?.signal?.throwIfAborted();
    }
    const last = found.at(-1);
    if (!last || found.length < maxCount || (backwards && last.revision === 0n)) return;
    fromRevision = last.revision + (backwards ? -1n : 1n);
  }
}
