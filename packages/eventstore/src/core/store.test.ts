// How a log begins.
import { expect, test } from "vitest";
import { memoryStorage } from "../storage/memory-storage.ts";
import { systemClock } from "./event.ts";
import { StorageFull } from "./storage.ts";
import { Store } from "./store.ts";

test("a new log begins with an event of the server's own, once", async () => {
  const store = new Store(memoryStorage(), systemClock);
  await store.begin();
  await store.begin();
  expect([...store.log.all(0n, "forwards")]).toMatchObject([{ stream: "$log", type: "$logBegun" }]);
});

test("a full disk does not keep the server from starting", async () => {
  const store = new Store(memoryStorage({ next: new StorageFull("full") }), systemClock);
  await store.begin();
  expect(store.log.lastPosition()).toBe(0n);
});

test("a disk that fails does keep it from starting", async () => {
  const store = new Store(memoryStorage({ next: new Error("input/output error") }), systemClock);
  await expect(store.begin()).rejects.toThrow("input/output error");
});
