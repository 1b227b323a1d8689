// The embedded event store as a process of its own, with a log to read, and the official client connected to it.
import { EventStoreDBClient } from "@eventstore/db-client";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import type { After } from "./after.ts";
import { measuredEvents } from "./measured-event.ts";

/** What the log contains before anything is measured: one stream with this many events. */
export const filled = { stream: "filled", events: 20_000 };

const eventsPerAppend = 500;

/** An event store to measure. */
export interface FilledStore {
  readonly port: number;
  readonly client: EventStoreDBClient;
}

/** Starts one and fills it. */
export async function startFilledStore(after: After): Promise<FilledStore> {
  const { url, port, stop } = await startEventStore();
  after(stop);
  const client = clientOf(url);
  for (let at = 0; at < filled.events; at += eventsPerAppend)
    await client.appendToStream(filled.stream, measuredEvents(eventsPerAppend));
  return { port, client };
}

/**
 * The official client. It is not disposed of at the end: that would wait for ever for a subscription that was cancelled
 * with unread events, and the connection ends with the server.
 */
export const clientOf = (url: string): EventStoreDBClient => EventStoreDBClient.connectionString(url);
