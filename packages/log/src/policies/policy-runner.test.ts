// The policy runner: commands have one effect, however many runners there are and whatever fails meanwhile.

import { randomUUID } from "node:crypto";
import {
  type DomainFact,
  defaultSettings,
  plan,
  planIdOf,
  reject,
  roster,
  streamOf,
  task,
  taskIdOf,
} from "@taizhang/domain";
import { draft, notice, row, sourceSha256, words } from "@taizhang/domain/testing/facts";
import { educationBureau, financeBureau, now, office, region } from "@taizhang/domain/testing/people";
import type { Logger, Running } from "@taizhang/process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { restorableLog } from "../../testing/restorable-log.ts";
import { emptyLog, everything, identity, processOn } from "../../testing/shell.ts";
import { type EventLog, LogUnavailable, type StoredEvent } from "../event-log.ts";
import type { Executor } from "../write/executor.ts";
import { policiesAreDone, startPolicyRunner } from "./policy-runner.ts";

const silent: Logger = { info() {}, warn() {}, error() {} };
const planId = planIdOf(identity, region, sourceSha256);
const taskId = taskIdOf(identity, planId, 1);

let log: EventLog;
let commands: Executor;
let running: Running[];
beforeEach(() => {
  log = emptyLog();
  commands = processOn(log);
  running = [];
});
afterEach(() => Promise.all(running.map((runner) => runner.stop())));

function start(over: Partial<EventLog> = {}, logger = silent, executor = commands): Running {
  const runner = startPolicyRunner({ log: { ...log, ...over }, executor, identity, logger });
  running.push(runner);
  return runner;
}

let nth = 0;
const how = () => ({ actor: office, commandId: `command-${nth++}` });

async function expectDone(outcome: Promise<object>): Promise<void> {
  expect(await outcome).toMatchObject({ outcome: "done" });
}

/** A plan of one task, imported, confirmed and issued. */
async function issue(sha256 = sourceSha256, read = draft()): Promise<void> {
  const planId = planIdOf(identity, region, sha256);
  const unit = { regionId: region, unitId: financeBureau, name: "区财政局", validFrom: "2021-01-01" };
  await commands.run(roster, "registerUnit", region, unit, how());
  const source = { regionId: region, sourceSha256: sha256 };
  const given = () => notice({ draft: read });
  await expectDone(commands.run(plan, "importPlan", planId, source, { ...how(), given }));
  const known = async () => ({ roster: (await commands.load(roster, region)).state });
  await expectDone(commands.run(plan, "confirmPlan", planId, {}, { ...how(), given: known }));
  await expectDone(commands.run(plan, "issuePlan", planId, { settings: defaultSettings }, { ...how(), given: known }));
}

const close = () => expectDone(commands.run(plan, "closePlan", planId, { reason: words("年度结束") }, how()));

/** Resolves once the log holds a fact of a type. */
async function logged(type: DomainFact["type"]): Promise<void> {
  const { signal } = new AbortController();
  for await (const { kind } of log.follow(null, { types: [type], signal })) if (kind === "event") return;
}

async function eventsOfTask(): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of log.read(`task-${taskId}`)) events.push(event);
  return events;
}

/** Resolves once what is read fits; it is read again after each new fact. */
async function settled<Value>(read: () => Promise<Value>, fits: (value: Value) => boolean): Promise<void> {
  const { signal } = new AbortController();
  for await (const _ of log.follow(null, { signal })) if (fits(await read())) return;
}

/** A log whose first checkpoints, by their number, can be waited for. */
function checkpointed(count = 1) {
  let tell: () => void = () => {};
  const stored = new Promise<void>((resolve) => {
    tell = resolve;
  });
  let left = count;
  const storeCheckpoint: EventLog["storeCheckpoint"] = async (name, position) => {
    await log.storeCheckpoint(name, position);
    if (--left === 0) tell();
  };
  return { stored, storeCheckpoint };
}

test("a plan issued while the runner follows has its tasks opened and its units assigned, and closed with it", async () => {
  start();
  await issue();
  await logged("UnitsAssigned");
  expect(Object.keys((await commands.load(task, taskId)).state.assignments)).toEqual([financeBureau]);
  await close();
  await logged("TaskClosed");
  expect((await commands.load(task, taskId)).state.closed).toBe(true);
});

test("two runners at once, and one started again later, have the effect of one", async () => {
  start();
  start();
  await issue();
  await logged("UnitsAssigned");
  await Promise.all(running.map((runner) => runner.stop()));
  // As if the last one had ended before it could store its checkpoint.
  const again = start({ checkpoint: async () => null });
  await close();
  await logged("TaskClosed");
  await again.stop();
  expect((await eventsOfTask()).map(({ fact }) => fact.type)).toEqual(["TaskOpened", "UnitsAssigned", "TaskClosed"]);
});

