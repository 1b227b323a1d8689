// Damage on disk is noticed by everybody who reads it, and never served.
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Damaged, type Storage, type UnplacedEvent } from "../core/storage.ts";
import { diskStorage } from "./disk-storage.ts";
import { LogIndex } from "./log-index.ts";
import { idBytes } from "./record.ts";
import {
  endKey,
  indexFile,
  inStream,
  logFile,
  number,
  openTables,
  sealedEnd,
  sealedHead,
  streamKey,
  type Tables,
} from "./tables.ts";
import { verifyLog } from "./verify.ts";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Takes 100 bytes, so that positions are multiples of that. */
const event = (stream: string, revision: bigint, n: number): UnplacedEvent => ({
  stream,
  revision,
  id: id(n),
  type: "Counted",
  json: true,
  data: Buffer.from(`"${stream}${revision}"`),
  metadata: Buffer.alloc(24),
  created: 17n,
});

let directory = "";
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "damage-"));
  const storage = diskStorage(directory);
  await storage.write((log) => log.put(event("a", 0n, 100)));
  await storage.write((log) => log.put(event("b", 0n, 200)));
  await storage.write((log) => [log.put(event("a", 1n, 300)), log.put(event("a", 2n, 400))]);
  expect(storage.lastPosition()).toBe(400n);
  await storage.close();
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Changes the tables and the file behind the storage's back, and then asks it. */
async function afterDamage<T>(change: Change, ask: (storage: Storage) => T | Promise<T>): Promise<T> {
  await damage(change);
  const storage = diskStorage(directory);
  try {
    return await ask(storage);
  } finally {
    await storage.close();
  }
}

type Change = (tables: Tables, log: Buffer) => void;

async function damage(change: Change): Promise<void> {
  const tables = openTables(directory);
  const log = readFileSync(join(directory, logFile));
  await tables.root.transaction(() => change(tables, log));
  await tables.root.close();
  writeFileSync(join(directory, logFile), log);
}

const a = streamKey("a");

function flip(bytes: Buffer | undefined, bit: number): Buffer {
  if (!bytes) throw new Error("There is nothing to damage.");
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

function flipIn(log: Buffer, at: number): void {
  log.writeUInt8(log.readUInt8(at) ^ 16, at);
}

/** What verification finds, in English; in Chinese it says as much, and nothing twice. */
async function found(): Promise<string[]> {
  const { findings } = await verifyLog(directory);
  for (const { zh } of findings) expect(zh).toMatch(/\p{Script=Han}/u);
  expect(new Set(findings.map(({ zh }) => zh)).size).toBe(new Set(findings.map(({ en }) => en)).size);
  return findings.map(({ en }) => en);
}

const everything = (storage: Storage) => [...storage.all(0n, "forwards")];
const backwards = (storage: Storage) => [...storage.all(10n ** 6n, "backwards")];
const streamA = (storage: Storage) => [...storage.stream("a", 0n, "forwards")];
const streamABackwards = (storage: Storage) => [...storage.stream("a", 2n, "backwards")];

const damages: [string, Change, RegExp, ((storage: Storage) => unknown)[], string][] = [
  [
    "a changed bit in an event",
    (_, log) => flipIn(log, 290),
    /position 300/,
    [everything, backwards, streamA, streamABackwards, (storage) => storage.event("a", 1n)],
    "The event at position 300 is damaged",
  ],
  [
    "a changed bit in the last event",
    (_, log) => flipIn(log, 390),
    /position 400/,
    [everything, backwards, streamA, (storage) => storage.event("a", 2n)],
    "The event at position 400 is damaged",
  ],
  [
    "an event that does not say how long it is",
    (_, log) => log.fill(0, 0, 4),
    /damaged/,
    [everything, backwards, streamA, (storage) => storage.event("a", 0n)],
    "The event that follows position 0 is damaged",
  ],
  [
    "an event in the place of another",
    (_, log) => log.copy(log, 100, 200, 300),
    /position 200/,
    [everything, backwards, (storage) => storage.event("b", 0n)],
    "The event at position 200 is damaged",
  ],
  [
    "an event that is all zeros",
    (_, log) => log.fill(0, 100, 200),
    /damaged/,
    [everything, backwards, (storage) => storage.event("b", 0n)],
    "The event that follows position 100 is damaged",
  ],
  [
    "a revision that leads to another event",
    ({ revisions }) => revisions.put(inStream(a, number(1n)), number(400n)),
    /stream a .*revision 1 leads to 400/,
    [streamA, streamABackwards, (storage) => storage.event("a", 1n)],
    "The event at position 300 (a@1) is not in the index of its stream",
  ],
  [
    "a revision that is gone",
    ({ revisions }) => revisions.removeSync(inStream(a, number(1n))),
    /Revision 1 of stream a/,
    [streamA, streamABackwards, (storage) => storage.event("a", 1n)],
    "The event at position 300 (a@1) is not in the index of its stream",
  ],
  [
    "the last revision gone",
    ({ revisions }) => revisions.removeSync(inStream(a, number(2n))),
    /Revision 2 of stream a/,
    [streamA, streamABackwards, (storage) => storage.event("a", 2n)],
    "The event at position 400 (a@2) is not in the index of its stream",
  ],
  [
    "a head that is gone",
    ({ heads }) => heads.removeSync(a),
    /end of stream a/,
    [streamA, (s) => s.lastRevision("a")],
    "The end of stream a in the index is damaged: it ends at 2",
  ],
  [
    "a head with another number",
    ({ heads }) => heads.put(a, flip(heads.get(a), 57)),
    /end of stream a/,
    [streamA, (storage) => storage.lastRevision("a")],
    "The end of stream a in the index is damaged: it ends at 2",
  ],
  [
    "an id that leads to another event",
    ({ ids }) => ids.put(inStream(a, idBytes(id(300))), number(0n)),
    /id .*300 leads to revision 0/,
    [(storage) => storage.revisionOf("a", id(300))],
    "The index of event ids leads to position 100, which has another id",
  ],
];

describe.each(damages)("%s", (_name, change, sentence, questions, finding) => {
  test("is found by verification", async () => {
    await damage(change);
    expect((await found())[0]).toContain(finding);
  });

  test("is noticed by every reader that meets it", async () => {
    await afterDamage(change, (storage) => {
      for (const ask of questions) {
        expect(() => ask(storage)).toThrow(Damaged);
        expect(() => ask(storage)).toThrow(sentence);
      }
    });
  });
});

/** Changes the bytes that LMDB wrote. */
function damagePages(change: (bytes: Buffer) => void): void {
  const path = join(directory, indexFile);
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
}

/** Where LMDB describes a table, now and in pages it does not use any more: behind its name. */
function placesOf(name: string, bytes: Buffer): number[] {
  const key = Buffer.from(`${name}\0`);
  const found: number[] = [];
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) found.push(at + key.length);
  return found;
}

