// Logs of formats 1 and 2, written here byte for byte as those formats were, become one of this format.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";
import { open } from "lmdb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diskStorage } from "./disk-storage.ts";
import { idBytes } from "./record.ts";
import { Damaged } from "./storage.ts";
import { logFile, number } from "./tables.ts";
import { upgradeLog } from "./upgrade.ts";
import { verifyLog } from "./verify.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "upgrade-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const id = "00000000-0000-4000-8000-000000000001";

/** Positions were given out for appends without events: one before the second event, a hundred before the third. */
const places = [
  ["甲", 0n, 76n],
  ["b", 0n, 151n],
  ["甲", 1n, 328n],
] as const;

function head(format: number, size: number, revision: bigint, lengths: readonly number[]): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.set([format, 1]);
  bytes.set(number(revision), 2);
  bytes.set(number(17n), 10);
  bytes.set(idBytes(id), 18);
  for (const [i, length] of lengths.entries()) bytes.writeUInt32BE(length, 34 + 4 * i);
  return bytes;
}

function withChecksum(key: Buffer, bytes: Buffer): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(Buffer.concat([key, bytes])));
  return Buffer.concat([bytes, checksum]);
}

/** The events, and a position after them, 330 or 328 that of the last. */
async function writeOld(format: 1 | 2, end = 330n): Promise<void> {
  const options = { encoding: "binary", keyEncoding: "binary" } as const;
  const root = open<Buffer, Buffer>({ path: join(directory, "log.mdb"), noSubdir: true, maxDbs: 8, ...options });
  const [events, heads] = ["events", "heads"].map((name) => root.openDB<Buffer, Buffer>({ name, ...options }));
  await root.transaction(() => {
    let previous = 0n;
    for (const [stream, revision, position] of places) {
      const parts = [stream, "Typ", `${position}`.slice(0, 2), "{}"].map((text) => Buffer.from(text));
      const lengths = parts.slice(0, 3).map(({ length }) => length);
      const body =
        format === 1
          ? [head(1, 48, revision, lengths), ...parts]
          : [head(2, 46, revision, lengths), number(previous), ...parts];
      const bytes = Buffer.concat(body);
      events?.put(number(position), format === 1 ? bytes : withChecksum(number(position), bytes));
      previous = position;
    }
    const key = Buffer.from("end");
    const ends = Buffer.concat([number(end), number(previous)]);
    heads?.put(key, format === 1 ? number(end) : withChecksum(key, ends));
  });
  await root.close();
}

async function expectUpgraded(): Promise<void> {
  const storage = diskStorage(directory);
  const told = [...storage.all(0n, "forwards")].map(
    ({ stream, revision, position, data }) => `${stream}@${revision} ${position} ${Buffer.from(data)}`,
  );
  expect(told).toEqual(["甲@0 76 76", "b@0 151 15", "甲@1 328 32"]);
  expect(storage.event("甲", 1n)).toMatchObject({ id, type: "Typ", json: true, created: 17n });
  expect(Buffer.from(storage.event("甲", 1n)?.metadata ?? []).toString()).toBe("{}");
  expect([storage.revisionOf("甲", id), storage.lastRevision("甲")]).toEqual([0n, 1n]);
  expect(storage.lastPosition()).toBeGreaterThanOrEqual(330n);
  await storage.close();
  expect(await verifyLog(directory)).toEqual({ eventCount: 3, streamCount: 2, findings: [] });
}

describe.each([1, 2] as const)("format %i", (format) => {
  test("every event keeps its place, and the log goes on where it ended", async () => {
    await writeOld(format);
    expect(await upgradeLog(directory)).toBe(3);
    expect(readdirSync(directory)).toEqual([logFile]);
    await expectUpgraded();
  });

  test("an upgrade that was cut off begins anew", async () => {
    await writeOld(format);
    writeFileSync(join(directory, `${logFile}.new`), "half a log");
    expect(await upgradeLog(directory)).toBe(3);
    await expectUpgraded();
  });

  test("an upgrade whose end was not noted changes nothing more", async () => {
    await writeOld(format);
    await upgradeLog(directory);
    await writeOld(format);
    expect(await upgradeLog(directory)).toBe(0);
    expect(readdirSync(directory)).toEqual([logFile]);
    await expectUpgraded();
  });
});

test("a log that ends with its last event still ends there", async () => {
  await writeOld(2, 328n);
  await upgradeLog(directory);
  const storage = diskStorage(directory);
  expect(storage.lastPosition()).toBe(328n);
  await storage.close();
});

test("a damaged log is left as it is", async () => {
  await writeOld(2);
  const options = { encoding: "binary", keyEncoding: "binary" } as const;
  const root = open<Buffer, Buffer>({ path: join(directory, "log.mdb"), noSubdir: true, maxDbs: 8, ...options });
  await root.openDB<Buffer, Buffer>({ name: "events", ...options }).put(number(151n), Buffer.from("\u0002no record"));
  await root.close();
  await expect(upgradeLog(directory)).rejects.toThrow(Damaged);
  expect(existsSync(join(directory, "log.mdb"))).toBe(true);
  expect(existsSync(join(directory, logFile))).toBe(false);
});

test("where there is no room for all of the new log the old one stays", async () => {
  await writeOld(2, 1_000n);
  const program = `
    import { upgradeLog } from ${JSON.stringify(new URL("upgrade.ts", import.meta.url).href)};
    await upgradeLog(${JSON.stringify(directory)});`;
  const node = [process.execPath, "--import", "tsx", "--input-type=module", "-e", program];
  // One block of 512 bytes is all that a file may have.
  const { status, stderr } = spawnSync("sh", ["-c", 'ulimit -f 1; exec "$@"', "sh", ...node], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining("EFBIG")]);
  expect(existsSync(join(directory, logFile))).toBe(false);
  await upgradeLog(directory);
  await expectUpgraded();
});

test("a directory without a log has nothing to upgrade", async () => {
  expect(await upgradeLog(directory)).toBe(0);
});
