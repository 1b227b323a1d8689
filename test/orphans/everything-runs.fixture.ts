// Starts every kind of process that tests start, says so, and waits for ever. Only `orphans.test.ts` runs it.
import { join } from "node:path";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { pidOf, startRedis } from "../support/redis.ts";
import { freshDataDir, startPart, startTaizhang } from "../support/taizhang.ts";

test("everything runs", async () => {
  const { dataDir } = await freshDataDir();
  const { url } = await startRedis();
  const { eventstoreUrl } = await startTaizhang(dataDir, ["--no-demo"], { REDIS_URL: url });
  // Read models of their own, so that the API is ready only if this projector is at work.
  const apart = {
    EVENTSTORE_URL: eventstoreUrl,
    REDIS_URL: url,
    TAIZHANG_PARTITION: "apart",
    TAIZHANG_DEVELOPMENT_TOKENS: "true",
    TAIZHANG_DATA_DIR: dataDir,
  };
  await startPart("projector", { ...apart, TAIZHANG_PROOFS_DIR: join(dataDir, "proofs-apart") });
  const { address } = await startPart("api", apart);
  await expect.poll(() => fetch(`${address}/health/ready`).then(({ status }) => status)).toBe(200);
  // A Redis that a test of failovers has halted.
  const { url: haltedUrl } = await startRedis();
  const halted = new Redis(haltedUrl);
  process.kill(await pidOf(halted), "SIGSTOP");
  halted.disconnect();
  process.stdout.write("everything runs\n");
  await new Promise(() => {});
});