/** Lets the table begin at a page that is not there. */
function misplace(name: string, bytes: Buffer): void {
  const rootAt = 40;
  for (const place of placesOf(name, bytes)) bytes.writeBigUInt64LE(2n ** 40n, place + rootAt);
}

/** Changes the last letter of its name. */
function rename(name: string, bytes: Buffer): void {
  for (const place of placesOf(name, bytes)) bytes.write("X", place - 2);
}

const pageSize = 4096;
const headSize = 24;

/** Where the keys of 8 bytes are that tell in which page to look on. */
function signposts(bytes: Buffer): number[] {
  const found: number[] = [];
  const branch = 1;
  for (let page = 0; page < bytes.length; page += pageSize) {
    if (bytes.readUInt16LE(page + 18) !== branch) continue;
    for (let at = page + headSize; at < page + headSize + bytes.readUInt16LE(page + 20); at += 2) {
      const entry = page + headSize + bytes.readUInt16LE(at);
      if (bytes.readUInt16LE(entry + 6) === 8) found.push(entry + 8);
    }
  }
  return found;
}

test("what LMDB cannot read is found, and refused to those alone who ask for it", async () => {
  damagePages((bytes) => misplace("waypoints", bytes));
  expect(await found()).toEqual([expect.stringContaining("The index cannot be read: MDB_")]);
  const storage = diskStorage(directory);
  for (let time = 0; time < 3; time++) {
    expect(() => everything(storage)).toThrow(Damaged);
    expect(streamA(storage)).toHaveLength(3);
    expect(() => everything(storage)).toThrow("The index cannot be read: MDB_");
    expect(streamABackwards(storage)).toHaveLength(3);
    // The library takes another transaction in the next turn.
    await new Promise(setImmediate);
  }
  await storage.close();
});

test.each(["revisions", "ids", "heads", "waypoints"])(
  "verification goes on with the log where the table %s cannot be read, or is not there",
  async (name) => {
    await damage((_, log) => flipIn(log, 190));
    const event = expect.stringContaining("The event at position 200");
    damagePages((bytes) => misplace(name, bytes));
    const index = expect.stringContaining("The index cannot be read: MDB_");
    expect(await found()).toEqual([event, index]);
    damagePages((bytes) => rename(name, bytes));
    expect(await found()).toEqual([event, `The index has no table ${name}`]);
  },
);

