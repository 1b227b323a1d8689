// What tests with the official client share: a server of their own, a client that is closed, short events.
import { type AllStreamResolvedEvent, EventStoreDBClient, jsonEvent, type ResolvedEvent } from "@eventstore/db-client";
import { afterAll } from "vitest";
import { type EmbeddedEventStore, type StartOptions, startEventStore } from "./embedded-event-store.ts";

/** A server for the tests of one file, stopped after them, and a client of it. */
export async function serverAndClient(
  options?: StartOptions,
): Promise<{ server: EmbeddedEventStore; client: EventStoreDBClient }> {
  const server = await startEventStore(options);
  const client = connect(server);
  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });
  return { server, client };
}

/** A client whose calls may take as long as their test does. */
export function connect({ url }: { url: string }): EventStoreDBClient {
  return EventStoreDBClient.connectionString(`${url}&defaultDeadline=${24 * 3_600_000}`);
}

/** An event whose data is its name. */
export const named = (name: string, type = "Named") => jsonEvent({ type, data: { name } });

export const several = (names: string) => names.split(" ").map((name) => named(name));

/** `stream@revision name` of each event. */
export async function told(events: AsyncIterable<ResolvedEvent | AllStreamResolvedEvent>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { event } of events) lines.push(line(event));
  return lines;
}

export function line(event: ResolvedEvent["event"]): string {
  const data = event?.data;
  const name = typeof data === "object" && data !== null && "name" in data ? data.name : "";
  return `${event?.streamId}@${event?.revision} ${name}`;
}

/** Hands out what a subscription brings, so many at a time. */
export function follower<E>(subscription: AsyncIterable<E>): { next(count: number): Promise<E[]> } {
  const iterator = subscription[Symbol.asyncIterator]();
  return {
    async next(count) {
      const found: E[] = [];
      while (found.length < count) {
        const { value, done } = await iterator.next();
        if (done) throw new Error(`The subscription ended after ${found.length} of ${count} events.`);
        found.push(value);
      }
      return found;
    },
  };
}
