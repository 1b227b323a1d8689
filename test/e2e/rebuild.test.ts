// `taizhang rebuild` as a process: beside a ledger that serves from Redis, killed and started again, and with read models in memory.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { built } from "@taizhang/eventstore/test/built";
import { nodeFlags } from "@taizhang/process";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis } from "../support/redis.ts";
import { freshDataDir, startTaizhang, taizhang, tokenFor } from "../support/taizhang.ts";

const region = "500237";
const question = "{ plans(first: 5) { totalCount edges { node { id title } } } }";

let dataDir: string;
let redis: Awaited<ReturnType<typeof startRedis>>;
let admin: Redis;
const atEnd: (() => unknown)[] = [];
beforeAll(async () => {
  const fresh = await freshDataDir();
  dataDir = fresh.dataDir;
  atEnd.push(fresh.remove);
  redis = await startRedis();
  atEnd.push(redis.stop);
  admin = new Redis(redis.url);
  atEnd.push(() => admin.disconnect());
});
afterAll(async () => {
  for (const end of atEnd.reverse()) await end();
});

const rebuildsOf = async () => {
  const checkpoints = (await admin.keys("tz:{p0}:*:checkpoint")).filter((key) => !key.includes("~next"));
  return Promise.all(checkpoints.map((key) => admin.hget(key, "build")));
};

/** Starts a rebuild whose standard output can be waited for. */
function launched(env: Record<string, string>): ChildProcess {
  const main = fileURLToPath(built("packages/cli/src/main.js"));
  return spawn(process.execPath, [...nodeFlags(main), main, "rebuild", "--json"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

test("beside a ledger that serves from Redis: it answers all the while, and what was killed is begun again", async () => {
  const env = { TAIZHANG_DATA_DIR: dataDir, REDIS_URL: redis.url };
  const running = await startTaizhang(dataDir, [], { REDIS_URL: redis.url });
  const token = await tokenFor(dataDir, region, "office");
  const before = await running.ask(question, token);
  expect(before.data.plans.totalCount).toBeGreaterThan(0);

  // Killed at its first words: the old read models go on answering.
  const killed = launched(env);
  await once(killed.stdout ?? killed, "data");
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(await running.ask(question, token)).toEqual(before);

  // Left alone by whoever started it: nobody is told of it any more, and it ends as if it were interrupted.
  const alone = launched(env);
  let complained = "";
  alone.stderr?.on("data", (chunk: Buffer) => (complained += chunk));
  await once(alone.stdout ?? alone, "data");
  alone.disconnect();
  expect(await once(alone, "exit")).toEqual([1, null]);
  expect(complained).toContain("the rebuild was interrupted, and nothing has changed");
  expect(await admin.keys("*~next*")).toEqual([]);

  let isOver = false;
  const rebuilding = taizhang(["rebuild", "--json"], env).finally(() => (isOver = true));
  const answers = new Set<string>();
  while (!isOver) answers.add(JSON.stringify(await running.ask(question, token)));
  const { code, out, err } = await rebuilding;
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect([...answers]).toEqual([JSON.stringify(before)]);
  const told = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(told.at(-2)).toMatchObject({ share: 1, secondsLeft: 0 });
  expect(told.at(-1).rebuilt.map(({ model }: { model: string }) => model)).toContain("task");
  const builds = await rebuildsOf();
  expect(new Set(builds).size).toBe(1);
  expect(builds[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect((await admin.keys("*~next*")).length).toBe(0);

  const wrong = await taizhang(["rebuild", "--model", "tasks"], env);
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/no read model is called tasks; there are: .*task/);
  const one = await taizhang(["rebuild", "--model", "task"], env);
  expect(one).toMatchObject({ code: 0, out: expect.stringMatching(/^已重建 rebuilt task v\d+ @ \d+\n$/) });
  expect(one.err).toMatch(/重建 rebuild 100 %: \d+ events/);
  expect(await running.ask(question, token)).toEqual(before);
  await running.stop();
});

test("with read models in memory: refused while the ledger runs, and done for the next start while it does not", async () => {
  const env = { TAIZHANG_DATA_DIR: dataDir };
  const running = await startTaizhang(dataDir, []);
  const token = await tokenFor(dataDir, region, "office");
  const before = await running.ask(question, token);
  const refused = await taizhang(["rebuild"], env);
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain("stop it, rebuild, and start it again");
  expect(await running.ask(question, token)).toEqual(before);
  await running.stop();

  expect(await taizhang(["rebuild"], env)).toMatchObject({ code: 0, out: expect.stringContaining("rebuilt task v") });
  const again = await startTaizhang(dataDir, []);
  expect(await again.ask(question, token)).toEqual(before);
  await again.stop();
});
