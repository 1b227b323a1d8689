// What every storage has to do, asked of each of them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { RecordedEvent } from "../core/event.ts";
import { failStop } from "./fail-stop.ts";
import { lmdbStorage } from "./lmdb-storage.ts";
import { memoryStorage } from "./memory-storage.ts";
import { type Storage, StorageFull } from "./storage.ts";

const directories: string[] = [];
const opened: Storage[] = [];

function open(make: () => Storage): Storage {
  const storage = make();
  opened.push(storage);
  return storage;
}

function freshDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "storage-"));
  directories.push(directory);
  return directory;
}

afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.close();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;

function event(stream: string, revision: bigint, position: bigint, more: Partial<RecordedEvent> = {}): RecordedEvent {
  const text = `${stream}${revision}`;
  return {
    stream,
    revision,
    position,
    id: id(Number(position)),
    type: "Counted",
    json: true,
    data: Buffer.from(text),
    metadata: Buffer.from("{}"),
    created: 17n,
    ...more,
  };
}

const places = (events: Iterable<RecordedEvent>) => [...events].map(({ stream, revision }) => `${stream}${revision}`);

async function threeEvents(storage: Storage): Promise<void> {
  await storage.write((log) => {
    log.put(event("a", 0n, 100n));
    log.put(event("b", 0n, 250n));
    log.put(event("a", 1n, 2n ** 60n));
  });
}

const kinds: [string, () => Storage][] = [
  ["memory", () => memoryStorage()],
  ["lmdb", () => lmdbStorage(freshDirectory())],
];

describe.each(kinds)("the storage in %s", (_name, make) => {
  test("an empty log has no events, no streams and the position 0", () => {
    const storage = open(make);
    expect(places(storage.all(0n, "forwards"))).toEqual([]);
    expect(storage.lastRevision("a")).toBe(-1n);
    expect(storage.revisionOf("a", id(1))).toBeUndefined();
    expect(storage.event("a", 0n)).toBeUndefined();
    expect(storage.lastPosition()).toBe(0n);
  });

  test("an event comes back byte for byte, whatever its name and its body", async () => {
    const storage = open(make);
    const stored = event("任务-🚚\u0000".repeat(5000), 0n, 3n, {
      type: "类型",
      json: false,
      data: Buffer.from([0, 255, 128]),
      metadata: Buffer.alloc(0),
    });
    await storage.write((log) => log.put(stored));
    const [found] = storage.all(0n, "forwards");
    expect({ ...found, data: [...(found?.data ?? [])], metadata: [...(found?.metadata ?? [])] }).toEqual({
      ...stored,
      data: [0, 255, 128],
      metadata: [],
    });
  });

  test("the log is read from a position, inclusive, both ways", async () => {
    const storage = open(make);
    await threeEvents(storage);
    expect(places(storage.all(0n, "forwards"))).toEqual(["a0", "b0", "a1"]);
    expect(places(storage.all(250n, "forwards"))).toEqual(["b0", "a1"]);
    expect(places(storage.all(251n, "forwards"))).toEqual(["a1"]);
    expect(places(storage.all(2n ** 63n - 1n, "backwards"))).toEqual(["a1", "b0", "a0"]);
    expect(places(storage.all(250n, "backwards"))).toEqual(["b0", "a0"]);
    expect(places(storage.all(249n, "backwards"))).toEqual(["a0"]);
  });

  test("a stream is read from a revision, inclusive, both ways", async () => {
    const storage = open(make);
    await threeEvents(storage);
    expect(places(storage.stream("a", 0n, "forwards"))).toEqual(["a0", "a1"]);
    expect(places(storage.stream("a", 1n, "forwards"))).toEqual(["a1"]);
    expect(places(storage.stream("a", 1n, "backwards"))).toEqual(["a1", "a0"]);
    expect(places(storage.stream("a", 0n, "backwards"))).toEqual(["a0"]);
    expect(places(storage.stream("c", 0n, "forwards"))).toEqual([]);
  });

  test("an id leads to its first event in that stream", async () => {
    const storage = open(make);
    await storage.write((log) => {
      log.put(event("a", 0n, 1n, { id: id(7) }));
      log.put(event("a", 1n, 2n, { id: id(7) }));
    });
    expect(storage.revisionOf("a", id(7))).toBe(0n);
    expect(storage.revisionOf("b", id(7))).toBeUndefined();
  });

  test("a write sees what earlier writes of the same moment put", async () => {
    const storage = open(make);
    const seen = await Promise.all(
      [1n, 2n, 3n].map((position) =>
        storage.write((log) => {
          const revision = log.lastRevision("a") + 1n;
          log.put(event("a", revision, position));
          return revision;
        }),
      ),
    );
    expect(seen).toEqual([0n, 1n, 2n]);
    expect(storage.lastRevision("a")).toBe(2n);
  });

  test("a reserved position stays given out although it holds no event", async () => {
    const storage = open(make);
    await threeEvents(storage);
    await storage.write((log) => log.reserve(2n ** 60n + 1n));
    expect(storage.lastPosition()).toBe(2n ** 60n + 1n);
    expect(places(storage.all(0n, "forwards"))).toHaveLength(3);
  });

  test("an event of 16 MiB is kept", async () => {
    const storage = open(make);
    await storage.write((log) => log.put(event("a", 0n, 1n, { data: Buffer.alloc(16 << 20, 7) })));
    expect(storage.event("a", 0n)?.data.length).toBe(16 << 20);
  });
});

describe("the storage on disk", () => {
  test("a log that is opened again is the same", async () => {
    const directory = freshDirectory();
    const first = lmdbStorage(directory);
    await threeEvents(first);
    await first.close();
    const again = open(() => lmdbStorage(directory));
    expect(places(again.all(0n, "forwards"))).toEqual(["a0", "b0", "a1"]);
    expect(again.lastRevision("a")).toBe(1n);
    expect(again.lastPosition()).toBe(2n ** 60n);
    expect(again.revisionOf("b", id(250))).toBe(0n);
  });

  test("a write that breaks off half-way leaves nothing, its neighbours stay", async () => {
    const storage = open(() => lmdbStorage(freshDirectory()));
    const broken = storage.write((log) => {
      log.put(event("a", 0n, 1n));
      throw new Error("broken off");
    });
    const whole = storage.write((log) => log.put(event("b", 0n, 2n)));
    await expect(broken).rejects.toThrow("broken off");
    await whole;
    expect(places(storage.all(0n, "forwards"))).toEqual(["b0"]);
  });
});

describe("a storage that fails", () => {
  test("writes nothing more after a failure, and tells it once", async () => {
    const faults: { next?: Error } = {};
    const told: unknown[] = [];
    const storage = failStop(memoryStorage(faults), (error) => told.push(error));
    faults.next = new Error("input/output error");
    await expect(threeEvents(storage)).rejects.toThrow("input/output error");
    await expect(threeEvents(storage)).rejects.toThrow("input/output error");
    expect(told).toHaveLength(1);
    expect(places(storage.all(0n, "forwards"))).toEqual([]);
  });

  test("goes on after a full disk", async () => {
    const faults: { next?: Error } = { next: new StorageFull("full") };
    const storage = failStop(memoryStorage(faults), () => expect.unreachable());
    await expect(threeEvents(storage)).rejects.toThrow(StorageFull);
    await threeEvents(storage);
    expect(storage.lastRevision("a")).toBe(1n);
  });
});
