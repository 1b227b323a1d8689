// Appends through the official client: one by one, many at once, and many in one.
import type { EventStoreDBClient } from "@eventstore/db-client";
import { again } from "../again.ts";
import type { Ground } from "../ground.ts";
import type { Contest, Round, Rounds } from "../line.ts";
import { measuredEvent, measuredEvents } from "../measured-event.ts";
import type { FilledTables } from "../peers/lmdb-alone.ts";

/** How appends are made: how many at once, to how many streams, with how many events each. */
interface Shape {
  readonly atOnce: number;
  readonly streams: number;
  readonly events: number;
}

const line = (name: string, shape: Shape): Rounds => ({
  name: `appends-${name}`,
  unit: "events",
  open: (ground) => contest(ground, `appends-${name}`, shape),
});

export const appends: readonly Rounds[] = [
  line("one-by-one", { atOnce: 1, streams: 1, events: 1 }),
  line("64-in-flight", { atOnce: 64, streams: 100, events: 1 }),
  line("batches-of-100", { atOnce: 1, streams: 1, events: 100 }),
];

async function contest(ground: Ground, name: string, { atOnce, streams, events }: Shape): Promise<Contest> {
  const counted = async (round: Promise<Round>): Promise<Round> => {
    const { done, times } = await round;
    return { done: done * events, times };
  };
  const through = (client: EventStoreDBClient) => () =>
    counted(
      again(atOnce, (n) =>
        client.appendToStream(`${name}-${n % streams}`, events === 1 ? measuredEvent(n) : measuredEvents(events)),
      ),
    );
  const onDisk = (tables: FilledTables) => () => counted(again(atOnce, (n) => tables.append(n % streams, events)));
  const { client } = await ground.store();
  return {
    ours: { name: "event store", round: through(client) },
    peers: [
      { name: "lmdb alone", round: onDisk(await ground.lmdbAlone()) },
      { name: "gRPC echo", round: through(await ground.grpcPeer()) },
    ],
  };
}
