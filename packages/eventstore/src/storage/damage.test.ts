// What happens on disk without anybody having written it is noticed by whoever reads it, and never served.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RecordedEvent } from "../core/event.ts";
import { lmdbStorage } from "./lmdb-storage.ts";
import { idBytes } from "./record.ts";
import { Damaged, type Storage } from "./storage.ts";
import { endKey, inStream, number, openTables, streamKey, type Tables } from "./tables.ts";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

const event = (stream: string, revision: bigint, position: bigint): RecordedEvent => ({
  stream,
  revision,
  position,
  id: id(Number(position)),
  type: "Counted",
  json: true,
  data: Buffer.from(`"${stream}${revision}"`),
  metadata: Buffer.from("{}"),
  created: 17n,
});

let directory = "";
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "damage-"));
  const storage = lmdbStorage(directory);
  await storage.write((log) => {
    log.put(event("a", 0n, 100n));
    log.put(event("b", 0n, 200n));
    log.put(event("a", 1n, 300n));
    log.put(event("a", 2n, 400n));
  });
  await storage.close();
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Changes the tables behind the storage's back, and then asks it. */
async function afterDamage<T>(change: (tables: Tables) => void, ask: (storage: Storage) => T | Promise<T>): Promise<T> {
  const tables = openTables(directory);
  await tables.root.transaction(() => change(tables));
  await tables.root.close();
  const storage = lmdbStorage(directory);
  try {
    return await ask(storage);
  } finally {
    await storage.close();
  }
}

const a = streamKey("a");

function flip(bytes: Buffer | undefined, bit: number): Buffer {
  if (!bytes) throw new Error("There is nothing to damage.");
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

const everything = (storage: Storage) => [...storage.all(0n, "forwards")];
const backwards = (storage: Storage) => [...storage.all(10n ** 6n, "backwards")];
const streamA = (storage: Storage) => [...storage.stream("a", 0n, "forwards")];
const streamABackwards = (storage: Storage) => [...storage.stream("a", 2n, "backwards")];

const damages: [string, (tables: Tables) => void, RegExp, ((storage: Storage) => unknown)[]][] = [
  [
    "an event that is gone",
    ({ events }) => events.removeSync(number(300n)),
    /300/,
    [everything, backwards, streamA, streamABackwards, (storage) => storage.event("a", 1n)],
  ],
  ["the last event gone", ({ events }) => events.removeSync(number(400n)), /400/, [everything, backwards, streamA]],
  ["the first event gone", ({ events }) => events.removeSync(number(100n)), /100/, [everything, backwards, streamA]],
  [
    "an event under another position",
    ({ events }) => events.put(number(250n), events.get(number(200n)) ?? Buffer.alloc(0)),
    /250/,
    [everything, backwards, (storage) => [...storage.all(225n, "forwards")]],
  ],
  [
    "a revision that leads to another event",
    ({ revisions }) => revisions.put(inStream(a, number(1n)), number(400n)),
    /stream a .*revision 1 leads to 400/,
    [streamA, streamABackwards, (storage) => storage.event("a", 1n)],
  ],
  [
    "a revision that is gone",
    ({ revisions }) => revisions.removeSync(inStream(a, number(1n))),
    /Revision 1 of stream a/,
    [streamA, streamABackwards, (storage) => storage.event("a", 1n)],
  ],
  [
    "the last revision gone",
    ({ revisions }) => revisions.removeSync(inStream(a, number(2n))),
    /Revision 2 of stream a/,
    [streamA, streamABackwards, (storage) => storage.event("a", 2n)],
  ],
  ["a head that is gone", ({ heads }) => heads.removeSync(a), /stream a ends/, [streamA, (s) => s.lastRevision("a")]],
  [
    "a head with another number",
    ({ heads }) => heads.put(a, flip(heads.get(a), 57)),
    /stream a ends/,
    [streamA, (storage) => storage.lastRevision("a")],
  ],
  [
    "an id that leads to another event",
    ({ ids }) => ids.put(inStream(a, idBytes(id(300))), number(0n)),
    /id .*300 leads to revision 0/,
    [(storage) => storage.revisionOf("a", id(300))],
  ],
  [
    "an end with another number",
    ({ heads }) => heads.put(endKey, flip(heads.get(endKey), 3)),
    /where the log ends/,
    [everything, backwards, (storage) => storage.lastPosition()],
  ],
];

describe.each(damages)("%s", (_name, change, sentence, questions) => {
  test("is never passed over", async () => {
    await afterDamage(change, (storage) => {
      for (const ask of questions) {
        expect(() => ask(storage)).toThrow(Damaged);
        expect(() => ask(storage)).toThrow(sentence);
      }
    });
  });
});

test("beside a damaged record the others are served", async () => {
  const change = ({ events }: Tables) => void events.put(number(200n), flip(events.get(number(200n)), 400));
  await afterDamage(change, (storage) => {
    expect(() => everything(storage)).toThrow(/position 200/);
    expect(streamA(storage)).toHaveLength(3);
    expect([...storage.all(300n, "forwards")]).toHaveLength(2);
  });
});

test("a write that meets damage is refused alone", async () => {
  const change = ({ heads }: Tables) => void heads.removeSync(a);
  await afterDamage(change, async (storage) => {
    await expect(storage.write((log) => log.lastRevision("a"))).rejects.toThrow(Damaged);
    await storage.write((log) => log.put(event("b", 1n, 500n)));
    expect(storage.lastRevision("b")).toBe(1n);
  });
});