test("it goes on after what was carried out", async () => {
  const { stored, storeCheckpoint } = checkpointed();
  const first = start({ storeCheckpoint });
  await issue();
  await stored;
  await first.stop();
  const from = await new Promise((resolve) => {
    start({
      follow(after, options) {
        resolve(after);
        return log.follow(after, options);
      },
    });
  });
  const issued = await log.checkpoint("policies/3");
  expect(issued).not.toBeNull();
  expect(from).toBe(issued);
});

test("it tries again after a short outage of the log", async () => {
  const { stored, storeCheckpoint } = checkpointed();
  let left = 2;
  start({
    async storeCheckpoint(name, position) {
      if (left-- > 0) throw new LogUnavailable("away");
      return storeCheckpoint(name, position);
    },
  });
  await issue();
  await stored;
  expect(await log.checkpoint("policies/3")).not.toBeNull();
});

/** Commands in which `assignUnits` is refused while `refuses` says so. */
const refusing = (refuses: () => boolean): Executor => ({
  load: commands.load,
  run: async (of, name, ...rest) =>
    name === "assignUnits" && refuses() ? reject("UNIT_NOT_FOUND", financeBureau) : commands.run(of, name, ...rest),
});

const typesOfPlan = async () => {
  const types: string[] = [];
  for await (const { fact } of log.read(`plan-${planId}`)) types.push(fact.type);
  return types;
};

const resume = () => expectDone(commands.run(plan, "resumePlan", planId, {}, how()));

test("a refusal parks the plan, with the reason; what follows waits until it is resumed, and is then done in order", async () => {
  let isRefused = true;
  const complaints: string[] = [];
  const logger = { ...silent, error: (_fields: object, message: string) => complaints.push(message) };
  start(
    {},
    logger,
    refusing(() => isRefused),
  );
  await issue();
  await logged("PlanParked");
  expect(complaints).toHaveLength(1);
  await close();
  isRefused = false;
  await resume();
  await logged("TasksClosed");
  expect((await eventsOfTask()).map(({ fact }) => fact.type)).toEqual(["TaskOpened", "UnitsAssigned", "TaskClosed"]);
  expect((await typesOfPlan()).slice(3)).toEqual([
    "PlanParked",
    "PlanClosed",
    "PlanResumed",
    "TasksOpened",
    "TasksClosed",
  ]);
  const parked = (await everything(log)).find(({ fact }) => fact.type === "PlanParked");
  expect(parked?.fact.data).toMatchObject({
    revision: 2,
    policy: "open-tasks",
    action: "assignUnits",
    targetId: taskId,
    code: "UNIT_NOT_FOUND",
    detail: financeBureau,
  });
});

test("a plan that is refused again is parked again; a runner that starts over adds nothing", async () => {
  let isRefused = true;
  const first = start(
    {},
    silent,
    refusing(() => isRefused),
  );
  await issue();
  await logged("PlanParked");
  await close();
  await resume();
  await settled(
    () => typesOfPlan(),
    (types) => types.filter((type) => type === "PlanParked").length === 2,
  );
  isRefused = false;
  await resume();
  await logged("TasksClosed");
  await first.stop();
  const before = await everything(log);
  const { stored, storeCheckpoint } = checkpointed(4);
  start({ checkpoint: async () => null, storeCheckpoint });
  await stored;
  expect(await everything(log)).toEqual(before);
});

test("a runner that was away while a plan was parked and resumed still opens it before it closes it", async () => {
  const first = start(
    {},
    silent,
    refusing(() => true),
  );
  await issue();
  await logged("PlanParked");
  await first.stop();
  await close();
  await resume();
  start();
  await logged("TasksClosed");
  expect((await eventsOfTask()).map(({ fact }) => fact.type)).toEqual(["TaskOpened", "UnitsAssigned", "TaskClosed"]);
  expect((await typesOfPlan()).filter((type) => type === "PlanParked")).toHaveLength(1);
});

test("other plans go on while one is parked", async () => {
  start(
    {},
    silent,
    refusing(() => true),
  );
  await issue();
  await logged("PlanParked");
  const other = { ...draft(), tasks: [row({ units: [] })] };
  await issue("b".repeat(64), other);
  await logged("TasksOpened");
});

