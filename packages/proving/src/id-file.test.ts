// Ids of leaves in a file: each is found where it stands, and nowhere else.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { machineDisk } from "./disk.ts";
import { type IdFile, idFile } from "./id-file.ts";

const uuid = (number: number) => `00000000-0000-4000-9000-${number.toString(16).padStart(12, "0")}`;
// More than are read at once.
const count = 70_000;
const most = Array.from({ length: count }, (_, at) => uuid(at + 1));

let directory: string;
let ids: IdFile;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "taizhang-ids-"));
  ids = idFile(machineDisk, join(directory, "ids"));
  expect(await ids.size()).toBe(0);
  await ids.write(0, most.slice(0, 10));
  await ids.write(10, most.slice(10));
});
afterAll(() => rm(directory, { recursive: true }));

test("each of the first leaves is found by its id, and none behind them", async () => {
  expect(await ids.size()).toBe(count);
  for (const at of [0, 1, 9, 10, 65_535, 65_536, count - 1]) {
    expect(await ids.indexOf(most[at] ?? "", count)).toBe(at);
    expect(await ids.indexOf(most[at] ?? "", at)).toBeNull();
    expect(await ids.indexOf((most[at] ?? "").toUpperCase(), count)).toBe(at);
  }
});

test("an id is not found across two others, and what is none is not found", async () => {
  // The end of one id and the beginning of the next.
  const across = "90000000-0000-0100-0000-000000004000";
  for (const id of [across, uuid(count + 1), "", "1", `${uuid(1)}0`]) expect(await ids.indexOf(id, count)).toBeNull();
});

test("an event whose id is no UUID is refused", async () => {
  await expect(ids.write(count, ["event-1"])).rejects.toThrow("is a UUID");
});
