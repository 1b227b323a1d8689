// Starts every kind of process that tests start, says so, and waits for ever. Only `orphans.test.ts` runs it.
import { test } from "vitest";
import { startRedis } from "../support/redis.ts";
import { freshDataDir, startTaizhang } from "../support/taizhang.ts";

test("everything runs", async () => {
  const { dataDir } = await freshDataDir();
  const { url } = await startRedis();
  await startTaizhang(dataDir, ["--no-demo"], { REDIS_URL: url });
  process.stdout.write("everything runs\n");
  await new Promise(() => {});
});
