// The main job, end to end, on the product as a person starts it: five notices in, a tracked year out.
import { randomUUID } from "node:crypto";
import { memoryLog } from "@taizhang/domain";
import { esdbLog } from "@taizhang/log";
import { storyNotices } from "@taizhang/seeds";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everything, storyLog } from "../support/story.ts";
import { freshDataDir, type RunningTaizhang, startTaizhang, taizhang, tokenFor, unitOf } from "../support/taizhang.ts";

const region = "420304";
const caizheng = unitOf(region, "区财政局");

let home: Awaited<ReturnType<typeof freshDataDir>>;
let running: RunningTaizhang;
let reporter: string;
let office: string;

beforeAll(async () => {
  home = await freshDataDir();
  running = await startTaizhang(home.dataDir);
  reporter = await tokenFor(home.dataDir, region, "unit", "区财政局");
  office = await tokenFor(home.dataDir, region, "office", "区政府办");
}, 120_000);

afterAll(async () => {
  await running?.stop();
  await home?.remove();
});

const ledger = `query ($unitId: ID!, $first: Int!, $after: String, $atLeast: Position) {
  unitLedger(unitId: $unitId, first: $first, after: $after, atLeast: $atLeast) {
    position
    edges { node { taskId planId row state dueOn text reportCount } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const report = `mutation ($input: ReportProgressInput!) {
  reportProgress(input: $input) {
    receipt { outcome commandId stream revision position eventIds }
    rejection { code message { zh en } }
    task { id }
  }
}`;

async function wholeLedger(token: string, atLeast: string | null = null) {
  const nodes: { taskId: string; planId: string; row: number; state: string; reportCount: number | null }[] = [];
  let after: string | null = null;
  do {
    const { data } = await running.ask(ledger, token, { unitId: caizheng, first: 7, after, atLeast });
    nodes.push(...data.unitLedger.edges.map((edge: { node: (typeof nodes)[number] }) => edge.node));
    after = data.unitLedger.pageInfo.hasNextPage ? data.unitLedger.pageInfo.endCursor : null;
  } while (after);
  return nodes;
}

test("the printed command answers at once", async () => {
  const [, url, token, body] =
    /^curl -s (\S+) .*authorization: (Bearer \S+)' --data '(.*)'$/m.exec(running.printed) ?? [];
  const answer = await fetch(url ?? "", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: token ?? "" },
    body: body ?? "",
  });
  const { data } = JSON.parse(await answer.text());
  expect(data.unitLedger.edges).toHaveLength(5);
});

test("the first start has played the story, event for event", async () => {
  const log = esdbLog({ url: running.eventstoreUrl });
  const played = (await everything(log)).map((event) => event.id);
  await log.close();
  const told = (await everything(await storyLog(memoryLog(() => "2026-01-01T00:00:00.000Z")))).map((event) => event.id);
  expect(played).toEqual(told);
});

test("every notice is a plan of its region", async () => {
  const counts: Record<string, number[]> = {};
  for (const regionId of new Set(storyNotices.map((notice) => notice.regionId))) {
    const token = await tokenFor(home.dataDir, regionId, "auditor");
    const { data } = await running.ask("{ plans { edges { node { taskCount } } } }", token);
    counts[regionId] = data.plans.edges.map((edge: { node: { taskCount: number } }) => edge.node.taskCount);
  }
  expect(counts).toEqual({ 420304: [11, 50], 350405: [32], 440200: [49], 500155: [45], 500237: [44] });
});

describe("a reporter of a unit", () => {
  test("sees what the unit owes from two plans, in pages, and files progress that the next query shows", async () => {
    const before = await wholeLedger(reporter);
    expect(new Set(before.map((line) => line.planId)).size).toBe(2);
    expect(new Set(before.map((line) => line.taskId)).size).toBe(before.length);
    const line = before.find((each) => each.state === "ASSIGNED");
    const input = { commandId: randomUUID(), taskId: line?.taskId, unitId: caizheng, reportedOn: "2021-12-01", progress: "已完成初稿。" };
    const { data } = await running.ask(report, reporter, { input });
    const { receipt, rejection } = data.reportProgress;
    expect(rejection).toBeNull();
    const after = await wholeLedger(reporter, receipt.position);
    expect(after.find((each) => each.taskId === line?.taskId)).toMatchObject({ state: "ACCEPTED", reportCount: 1 });
  });

  test("is told in both languages why another unit's part is not theirs", async () => {
    const [line] = await wholeLedger(reporter);
    const other = await tokenFor(home.dataDir, region, "unit", "区卫健局");
    const input = { commandId: randomUUID(), taskId: line?.taskId, unitId: caizheng, reportedOn: "2021-12-01", progress: "代报。" };
    const { data } = await running.ask(report, other, { input });
    expect(data.reportProgress.receipt).toBeNull();
    expect(data.reportProgress.rejection).toMatchObject({
      code: "NOT_YOUR_ASSIGNMENT",
      message: { zh: expect.stringMatching(/本单位/), en: expect.stringMatching(/own unit/) },
    });
  });

  test("gets the same receipt for the same command after everything was killed, and no second effect", async () => {
    const [line] = (await wholeLedger(reporter)).filter((each) => each.state === "ACCEPTED");
    const input = { commandId: randomUUID(), taskId: line?.taskId, unitId: caizheng, reportedOn: "2021-12-02", progress: "按月推进。" };
    const first = (await running.ask(report, reporter, { input })).data.reportProgress.receipt;
    await running.kill();
    running = await startTaizhang(home.dataDir);
    const again = (await running.ask(report, reporter, { input })).data.reportProgress.receipt;
    expect(again).toEqual(first);
    const reworded = await running.ask(report, reporter, { input: { ...input, progress: "另一种说法。" } });
    expect(reworded.data.reportProgress.rejection.code).toBe("COMMAND_ID_REUSED");
    const elsewhere = (await wholeLedger(reporter)).find((each) => each.taskId !== line?.taskId && each.state === "ACCEPTED");
    const moved = await running.ask(report, reporter, { input: { ...input, taskId: elsewhere?.taskId } });
    expect(moved.data.reportProgress.rejection.code).toBe("COMMAND_ID_REUSED");
  }, 120_000);
});

test("a file goes through the upload into a draft, and the same bytes are the plan that is there", async () => {
  const file = storyNotices[1].file;
  const args = ["import", `seeds/${file}`, "--region", "350405", "--api", running.address, "--json"];
  const env = { TAIZHANG_DATA_DIR: home.dataDir };
  const first = await taizhang(args, env);
  expect(first.err).toBe("");
  const once = JSON.parse(first.out);
  expect(once).toMatchObject({ taskCount: 11, isNew: true });
  expect(JSON.parse((await taizhang(args, env)).out)).toMatchObject({ planId: once.planId, isNew: false });
});

test("a stop is clean, and the next start imports nothing twice", async () => {
  const head = async () => (await running.ask("{ readModels { name position } }", office)).data.readModels;
  const before = await head();
  expect(await running.stop()).toBe(0);
  running = await startTaizhang(home.dataDir);
  expect(await head()).toEqual(before);
}, 120_000);
