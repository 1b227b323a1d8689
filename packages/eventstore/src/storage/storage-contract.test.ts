// The contract of the port to storage, for each of its implementations.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { RecordedEvent } from "../core/event.ts";
import { type Storage, StorageFull, type UnplacedEvent } from "../core/storage.ts";
import { diskStorage } from "./disk-storage.ts";
import { failStop } from "./fail-stop.ts";
import { memoryStorage } from "./memory-storage.ts";
import { endKey, indexFile, openTables, readEnd } from "./tables.ts";

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

function event(stream: string, revision: bigint, n: number, more: Partial<UnplacedEvent> = {}): UnplacedEvent {
  const text = `${stream}${revision}`;
  return {
    stream,
    revision,
    id: id(n),
    type: "Counted",
    json: true,
    data: Buffer.from(text),
    metadata: Buffer.from("{}"),
    created: 17n,
    ...more,
  };
}

const places = (events: Iterable<RecordedEvent>) => [...events].map(({ stream, revision }) => `${stream}${revision}`);

/** Puts a0, b0 and a1, and gives their positions. */
function threeEvents(storage: Storage): Promise<[bigint, bigint, bigint]> {
  return storage.write((log) => [log.put(event("a", 0n, 1)), log.put(event("b", 0n, 2)), log.put(event("a", 1n, 3))]);
}

const kinds: [string, () => Storage][] = [
  ["memory", () => memoryStorage()],
  ["disk", () => diskStorage(freshDirectory())],
];

describe.each(kinds)("the storage: %s", (_name, make) => {
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
    const stored = event("任务-🚚\u0000".repeat(5000), 0n, 3, {
      type: "类型",
      json: false,
      data: Buffer.from([0, 255, 128]),
      metadata: Buffer.alloc(0),
    });
    await storage.write((log) => log.put(stored));
    const [found] = storage.all(0n, "forwards");
    expect({ ...found, data: [...(found?.data ?? [])], metadata: [...(found?.metadata ?? [])] }).toEqual({
      ...stored,
      position: storage.lastPosition(),
      data: [0, 255, 128],
      metadata: [],
    });
  });

  test("the log is read from a position, inclusive, both ways", async () => {
    const storage = open(make);
    const [first, second] = await threeEvents(storage);
    expect(places(storage.all(0n, "forwards"))).toEqual(["a0", "b0", "a1"]);
    expect(places(storage.all(first, "forwards"))).toEqual(["a0", "b0", "a1"]);
    expect(places(storage.all(second, "forwards"))).toEqual(["b0", "a1"]);
    expect(places(storage.all(second + 1n, "forwards"))).toEqual(["a1"]);
    expect(places(storage.all(2n ** 63n - 1n, "forwards"))).toEqual([]);
    expect(places(storage.all(2n ** 63n - 1n, "backwards"))).toEqual(["a1", "b0", "a0"]);
    expect(places(storage.all(second, "backwards"))).toEqual(["b0", "a0"]);
    expect(places(storage.all(second - 1n, "backwards"))).toEqual(["a0"]);
    expect(places(storage.all(first - 1n, "backwards"))).toEqual([]);
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
      log.put(event("a", 0n, 1, { id: id(7) }));
      log.put(event("a", 1n, 2, { id: id(7) }));
    });
    expect(storage.revisionOf("a", id(7))).toBe(0n);
    expect(storage.revisionOf("b", id(7))).toBeUndefined();
  });

  test("a write sees what earlier writes put at the same moment", async () => {
    const storage = open(make);
    const seen = await Promise.all(
      [1, 2, 3].map((n) =>
        storage.write((log) => {
          const revision = log.lastRevision("a") + 1n;
          log.put(event("a", revision, n));
          expect(log.event("a", revision)?.id).toBe(id(n));
          expect(log.revisionOf("a", id(n))).toBe(revision);
          return revision;
        }),
      ),
    );
    expect(seen).toEqual([0n, 1n, 2n]);
    expect(storage.lastRevision("a")).toBe(2n);
  });

  test("a reserved position is not given out again although it holds no event", async () => {
    const storage = open(make);
    const [, , last] = await threeEvents(storage);
    const reserved = await storage.write((log) => log.reserve());
    expect(reserved).toBeGreaterThan(last);
    expect(storage.lastPosition()).toBe(reserved);
    const next = await storage.write((log) => log.put(event("a", 2n, 4)));
    expect(next).toBeGreaterThan(reserved);
    expect(places(storage.all(0n, "forwards"))).toEqual(["a0", "b0", "a1", "a2"]);
    expect(places(storage.all(next, "backwards"))).toEqual(["a2", "a1", "b0", "a0"]);
    expect(places(storage.all(reserved, "forwards"))).toEqual(["a2"]);
  });

  test("an event of 16 MiB is kept", async () => {
    const storage = open(make);
    await storage.write((log) => log.put(event("a", 0n, 1, { data: Buffer.alloc(16 << 20, 7) })));
    expect(storage.event("a", 0n)?.data.length).toBe(16 << 20);
  });
});