test("no reader begins behind the place it was asked for", async () => {
  await damage(({ waypoints }) => {
    for (let n = 1n; n <= 500n; n++) waypoints.put(number(n * 100n), Buffer.alloc(0));
  });
  damagePages((bytes) => {
    for (const key of signposts(bytes)) bytes.writeUInt16BE(1, key + 6);
  });
  const tables = openTables(directory);
  const index = new LogIndex(tables);
  let refused = 0;
  for (let position = 50; position < 50_100; position += 100) {
    try {
      expect(index.waypoint(position)).toBeLessThanOrEqual(position);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      refused++;
    }
  }
  await tables.root.close();
  expect(refused).toBeGreaterThan(0);
  expect((await found()).join("\n")).toContain("names position 100, which is not in its order");
});

test("the records beside a damaged one are served", async () => {
  await afterDamage(
    (_, log) => flipIn(log, 190),
    (storage) => {
      expect(() => everything(storage)).toThrow(/position 200/);
      expect(streamA(storage)).toHaveLength(3);
      expect([...storage.all(300n, "forwards")]).toHaveLength(2);
    },
  );
});

test("only the write that meets damage is refused", async () => {
  const change: Change = ({ heads }) => void heads.removeSync(a);
  await afterDamage(change, async (storage) => {
    await expect(storage.write((log) => log.lastRevision("a"))).rejects.toThrow(Damaged);
    await storage.write((log) => log.put(event("b", 1n, 500)));
    expect(storage.lastRevision("b")).toBe(1n);
  });
});

test("verification finds nothing in a whole log", async () => {
  expect(await verifyLog(directory)).toEqual({ eventCount: 4, streamCount: 2, findings: [] });
});

test("verification reads in the log what the index on disk lacks", async () => {
  await damage(({ heads, revisions, ids }) => {
    heads.put(endKey, sealedEnd(100));
    heads.removeSync(streamKey("b"));
    for (const table of [revisions, ids])
      for (const { key } of table.getRange())
        if (!key.subarray(32).equals(number(0n)) || !key.subarray(0, 32).equals(a)) table.removeSync(key);
    ids.put(inStream(a, idBytes(id(100))), number(0n));
    heads.put(a, sealedHead(a, 0n));
  });
  expect(await verifyLog(directory)).toEqual({ eventCount: 4, streamCount: 2, findings: [] });
});

test("neither what is written during verification nor the room behind the log is taken for damage", async () => {
  await damage(({ heads, revisions, ids }) => {
    for (const table of [heads, revisions, ids]) for (const { key } of table.getRange()) table.removeSync(key);
    heads.put(endKey, sealedEnd(0));
  });
  const path = join(directory, logFile);
  const written = readFileSync(path);
  writeFileSync(path, Buffer.concat([written.subarray(0, 100), Buffer.alloc(100_000)]));
  // It is told of its progress at the first event.
  const verification = await verifyLog(directory, () => writeFileSync(path, written));
  expect(verification).toEqual({ eventCount: 4, streamCount: 2, findings: [] });
});

test.each<[string, Change, string]>([
  ["an id that is gone", ({ ids }) => ids.removeSync(inStream(a, idBytes(id(300)))), "position 300 (a@1) is not in"],
  ["an id too many", ({ ids }) => ids.put(inStream(a, idBytes(id(9))), number(1n)), "leads to position 300"],
  [
    "a revision too many",
    ({ revisions }) => revisions.put(inStream(a, number(3n)), number(400n)),
    "revision 3 of a stream to position 400",
  ],
  ["an end of no stream", ({ heads }) => heads.put(streamKey("x"), number(0n)), "no such stream"],
  ["a waypoint where no event ends", ({ waypoints }) => waypoints.put(number(350n), Buffer.alloc(0)), "position 350"],
  ["a mark of how far the index goes", ({ heads }) => heads.put(endKey, flip(heads.get(endKey), 3)), "how far the log"],
])("verification also finds %s, which no reader would meet", async (_name, change, sentence) => {
  await damage(change);
  expect((await found()).join("\n")).toContain(sentence);
});

test.each<[string, Change, RegExp]>([
  ["how far the log is indexed is damaged", ({ heads }) => heads.put(endKey, flip(heads.get(endKey), 3)), /how far/],
  ["the index goes further than the log", ({ heads }) => heads.put(endKey, sealedEnd(500)), /ends at 400/],
])("a log is not opened where %s", async (_name, change, sentence) => {
  await damage(change);
  expect(() => diskStorage(directory)).toThrow(Damaged);
  expect(() => diskStorage(directory)).toThrow(sentence);
});

test("a log that has become shorter is not opened, and verification finds it", async () => {
  truncateSync(join(directory, logFile), 350);
  expect(() => diskStorage(directory)).toThrow(/ends at 350 but should go on to 400/);
  expect((await found())[0]).toContain("follows position 300");
});
