// `taizhang eventstore` with a command passes on what the event store prints, and its exit code.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileSources } from "@taizhang/api";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { expect, test } from "vitest";
import { freshDataDir, taizhang } from "../support/taizhang.ts";

test("a log is verified, and a command that is not complete is answered with its usage", async () => {
  const { dataDir, stop } = await startEventStore();
  const verified = await taizhang(["eventstore", "verify", "--data", dataDir]);
  expect(verified).toMatchObject({
    code: 0,
    out: "1 个流中的 1 个事件，与写入时一致 / 1 events in 1 streams: all as it was written\n",
  });
  await stop();
  const refused = await taizhang(["eventstore", "verify"]);
  expect(refused).toEqual({ code: 1, out: "", err: "用法：verify --data DIR / usage: verify --data DIR\n" });
});

test("a backup takes the notices along, and a restore puts them back", async () => {
  const { dataDir, remove } = await freshDataDir();
  const store = await startEventStore({ dataDir: join(dataDir, "eventstore") });
  const notice = { bytes: new TextEncoder().encode("任务分解表"), name: "通知.txt" };
  const sha256 = await fileSources(join(dataDir, "sources")).keep(notice);
  const at = (directory: string) => ({ TAIZHANG_DATA_DIR: directory });
  const copy = join(dataDir, "copy");
  const backedUp = await taizhang(["backup", "--to", copy], at(dataDir));
  expect(backedUp).toMatchObject({
    code: 0,
    out: expect.stringMatching(/ 1 events in 1 streams.*\n1 份来文文件已备份.* \/ 1 files of notices backed up/),
  });
  await store.stop();
  const restored = join(dataDir, "restored");
  expect(await taizhang(["restore", "--from", copy], at(restored))).toMatchObject({ code: 0 });
  expect(await fileSources(join(restored, "sources")).find(sha256)).toMatchObject({ name: "通知.txt" });
  expect(await readdir(join(restored, "eventstore"))).toContain("events.log");
  await remove();
});