describe("the storage on disk", () => {
  test("a log that is opened again is the same", async () => {
    const directory = freshDirectory();
    const first = diskStorage(directory);
    const [, second] = await threeEvents(first);
    const reserved = await first.write((log) => log.reserve());
    await first.close();
    const again = open(() => diskStorage(directory));
    expect(places(again.all(0n, "forwards"))).toEqual(["a0", "b0", "a1"]);
    expect(places(again.all(second, "backwards"))).toEqual(["b0", "a0"]);
    expect(places(again.stream("a", 0n, "forwards"))).toEqual(["a0", "a1"]);
    expect(again.lastRevision("a")).toBe(1n);
    expect(again.lastPosition()).toBe(reserved);
    expect(again.revisionOf("b", id(2))).toBe(0n);
  });

  test("a write that breaks off half-way leaves nothing, and its neighbours stay", async () => {
    const storage = open(() => diskStorage(freshDirectory()));
    const earlier = storage.write((log) => log.put(event("c", 0n, 3)));
    const broken = storage.write((log) => {
      log.put(event("a", 0n, 1));
      log.put(event("c", 1n, 4));
      throw new Error("broken off");
    });
    const whole = storage.write((log) => {
      expect([log.lastRevision("a"), log.lastRevision("c")]).toEqual([-1n, 0n]);
      expect(log.revisionOf("a", id(1))).toBeUndefined();
      log.put(event("b", 0n, 2));
    });
    await expect(broken).rejects.toThrow("broken off");
    await Promise.all([earlier, whole]);
    expect(places(storage.all(0n, "forwards"))).toEqual(["c0", "b0"]);
    expect(storage.lastRevision("a")).toBe(-1n);
  });

  test("readers see nothing that is not on disk", async () => {
    const storage = open(() => diskStorage(freshDirectory()));
    await threeEvents(storage);
    const end = storage.lastPosition();
    const writing = storage.write((log) => log.put(event("a", 2n, 4)));
    expect([storage.lastRevision("a"), storage.event("a", 2n), storage.revisionOf("a", id(4))]).toEqual([
      1n,
      undefined,
      undefined,
    ]);
    expect([storage.lastPosition(), places(storage.stream("a", 0n, "forwards"))]).toEqual([end, ["a0", "a1"]]);
    expect(places(storage.stream("a", 9n, "backwards"))).toEqual(["a1", "a0"]);
    await writing;
    expect([storage.lastRevision("a"), places(storage.stream("a", 0n, "forwards"))]).toEqual([2n, ["a0", "a1", "a2"]]);
  });

  test("a write that puts nothing waits for what it has seen", async () => {
    const storage = open(() => diskStorage(freshDirectory()));
    const writing = storage.write((log) => log.put(event("a", 0n, 1)));
    const seen = await storage.write((log) => log.lastRevision("a"));
    expect([seen, storage.lastRevision("a")]).toEqual([0n, 0n]);
    await writing;
  });

  test("many events, of which some are in the index on disk and some are not, are read in order", async () => {
    const directory = freshDirectory();
    let storage = diskStorage(directory);
    const count = 5_000;
    const all: string[] = [];
    for (let n = 0; n < count; n += 100) {
      if (n === 3_000) {
        await storage.close();
        storage = diskStorage(directory);
      }
      await storage.write((log) => {
        for (let i = n; i < n + 100; i++) {
          const stream = `s${i % 7}`;
          const revision = log.lastRevision(stream) + 1n;
          log.put(event(stream, revision, i, { data: Buffer.alloc(i % 300) }));
          all.push(`${stream}${revision}`);
        }
      });
      const end = storage.lastPosition();
      expect(places(storage.all(0n, "forwards"))).toHaveLength(n + 100);
      expect(places(storage.all(end, "forwards"))).toEqual(all.slice(-1));
    }
    open(() => storage);
    expect(places(storage.all(0n, "forwards"))).toEqual(all);
    expect(places(storage.all(2n ** 62n, "backwards"))).toEqual(all.toReversed());
    const ofOne = all.filter((place) => place.startsWith("s3"));
    expect(places(storage.stream("s3", 0n, "forwards"))).toEqual(ofOne);
    expect(places(storage.stream("s3", 400n, "forwards"))).toEqual(ofOne.slice(400));
    expect(places(storage.stream("s3", 2n ** 62n, "backwards"))).toEqual(ofOne.toReversed());
    for (let n = 0; n < count; n += 611) expect(storage.revisionOf(`s${n % 7}`, id(n))).toBe(BigInt(Math.floor(n / 7)));
  });

  test("every position leads to the same place, forwards and backwards", async () => {
    const storage = open(() => diskStorage(freshDirectory()));
    const positions: bigint[] = [];
    for (let n = 0; n < 40; n++)
      positions.push(await storage.write((log) => log.put(event("a", BigInt(n), n, { data: Buffer.alloc(n * 200) }))));
    for (const [n, position] of positions.entries())
      for (const [from, forwards, backwards] of [
        [position - 1n, n, n - 1],
        [position, n, n],
        [position + 1n, n + 1, n],
      ] as const) {
        expect(places(storage.all(from, "forwards"))[0]).toBe(forwards < 40 ? `a${forwards}` : undefined);
        expect(places(storage.all(from, "backwards"))[0]).toBe(backwards < 0 ? undefined : `a${backwards}`);
      }
  });

  test("an index that is gone is made again from the log", async () => {
    const directory = freshDirectory();
    const first = diskStorage(directory);
    await threeEvents(first);
    await first.close();
    for (const name of [indexFile, `${indexFile}-lock`]) rmSync(join(directory, name));
    const again = open(() => diskStorage(directory));
    expect(places(again.stream("a", 0n, "forwards"))).toEqual(["a0", "a1"]);
    expect([again.lastRevision("b"), again.revisionOf("a", id(3))]).toEqual([0n, 1n]);
    const copy = freshDirectory();
    copyFileSync(join(directory, indexFile), join(copy, indexFile));
    const tables = openTables(copy);
    expect(readEnd(tables.heads.get(endKey))).toBe(Number(again.lastPosition()));
    await tables.root.close();
  });

  test("nothing is written on a disk with less room than has to be kept free", async () => {
    const storage = open(() => diskStorage(freshDirectory(), 2 ** 60));
    await expect(threeEvents(storage)).rejects.toThrow(StorageFull);
    expect([storage.lastPosition(), storage.lastRevision("a")]).toEqual([0n, -1n]);
  });
});

describe("a storage that fails", () => {
  test("writes nothing more after a failure, and reports it once", async () => {
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
