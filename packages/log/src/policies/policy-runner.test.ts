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
import { draft, notice, sourceSha256, words } from "@taizhang/domain/testing/facts";
import { financeBureau, office, region } from "@taizhang/domain/testing/people";
import type { Logger } from "@taizhang/process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyLog, identity, processOn } from "../../testing/shell.ts";
import { type EventLog, LogUnavailable, type StoredEvent } from "../event-log.ts";
import type { Executor } from "../write/executor.ts";
import { type PolicyRunner, startPolicyRunner } from "./policy-runner.ts";

const silent: Logger = { info() {}, warn() {}, error() {} };
const planId = planIdOf(identity, region, sourceSha256);
const taskId = taskIdOf(identity, planId, 1);

let log: EventLog;
let commands: Executor;
let running: PolicyRunner[];
beforeEach(() => {
  log = emptyLog();
  commands = processOn(log);
  running = [];
});
afterEach(() => Promise.all(running.map((runner) => runner.stop())));

function start(over: Partial<EventLog> = {}, logger = silent, executor = commands): PolicyRunner {
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
async function issue(): Promise<void> {
  const unit = { regionId: region, unitId: financeBureau, name: "区财政局", validFrom: "2021-01-01" };
  await expectDone(commands.run(roster, "registerUnit", region, unit, how()));
  const source = { regionId: region, sourceSha256 };
  const given = () => notice({ draft: draft() });
  await expectDone(commands.run(plan, "importPlan", planId, source, { ...how(), given }));
  const known = async () => ({ roster: (await commands.load(roster, region)).state });
  await expectDone(commands.run(plan, "confirmPlan", planId, {}, { ...how(), given: known }));
  await expectDone(commands.run(plan, "issuePlan", planId, { settings: defaultSettings }, how()));
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

/** A log whose first checkpoint can be waited for. */
function checkpointed() {
  let tell: () => void = () => {};
  const stored = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const storeCheckpoint: EventLog["storeCheckpoint"] = async (name, position) => {
    await log.storeCheckpoint(name, position);
    tell();
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
  const issued = await log.checkpoint("policies");
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
  expect(await log.checkpoint("policies")).not.toBeNull();
});

test("a refusal stops it before the fact, with an error", async () => {
  const complaints: string[] = [];
  const refusing: Executor = {
    load: commands.load,
    run: async (of, name, ...rest) =>
      name === "assignUnits" ? reject("UNIT_NOT_FOUND", financeBureau) : commands.run(of, name, ...rest),
  };
  const logger = { ...silent, error: (_fields: object, message: string) => complaints.push(message) };
  const runner = start({}, logger, refusing);
  await issue();
  expect(await runner.ended).toMatch(/UNIT_NOT_FOUND/);
  expect(complaints).toHaveLength(1);
  expect(await log.checkpoint("policies")).toBeNull();
});

test("where a policy needs an event that cannot be read, it stands still, says so, and the process goes on", async () => {
  const issued: object = { id: randomUUID(), fact: { type: "PlanIssued", data: {} } };
  await log.append(streamOf(plan, planId), -1, [JSON.parse(JSON.stringify(issued))]);
  let tell: (line: string) => void = () => {};
  const said = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const runner = start({}, { ...silent, error: (_fields, line) => tell(line) });
  expect(await said).toMatch(/policies need an event that cannot be read, and stand still/);
  expect(await Promise.race([runner.ended, Promise.resolve("at work")])).toBe("at work");
  await runner.stop();
  expect(await runner.ended).toBeNull();
  expect(await log.checkpoint("policies")).toBeNull();
});
