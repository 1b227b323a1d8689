// What Redis refuses is the matter of one read model, and no outage: the others go on, and it is seen.
import { financeBureau } from "@taizhang/domain/testing/people";
import { models, redisViews, startRunner } from "@taizhang/projections";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningRedis, startRedis } from "../support/redis.ts";
import { oneTask } from "./one-task.ts";

let redis: RunningRedis;
let raw: Redis;

beforeEach(async () => {
  redis = await startRedis();
  raw = new Redis(redis.url);
});
afterEach(async () => {
  raw.disconnect();
  await redis.stop();
});

/** A projector that has caught up with one task, and what it complained of. */
async function projecting() {
  const complaints: string[] = [];
  const keep = (_fields: object, line: string) => void complaints.push(line);
  const logger = { info: () => {}, warn: keep, error: keep };
  const views = await redisViews({ url: redis.url, logger });
  const { log, report } = await oneTask();
  const runner = startRunner({ log, views, models, logger });
  await runner.caughtUp;
  const standing = async () => {
    const at = await Promise.all(models.map(async (model) => ({ model, at: await views.checkpoint(model) })));
    return Object.fromEntries(at.map(({ model, at: { position, stopped } }) => [model.name, { position, stopped }]));
  };
  const end = async () => {
    await runner.stop();
    await views.close();
  };
  return { complaints, report, log, standing, end };
}

/** Replaces what a key holds by something of another type, as an operator's mistake would. */
async function spoil(pattern: string) {
  const [key] = await raw.keys(pattern);
  if (!key) throw new Error(`no key is like ${pattern}`);
  await raw.set(key, "not what it was");
}

test("a model whose commit Redis refuses stops before the event; the others go on", async () => {
  const { complaints, report, log, standing, end } = await projecting();
  const before = await log.head();
  await spoil(`*:task:v*:index:ledger:unit/${financeBureau}/state/assigned`);
  await report();
  const head = await log.head();
  await expect.poll(async () => (await standing())["task-report"]).toEqual({ position: head, stopped: false });
  const all = await standing();
  expect(all["task"]).toEqual({ position: before, stopped: true });
  for (const [name, at] of Object.entries(all))
    if (name !== "task") expect(at).toEqual({ position: head, stopped: false });
  expect(complaints).toEqual([expect.stringMatching(/cannot keep what a read model has made, and it has stopped/)]);
  await end();
});

test("a model of which nothing can be read any more is built anew", async () => {
  const { complaints, report, log, standing, end } = await projecting();
  await report();
  await expect.poll(async () => (await standing())["task-report"]).toMatchObject({ position: await log.head() });
  await spoil("*:task-report:v*:docs");
  await report();
  const head = await log.head();
  await expect.poll(async () => (await standing())["task-report"]).toEqual({ position: head, stopped: false });
  expect(complaints).toEqual(["a read model is deleted and built anew"]);
  await end();
});
