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
import { verifyLog } from "./verify.ts";

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

const damages: [string, (tables: Tables) => void, RegExp, ((storage: Storage) => unknown)[], string][] = [
  [
    "an event that is gone",
    ({ events }) => events.removeSync(number(300n)),
    /300/,
    [everything, backwards, streamA, streamABackwards, (storage) => storage.event("a", 1n)],
    "The event at position 300 is missing: 400 follows 200",
  ],
  [
    "the last event gone",
    ({ events }) => events.removeSync(number(400n)),
    /400/,
    [everything, backwards, streamA],
    "The log ends at position 300 but shall end at 400",
  ],
  [
    "the first event gone",
    ({ events }) => events.removeSync(number(100n)),
    /100/,
    [everything, backwards, streamA],
    "The event at position 100 is missing: 200 follows 0",
  ],
  [
    "an event under another position",
    ({ events }) => events.put(number(250n), events.get(number(200n)) ?? Buffer.alloc(0)),
    /250/,
    [everything, backwards, (storage) => [...storage.all(225n, "forwards")]],
    "The event at position 250 is damaged",
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
    /stream a ends/,
    [streamA, (s) => s.lastRevision("a")],
    "What says where stream a ends is damaged: it ends at 2",
  ],
  [
    "a head with another number",
    ({ heads }) => heads.put(a, flip(heads.get(a), 57)),
    /stream a ends/,
    [streamA, (storage) => storage.lastRevision("a")],
    "What says where stream a ends is damaged: it ends at 2",
  ],
  [
    "an id that leads to another event",
    ({ ids }) => ids.put(inStream(a, idBytes(id(300))), number(0n)),
    /id .*300 leads to revision 0/,
    [(storage) => storage.revisionOf("a", id(300))],
    "An index of event ids leads to position 100, which has another id",
  ],
  [
    "an end with another number",
    ({ heads }) => heads.put(endKey, flip(heads.get(endKey), 3)),
    /where the log ends/,
    [everything, backwards, (storage) => storage.lastPosition()],
    "What says where the log ends is damaged",
  ],
];

describe.each(damages)("%s", (_name, change, sentence, questions, finding) => {
  test("is found by verification", async () => {
    await afterDamage(change, async (storage) => {
      await storage.close();
      const tables = openTables(directory, { readOnly: true });
      expect(verifyLog(tables).findings[0]).toContain(finding);
      await tables.root.close();
    });
  });

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

test("of a log that is whole verification finds nothing", async () => {
  const tables = openTables(directory, { readOnly: true });
  expect(verifyLog(tables)).toEqual({ eventCount: 4, streamCount: 2, findings: [] });
  await tables.root.close();
});

test.each<[string, (tables: Tables) => void, string]>([
  [
    "a changed bit",
    ({ events }) => events.put(number(300n), flip(events.get(number(300n)), 300)),
    "The event at position 300 is damaged",
  ],
  ["an id that is gone", ({ ids }) => ids.removeSync(inStream(a, idBytes(id(300)))), "position 300 (a@1) is not in"],
  ["an id too many", ({ ids }) => ids.put(inStream(a, idBytes(id(9))), number(1n)), "leads to position 300"],
  [
    "a revision too many",
    ({ revisions }) => revisions.put(inStream(a, number(3n)), number(400n)),
    "revision 3 to position 400",
  ],
  ["an end of no stream", ({ heads }) => heads.put(streamKey("x"), number(0n)), "no such stream"],
])("verification also finds %s, which no reader would meet", async (_name, change, sentence) => {
  await afterDamage(change, async (storage) => {
    await storage.close();
    const tables = openTables(directory, { readOnly: true });
    expect(verifyLog(tables).findings.join("\n")).toContain(sentence);
    await tables.root.close();
  });
});
