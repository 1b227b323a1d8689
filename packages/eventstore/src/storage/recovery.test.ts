// After a crash the whole commits are kept; if more than the last commit is broken, the log is refused.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Damaged, type Storage, type UnplacedEvent } from "../core/storage.ts";
import { diskStorage } from "./disk-storage.ts";
import { layoutVersion } from "./record.ts";
import { recover } from "./recovery.ts";
import { logFile } from "./tables.ts";

let directory = "";
/** The file after three commits, and where they end. */
let whole: Buffer;
const ends: number[] = [];

const event = (n: number): UnplacedEvent => ({
  stream: "s",
  revision: BigInt(n),
  id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  type: "T",
  json: true,
  data: Buffer.alloc(50 + n),
  metadata: Buffer.alloc(0),
  created: 17n,
});

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "recovery-"));
  const storage = diskStorage(directory);
  ends.length = 0;
  for (const numbers of [[0], [1, 2], [3, 4, 5]]) {
    await storage.write((log) => numbers.map((n) => log.put(event(n))));
    ends.push(Number(storage.lastPosition()));
  }
  await storage.close();
  whole = readFileSync(join(directory, logFile));
});
afterEach(() => rmSync(directory, { recursive: true }));

let crashed = "";

/** The storage after a crash that left these bytes, and an index that had not been saved. */
function afterCrash(bytes: Buffer): Storage {
  crashed = mkdtempSync(join(directory, "crashed-"));
  writeFileSync(join(crashed, logFile), bytes);
  return diskStorage(crashed);
}

const [first, second, third] = [0, 1, 2].map((i) => () => ends[i] ?? expect.unreachable());
if (!first || !second || !third) throw new Error("There are three commits.");

test("the last commit is kept if it is whole, and gone if any of it is missing", async () => {
  for (let cut = second(); cut <= third(); cut += cut + 40 < third() ? 37 : 1)
    for (const behind of [Buffer.alloc(0), Buffer.alloc(1000)]) {
      const storage = afterCrash(Buffer.concat([whole.subarray(0, cut), behind]));
      const end = cut === third() ? third() : second();
      expect(Number(storage.lastPosition()), `cut at ${cut}`).toBe(end);
      expect(storage.lastRevision("s")).toBe(cut === third() ? 5n : 2n);
      expect([...storage.all(0n, "forwards")]).toHaveLength(cut === third() ? 6 : 3);
      expect(statSync(join(crashed, logFile)).size).toBe(end);
      await storage.close();
    }
});

test("the last commit is cut off wherever it has a hole", async () => {
  for (let hole = second(); hole < third(); hole += 41) {
    const torn = Buffer.from(whole);
    torn.fill(0, hole, Math.min(hole + 60, torn.length));
    const storage = afterCrash(torn);
    expect(Number(storage.lastPosition()), `hole at ${hole}`).toBe(second());
    const next = await storage.write((log) => log.put(event(3)));
    expect([...storage.all(0n, "forwards")].at(-1)).toMatchObject({ revision: 3n, position: next });
    await storage.close();
  }
});

test("nothing is cut off if an acknowledged commit is damaged", () => {
  for (let at = 0; at < second(); at += 31) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 4, at);
    expect(() => afterCrash(damaged), `bit of byte ${at}`).toThrow(Damaged);
    expect(readFileSync(join(crashed, logFile))).toEqual(damaged);
  }
});

test("what is cut off is searched only once, even if a record seems to begin everywhere in it", () => {
  const beginning = Buffer.alloc(16);
  beginning.writeUInt32BE(1 << 20);
  beginning.writeUInt8(layoutVersion, 8);
  const storage = afterCrash(Buffer.concat([whole, Buffer.alloc(2 << 20, beginning)]));
  expect(Number(storage.lastPosition())).toBe(third());
  return storage.close();
});

test("a commit in the place of another is not taken for it", () => {
  const moved = Buffer.concat([whole.subarray(0, first()), whole.subarray(second())]);
  const padded = Buffer.concat([moved, Buffer.alloc(whole.length - moved.length)]);
  const storage = afterCrash(padded);
  expect(storage.lastRevision("s")).toBe(0n);
  return storage.close();
});

test("what another process writes while the file is read is not taken for damage", () => {
  const path = join(directory, "served.log");
  writeFileSync(path, Buffer.concat([whole.subarray(0, first()), Buffer.alloc(4096)]));
  const file = openSync(path, "r+");
  const commits = recover(file, 0, first() + 4096);
  expect(commits.next().value).toHaveLength(1);
  writeSync(file, whole, first(), whole.length - first(), first());
  expect([commits.next().value, commits.next().value]).toMatchObject([{ length: 2 }, { length: 3 }]);
  expect(commits.next()).toEqual({ done: true, value: third() });
  closeSync(file);
});
