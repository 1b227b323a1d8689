// Redis is emptied, and then gone, while the product runs: no answer is ever empty or old, the same documents come back,
// and commands go on.
import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningRedis, startRedis } from "../support/redis.ts";
import {
  comesToRest,
  freshDataDir,
  type RunningTaizhang,
  startTaizhang,
  tokenFor,
  unitOf,
} from "../support/taizhang.ts";

const region = "420304";
const unitId = unitOf(region, "区财政局");

let home: Awaited<ReturnType<typeof freshDataDir>>;
let own: RunningRedis;
let redis: Redis;
let running: RunningTaizhang;
let reporter: string;

beforeAll(async () => {
  home = await freshDataDir();
  own = await startRedis();
  redis = new Redis(own.url);
  running = await startTaizhang(home.dataDir, [], { REDIS_URL: own.url });
  await comesToRest(running, home.dataDir);
  reporter = await tokenFor(home.dataDir, region, "unit", "区财政局");
});

afterAll(async () => {
  await running?.stop();
  redis?.disconnect();
  await own?.stop();
  await home?.remove();
});

const document = `query ($unitId: ID!, $atLeast: Position) {
  unitLedger(unitId: $unitId, first: 100, atLeast: $atLeast) {
    edges { node { taskId state reportCount dueOn text } }
  }
}`;

interface Line {
  readonly taskId: string;
  readonly state: string;
  readonly reportCount: number;
}

const passing = ["READ_MODEL_REBUILDING", "READ_MODEL_BEHIND", "UNAVAILABLE"];

/** The ledger, or null if the product says that it cannot answer now. Any other error fails the test. */
async function ledger(atLeast: string | null = null): Promise<Line[] | null> {
  const { data, errors } = await running.ask(document, reporter, { unitId, atLeast });
  if (!errors) return data.unitLedger.edges.map((edge: { node: Line }) => edge.node);
  expect(passing).toContain(errors[0].extensions.code);
  return null;
}

async function wholeLedger(atLeast: string | null = null): Promise<Line[]> {
  for (;;) {
    const lines = await ledger(atLeast);
    if (lines) return lines;
  }
}

/** Files a report and resolves with its position. Writing needs no read model, so it is accepted at once. */
async function files(taskId: string): Promise<string> {
  const mutation = `mutation ($input: ReportProgressInput!) {
    reportProgress(input: $input) { receipt { position } rejection { code } }
  }`;
  const input = { commandId: randomUUID(), taskId, unitId, reportedOn: "2021-12-30", progress: "在办", evidence: [] };
  const { data, errors } = await running.ask(mutation, reporter, { input });
  expect(errors).toBeUndefined();
  expect(data.reportProgress.rejection).toBeNull();
  return data.reportProgress.receipt.position;
}

/** Everything in Redis, by key, but the counters of requests, which each query moves. */
async function kept(): Promise<Map<string, unknown>> {
  const contents = new Map<string, unknown>();
  for (const key of (await redis.keys("*")).filter((each) => !each.startsWith("tz:{p0}:rate:")).sort()) {
    const type = await redis.type(key);
    if (type === "hash") contents.set(key, await redis.hgetall(key));
    else if (type === "zset") contents.set(key, await redis.zrange(key, "0", "-1"));
    else if (type === "set") contents.set(key, (await redis.smembers(key)).sort());
    else contents.set(key, await redis.get(key));
  }
  return contents;
}

test("without traffic: the next answer is the whole ledger or none, and the same documents come back", async () => {
  const before = await wholeLedger();
  const documents = await kept();
  expect(before.length).toBeGreaterThan(10);
  await redis.flushall();
  const next = await ledger();
  if (next) expect(next).toEqual(before);
  expect(await wholeLedger()).toEqual(before);
  await expect.poll(kept).toEqual(documents);
});

test("with traffic: a query for a report just filed shows it or fails as rebuilding, through five flushes", async () => {
  const lines = await wholeLedger();
  const line = lines.find(({ state }) => state === "ACCEPTED");
  if (!line) throw new Error("the unit has accepted nothing");
  const reports = (found: Line[] | null) => found?.find(({ taskId }) => taskId === line.taskId)?.reportCount;
  let filed = line.reportCount;
  let isOver = false;
  let refusals = 0;
  const reading = (async () => {
    while (!isOver) {
      const atLeastSo = filed;
      const found = await ledger();
      if (!found) {
        refusals += 1;
        continue;
      }
      expect(found.length).toBe(lines.length);
      // Without `atLeast` an answer may not show the report being filed yet, but it must show those before the flush.
      expect(reports(found)).toBeGreaterThanOrEqual(atLeastSo - 1);
    }
  })();
  for (let round = 0; round < 5; round++) {
    for (let n = 0; n < 3; n++) {
      const position = await files(line.taskId);
      filed += 1;
      expect(reports(await wholeLedger(position))).toBe(filed);
    }
    await redis.flushall();
  }
  expect(reports(await wholeLedger())).toBe(filed);
  isOver = true;
  await reading;
  expect(refusals).toBeGreaterThan(0);
});

test("with Redis away a unit can still file, and the ledger says that it cannot answer", async () => {
  const line = (await wholeLedger()).find(({ state }) => state === "ACCEPTED");
  await own.stop();
  expect(BigInt(await files(line?.taskId ?? ""))).toBeGreaterThan(0n);
  expect(await ledger()).toBeNull();
});
