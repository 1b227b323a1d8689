// A store that asks for a secret: the official client needs nothing but a connection string that names it.
import { EventStoreDBClient } from "@eventstore/db-client";
import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "../../src/core/event.ts";
import { Store } from "../../src/core/store.ts";
import { startServer } from "../../src/grpc/server.ts";
import { memoryStorage } from "../../src/storage/memory-storage.ts";
import { named, told } from "../fixtures.ts";

const { port, stop } = await startServer({
  store: new Store(memoryStorage(), systemClock),
  host: "127.0.0.1",
  port: 0,
  maxAppendBytes: 1 << 20,
  secret: "known-to-us",
  logger: pino({ level: "silent" }),
  pages: (_, response) => response.end(),
});
afterAll(() => stop());

const schemes = ["esdb", "esdb+discover"];

test.each(schemes)("whoever names it appends and reads (%s)", async (scheme) => {
  const client = EventStoreDBClient.connectionString(
    `${scheme}://127.0.0.1:${port}?tls=false&connectionName=known-to-us`,
  );
  await client.appendToStream(scheme, named("a"));
  expect(await told(client.readStream(scheme))).toEqual([`${scheme}@0 a`]);
  await client.dispose();
});

test.each(schemes)("whoever does not is refused with a sentence, and nothing is stored (%s)", async (scheme) => {
  const client = EventStoreDBClient.connectionString(`${scheme}://127.0.0.1:${port}?tls=false`);
  await expect(client.appendToStream("strange", named("a"))).rejects.toThrow(/asks for a secret/);
  await expect(told(client.readStream("strange"))).rejects.toThrow(/asks for a secret/);
  await client.dispose();
});
