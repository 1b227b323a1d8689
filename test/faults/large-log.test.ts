// A large log: opened at once, and read from end to end with the memory of a small one.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { jsonEvent } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { connect } from "../client/fixtures.ts";
import { type EmbeddedEventStore, startEventStore } from "../support/embedded-eventstore.ts";
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

/** Memory of the process's own; pages of the log's file, which the system may take back at any time, are not of it. */
function ownBytes({ pid }: EmbeddedEventStore): number {
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
}

async function startedIn(dataDir?: string): Promise<{ server: EmbeddedEventStore; ms: number }> {
  const before = performance.now();
  const server = await startEventStore(dataDir === undefined ? {} : { dataDir });
  return { server, ms: performance.now() - before };
}

test(`a log of ${eventCount} events is opened at once, and read with flat memory`, { timeout: 1_200_000 }, async () => {
  const { server: empty, ms: emptyMs } = await startedIn();
  await fill(empty);
  await empty.kill();
  const { server, ms } = await startedIn(empty.dataDir);
  expect(ms - emptyMs).toBeLessThan(2_000);

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
  const bytes = statSync(join(empty.dataDir, "events.log")).size;
  const told = [
    `opened in ${Math.round(ms)} ms, empty in ${Math.round(emptyMs)} ms`,
    `${Math.round(bytes / count)} bytes an event`,
  ];
  process.stderr.write(`${eventCount} events: ${told.join("; ")}; at most ${(most - before) >> 20} MiB more memory\n`);
  await client.dispose();
  await server.stop();
  await empty.stop();
});
