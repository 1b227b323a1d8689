// A log of format 1, written here byte for byte as that format was, becomes one of this format.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lmdbStorage } from "./lmdb-storage.ts";
import { idBytes } from "./record.ts";
import { endKey, inStream, logFile, number, openTables, streamKey } from "./tables.ts";
import { upgradeLog } from "./upgrade.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "upgrade-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const id = "00000000-0000-4000-8000-000000000001";

/** Two events of stream 甲 at 100 and 200 with the same id, one of stream b between them; 205 was given out, too. */
async function writeFormat1(): Promise<void> {
  const { root, events, revisions, ids, heads } = openTables(directory);
  await root.transaction(() => {
    for (const [stream, revision, position] of [
      ["甲", 0n, 100n],
      ["b", 0n, 150n],
      ["甲", 1n, 200n],
    ] as const) {
      const [name, type, data, metadata] = [stream, "Type", `${position}`, "{}"].map((text) => Buffer.from(text));
      if (!name || !type || !data || !metadata) throw new Error("There are four texts.");
      const head = Buffer.alloc(48);
      head.set([1, 1]);
      head.set(number(revision), 2);
      head.set(number(17n), 10);
      head.set(idBytes(id), 18);
      head.writeUInt32BE(name.length, 34);
      head.writeUInt32BE(type.length, 38);
      head.writeUInt32BE(data.length, 42);
      events.put(number(position), Buffer.concat([head, name, type, data, metadata]));
      revisions.put(inStream(streamKey(stream), number(revision)), number(position));
      if (revision === 0n) ids.put(inStream(streamKey(stream), idBytes(id)), number(0n));
      heads.put(streamKey(stream), number(revision));
    }
    heads.put(endKey, number(205n));
  });
  await root.close();
}

async function expectUpgraded(): Promise<void> {
  const storage = lmdbStorage(directory);
  const told = [...storage.all(0n, "forwards")].map(
    ({ stream, revision, position, data }) => `${stream}@${revision} ${position} ${Buffer.from(data)}`,
  );
  expect(told).toEqual(["甲@0 100 100", "b@0 150 150", "甲@1 200 200"]);
  expect(storage.event("甲", 1n)).toMatchObject({ id, type: "Type", json: true, created: 17n });
  expect([storage.revisionOf("甲", id), storage.lastRevision("甲"), storage.lastPosition()]).toEqual([0n, 1n, 205n]);
  await storage.close();
}

test("every event keeps its place, and the log goes on where it ended", async () => {
  await writeFormat1();
  expect(await upgradeLog(directory)).toBe(3);
  expect(readdirSync(directory).filter((name) => name.includes("new"))).toEqual([]);
  await expectUpgraded();
});

test("an upgrade that was cut off begins anew", async () => {
  await writeFormat1();
  writeFileSync(join(directory, `${logFile}.new`), "half a log");
  expect(await upgradeLog(directory)).toBe(3);
  await expectUpgraded();
});

test("an upgrade whose end was not noted changes nothing more", async () => {
  await writeFormat1();
  await upgradeLog(directory);
  expect(await upgradeLog(directory)).toBe(3);
  await expectUpgraded();
});

test("a directory without a log has nothing to upgrade", async () => {
  expect(await upgradeLog(directory)).toBe(0);
});
