import { createHash } from "node:crypto";
import {
  type Actor,
  beijingDay,
  defaultSettings,
  type Identity,
  type PlanDraft,
  plan,
  planIdOf,
  reject,
  roster,
  task,
  taskIdOf,
  unitIdOf,
} from "@taizhang/domain";
import { type EventLog, type Executor, executor, LogUnavailable, memoryLog, type StoredEvent } from "@taizhang/log";
import { afterEach, beforeEach, expect, test } from "vitest";
import { opened, regionId, words } from "../testing/facts.ts";
import { type PolicyRunner, startPolicyRunner } from "./policy-runner.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const identity: Identity = {
  hash,
  uuid: (name) => hash(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5"),
};
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const sourceSha256 = "a".repeat(64);
const planId = planIdOf(identity, regionId, sourceSha256);
const taskId = taskIdOf(identity, planId, 1);
const unitId = unitIdOf(identity, regionId, "区财政局");
const office: Actor = {
  subjectId: "office-1",
  regionId,
  unitId: null,
  roles: ["office"],
  onBehalfOf: null,
  at: "2021-06-30T02:00:00.000Z",
};
const draft: PlanDraft = {
  plan: { title: "任务分解表", noticeTitle: null, issuer: null, docNumber: null, issuedOn: null, year: 2021 },
  sections: [],
  tasks: [
    {
      ...opened().data.row,
      row: 1,
      leadUnits: [],
      responsibleUnits: ["区财政局"],
      units: [{ name: "区财政局", printed: "区财政局", kind: "unit", relation: "responsible", inheritedFromRow: null }],
      printed: {},
    },
  ],
  warnings: [],
  unread: [],
  coverage: { characters: 8, attributed: 8 },
};

let log: EventLog;
let commands: Executor;
let running: PolicyRunner[];
beforeEach(() => {
  log = memoryLog(() => office.at);
  commands = executor({ log, identity, usedCommand: async () => null });
  running = [];
});
afterEach(() => Promise.all(running.map((runner) => runner.stop())));

function start(over: Partial<EventLog> = {}, logger = silent): PolicyRunner {
  const runner = startPolicyRunner({
    log: { ...log, ...over },
    executor: commands,
    identity,
    logger,
    passes: (error) => error instanceof LogUnavailable,
  });
  running.push(runner);
  return runner;
}

let nth = 0;
async function expectDone(outcome: Promise<object>): Promise<void> {
  expect(await outcome).toMatchObject({ outcome: "done" });
}
const how = () => ({ actor: office, commandId: `command-${nth++}` });

/** A plan of one task, imported, confirmed and issued. */
async function issue(): Promise<void> {
  const unit = { regionId, unitId, name: "区财政局", validFrom: beijingDay(office.at) };
  const notice = { sourceName: "通知.txt", byteCount: 8, draft, knows: () => true, sameNumber: [] };
  await expectDone(commands.run(roster, "registerUnit", regionId, unit, how()));
  const source = { regionId, sourceSha256 };
  await expectDone(commands.run(plan, "importPlan", planId, source, { ...how(), given: () => notice }));
  const given = async () => ({ roster: (await commands.load(roster, regionId)).state });
  await expectDone(commands.run(plan, "confirmPlan", planId, {}, { ...how(), given }));
  await expectDone(commands.run(plan, "issuePlan", planId, { settings: defaultSettings }, how()));
}

const assignments = async () => Object.keys((await commands.load(task, taskId)).state.assignments);

async function eventsOfTask(): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of log.read(`task-${taskId}`)) events.push(event);
  return events;
}

test("a plan issued while the runner follows has its tasks opened and its units assigned, and closed with it", async () => {
  start();
  await issue();
  await expect.poll(assignments).toEqual([unitId]);
  await expectDone(commands.run(plan, "closePlan", planId, { reason: words("年度结束") }, how()));
  await expect.poll(async () => (await commands.load(task, taskId)).state.closed).toBe(true);
});

test("two runners at once, and one started again later, have the effect of one", async () => {
  start();
  start();
  await issue();
  await expect.poll(assignments).toEqual([unitId]);
  await Promise.all(running.map((runner) => runner.stop()));
  // As if the last one had ended before it could store how far it was.
  const again = start({ checkpoint: async () => null });
  await expectDone(commands.run(plan, "closePlan", planId, { reason: words("年度结束") }, how()));
  await expect
    .poll(async () => (await eventsOfTask()).map(({ fact }) => fact.type))
    .toEqual(["TaskOpened", "UnitsAssigned", "TaskClosed"]);
  await again.stop();
});

test("it goes on behind what was carried out", async () => {
  const first = start();
  await issue();
  await expect.poll(() => log.checkpoint("policies")).not.toBeNull();
  await first.stop();
  const followed: unknown[] = [];
  const follow: EventLog["follow"] = (after, options) => {
    followed.push(after);
    return log.follow(after, options);
  };
  start({ follow });
  await expect.poll(() => followed).toEqual([await log.checkpoint("policies")]);
});

test("a store that is away for a moment is tried again", async () => {
  let left = 2;
  const storeCheckpoint: EventLog["storeCheckpoint"] = async (name, position) => {
    if (left-- > 0) throw new LogUnavailable("away");
    return log.storeCheckpoint(name, position);
  };
  start({ storeCheckpoint });
  await issue();
  await expect.poll(() => log.checkpoint("policies")).not.toBeNull();
});

test("a refusal stops it, loudly, in front of the fact that was to be acted on", async () => {
  const complaints: string[] = [];
  const refusing: Executor = {
    load: (of, id) => commands.load(of, id),
    run: async (of, name, ...rest) =>
      name === "assignUnits" ? reject("UNIT_NOT_FOUND", unitId) : commands.run(of, name, ...rest),
  };
  const logger = { ...silent, error: (_fields: object, message: string) => complaints.push(message) };
  const runner = startPolicyRunner({ log, executor: refusing, identity, logger, passes: () => false });
  running.push(runner);
  await issue();
  expect(await runner.ended).toMatch(/UNIT_NOT_FOUND/);
  expect(complaints).toHaveLength(1);
  expect(await log.checkpoint("policies")).toBeNull();
});
