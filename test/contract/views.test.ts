// The contract of the views, for those in memory and those in a real Redis.
import { memoryViews, planCard, redisViews } from "@taizhang/projections";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { startRedis } from "../support/redis.ts";
import { viewsContract } from "./views-contract.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const url = process.env.REDIS_URL ?? "";
const inRedis = (partition: string) => redisViews({ url, partition, logger: silent });

viewsContract("in memory", async () => memoryViews());
viewsContract("in Redis", () => inRedis(`contract-${process.pid}`));

const { model } = planCard;
const nothing = { before: [], after: [] };
const position = { position: 5n, stopped: false, live: true, mark: "log" };

test("a Redis that was flushed answers that the model is being rebuilt", async () => {
  const own = await startRedis();
  const views = await redisViews({ url: own.url, logger: silent });
  const kept = [{ kind: "", key: "a", doc: {}, entries: [] }];
  await views.commit([{ model, changes: { before: [], after: kept }, from: null, to: position }]);
  const admin = new Redis(own.url);
  await admin.flushall();
  admin.disconnect();
  await expect(views.get(planCard, "a")).rejects.toMatchObject({ name: "ReadModelRebuilding" });
  const next = { model, changes: nothing, from: 5n, to: { ...position, position: 6n } };
  expect(await views.commit([next])).toEqual([false]);
  await views.close();
  await own.stop();
});

test("scripts that Redis has lost are sent again", async () => {
  const views = await inRedis(`scripts-${process.pid}`);
  await views.commit([{ model, changes: nothing, from: null, to: position }]);
  const admin = new Redis(url);
  await admin.script("FLUSH");
  admin.disconnect();
  expect((await views.get(planCard, "a")).position).toBe(5n);
  await views.drop(model);
  await views.close();
});

test("a stopped Redis is reported as unavailable, and used again once it is back", async () => {
  const first = await startRedis();
  const views = await redisViews({ url: first.url, logger: silent });
  await first.stop();
  await expect(views.checkpoint(model)).rejects.toMatchObject({ name: "ViewsUnavailable" });
  const second = await startRedis(first.port);
  await expect
    .poll(() =>
      views.checkpoint(model).then(
        ({ position }) => position === null,
        () => "away",
      ),
    )
    .toBe(true);
  await views.close();
  await second.stop();
});

test("every key of a partition carries its hash tag, so that a cluster keeps them on one node", async () => {
  const partition = `tag-${process.pid}`;
  const views = await inRedis(partition);
  const kept = [{ kind: "", key: "a", doc: {}, entries: [{ index: "i", sort: "s" }] }];
  await views.commit([{ model, changes: { before: [], after: kept }, from: null, to: position }]);
  const admin = new Redis(url);
  const keys = (await admin.keys("*")).filter((key) => key.includes(partition));
  admin.disconnect();
  expect(keys.length).toBeGreaterThan(3);
  expect(keys.every((key) => key.startsWith(`tz:{${partition}}:`))).toBe(true);
  await views.drop(model);
  await views.close();
});
