// Reading page by page: a slow reader keeps nothing open in the store, and a page can be asked for again.
import {
  type BACKWARDS,
  type EventStoreDBClient,
  type ReadRevision,
  type RecordedEvent,
  type ResolvedEvent,
  type StreamingRead,
  StreamNotFoundError,
} from "@eventstore/db-client";
import { LogUnavailable, type StoredEvent } from "../event-log.ts";
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

/** Reads one page. Rejects with `LogUnavailable` if the store is silent for too long. */
export async function page<E extends ResolvedEvent>(
  { connection, readTimeoutMs }: Reading,
  doing: string,
  signal: AbortSignal,
  open: (client: EventStoreDBClient) => StreamingRead<E>,
): Promise<E[]> {
  return connection.twice(doing, Number.POSITIVE_INFINITY, async () => {
    const { client } = connection;
    const read = open(client);
    const onSilence = async () => {
      throw connection.unanswered(client, doing, readTimeoutMs);
    };
    const items: E[] = [];
    const patience = { silenceMs: readTimeoutMs, onSilence, signal };
    for await (const item of arriving<E>(read, () => read.cancel(), patience)) items.push(item);
    // A read that is aborted ends in the same way as one that is complete.
    if (signal.aborted) throw new LogUnavailable(`${doing}: the reading was ended`);
    return items;
  });
}

/** Reads recorded events of a stream, from a revision on or back from the end; none if there is no such stream. */
export async function recordedIn(
  reading: Reading,
  stream: string,
  options: { fromRevision: ReadRevision; direction?: typeof BACKWARDS; maxCount: number },
): Promise<RecordedEvent[]> {
  try {
    const { closed } = reading.connection;
    const found = await page(reading, `reading ${stream}`, closed, (client) =>
      client.readStream(stream, { ...options, requiresLeader: true }),
    );
    return found.flatMap(({ event }) => event ?? []);
  } catch (error) {
    if (error instanceof StreamNotFoundError) return [];
    throw error;
  }
}

/** Reads the events of a stream from a revision on. Throws `UnreadableEvent`. */
export async function* readStream(reading: Reading, stream: string, fromRevision: number): AsyncIterable<StoredEvent> {
  for (let next = fromRevision; ; ) {
    const found = await recordedIn(reading, stream, { fromRevision: BigInt(next), maxCount: pageSize });
    for (const recorded of found) yield storedEvent(rawEvent(recorded));
    next += found.length;
    if (found.length < pageSize) return;
  }
}
