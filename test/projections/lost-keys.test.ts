// A Redis that throws keys away: it is refused where it says so, and what it has lost is never passed off as empty.
import { models, planCard, redisViews, startRunner } from "@taizhang/projections";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningRedis, startRedis } from "../support/redis.ts";
import { oneTask } from "./one-task.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

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

/** Projects a log to its end. */
async function project(log: Awaited<ReturnType<typeof oneTask>>["log"]): Promise<void> {
  const views = await redisViews({ url: redis.url, logger: silent });
  const runner = startRunner({ log, views, models, logger: silent });
  await runner.caughtUp;
  await runner.stop();
  await views.close();
}

/** Everything in Redis, by key. */
async function kept(): Promise<Map<string, unknown>> {
  const contents = new Map<string, unknown>();
  for (const key of (await raw.keys("*")).sort()) {
    const type = await raw.type(key);
    if (type === "hash") contents.set(key, await raw.hgetall(key));
    else if (type === "zset") contents.set(key, await raw.zrange(key, "0", "-1"));
    else contents.set(key, (await raw.smembers(key)).sort());
  }
  return contents;
}

/** Everything that can be asked of the views about what these keys hold: for each question the answer, or that there is none. */
async function answers(keys: Iterable<string>): Promise<ReadonlyMap<string, unknown>> {
  const views = await redisViews({ url: redis.url, logger: silent });
  const found = new Map<string, unknown>();
  const rebuilding = (error: Error) => (error.name === "ReadModelRebuilding" ? error.name : Promise.reject(error));
  for (const key of keys) {
    const [, name, version, what, ...index] = /^tz:\{p0\}:([^:]+):v(\d+):([^:]+):?(.*)$/.exec(key) ?? [];
    const model = models.find((each) => each.name === name && String(each.version) === version);
    if (!model || !what) continue;
    const of = { model, kind: "", prefix: "", shown: planCard.shown, read: (doc: unknown) => doc };
    const docs = Object.keys((contents.get(`tz:{p0}:${name}:v${version}:docs`) as object | undefined) ?? {});
    found.set(`${name} documents`, await views.getMany(of, docs).then(({ value }) => value, rebuilding));
    if (what !== "index") continue;
    const listed = await views.list(of, index.join(":"), { first: 50 }).then(({ value }) => value, rebuilding);
    found.set(`${name} ${index}`, listed);
    found.set(`${name} ${index} count`, await views.count(of, index.join(":")).then(({ value }) => value, rebuilding));
  }
  await views.close();
  return found;
}

let contents: Map<string, unknown>;

test("whichever key is lost, its model gives the same answers as before or none, and comes back as it was", async () => {
  const { log, report } = await oneTask();
  await report();
  await project(log);
  contents = await kept();
  const before = await answers(contents.keys());
  const lost = [...contents.keys()].filter((key) => !key.endsWith(":versions"));
  expect(lost.filter((key) => key.includes(":index:")).length).toBeGreaterThan(5);
  for (const key of lost) {
    await raw.del(key);
    const now = await answers(contents.keys());
    const missing = [...now].filter(([question, answer]) => {
      if (answer !== "ReadModelRebuilding") expect(answer, `${question} without ${key}`).toEqual(before.get(question));
      return answer === "ReadModelRebuilding";
    });
    expect(missing.length, key).toBeGreaterThan(0);
    await project(log);
    expect(await kept(), key).toEqual(contents);
    expect(await answers(contents.keys()), key).toEqual(before);
  }
});

test("a document or an entry that is lost alone is noticed, too, and by a projector at work", async () => {
  const { log, report } = await oneTask();
  await report();
  await project(log);
  contents = await kept();
  const views = await redisViews({ url: redis.url, logger: silent });
  const complaints: string[] = [];
  const keep = (_fields: object, line: string) => void complaints.push(line);
  const runner = startRunner({ log, views, models, logger: { ...silent, warn: keep } });
  await runner.caughtUp;
  const ofTask = [...contents.keys()].filter((key) => key.includes(":task:"));
  for (const what of [":docs", ":index:"]) {
    const key = ofTask.find((each) => each.includes(what)) ?? "";
    if (what === ":docs") await raw.hdel(key, Object.keys(contents.get(key) as object)[0] ?? "");
    else await raw.zrem(key, (contents.get(key) as string[])[0] ?? "");
    await answers(contents.keys());
    await expect.poll(kept, { message: key }).toEqual(contents);
  }
  expect(new Set(complaints)).toEqual(new Set(["a read model is deleted and built anew"]));
  await runner.stop();
  await views.close();
});

test("what a lost checkpoint left behind is taken for nothing", async () => {
  const { log, report } = await oneTask();
  await project(log);
  contents = await kept();
  const index = [...contents.keys()].find((key) => key.includes(":task:") && key.includes("state/"));
  if (!index) throw new Error("no index by state");
  await raw.zadd(index.replace(/state\/.*/, "state/neverThere"), 0, "1\0left over");
  await raw.del(index.replace(/:index:.*/, ":checkpoint"));
  await report();
  await project(log);
  const found = await answers([...(await kept()).keys()]);
  expect([...found].filter(([question]) => question.includes("neverThere"))).toEqual([
    [expect.any(String), { items: [], hasMore: false, hasPrevious: false }],
    [expect.any(String), 0],
  ]);
});

test("nobody begins on a Redis that evicts, and the refusal says what to do", async () => {
  await raw.config("SET", "maxmemory-policy", "allkeys-lru");
  await expect(redisViews({ url: redis.url, logger: silent })).rejects.toThrow(
    /allkeys-lru.*maxmemory-policy noeviction/s,
  );
});

test("a Redis that is told to evict later is not read any more, until it is told otherwise", async () => {
  const { log } = await oneTask();
  await project(log);
  const errors: string[] = [];
  const views = await redisViews({
    url: redis.url,
    logger: { ...silent, error: (_fields, line) => errors.push(line) },
  });
  const state = () =>
    views.get(planCard, "any").then(
      () => "read",
      ({ name, message }) => (/allkeys-lru/.test(message) ? name : "away"),
    );
  expect(await state()).toBe("read");
  /** Its policy is asked for again at every connection. */
  async function setPolicy(policy: string) {
    await raw.config("SET", "maxmemory-policy", policy);
    await raw.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
  }
  await setPolicy("allkeys-lru");
  await expect.poll(state).toBe("ViewsUnavailable");
  expect(errors).toEqual([expect.stringMatching(/allkeys-lru.*noeviction/)]);
  await setPolicy("noeviction");
  await expect.poll(state).toBe("read");
  await views.close();
});

test("a Redis that tells nothing of its policy is used, with a warning", async () => {
  await raw.call("ACL", "SETUSER", "ledger", "on", ">secret", "~*", "+@all", "-info", "-config");
  const warnings: string[] = [];
  const url = redis.url.replace("redis://", "redis://ledger:secret@");
  const views = await redisViews({ url, logger: { ...silent, warn: (_fields, line) => warnings.push(line) } });
  expect(warnings).toEqual([expect.stringMatching(/make sure that its maxmemory-policy is noeviction/)]);
  expect((await views.checkpoint(planCard.model)).live).toBe(false);
  await views.close();
});
