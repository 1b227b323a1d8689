// Two APIs and two projectors on a Redis behind Sentinel, whose master goes away under load, and whose replica lags behind it.
import { models, redisViews, startRunner, taskCards } from "@taizhang/projections";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RedisBehindSentinel, startBehindSentinel } from "../support/redis-sentinel.ts";
import { keptIn } from "./kept.ts";
import { type Machines, startMachines } from "./machines.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

let redis: RedisBehindSentinel;
let machines: Machines;
beforeEach(async () => {
  redis = await startBehindSentinel();
  machines = await startMachines(redis.url);
});
afterEach(async () => {
  // What is halted does not end.
  for (const pid of Object.values(redis.pids)) process.kill(pid, "SIGCONT");
  await machines.stop();
  await redis.stop();
});

const roleOf = async (asks: typeof redis.asks.master) => /role:(\w+)/.exec(await asks.info("replication"))?.[1];

test("nothing is lost, and nothing old is passed off as fresh, where a replica that lacks commits takes over", async () => {
  const { asks, pids } = redis;
  const load = machines.load();
  await load.goesOn();

  // What the master tells after this its replica never hears.
  process.kill(pids.replica, "SIGSTOP");
  await asks.master.call("CLIENT", "KILL", "TYPE", "replica");
  await load.goesOn();
  const lost = BigInt(load.acknowledged.at(-1)?.position ?? 0);
  await load.goesOn();
  process.kill(pids.master, "SIGSTOP");
  process.kill(pids.replica, "SIGCONT");
  const { name, version } = taskCards.model;
  const older = await asks.replica.hget(`tz:{p0}:${name}:v${version}:checkpoint`, "position");
  expect(BigInt(older ?? -1)).toBeLessThan(lost);

  await expect.poll(() => roleOf(asks.replica)).toBe("master");
  await load.goesOn();
  // The old master wakes, and does not know yet that it is none.
  process.kill(pids.master, "SIGCONT");
  await expect.poll(() => roleOf(asks.master).catch(() => "away")).toBe("slave");
  await load.goesOn();
  await load.stop();
  expect(load.wrong).toEqual([]);
  await machines.allShown(load.acknowledged.length);

  const anew = await redisViews({ url: redis.url, partition: "anew", logger: silent });
  const rebuilding = startRunner({ log: machines.log, views: anew, models, logger: silent });
  const keptOf = async (partition: string) => keptIn(asks.replica, await asks.replica.keys(`tz:{${partition}}:*:v*`));
  await rebuilding.caughtUp;
  await expect
    .poll(async () => [await keptOf("p0"), await machines.log.head()])
    .toEqual([await keptOf("anew"), await machines.log.head()]);
  await rebuilding.stop();
  await anew.close();
  expect(machines.logged()).not.toMatch(/has stopped/);
});
