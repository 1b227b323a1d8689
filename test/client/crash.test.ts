// The server is killed during appends, again and again: what was acknowledged is there, whole and once.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventStoreDBClient } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { startEventStore } from "../support/embedded-eventstore.ts";
import { connect, named } from "./fixtures.ts";

const kills = Number(process.env["EVENTSTORE_TEST_KILLS"] ?? 10);
const writers = 8;
const batch = 3;

interface Append {
  readonly stream: string;
  readonly events: ReturnType<typeof named>[];
  /** Position of the receipt; undefined as long as there is none. */
  receipt?: bigint;
}

/** Appends without end until the server is gone; keeps what it sent and what was acknowledged. */
async function write(client: EventStoreDBClient, stream: string, sent: Append[]): Promise<void> {
  for (let n = 0; ; n++) {
    const append: Append = { stream, events: Array.from({ length: batch }, (_, i) => named(`${n}.${i}`)) };
    sent.push(append);
    try {
      const { position } = await client.appendToStream(stream, append.events, { deadline: 2_000 });
      if (position) append.receipt = position.commit;
    } catch {
      return;
    }
  }
}

test(
  `after each of ${kills} kills every acknowledged append is there, none is torn, and a retry gives the first receipt`,
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "eventstore-"));
    const sent: Append[] = [];
    for (let round = 0; round < kills; round++) {
      const server = await startEventStore({ dataDir });
      const client = connect(server);
      const started = sent.length;
      const writing = Promise.all(Array.from({ length: writers }, (_, i) => write(client, `w${round}-${i}`, sent)));
      // Killed at another moment of the work every round, while appends are on their way.
      const enough = started + writers * (2 + round);
      while (sent.length < enough) await new Promise(setImmediate);
      await server.kill();
      await writing;
      await client.dispose();
    }

    const server = await startEventStore({ dataDir });
    const client = connect(server);
    const stored = new Map<string, { id: string; revision: bigint }[]>();
    for await (const { event } of client.readAll()) {
      if (!event) continue;
      const events = stored.get(event.streamId) ?? [];
      stored.set(event.streamId, events);
      events.push({ id: event.id, revision: event.revision });
    }

    expect(sent.filter(({ receipt }) => receipt !== undefined).length).toBeGreaterThan(kills);
    for (const [stream, events] of stored) {
      expect(
        events.map(({ revision }) => revision),
        stream,
      ).toEqual(events.map((_, n) => BigInt(n)));
      expect(events.length % batch, stream).toBe(0);
    }
    for (const { stream, events, receipt } of sent) {
      const ids = new Set(stored.get(stream)?.map(({ id }) => id));
      const there = events.filter(({ id }) => ids.has(id)).length;
      expect([0, batch]).toContain(there);
      if (receipt !== undefined) {
        expect(there).toBe(batch);
        const again = await client.appendToStream(stream, events);
        expect(again.position?.commit).toBe(receipt);
      }
    }
    await client.dispose();
    await server.stop();
    await rm(dataDir, { recursive: true });
  },
  120_000 + kills * 20_000,
);
