// A large log: opened without reading it, and read from end to end with the memory of a small one.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { jsonEvent } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { type EmbeddedEventStore, startEventStore } from "../embedded-event-store.ts";
import { connect } from "../fixtures.ts";
import { trials } from "./profile.ts";

const eventCount = trials(20_000, 1_000_000);
const batch = 500;
const inFlight = 8;
const mostGrowthBytes = 128 << 20;

const event = (n: number) => jsonEvent({ type: "Counted", data: { n, text: "进展".repeat(40) } });

async function fill(server: EmbeddedEventStore): Promise<void> {
  const client = connect(server);
  let next = 0;
  const write = async () => {
    while (next < eventCount) {
      const first = next;
      next += batch;
      await client.appendToStream(
        `s${(first / batch) % 100}`,
        Array.from({ length: batch }, (_, i) => event(first + i)),
      );
    }
  };
  await Promise.all(Array.from({ length: inFlight }, write));
  await client.dispose();
}

const numberIn = (file: string, pattern: RegExp): number => Number(pattern.exec(readFileSync(file, "utf8"))?.[1]);

/** The process's own memory; cached pages of the log's file do not count. */
const ownBytes = ({ pid }: EmbeddedEventStore) => numberIn(`/proc/${pid}/status`, /^RssAnon:\s+(\d+) kB$/m) * 1024;

/** What the process has read from files so far. */
const readBytes = ({ pid }: EmbeddedEventStore) => numberIn(`/proc/${pid}/io`, /^rchar: (\d+)$/m);

test(`a log of ${eventCount} events is opened without reading it, and read with flat memory`, {
  timeout: 1_200_000,
}, async () => {
  const first = await startEventStore();
  const readAtFirst = readBytes(first);
  await fill(first);
  const { dataDir } = first;
  await first.kill();
  // What the index lacked at the kill is read at this start, and not at the next.
  await (await startEventStore({ dataDir })).stop();
  const server = await startEventStore({ dataDir });
  const readMore = readBytes(server) - readAtFirst;
  const logBytes = statSync(join(dataDir, "events.log")).size;
  expect(readMore).toBeLessThan(logBytes / 10);

  const client = connect(server);
  let count = 0;
  let before = 0;
  let most = 0;
  for await (const { event: read } of client.readAll()) {
    if (read && !read.streamId.startsWith("$")) count++;
    if (count === eventCount / 10) before = ownBytes(server);
    if (count % 10_000 === 0) most = Math.max(most, ownBytes(server));
  }
  expect(count).toBe(eventCount);
  expect(most - before).toBeLessThan(mostGrowthBytes);
  const told = [`${readMore >> 10} KiB more read at the start`, `${Math.round(logBytes / count)} bytes an event`];
  process.stderr.write(`${eventCount} events: ${told.join("; ")}; at most ${(most - before) >> 20} MiB more memory\n`);
  await client.dispose();
  await server.stop();
  await first.stop();
});
