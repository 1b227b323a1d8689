// A file of many checkpoints, of which each is found without reading all; and what a cut leaves of the last.
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint, signCheckpoint, signerOf } from "@taizhang/proofs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkpointFile } from "./checkpoint-file.ts";
import { machineDisk } from "./disk.ts";

const origin = "ledger.example.gov.cn/0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4/420304";
const signer = signerOf(origin, "note", Buffer.alloc(32, 7));
const signed = (size: number) => signCheckpoint({ origin, size, root: Buffer.alloc(32, size), extensions: [] }, signer);
/** Over several windows, with sizes that leave gaps. */
const sizes = Array.from({ length: 1500 }, (_, at) => 3 * at + 2);

let directory: string;
let path: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "taizhang-checkpoints-"));
  path = join(directory, "checkpoints");
  await writeFile(path, sizes.map(signed).join(""));
});
afterAll(() => rm(directory, { recursive: true }));

test("each checkpoint is found by its size, and none of another size", async () => {
  const file = checkpointFile(machineDisk, path);
  for (const size of sizes) expect(await file.at(size), String(size)).toBe(signed(size));
  for (const size of sizes.filter((_, at) => at % 97 === 0))
    expect([await file.at(size - 1), await file.at(size + 1)]).toEqual([null, null]);
  expect(await file.latest()).toBe(signed(sizes.at(-1) ?? 0));
});

test("those behind a size come once each, in order", async () => {
  const file = checkpointFile(machineDisk, path);
  for (const size of [0, 1, 2, 500, 2999, 4400, 5000]) {
    const found: number[] = [];
    for await (const source of file.after(size)) found.push(readCheckpoint(source).size);
    expect(found).toEqual(sizes.filter((each) => each > size));
  }
});

test("whatever a cut has left of the last one is taken away, and nothing more", async () => {
  const whole = await readFile(path);
  const last = signed(9000);
  for (let length = 1; length < Buffer.byteLength(last); length += 7) {
    await appendFile(path, Buffer.from(last).subarray(0, length));
    const file = checkpointFile(machineDisk, path);
    expect([await file.latest(), await file.wholeBytes()]).toEqual([signed(sizes.at(-1) ?? 0), whole.length]);
    await file.cutTorn();
    expect((await readFile(path)).equals(whole)).toBe(true);
  }
});

test("a file that is damaged in the middle is said to be", async () => {
  const damaged = join(directory, "damaged");
  const bytes = await readFile(path);
  await writeFile(damaged, bytes.fill(10, bytes.length - 3000, bytes.length - 2900));
  await expect(checkpointFile(machineDisk, damaged).latest()).rejects.toThrow("is damaged");
});

test("a file in whose end no checkpoint begins is damaged, however long", async () => {
  const damaged = join(directory, "damaged");
  const bytes = await readFile(path);
  await writeFile(damaged, bytes.fill(0, bytes.length - 70_000));
  const file = checkpointFile(machineDisk, damaged);
  await expect(file.wholeBytes()).rejects.toThrow("is damaged");
  await expect(file.latest()).rejects.toThrow("is damaged");
});

test("without a file there are none", async () => {
  const file = checkpointFile(machineDisk, join(directory, "none"));
  await file.cutTorn();
  expect([await file.latest(), await file.at(1), await file.wholeBytes()]).toEqual([null, null, 0]);
});
