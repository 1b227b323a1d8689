// Reading history through the official client: a stream, the whole log, and a subscription that catches up.
import { type EventStoreDBClient, START } from "@eventstore/db-client";
import { filled } from "../event-store.ts";
import type { Round, Rounds } from "../line.ts";
import type { FilledTables } from "../peers/lmdb-alone.ts";

const { events: maxCount, stream } = filled;

type Through = (client: EventStoreDBClient) => Promise<number>;

const line = (name: string, read: Through, scan: (tables: FilledTables) => number): Rounds => ({
  name: `reads-${name}`,
  unit: "events",
  async open(ground) {
    const { client } = await ground.store();
    const peer = await ground.grpcPeer();
    const tables = await ground.lmdbAlone();
    const side = (name: string, count: () => Promise<number>) => ({ name, round: () => whole(count) });
    return {
      ours: side("event store", () => read(client)),
      peers: [side("lmdb alone", async () => scan(tables)), side("prebuilt bytes", () => read(peer))],
    };
  },
});

export const reads: readonly Rounds[] = [
  line(
    "stream",
    (client) => counted(client.readStream(stream, { maxCount })),
    (tables) => tables.scanStream(maxCount),
  ),
  line(
    "log",
    (client) => counted(client.readAll({ maxCount })),
    (tables) => tables.scanLog(maxCount),
  ),
  line("catch-up", catchUp, (tables) => tables.scanLog(maxCount)),
];

async function catchUp(client: EventStoreDBClient): Promise<number> {
  const subscription = client.subscribeToAll({ fromPosition: START });
  const count = await counted(subscription);
  await subscription.unsubscribe();
  return count;
}

/** Reads to the end, or until the wanted number of events has come. */
async function counted(events: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of events) {
    count += 1;
    if (count === maxCount) break;
  }
  return count;
}

/** Throws if events are missing: a read that is cut short would look quick. */
async function whole(count: () => Promise<number>): Promise<Round> {
  const done = await count();
  if (done !== maxCount) throw new Error(`read ${done} of ${maxCount} events`);
  return { done, times: [] };
}
