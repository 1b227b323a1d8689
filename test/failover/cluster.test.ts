// Six ledgers on a Redis Cluster of three nodes: a slot is moved under load, then the node that serves it is killed.
import type { EventLog } from "@taizhang/log";
import { models, redisViews, startRunner, taskCards, type Views } from "@taizhang/projections";
import { afterEach, beforeEach, expect, test } from "vitest";
import { oneTask } from "../projections/one-task.ts";
import { type RedisCluster, startCluster } from "../support/redis-cluster.ts";
import { keptIn } from "./kept.ts";
import { type Machines, startMachines } from "./machines.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

let cluster: RedisCluster;
let machines: Machines;
beforeEach(async () => {
  cluster = await startCluster();
  machines = await startMachines(cluster.url);
});
afterEach(async () => {
  await machines.stop();
  await cluster.stop();
});

/** A ledger of its own beside that of the machines: two projectors, and a unit that files its next report when the last is shown. */
async function neighbour(partition: string, goesOn: () => Promise<void>) {
  const { log, report } = await oneTask();
  const opened = () => redisViews({ url: cluster.url, partition, logger: silent });
  const views = [await opened(), await opened()] as const;
  const runners = views.map((each) => startRunner({ log, views: each, models, logger: silent }));
  let isOver = false;
  async function reporting(): Promise<void> {
    while (!isOver) {
      await report();
      await expect.poll(() => isUpTo(views[0], log)).toBe(true);
      // No more than the machines take, so that all of it fits into a test.
      await goesOn();
    }
  }
  const running = reporting();
  return {
    ...{ partition, log },
    async stop() {
      isOver = true;
      await running;
      for (const runner of runners) await runner.stop();
      for (const each of views) await each.close();
    },
  };
}

const isUpTo = async (views: Views, log: EventLog) =>
  (await views.checkpoint(taskCards.model).catch(() => null))?.position === (await log.head());

/** What the cluster keeps of the read models of a partition. */
async function keptOf(partition: string) {
  const slot = await cluster.slotOf(partition);
  const { asks } = (await cluster.masterOf(slot)) ?? expect.fail(`nobody serves ${partition}`);
  const keys = await asks.cluster("GETKEYSINSLOT", slot, 10_000);
  return keptIn(
    asks,
    keys.filter((key) => key.startsWith(`tz:{${partition}}:`) && !key.includes(":rate:")),
  );
}

/** Builds the read models of a log anew, beside those of a partition, and expects the same. */
async function isAsBuiltAnew(partition: string, log: EventLog): Promise<void> {
  const views = await redisViews({ url: cluster.url, partition: `${partition}-anew`, logger: silent });
  const runner = startRunner({ log, views, models, logger: silent });
  await runner.caughtUp;
  await expect.poll(() => isUpTo(views, log)).toBe(true);
  expect(await keptOf(partition)).toEqual(await keptOf(`${partition}-anew`));
  await runner.stop();
  await views.close();
}

test("nothing is lost, nothing old is passed off as fresh, and all goes on by itself", async () => {
  const load = machines.load();
  const neighbours = await Promise.all(
    ["p1", "p2", "p3", "p4", "p5"].map((partition) => neighbour(partition, () => load.goesOn(5))),
  );
  await load.goesOn();

  const slot = await cluster.slotOf("p0");
  const move = await cluster.move(slot);
  const keys = await move.left();
  await move.take(keys.slice(0, keys.length / 2));
  // Half of it is here, half there: whoever asks is told that it cannot be told.
  const refused = load.refused;
  await expect.poll(() => load.refused).toBeGreaterThan(refused);
  await move.end();
  expect((await cluster.masterOf(slot))?.port).toBe(move.to.port);
  await load.goesOn();

  process.kill(move.to.pid, "SIGKILL");
  await expect.poll(async () => (await cluster.masterOf(slot))?.port ?? move.to.port).not.toBe(move.to.port);
  await load.goesOn();
  await Promise.all(neighbours.map((each) => each.stop()));
  await load.stop();
  expect(load.wrong).toEqual([]);
  await machines.allShown(load.acknowledged.length);

  await isAsBuiltAnew("p0", machines.log);
  for (const { partition, log } of neighbours) await isAsBuiltAnew(partition, log);
  expect(machines.logged()).not.toMatch(/has stopped/);
});
