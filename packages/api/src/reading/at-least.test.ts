import { EventEmitter, once } from "node:events";
import { LogUnavailable } from "@taizhang/log";
import { commandUse, type Documents, memoryViews, models, startRunner, type Views } from "@taizhang/projections";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestLedger, type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { patient, type Serving, serve } from "../../testing/serving.ts";
import { makeLogger } from "../logger.ts";

const [lead, carrier] = ["区发改局", "区教育局"];

let ledger: TestLedger;
let region: TestRegion;
let planId: string;
let taskId: string;
const open: Serving[] = [];

beforeEach(async () => {
  ledger = testLedger();
  region = testRegion(ledger);
  const units = [
    [lead, "lead"],
    [carrier, "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [{ text: "公开招生政策", due: "2021-11-30", units }]);
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
});

afterEach(async () => {
  for (const serving of open.splice(0)) await serving.close();
});

async function serving(...args: Parameters<typeof serve>): Promise<Serving> {
  const server = await serve(...args);
  open.push(server);
  return server;
}

/** Views that record what is read and as of which position, and announce when a model's progress is asked for. */
function watched() {
  const views = memoryViews();
  const asking = new EventEmitter();
  const read: { readonly model: string; readonly position: bigint | null }[] = [];
  async function seen<A extends { readonly position: bigint | null }>(
    { model }: Documents<unknown>,
    answer: Promise<A>,
  ): Promise<A> {
    const { position } = await answer;
    read.push({ model: model.name, position });
    return answer;
  }
  const spied: Views = {
    ...views,
    get: (of, key) => seen(of, views.get(of, key)),
    getMany: (of, keys) => seen(of, views.getMany(of, keys)),
    list: (of, index, page) => seen(of, views.list(of, index, page)),
    count: (of, index) => seen(of, views.count(of, index)),
    look(looks) {
      for (const { model } of looks) asking.emit(model.name);
      return views.look(looks);
    },
  };
  return { views, spied, read, asking };
}

/** Brings a model to the end of the log, by its own projector. */
async function project(
  views: Views,
  model: (typeof models)[number],
  { parts }: { readonly parts: Pick<Serving["parts"], "logger"> },
) {
  const runner = startRunner({ log: ledger.log, views, models: [model], logger: parts.logger });
  await runner.caughtUp;
  await runner.stop();
}

/** A query that reads every model, many of them below another. */
const everything = `query ($planId: ID!, $taskId: ID!, $unitId: ID!, $p: Position!) {
  plans(first: 1, atLeast: $p) { edges { node { title } } }
  plan(id: $planId, atLeast: $p) {
    rows(first: 1) { edges { node { text } } }
    tasks(first: 1) { edges { node { assignments { unit { name } } } } }
  }
  task(id: $taskId, atLeast: $p) { plan { title } assignments { unit { name } reports { edges { node { progress } } } } }
  tasks(planId: $planId, first: 1, atLeast: $p) { edges { node { plan { title } } } }
  planBoard(planId: $planId, atLeast: $p) { units { unit { name } } }
  dayEnds(first: 1, atLeast: $p) { edges { node { day } } }
  deadlineBoard(first: 1, atLeast: $p) { edges { node { openUnits { name } } } }
  reviewQueue(first: 1, atLeast: $p) { edges { node { unit { name } task { plan { title } } } } }
  unitLedger(unitId: $unitId, first: 1, atLeast: $p) { edges { node { unit { name } plan { title } } } }
  units(first: 1, atLeast: $p) { edges { node { name } } }
  unit(id: $unitId, atLeast: $p) { name }
  search(text: "公开招生", first: 1, atLeast: $p) { edges { node { title } } }
  node(id: $taskId, atLeast: $p) { ... on Task { plan { title } } }
  nodes(ids: [$planId, $taskId], atLeast: $p) { ... on Plan { title } }
  history(of: { unitId: $unitId }, first: 1, atLeast: $p) { edges { node { type } } }
  ofPlan: history(of: { planId: $planId, withTasks: true }, first: 1, atLeast: $p) { edges { node { type } } }
  denials: history(of: { denied: true }, first: 1, atLeast: $p) { edges { node { type } } }
}`;

// Only the executor reads it, no query does.
const queried = models.filter((model) => model !== commandUse.model);

test.each(queried.map((model) => [model.name, model] as const))(
  "nothing is read from the model %s before it includes the position",
  async (_name, held) => {
    const { views, spied, read, asking } = watched();
    const server = await serving({ ledger, kept: models.filter((model) => model !== held), parts: { views: spied } });
    await project(views, held, server);
    await region.report(carrier, taskId, "招生简章已公开");
    const p = await ledger.log.head();
    const waited = once(asking, held.name);
    const asked = server.ask(
      everything,
      { planId, taskId, unitId: region.unitId(carrier), p: String(p) },
      region.bearer("auditor"),
    );
    await Promise.race([waited, asked]);
    await project(views, held, server);
    expect((await asked).errors).toBeUndefined();
    expect(read.map(({ model }) => model)).toContain(held.name);
    expect(read.filter(({ position }) => position === null || position < (p ?? 0n))).toEqual([]);
  },
);

test("the answer to a command includes its effect, down to the names", async () => {
  const { views, spied, asking } = watched();
  const names = models.filter(({ name }) => name === "unit-directory");
  const server = await serving({
    ledger,
    kept: models.filter((model) => !names.includes(model)),
    parts: { views: spied },
  });
  for (const model of names) await project(views, model, server);
  const unitId = region.unitId("区体育局");
  await region.register("区体育局");
  const document = `mutation ($input: AssignUnitsInput!) {
    assignUnits(input: $input) { receipt { outcome } task { assignments { unit { name } } } }
  }`;
  const input = { commandId: "a-1", taskId, assignments: [{ unitId, relations: ["RESPONSIBLE"] }] };
  const waited = once(asking, "unit-directory");
  const asked = server.ask(document, { input }, region.bearer("office"));
  await Promise.race([waited, asked]);
  for (const model of names) await project(views, model, server);
  expect((await asked).data).toEqual({
    assignUnits: {
      receipt: { outcome: "DONE" },
      task: { assignments: [lead, carrier, "区体育局"].map((name) => ({ unit: { name } })) },
    },
  });
});

test("a field does not wait for the position of another field of the request", async () => {
  const views = memoryViews();
  for (const model of models) await project(views, model, { parts: { logger: makeLogger("silent") } });
  const p = String(await ledger.log.head());
  // Nothing projects what comes now.
  const server = await serving({ ledger, kept: [], parts: { views, bounds: { ...patient, atLeastMs: 50 } } });
  const { position } = await region.report(carrier, taskId, "招生简章已公开");
  const never = String(position);
  const document = `query ($id: ID!, $p: Position!, $never: Position!) {
    now: task(id: $id) { plan { title } }
    reached: task(id: $id, atLeast: $p) { plan { title } }
    never: task(id: $id, atLeast: $never) { plan { title } }
    past: task(id: $id, asOf: { position: $p }, atLeast: $p) { plan { title } }
  }`;
  const { data, errors } = await server.ask(document, { id: taskId, p, never }, region.bearer("office"));
  const task = { plan: { title: "任务分解表" } };
  expect(data).toEqual({ now: task, reached: task, never: null, past: task });
  expect(errors).toMatchObject([{ extensions: { code: "READ_MODEL_BEHIND" } }]);
});

describe("a position at the end of the log", () => {
  const document = "query ($id: ID!, $p: Position!) { task(id: $id, atLeast: $p) { plan { title } } }";
  const askedOf = async (server: Serving, { position }: { readonly position: bigint | null }) =>
    (await server.ask(document, { id: taskId, p: String(position) }, region.bearer("office"))).data;
  const shown = { task: { plan: { title: "任务分解表" } } };

  test("is taken as soon as it was appended, by whatever process: the end is read before anything is refused", async () => {
    const server = await serving({ ledger });
    for (const no of [1, 2, 3]) {
      expect(await askedOf(server, await region.report(carrier, taskId, `第${no}期`))).toEqual(shown);
    }
  });

  test("is taken while the log is away, because the read models may include it", async () => {
    const reported = await region.report(carrier, taskId, "第一期");
    const head = () => Promise.reject(new LogUnavailable("away"));
    const server = await serving({ ledger: { ...ledger, log: { ...ledger.log, head } } });
    expect(await askedOf(server, reported)).toEqual(shown);
  });

  test("is taken while the log says nothing, for the same reason", async () => {
    const reported = await region.report(carrier, taskId, "第一期");
    const head = () => new Promise<never>(() => {});
    const server = await serving({ ledger: { ...ledger, log: { ...ledger.log, head } } });
    expect(await askedOf(server, reported)).toEqual(shown);
  });
});

test("each command of a request is answered with its own effect", async () => {
  const server = await serving({ ledger });
  const document = `mutation ($one: ReportProgressInput!, $two: CorrectReportInput!) {
    reportProgress(input: $one) { task { assignments { reports { edges { node { progress } } } } } }
    correctReport(input: $two) { task { assignments { reports { edges { node { progress } } } } } }
  }`;
  const unitId = region.unitId(carrier);
  const one = { commandId: "r-1", taskId, unitId, reportedOn: "2021-03-01", progress: "已公开" };
  const two = { commandId: "r-2", taskId, unitId, reportNo: 1, progress: "已公开三期", reason: "漏填" };
  const { data } = await server.ask(document, { one, two }, region.bearer("unit", carrier));
  const reported = (progress: string) => ({
    task: { assignments: [{ reports: { edges: [] } }, { reports: { edges: [{ node: { progress } }] } }] },
  });
  expect(data).toEqual({ reportProgress: reported("已公开"), correctReport: reported("已公开三期") });
});

describe("a stored command is never answered with an error", () => {
  const document = `mutation ($input: AcceptAssignmentInput!) {
    acceptAssignment(input: $input) {
      receipt { outcome }
      task { assignments { unit { name } state } }
      notShown { zh en }
    }
  }`;
  const accepted = (server: Serving, commandId: string) =>
    server.ask(
      document,
      { input: { commandId, taskId, unitId: region.unitId(carrier) } },
      region.bearer("unit", carrier),
    );
  const receipt = (outcome: string) => ({ outcome });

  test("while the read models are being built, the receipt comes with the reason", async () => {
    const server = await serving({ ledger, kept: [], parts: { bounds: { ...patient, atLeastMs: 50 } } });
    expect(await accepted(server, "accept-1")).toEqual({
      status: 200,
      data: {
        acceptAssignment: {
          receipt: receipt("DONE"),
          task: null,
          notShown: { zh: expect.stringContaining("尚未跟上"), en: expect.stringContaining("has not reached") },
        },
      },
    });
  });

  test("while any of them is behind, the receipt comes with the reason, and then with the task", async () => {
    const views = memoryViews();
    const kept = models.filter(({ name }) => name !== "unit-directory");
    const names = models.filter((model) => !kept.includes(model));
    const first = startRunner({ log: ledger.log, views, models: names, logger: makeLogger("silent") });
    await first.caughtUp;
    await first.stop();
    const server = await serving({ ledger, kept, parts: { views, bounds: { ...patient, atLeastMs: 50 } } });
    expect(await accepted(server, "accept-1")).toMatchObject({
      status: 200,
      data: {
        acceptAssignment: {
          receipt: receipt("DONE"),
          task: null,
          notShown: { en: expect.stringContaining("has not reached") },
        },
      },
    });
    const second = startRunner({ log: ledger.log, views, models: names, logger: makeLogger("silent") });
    await second.caughtUp;
    expect(await accepted(server, "accept-1")).toEqual({
      status: 200,
      data: {
        acceptAssignment: {
          receipt: receipt("DONE"),
          task: {
            assignments: [
              { unit: { name: lead }, state: "ASSIGNED" },
              { unit: { name: carrier }, state: "ACCEPTED" },
            ],
          },
          notShown: null,
        },
      },
    });
    await second.stop();
  });
});