test("a failure of the program parks the plan too, without a code", async () => {
  const failing: Executor = {
    load: commands.load,
    run: async (of, name, ...rest) => {
      if (name === "assignUnits") throw new TypeError("a fault of ours");
      return commands.run(of, name, ...rest);
    },
  };
  start({}, silent, failing);
  await issue();
  await logged("PlanParked");
  const parked = (await everything(log)).find(({ fact }) => fact.type === "PlanParked");
  expect(parked?.fact.data).toMatchObject({ code: null, detail: "TypeError", action: null });
});

test("where a plan cannot even be parked, its facts stay ahead of the checkpoint and other plans go on", async () => {
  const failing: Executor = {
    load: commands.load,
    run: async (of, name, id, ...rest) => {
      if (id === planId || name === "assignUnits") return reject("PLAN_NOT_FOUND");
      return commands.run(of, name, id, ...rest);
    },
  };
  const first = start({}, silent, failing);
  await issue();
  await issue("b".repeat(64), { ...draft(), tasks: [row({ units: [] })] });
  await logged("TasksOpened");
  await first.stop();
  expect(await log.checkpoint("policies/3")).toBeNull();
  start();
  await settled(typesOfPlan, (types) => types.includes("TasksOpened"));
});

test("a client that uses the id of a policy's command first is in nobody's way", async () => {
  await issue();
  const issued = (await everything(log)).find(({ fact }) => fact.type === "PlanIssued") ?? expect.fail("not issued");
  const older = identity.uuid(`command/${issued.id}/openTask/${taskId}`);
  const unit = { regionId: region, unitId: educationBureau, name: "区教育局", validFrom: "2021-01-01" };
  await expectDone(commands.run(roster, "registerUnit", region, unit, { actor: office, commandId: older }));
  start();
  await logged("TasksOpened");
  expect(Object.keys((await commands.load(task, taskId)).state.assignments)).toEqual([financeBureau]);
});

test("after a restore the policies go on by what the log holds now", async () => {
  const restorable = restorableLog(() => now);
  log = restorable.log;
  commands = processOn(log);
  await issue();
  const [confirmed, issued] = (await everything(log)).slice(-2);
  const runner = start();
  await expect.poll(async () => (await log.checkpoint("policies/3"))?.position).toBe(issued?.position);
  await restorable.restore(confirmed?.position ?? null);
  expect((await everything(log)).map(({ fact }) => fact.type)).not.toContain("PlanIssued");
  const known = async () => ({ roster: (await commands.load(roster, region)).state });
  await expectDone(commands.run(plan, "issuePlan", planId, { settings: defaultSettings }, { ...how(), given: known }));
  await logged("TaskOpened");
  await runner.stop();
  expect(await runner.ended).toBeNull();
});

test("a checkpoint of events that the log does not hold is passed over, and nothing is missed", async () => {
  await issue();
  const events = await everything(log);
  const last = events.at(-1);
  if (!last) throw new Error("nothing was issued");
  for (const place of [
    { position: last.position + 1000n, mark: "of another log" },
    { position: last.position, mark: "of another log" },
    { position: last.position + 1000n, mark: null },
  ]) {
    await log.storeCheckpoint("policies/3", place);
    const runner = start();
    await logged("TaskOpened");
    await runner.stop();
  }
});

test("a plan with a fact that cannot be read stands still, which is said, and other plans go on", async () => {
  const strange: object = { id: randomUUID(), fact: { type: "PlanIssued", data: {} } };
  await log.append(streamOf(plan, planIdOf(identity, region, "c".repeat(64))), -1, [
    JSON.parse(JSON.stringify(strange)),
  ]);
  const complaints: string[] = [];
  start({}, { ...silent, error: (_fields, line) => complaints.push(line) });
  await issue();
  await logged("TasksOpened");
  expect(complaints).toEqual([expect.stringMatching(/neither served by the policies nor parked/)]);
  expect(await log.checkpoint("policies/3")).toBeNull();
});

test("a plan whose policy needs a roster that cannot be read is parked", async () => {
  await issue();
  const strange: object = { id: randomUUID(), fact: { type: "UnitRegistered", data: {} } };
  const { revision } = await commands.load(roster, region);
  await log.append(streamOf(roster, region), revision, [JSON.parse(JSON.stringify(strange))]);
  start();
  await logged("PlanParked");
  const parked = (await typesOfPlan()).at(-1);
  expect(parked).toBe("PlanParked");
});

test("the policies are done although the last facts that they look at are such that nothing follows from them", async () => {
  const { signal } = new AbortController();
  await issue();
  expect(await policiesAreDone(log, signal)).toBe(false);
  const { stored, storeCheckpoint } = checkpointed();
  start({ storeCheckpoint });
  await stored;
  // By then units were assigned by the issue, and their completion reports follow from the issue itself.
  await logged("UnitsAssigned");
  expect(await policiesAreDone(log, signal)).toBe(true);
});
