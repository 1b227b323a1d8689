// Reading page by page while others write: a reader gets everything, or is told that it does not.
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { memoryStorage } from "../storage/memory-storage.ts";
import { type ProposedEvent, systemClock } from "./event.ts";
import { readAll, readStream, StreamGone } from "./reading.ts";
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
  const pages = readStream(store, "orders", 0n, "forwards", BigInt(many));
  const first = await pages.next();
  expect(first.done === false && first.value.length).toBeLessThan(many);
  return { store, pages };
}

test("a read fails when its stream is ended for good between pages", async () => {
  const { store, pages } = await readerAfterOnePage();
  await store.tombstone("orders", "any");
  await expect(pages.next()).rejects.toMatchObject({ constructor: StreamGone, tombstoned: true });
});

test("a read fails when its stream is deleted between pages", async () => {
  const { store, pages } = await readerAfterOnePage();
  await store.delete("orders", "any");
  await expect(pages.next()).rejects.toMatchObject({ constructor: StreamGone, tombstoned: false });
});

test("of a read for few events no more are taken from the log, and what follows is still there", async () => {
  const { store } = await readerAfterOnePage();
  const sizes = async (pages: AsyncGenerator<readonly unknown[]>) => {
    const found: number[] = [];
    for await (const page of pages) found.push(page.length);
    return found;
  };
  const ofStream = await sizes(readStream(store, "orders", BigInt(many), "backwards", 1n));
  const ofAll = await sizes(readAll(store, 0n, "forwards", 3n));
  expect(ofStream[0]).toBe(1);
  expect(ofAll[0]).toBe(3);
  for (const found of [ofStream, ofAll]) expect(found.reduce((sum, size) => sum + size)).toBe(many);
});

test("events that are appended between pages are read, too", async () => {
  const { store, pages } = await readerAfterOnePage();
  await store.append("orders", "any", [event()]);
  let last: bigint | undefined;
  for await (const page of pages) last = page.at(-1)?.revision ?? last;
  expect(last).toBe(BigInt(many));
});
