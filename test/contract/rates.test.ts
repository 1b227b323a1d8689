// Rate limits that several machines count together in Redis, and each for itself while Redis is away.
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { serve } from "@taizhang/api/testing/serving";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { startRedis } from "../support/redis.ts";

const allowed = 3;
// Ten for a request, and one for each of its two fields.
const settings = { bearerPoints: allowed * 12 };

test("machines count together; with Redis away each counts alone, nobody is unlimited and nobody is shut out", async () => {
  const ledger = testLedger();
  const office = testRegion(ledger).bearer("office");
  let redis = await startRedis();
  const parts = { redisUrl: redis.url };
  const [here, there] = [await serve({ ledger, settings, parts }), await serve({ ledger, settings, parts })] as const;
  const client = new Redis(redis.url).on("error", () => undefined);
  const counted = async () => (await client.keys("tz:{p0}:rate:*")).length;
  const asks = async (at: typeof here, sub: string) =>
    (await at.ask("{ me { subjectId } }", {}, { ...office, sub })).status;
  try {
    // A connection that is not ready yet counts alone, so both must have counted in Redis once.
    for (const [at, each] of [here, there].entries()) {
      await expect
        .poll(async () => [await asks(each, `warm-${at}`), await counted()])
        .toEqual([expect.anything(), at + 1]);
    }
    expect([await asks(here, "1"), await asks(there, "1"), await asks(here, "1")]).toEqual([200, 200, 200]);
    expect([await asks(there, "1"), await asks(here, "1")]).toEqual([429, 429]);

    await redis.stop();
    for (const each of [here, there]) {
      const answers = [];
      for (let at = 0; at <= allowed; at += 1) answers.push(await asks(each, "2"));
      expect(answers).toEqual([200, 200, 200, 429]);
    }

    redis = await startRedis(redis.port);
    await expect.poll(async () => [await asks(here, "3"), await counted()]).toEqual([expect.anything(), 1]);
    expect(await asks(here, "4")).toBe(200);
  } finally {
    client.disconnect();
    await Promise.all([here.close(), there.close()]);
    await redis.stop();
  }
});
