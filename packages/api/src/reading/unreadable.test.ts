// An event that cannot be read stops what it concerns, at its place; everything else is served.
import { models } from "@taizhang/projections";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type TestLedger, type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { strange } from "../../testing/strange.ts";
import { feed } from "../changes/feed.ts";

const unit = "区财政局";
let ledger: TestLedger;
let region: TestRegion;
let serving: Serving;
let taskId: string;

let inRoster: bigint;
beforeAll(async () => {
  ledger = testLedger();
  region = testRegion(ledger);
  await region.register(unit);
  inRoster = await strange(ledger, "roster-999999", -1, "UnitRegistered");
  const { taskIds } = await region.issue("工作要点", [{ text: "公开", units: [[unit, "responsible"]] }]);
  taskId = taskIds[0] ?? "";
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

const office = () => region.bearer("office");
const ofStranger = () => ({ ...office(), regionId: "999999" });

test("the models it concerns stop before it and are served as stale; the others include what came after", async () => {
  const head = await ledger.log.head();
  const at = await Promise.all(
    models.map(async (model) => ({ model, at: await serving.parts.views.checkpoint(model) })),
  );
  const stopped = at.filter(({ at }) => at.stopped);
  expect(stopped.map(({ model }) => model.name).sort()).toEqual(["command-use", "event-places", "unit-directory"]);
  for (const { at } of stopped) expect(at).toMatchObject({ live: true, position: expect.any(BigInt) });
  for (const { at } of stopped) expect(at.position).toBeLessThan(inRoster);
  for (const { at: other } of at) if (!other.stopped) expect(other).toMatchObject({ live: true, position: head });
  const document = "{ units { stale edges { node { name } } } plans { stale edges { node { title } } } }";
  expect((await serving.ask(document, {}, office())).data).toEqual({
    units: { stale: true, edges: [{ node: { name: unit } }] },
    plans: { stale: false, edges: [{ node: { title: "工作要点" } }] },
  });
});

test("readiness and a metric say which have stopped, and after which position", async () => {
  const ready = await serving.send("/health/ready", {}, null);
  expect(ready.status).toBe(503);
  const { problems } = z.object({ problems: z.array(z.object({ reason: z.string() })) }).parse(await ready.json());
  expect(problems).toHaveLength(3);
  for (const { reason } of problems) expect(reason).toMatch(/^it has stopped after position \d+: the projector's log/);
  const metrics = await (await serving.send("/metrics", {}, null)).text();
  expect(metrics).toContain('taizhang_read_model_stopped{model="unit-directory"} 1');
  expect(metrics).toContain('taizhang_read_model_stopped{model="task"} 0');
});

const refusal = { code: "EVENT_UNREADABLE", position: expect.any(String), messageZh: expect.stringContaining("位置") };

test("commands on its stream, its history and its past are refused with a code and the position; others are not", async () => {
  const input = { commandId: "s-1", regionId: "999999", name: "某局", validFrom: "2021-01-01" };
  const register = "mutation ($input: RegisterUnitInput!) { registerUnit(input: $input) { receipt { outcome } } }";
  const refused = await serving.ask(register, { input }, ofStranger());
  expect(refused.errors?.[0]?.extensions).toMatchObject({ ...refusal, position: String(inRoster) });
  const own = { ...input, commandId: "s-2", regionId: region.regionId };
  expect(await serving.ask(register, { input: own }, office())).toMatchObject({
    data: { registerUnit: { receipt: { outcome: "DONE" } } },
  });
  const history = "{ history(of: { roster: true }, first: 5) { edges { node { type } } } }";
  const told = await serving.ask(history, {}, ofStranger());
  expect(told.errors?.[0]?.extensions).toMatchObject(refusal);
});

test("the feed of another region passes it; what may be anybody's ends the feed at its place", async () => {
  const types = async () => {
    const heard: string[] = [];
    for await (const message of await feed(ledger, {
      reader: office(),
      after: null,
      since: null,
      filter: {},
      patienceMs: 1e6,
    })) {
      if (message.kind === "CaughtUp") return heard;
      if (message.kind === "Change") heard.push(message.type);
    }
    return heard;
  };
  expect(await types()).toContain("TaskOpened");
  const before = await ledger.log.head();
  const { revision } = await region.report(unit, taskId, "已公开");
  const inTask = await strange(ledger, `task-${taskId}`, revision, "TaskSpirited");
  await expect(types()).rejects.toMatchObject({ name: "UnreadableEvent", position: inTask });

  const past = `query ($id: ID!, $at: Position!) { task(id: $id, asOf: { position: $at }) { dueOn } }`;
  const earlier = await serving.ask(past, { id: taskId, at: String(before) }, office());
  expect(earlier).toMatchObject({ data: { task: expect.anything() } });
  const later = await serving.ask(past, { id: taskId, at: String(inTask) }, office());
  expect(later.errors?.[0]?.extensions).toMatchObject({ ...refusal, position: String(inTask) });
});
