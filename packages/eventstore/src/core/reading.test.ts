// Reading page by page while others write: what a reader gets is whole, or it is told that it is not.
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { memoryStorage } from "../storage/memory-storage.ts";
import { type ProposedEvent, systemClock } from "./event.ts";
import { readStream, StreamGone } from "./reading.ts";
import { Store } from "./store.ts";

const event = (): ProposedEvent => ({
  id: randomUUID(),
  type: "T",
  json: true,
  data: Buffer.from("{}"),
  metadata: Buffer.alloc(0),
});

/** More than one page. */
const many = 600;

async function readerAfterOnePage(): Promise<{ store: Store; pages: ReturnType<typeof readStream> }> {
  const store = new Store(memoryStorage(), systemClock);
  await store.append("orders", "noStream", Array.from({ length: many }, event));
  const pages = readStream(store, "orders", 0n, "forwards");
  const first = await pages.next();
  expect(first.done === false && first.value.length).toBeLessThan(many);
  return { store, pages };
}

test("a stream that is ended for good while it is read is no stream that has come to its end", async () => {
  const { store, pages } = await readerAfterOnePage();
  await store.tombstone("orders", "any");
  await expect(pages.next()).rejects.toMatchObject({ constructor: StreamGone, tombstoned: true });
});

test("nor is one that is deleted while it is read", async () => {
  const { store, pages } = await readerAfterOnePage();
  await store.delete("orders", "any");
  await expect(pages.next()).rejects.toMatchObject({ constructor: StreamGone, tombstoned: false });
});

test("events that are appended while a stream is read are read, too", async () => {
  const { store, pages } = await readerAfterOnePage();
  await store.append("orders", "any", [event()]);
  let last: bigint | undefined;
  for await (const page of pages) last = page.at(-1)?.revision ?? last;
  expect(last).toBe(BigInt(many));
});
