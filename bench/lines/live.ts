// From an append to the subscriber that waits for it.
import { once } from "node:events";
import { END, type EventStoreDBClient } from "@eventstore/db-client";
import { again } from "../again.ts";
import type { Ground } from "../ground.ts";
import type { Rounds, Side } from "../line.ts";
import { measuredEvent } from "../measured-event.ts";

const stream = "live";

export const live: Rounds = {
  name: "live",
  unit: "events",
  async open(ground) {
    const { client } = await ground.store();
    return {
      ours: await listening(ground, "event store", client),
      peers: [await listening(ground, "gRPC echo", await ground.grpcPeer())],
    };
  },
};

/** A side with a subscriber: the time of each event ends when the subscriber has it. */
async function listening({ after }: Ground, name: string, client: EventStoreDBClient): Promise<Side> {
  const subscription = client.subscribeToStream(stream, { fromRevision: END });
  await once(subscription, "confirmation");
  after(() => subscription.unsubscribe());
  let arrived = () => {};
  subscription.on("data", () => arrived());
  const delivered = async (n: number) => {
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await Promise.all([client.appendToStream(stream, measuredEvent(n)), arrival]);
  };
  return { name, round: () => again(1, delivered) };
}
