// The server's clock jumps: the log is in the order of its positions, whatever the times of its events.
import { type EventStoreDBClient, START } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, follower, named } from "../fixtures.ts";
import { trials } from "./profile.ts";

const count = trials(40, 400);
/** With credentials the client makes one call an append, which has no deadline by the server's clock. */
const credentials = { username: "anybody", password: "anything" };

interface Log {
  readonly positions: readonly bigint[];
  readonly followed: readonly string[];
  readonly receipts: readonly bigint[];
  readonly isTimeOrdered: boolean;
}

async function appended(client: EventStoreDBClient): Promise<bigint[]> {
  const receipts: bigint[] = [];
  for (let n = 0; n < count; n++) {
    const { position } = await client.appendToStream("clocked", named(`${n}`), { credentials });
    receipts.push(position?.commit ?? -1n);
  }
  return receipts;
}

async function written(broken: string): Promise<Log> {
  const server = await startEventStore({ broken });
  const client = connect(server);
  const feed = follower(client.subscribeToStream("clocked", { fromRevision: START }));
  const receipts = await appended(client);
  const positions: bigint[] = [];
  const times: number[] = [];
  for await (const { event } of client.readAll()) {
    if (event?.streamId.startsWith("$")) continue;
    positions.push(event?.position.commit ?? -1n);
    times.push(event?.created.getTime() ?? 0);
  }
  const followed = await feed.next(count);
  await client.dispose();
  await server.stop();
  return {
    positions,
    receipts,
    followed: followed.map(({ event }) => String(event?.revision)),
    isTimeOrdered: times.every((time, n) => time >= (times[n - 1] ?? 0)),
  };
}

const isRising = (numbers: readonly bigint[]) => numbers.every((each, n) => each > (numbers[n - 1] ?? -1n));

test("receipts, the log and subscribers keep the order of appends", async () => {
  const { positions, receipts, followed, isTimeOrdered } = await written("jumping-clock");
  expect(isTimeOrdered).toBe(false);
  expect(receipts).toSatisfy(isRising);
  expect(positions).toEqual(receipts);
  expect(followed).toEqual(Array.from({ length: count }, (_, n) => String(n)));
});

test("a server that orders by its clock does not pass this test", async () => {
  const server = await startEventStore({ broken: "ordered-by-clock" });
  const client = connect(server);
  expect(await appended(client)).not.toSatisfy(isRising);
  await client.dispose();
  await server.stop();
});
