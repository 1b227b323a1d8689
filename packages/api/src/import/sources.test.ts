import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copySources, fileSources, memorySources, type Sources } from "./sources.ts";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "sources-"));
});
afterAll(() => rm(directory, { recursive: true }));

const notice = { bytes: new TextEncoder().encode("任务分解表"), name: "通知.txt" };

describe.each<[string, () => Sources]>([
  ["in memory", memorySources],
  ["as files", () => fileSources(join(directory, "kept"))],
])("sources %s", (_where, make) => {
  test("give back the bytes and the name under the SHA-256 of the bytes", async () => {
    const sources = make();
    const kept = await sources.keep(notice);
    expect(kept).toMatch(/^[0-9a-f]{64}$/);
    const found = await sources.find(kept);
    expect(found?.name).toBe("通知.txt");
    expect(Buffer.from(found?.bytes ?? []).toString()).toBe("任务分解表");
    const sent = await sources.open(kept);
    expect(sent).toMatchObject({ name: "通知.txt", byteCount: notice.bytes.byteLength });
    expect(await text(sent?.read() ?? Readable.from([]))).toBe("任务分解表");
  });

  test("keep the same bytes once, under the name first sent", async () => {
    const sources = make();
    const once = await sources.keep(notice);
    const [again, atOnce] = await Promise.all([
      sources.keep({ ...notice, name: "另名.txt" }),
      sources.keep({ ...notice, name: "又名.txt" }),
    ]);
    expect([again, atOnce]).toEqual([once, once]);
    expect((await sources.find(once))?.name).toBe("通知.txt");
  });

  test("know nothing of other hashes", async () => {
    const sources = make();
    expect(await sources.find("0".repeat(64))).toBeNull();
    expect(await sources.find("../../etc/passwd")).toBeNull();
    expect(await sources.open("0".repeat(64))).toBeNull();
    expect(await sources.open("../../etc/passwd")).toBeNull();
  });
});

test("files outlive the process, and no half-written file is left", async () => {
  const where = join(directory, "surviving");
  const sha = await fileSources(where).keep(notice);
  expect((await fileSources(where).find(sha))?.name).toBe("通知.txt");
  expect((await readdir(where)).sort()).toEqual([sha, `${sha}.name`]);
});

test("a file that was altered on disk is not given out as the notice received", async () => {
  const where = join(directory, "altered");
  const sources = fileSources(where);
  const sha = await sources.keep(notice);
  await writeFile(join(where, sha), "别的内容");
  await expect(sources.find(sha)).rejects.toThrow(/has been altered on disk/);
  await expect(sources.open(sha)).rejects.toThrow(/has been altered on disk/);
});

test("all notices are copied with their names, those that are there stay, and none that was altered is taken along", async () => {
  const [from, to] = [join(directory, "from"), join(directory, "to")];
  const sources = fileSources(from);
  const shas = [
    await sources.keep(notice),
    await sources.keep({ ...notice, bytes: new TextEncoder().encode("另一份") }),
  ];
  await fileSources(to).keep({ ...notice, name: "先有.txt" });
  expect(await copySources(from, to)).toBe(2);
  const names = await Promise.all(shas.map(async (sha) => (await fileSources(to).find(sha))?.name));
  expect(names).toEqual(["先有.txt", "通知.txt"]);
  expect(await copySources(join(directory, "nowhere"), to)).toBe(0);
  await writeFile(join(from, shas[1] ?? ""), "别的内容");
  await expect(copySources(from, join(directory, "elsewhere"))).rejects.toThrow(/has been altered on disk/);
});
