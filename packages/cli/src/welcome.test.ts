// What `start` prints: the token it gives is of the region and the role that it says.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentKey } from "@taizhang/api";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { memoryViews, models, startRunner } from "@taizhang/projections";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { welcome } from "./welcome.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "welcome-"));
  await developmentKey(dataDir);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const quiet = { info() {}, warn() {}, error() {} };

/** What is printed of a ledger, and whose the token in it is. */
async function printed({ log } = testLedger(), env: Record<string, string> = {}) {
  const views = memoryViews();
  const runner = startRunner({ log, views, models, logger: quiet });
  await runner.caughtUp;
  const config = readConfig(true, { TAIZHANG_DATA_DIR: dataDir, ...env });
  const text = await welcome(config, { address: "http://localhost", eventstoreUrl: "esdb://localhost", views });
  await runner.stop();
  const [, claims = ""] = /Bearer [\w-]+\.([\w-]+)\./.exec(text) ?? [];
  const bearer: unknown = JSON.parse(Buffer.from(claims, "base64url").toString());
  return { text, bearer };
}

test("of an empty ledger the token is an example's, and it says of whom, and how to get that of another region", async () => {
  const { text, bearer } = await printed();
  expect(text).toContain("for region 行政区划 420304 郧阳区, role 角色 office 办公室, for 12 hours");
  expect(bearer).toMatchObject({ regionId: "420304", unitId: null, roles: ["office"] });
  expect(text).toContain("give its six digits");
  expect(text).toMatch(/^More tokens: npm run --silent taizhang -- token --region 420304 --role office$/m);
});

test("a region that the operator has named goes before the example, and one with a plan before that", async () => {
  const names = { TAIZHANG_REGION_NAMES: "990101=青溪县,990102=南屏县" };
  const named = await printed(testLedger(), names);
  expect(named.text).toContain("for region 行政区划 990101 青溪县, role 角色 office");
  expect(named.bearer).toMatchObject({ regionId: "990101", roles: ["office"] });

  const ledger = testLedger();
  await testRegion(ledger, "990102").issue("一个计划", [{ text: "公布清单。", units: [["县财政局", "lead"]] }]);
  const used = await printed(ledger, names);
  expect(used.text).toContain("for region 行政区划 990102 南屏县, role 角色 office");
  expect(used.bearer).toMatchObject({ regionId: "990102", roles: ["office"] });
});

test("where the demonstration's unit is there, the token is its own", async () => {
  const ledger = testLedger();
  await testRegion(ledger).issue("一个计划", [{ text: "公布清单。", units: [["区财政局", "lead"]] }]);
  const { text, bearer } = await printed(ledger);
  expect(text).toContain("for region 行政区划 420304 郧阳区, role 角色 unit 单位 区财政局, for 12 hours");
  expect(bearer).toMatchObject({ regionId: "420304", roles: ["unit"], unitId: expect.any(String) });
});
