// The whole product, as a person starts it: five notices go in, and a year of each plan is tracked.
import { randomUUID } from "node:crypto";
import { memoryLog, type StoredEvent } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { everything } from "@taizhang/log/testing/shell";
import { storyNotices } from "@taizhang/seeds";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { storyLog } from "../support/story.ts";
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
});

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

/** A page of the unit's ledger. On a busy machine a read model may need longer than a query waits for it: then again. */
async function ledgerPage(token: string, after: string | null, atLeast: string | null) {
  for (;;) {
    const { data, errors } = await running.ask(ledger, token, { unitId: caizheng, first: 7, after, atLeast });
    if (errors?.[0].extensions.code !== "READ_MODEL_BEHIND") return data.unitLedger;
  }
}

async function wholeLedger(token: string, atLeast: string | null = null) {
  const nodes: { taskId: string; planId: string; row: number; state: string; reportCount: number | null }[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo } = await ledgerPage(token, after, atLeast);
    nodes.push(...edges.map((edge: { node: (typeof nodes)[number] }) => edge.node));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return nodes;
}

test("the printed command gets an answer at once", async () => {
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

/** What an event is, without its id, in which the time is at which a policy acted. */
const nameOf = ({ stream, revision, fact: { type } }: StoredEvent) => `${stream} ${revision} ${type}`;

test("the first start has played the whole story", async () => {
  const log = esdbLog({ url: running.eventstoreUrl });
  // Beside the story, the timer that ends days has said from when on it does.
  const played = (await everything(log)).filter(({ fact }) => fact.type !== "DayEndsBegun").map(nameOf);
  await log.close();
  expect(played).toEqual((await everything(await storyLog(memoryLog(() => "2026-01-01T00:00:00.000Z")))).map(nameOf));
});

test("every notice is a plan of its region", async () => {
  const counts: Record<string, number[]> = {};
  for (const regionId of new Set(storyNotices.map((notice) => notice.regionId))) {
    const token = await tokenFor(home.dataDir, regionId, "auditor");
    const { data } = await running.ask("{ plans { edges { node { taskCount } } } }", token);
    counts[regionId] = data.plans.edges.map((edge: { node: { taskCount: number } }) => edge.node.taskCount);
  }
  expect(counts).toEqual({ 420304: [13, 50, 4], 350405: [32], 440200: [49], 500155: [45], 500237: [44] });
});

describe("a reporter of a unit", () => {
  test("sees what the unit owes from two plans, in pages, and files progress that the next query shows", async () => {
    const before = await wholeLedger(reporter);
    expect(new Set(before.map((line) => line.planId)).size).toBe(2);
    expect(new Set(before.map((line) => line.taskId)).size).toBe(before.length);
    const line = before.find((each) => each.state === "ASSIGNED");
    const input = {
      commandId: randomUUID(),
      taskId: line?.taskId,
      unitId: caizheng,
      reportedOn: "2021-12-01",
      progress: "已完成初稿。",
    };
    const { data } = await running.ask(report, reporter, { input });
    const { receipt, rejection } = data.reportProgress;
    expect(rejection).toBeNull();
    const after = await wholeLedger(reporter, receipt.position);
    expect(after.find((each) => each.taskId === line?.taskId)).toMatchObject({ state: "ACCEPTED", reportCount: 1 });
  });

  test("is told in both languages why they cannot report for another unit", async () => {
    const [line] = await wholeLedger(reporter);
    const other = await tokenFor(home.dataDir, region, "unit", "区卫健局");
    const input = {
      commandId: randomUUID(),
      taskId: line?.taskId,
      unitId: caizheng,
      reportedOn: "2021-12-01",
      progress: "代报。",
    };
    const { data } = await running.ask(report, other, { input });
    expect(data.reportProgress.receipt).toBeNull();
    expect(data.reportProgress.rejection).toMatchObject({
      code: "NOT_YOUR_ASSIGNMENT",
      message: { zh: expect.stringMatching(/本单位/), en: expect.stringMatching(/own unit/) },
    });
  });

  test("gets the same receipt for the same command after everything was killed, and no second effect", async () => {
    const [line] = (await wholeLedger(reporter)).filter((each) => each.state === "ACCEPTED");
    const input = {
      commandId: randomUUID(),
      taskId: line?.taskId,
      unitId: caizheng,
      reportedOn: "2021-12-02",
      progress: "按月推进。",
    };
    const first = (await running.ask(report, reporter, { input })).data.reportProgress.receipt;
    await running.kill();
    running = await startTaizhang(home.dataDir);
    const again = (await running.ask(report, reporter, { input })).data.reportProgress.receipt;
    expect(again).toEqual(first);
    const reworded = await running.ask(report, reporter, { input: { ...input, progress: "另一种说法。" } });
    expect(reworded.data.reportProgress.rejection.code).toBe("COMMAND_ID_REUSED");
    const elsewhere = (await wholeLedger(reporter)).find(
      (each) => each.taskId !== line?.taskId && each.state === "ACCEPTED",
    );
    const moved = await running.ask(report, reporter, { input: { ...input, taskId: elsewhere?.taskId } });
    expect(moved.data.reportProgress.rejection.code).toBe("COMMAND_ID_REUSED");
  });
});

describe("history", () => {
  const history = `query ($of: HistoryOf!) {
    history(of: $of, first: 100) { edges { node { type sight data happenedAt actor { subjectId unitName } sentence { zh en } } } }
  }`;
  const toldOf = async (of: object, token: string) => {
    const { data } = await running.ask(history, token, { of });
    return data.history.edges.map((edge: { node: unknown }) => edge.node);
  };

  test("tells a task's life in both languages, and to another unit only the acts", async () => {
    const { data } = await running.ask("{ plans { edges { node { id taskCount } } } }", office);
    const plan = data.plans.edges.find((edge: { node: { taskCount: number } }) => edge.node.taskCount === 50).node;
    const tasks = await running.ask(
      "query ($id: ID!) { tasks(planId: $id, first: 50) { edges { node { id row { row } } } } }",
      office,
      plan,
    );
    const { edges } = tasks.data.tasks;
    const taskId = edges.find((edge: { node: { row: { row: number } } }) => edge.node.row.row === 37).node.id;
    const whole = await toldOf({ taskId }, office);
    expect(whole.map((node: { type: string }) => node.type).slice(0, 2)).toEqual(["TaskOpened", "UnitsAssigned"]);
    const corrected = whole.find((node: { type: string }) => node.type === "ReportCorrected");
    expect(corrected.sentence).toEqual({
      zh: expect.stringMatching(/区教育局更正第1份填报：建议提案答复全文已公开十一件/),
      en: expect.stringMatching(/^corrected report 1 of 区教育局/),
    });
    expect(corrected.data.before.progress.text).toMatch(/十二件/);

    const own = await toldOf({ taskId }, reporter);
    expect(own.some((node: { type: string }) => node.type === "ReportCorrected")).toBe(false);
    const withdrawn = own.find((node: { type: string }) => node.type === "ClaimWithdrawn");
    expect(withdrawn).toMatchObject({ sight: "WHOLE", actor: { unitName: "区财政局" } });
    const foreign = own.find(
      (node: { type: string; sight: string }) => node.type === "CompletionClaimed" && node.sight === "STATE",
    );
    expect(foreign).toMatchObject({ data: null, actor: { subjectId: null }, sentence: { zh: "申报办结" } });
  });

  test("of a unit covers all its tasks and its entries in the roster", async () => {
    const types = new Set((await toldOf({ unitId: caizheng }, office)).map((node: { type: string }) => node.type));
    for (const type of ["UnitRegistered", "UnitsAssigned", "ProgressReported", "AssignmentSignedOff"])
      expect(types).toContain(type);
  });

  test("of another region's task is empty, as if it did not exist", async () => {
    const [line] = await wholeLedger(reporter);
    const stranger = await tokenFor(home.dataDir, "500155", "auditor");
    expect(await toldOf({ taskId: line?.taskId }, stranger)).toEqual([]);
    const { data } = await running.ask("query ($id: ID!) { task(id: $id) { id } }", stranger, { id: line?.taskId });
    expect(data.task).toBeNull();
  });
});

describe("as of any day", () => {
  test("a ledger shows what was open then, as people have noted it", async () => {
    const query = `query ($unitId: ID!, $asOf: AsOf) {
      unitLedger(unitId: $unitId, first: 100, asOf: $asOf) { edges { node { row state planId } } }
    }`;
    const at = async (instant: string) => {
      const { data } = await running.ask(query, office, { unitId: caizheng, asOf: { instant } });
      return data.unitLedger.edges.map(
        (edge: { node: { row: number; state: string } }) => `${edge.node.row} ${edge.node.state}`,
      );
    };
    expect(await at("2021-09-29T15:59:59.999Z")).toContain("37 ACCEPTED");
    expect(await at("2021-09-30T15:59:59.999Z")).toContain("37 CLAIMED");
    expect((await at("2021-10-12T00:00:00.000Z")).some((line: string) => line.startsWith("37 "))).toBe(false);
    expect(await at("2021-04-01T00:00:00.000Z")).toEqual([]);
  });
});

test("sixty units report on one task at the same moment, and all succeed", async () => {
  const name = (at: number) => `临时单位${at}`;
  const ids: string[] = [];
  for (let at = 1; at <= 60; at++) {
    const input = { commandId: randomUUID(), regionId: region, name: name(at), validFrom: "2021-01-01" };
    const { data } = await running.ask(
      "mutation ($input: RegisterUnitInput!) { registerUnit(input: $input) { receipt { outcome } } }",
      office,
      { input },
    );
    expect(data.registerUnit.receipt.outcome).toBe("DONE");
    ids.push(unitOf(region, name(at)));
  }
  const [{ taskId } = { taskId: "" }] = await wholeLedger(reporter);
  const assignments = ids.map((unitId) => ({ unitId, relations: ["RESPONSIBLE"] }));
  const assigned = await running.ask(
    "mutation ($input: AssignUnitsInput!) { assignUnits(input: $input) { receipt { outcome } rejection { code } } }",
    office,
    { input: { commandId: randomUUID(), taskId, assignments } },
  );
  expect(assigned).toMatchObject({ data: { assignUnits: { rejection: null } } });
  const tokens = await Promise.all(ids.map((_id, at) => tokenFor(home.dataDir, region, "unit", name(at + 1))));
  const answers = await Promise.all(
    ids.map((unitId, at) =>
      running.ask(report, tokens[at] ?? "", {
        input: { commandId: randomUUID(), taskId, unitId, reportedOn: "2021-12-01", progress: "如期完成。" },
      }),
    ),
  );
  expect(answers.map((answer) => answer.data?.reportProgress.receipt?.outcome)).toEqual(ids.map(() => "DONE"));
});

test("changes from the beginning to live, cut ten times, are together the log, in order, nothing twice", async () => {
  const auditor = await tokenFor(home.dataDir, region, "auditor");
  const document = `subscription ($after: String) {
    changes(after: $after) {
      __typename
      ... on Change { cursor eventId position }
      ... on Checkpoint { cursor }
      ... on CaughtUp { cursor }
    }
  }`;
  const received: string[] = [];
  let after: string | null = null;
  const listen = async (most: number, live = false): Promise<boolean> => {
    const client = createClient({
      url: `${running.address.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${auditor}` },
      retryAttempts: 0,
    });
    let left = most;
    try {
      for await (const { data, errors } of client.iterate<{
        changes: { __typename: string; cursor: string; eventId?: string };
      }>({
        query: document,
        variables: { after },
      })) {
        expect(errors).toBeUndefined();
        const message = data?.changes;
        if (message?.eventId) received.push(message.eventId);
        if (message?.cursor) after = message.cursor;
        if (message?.__typename === "CaughtUp" && !live) return true;
        left -= 1;
        if (left === 0) return false;
      }
    } finally {
      client.terminate();
    }
    return false;
  };
  for (let cut = 0; cut < 10; cut++) await listen(1 + Math.floor(Math.random() * 40));
  while (!(await listen(10_000)));
  // And what happens during the subscription comes, too.
  const live = listen(2, true);
  const [line] = (await wholeLedger(reporter)).filter((each) => each.state === "ACCEPTED");
  const input = {
    commandId: randomUUID(),
    taskId: line?.taskId,
    unitId: caizheng,
    reportedOn: "2021-12-03",
    progress: "继续推进。",
  };
  await running.ask(report, reporter, { input });
  await live;

  const log = esdbLog({ url: running.eventstoreUrl });
  const all = (await everything(log)).filter((event) => event.meta.regionId === region).map((event) => event.id);
  await log.close();
  expect(received).toEqual(all);
});

test("an uploaded file becomes a draft, and the same bytes again are the same plan", async () => {
  const file = storyNotices[1].file;
  const args = ["import", `seeds/${file}`, "--region", "350405", "--api", running.address, "--json"];
  const env = { TAIZHANG_DATA_DIR: home.dataDir };
  const first = await taizhang(args, env);
  const once = JSON.parse(first.out);
  expect(once).toMatchObject({ taskCount: 11, isNew: true });
  // What to do next is no part of the result.
  expect(first.err).toContain(`next, for plan ${once.planId}`);
  expect(first.err).toContain("names that the roster does not know");
  expect(JSON.parse((await taizhang(args, env)).out)).toMatchObject({ planId: once.planId, isNew: false });
});

test("a stop is clean, and the next start imports nothing twice", async () => {
  const head = async () => (await running.ask("{ readModels { name position } }", office)).data.readModels;
  const before = await head();
  expect(await running.stop()).toBe(0);
  running = await startTaizhang(home.dataDir);
  expect(await head()).toEqual(before);
});
