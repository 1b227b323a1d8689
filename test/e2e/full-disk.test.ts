// A full disk: what is refused says so and leaves nothing behind, and readiness tells.
import { readdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileSources } from "@taizhang/api";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { serve } from "@taizhang/api/testing/serving";
import { type NoticeFile, readNotice } from "@taizhang/documents";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { memoryDisk, requireMounts } from "@taizhang/eventstore/test/mounted";
import { executor, identity } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { seedFile } from "@taizhang/seeds";
import { expect, test } from "vitest";

test("an upload that does not fit is refused with a code and leaves nothing behind", async (context) => {
  requireMounts(context);
  const disk = memoryDisk(64 << 10);
  writeFileSync(join(disk.folder, "ballast"), Buffer.alloc(52 << 10));
  const parts = {
    sources: fileSources(disk.folder),
    readNotice: async (files: readonly NoticeFile[]) => readNotice(files),
  };
  const serving = await serve({ parts });
  const notice = await readFile(seedFile("notices/wushan-2021.txt"));
  const office = testRegion(testLedger()).bearer("office");
  const answer = await serving.send("/import?name=a.txt", { method: "POST", body: new Uint8Array(notice) }, office);
  expect(answer.status).toBe(507);
  expect(await answer.json()).toMatchObject({ error: { code: "STORAGE_FULL", messageZh: expect.any(String) } });
  expect(readdirSync(disk.folder)).toEqual(["ballast"]);
  await serving.close();
  disk.remove();
});

test("a store without room refuses commands with a code, is not ready, and both pass when there is room", async () => {
  const roomy = await startEventStore();
  await roomy.kill();
  const full = await startEventStore({ dataDir: roomy.dataDir, flags: ["--min-free-bytes", `${2 ** 52}`] });
  const log = esdbLog({ url: full.url });
  const ledger = { ...testLedger(), log, executor: executor({ log, identity, usedCommand: async () => null }) };
  const office = testRegion(ledger).bearer("office");
  const serving = await serve({ ledger });
  const register = () =>
    serving.ask(
      "mutation ($input: RegisterUnitInput!) { registerUnit(input: $input) { receipt { outcome } } }",
      { input: { commandId: "u-1", regionId: office.regionId, name: "区财政局", validFrom: "2021-01-01" } },
      office,
    );
  const ready = async () => (await serving.send("/health/ready", {}, null)).json();
  expect(await register()).toMatchObject({ status: 507, errors: [{ extensions: { code: "STORAGE_FULL" } }] });
  expect(await ready()).toMatchObject({
    status: "notReady",
    problems: [{ part: "log", reason: expect.stringContaining("it refuses appends: its disk is full") }],
  });
  await full.kill();
  const again = await startEventStore({ dataDir: roomy.dataDir, port: full.port });
  await expect.poll(ready, { timeout: 30_000 }).toMatchObject({ status: "ready" });
  expect(await register()).toMatchObject({ data: { registerUnit: { receipt: { outcome: "DONE" } } } });
  await serving.close();
  await log.close();
  await again.stop();
  await roomy.stop();
});
