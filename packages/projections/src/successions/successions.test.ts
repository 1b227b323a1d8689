// What units leave open, on a real write path, log and views in memory: handed on once, whatever is cut off, and from its day on.

import { completion, completionIdOf, type DomainFact, plan, reviewersOf, roster, task } from "@taizhang/domain";
import {
  type EventLog,
  type Executor,
  executor,
  identity,
  LogUnavailable,
  memoryLog,
  planNow,
  succeed,
} from "@taizhang/log";
import type { Running } from "@taizhang/process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  AssignmentHandedOver,
  AssignmentSignedOff,
  assigned,
  CompletionClaimed,
  claimed,
  finance,
  health,
  lead,
  opened,
  PublicationVerified,
  planId,
  regionId,
  stored,
  UnitsUrged,
  uuid,
} from "../../testing/facts.ts";
import { handClock } from "../../testing/hand-clock.ts";
import { memoryViews } from "../memory-views.ts";
import { models } from "../models/index.ts";
import { completionReports, reviewQueue, unitLedger } from "../models/task.ts";
import { type Runner, startRunner } from "../runner.ts";
import type { Views } from "../views.ts";
import { reached } from "../wait-for.ts";
import { keptFor, leftBy } from "./left-by.ts";
import { startSuccessions } from "./runner.ts";

const silent = { info() {}, warn() {}, error() {} };
const on = "2021-07-01";
const before = "2021-06-30 10:00:00";
const reason = { text: "机构改革" };
const [UnitRegistered] = roster.actions.registerUnit.events;
const [UnitMerged] = roster.actions.mergeUnits.events;
const [UnitRetired] = roster.actions.retireUnit.events;
const [SuccessorNamed] = roster.actions.nameSuccessor.events;
const [UnitRestored] = roster.actions.restoreUnit.events;
const [PlanClosed] = plan.actions.closePlan.events;
const [PlanReopened] = plan.actions.reopenPlan.events;
const merged = UnitMerged({ unitId: finance, into: health, on, reason });
const retired = UnitRetired({ unitId: finance, on, reason });
const named = SuccessorNamed({ unitId: finance, toUnitId: health, reason, before: null });

const ground = { reason, authority: reason };
const restored = UnitRestored({
  ...{ unitId: finance, ...ground },
  before: { kind: "retired", on, into: [], heir: null },
});

let log: EventLog;
let views: Views;
let commands: Executor;
let projecting: Runner;
let running: Running[];
beforeEach(async () => {
  log = memoryLog(() => "2021-06-01T00:00:00.000Z");
  views = memoryViews();
  commands = executor({ log, identity, usedCommand: async () => null });
  projecting = startRunner({ log, views, models, logger: silent });
  running = [];
  for (const [unitId, name] of [
    [lead, "区发改局"],
    [finance, "区财政局"],
    [health, "区卫健局"],
  ] as const)
    await happens(UnitRegistered({ regionId, unitId, name, validFrom: "2021-01-01" }));
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  await projecting.stop();
});

const at = (beijing: string) => new Date(`${beijing.replace(" ", "T")}+08:00`).toISOString();
let nth = 0;

/** Something happens before the day. */
async function happens(fact: DomainFact, about: { taskId?: string } = {}) {
  for (const { stream, fact: each, meta } of stored([fact], about)) {
    const { revision } = await lastOf(stream);
    nth += 1;
    const event = {
      id: uuid(5000 + nth),
      fact: each,
      meta: { ...meta, happenedAt: at(before), commandId: `c-${nth}` },
    };
    await log.append(stream, revision, [event]);
  }
}

async function lastOf(stream: string): Promise<{ revision: number }> {
  let revision = -1;
  for await (const event of log.read(stream)) revision = event.revision;
  return { revision };
}

/** Tasks in which 区财政局 has something open; as many as are asked for. */
async function begin(count: number, reportingOn: string | null = null): Promise<string[]> {
  const settings = {
    ...{ steps: { endorsement: true, signOff: true }, dueSoonDays: 7 },
    ...{ regularly: "quarterly", reportingOn },
  };
  await happens({ type: "PlanIssued", data: { issuedOn: "2021-06-01", settings, taskCount: count } } as DomainFact);
  const taskIds = Array.from({ length: count }, (_, each) => uuid(10_000 + each));
  for (const taskId of taskIds) {
    await happens(opened({ taskId }), { taskId });
    await happens(assigned([finance, "responsible"]), { taskId });
  }
  return taskIds;
}

/** Read models that hold all that is in the log. */
async function caughtUp(): Promise<void> {
  expect(await reached(views, models, (await log.head()) ?? 0n, 30_000)).toBe(true);
}

const fromLedgers = {
  left: ({ unitId, to }: { unitId: string; to: string | null }) => leftBy(views, unitId, to),
  kept: (unitId: string) => keptFor(views, unitId),
};

/** Hands on what is open at an instant of Beijing. */
async function handOn(when: string, by: Executor = commands): Promise<number> {
  await caughtUp();
  return succeed({ log, executor: by, logger: silent, ...fromLedgers }, { regionId, at: at(when) });
}

const handed: readonly string[] = ["AssignmentHandedOver", "OwnerlessNoted", "OwnerlessLifted"];

/** How often each task was handed over, noted as nobody's, or given back. */
async function dealt(taskIds: readonly string[]): Promise<string[]> {
  return Promise.all(
    taskIds.map(async (taskId) => {
      const found: string[] = [];
      for await (const { fact } of log.read(`task-${taskId}`)) if (handed.includes(fact.type)) found.push(fact.type);
      return found.join();
    }),
  );
}

const linesOf = async (unitId: string, which: string) => {
  await caughtUp();
  return (await views.list(unitLedger, `unit/${unitId}/${which}`, { first: 100 })).value.items.map(({ doc }) => doc);
};

describe("a merged unit", () => {
  test("has 5,000 parts handed on by one act, cut off again and again and by two at once, each once", async () => {
    const taskIds = await begin(5000);
    await happens(merged);
    for (const cut of [0, 1, 17, 1000, 2500]) {
      let left = cut;
      const dying: Executor = {
        ...commands,
        run: (...args) => (left-- > 0 ? commands.run(...args) : Promise.reject(new LogUnavailable("power cut"))),
      };
      await expect(handOn("2021-07-01 00:01:00", dying)).rejects.toThrow("power cut");
    }
    const other = executor({ log, identity, usedCommand: async () => null });
    await Promise.all([handOn("2021-07-01 00:01:00"), handOn("2021-07-01 00:01:00", other)]);
    expect(new Set(await dealt(taskIds))).toEqual(new Set(["AssignmentHandedOver"]));
    expect(await handOn("2021-07-02 00:01:00")).toBe(0);
    expect((await views.count(unitLedger, `unit/${finance}/toDo`)).value).toBe(0);
    expect((await views.count(unitLedger, `unit/${health}/toDo`)).value).toBe(5000);
  });

  test("keeps what it has until its day, and its heir's ledger says from whom it came", async () => {
    const taskIds = await begin(1);
    await happens(merged);
    expect(await handOn("2021-06-30 23:59:59")).toBe(0);
    expect(await dealt(taskIds)).toEqual([""]);
    expect(await handOn("2021-07-01 00:00:00")).toBe(1);
    expect(await linesOf(health, "toDo")).toMatchObject([
      { from: [{ unitId: finance, partNo: 1 }], state: "assigned" },
    ]);
    expect(await linesOf(finance, "state/handedOver")).toMatchObject([{ handedTo: health }]);
    const events = [];
    for await (const event of log.read(`task-${taskIds[0]}`)) events.push(event);
    expect(events.at(-1)).toMatchObject({
      fact: {
        data: { cause: "unitEnded", reason: { text: "区财政局自2021-07-01起撤并，由区卫健局承接。" } },
      },
      meta: {
        actor: { subjectId: "policy:succeed" },
        onBehalfOf: { subjectId: "somebody" },
        happenedAt: at("2021-07-01 00:00:00"),
      },
    });
  });

  test("leads no more by a part that was done before the one that is handed over", async () => {
    const [taskId = ""] = await begin(1);
    const leading = assigned([finance, "lead"]);
    const again = (partNo: number, fact: typeof leading) => ({
      ...fact,
      data: { ...fact.data, again: [{ unitId: finance, partNo }] },
    });
    const signedOff = AssignmentSignedOff({ unitId: finance, opinion: reason });
    const responsible = assigned([finance, "responsible"]);
    for (const fact of [
      signedOff,
      again(2, leading),
      signedOff,
      again(3, responsible),
      assigned([health, "responsible"]),
    ])
      await happens(fact, { taskId });
    await happens(merged);
    expect(await handOn("2021-07-01 00:01:00")).toBe(2);
    expect(await dealt([taskId])).toEqual(["AssignmentHandedOver,OwnerlessNoted"]);
    const { state } = await commands.load(task, taskId);
    expect(reviewersOf(state, health)).toEqual([]);
    expect(await handOn("2021-07-02 00:01:00")).toBe(0);
    expect(await dealt([taskId])).toEqual(["AssignmentHandedOver,OwnerlessNoted"]);
  });

  test("mends nothing any more in a part that is done, until it is restored", async () => {
    const taskIds = await begin(1);
    const [taskId = ""] = taskIds;
    const broken = PublicationVerified({ ...PublicationVerified.sample, unitId: finance });
    for (const fact of [claimed(finance), AssignmentSignedOff({ unitId: finance, opinion: reason }), broken])
      await happens(fact, { taskId });
    expect(await linesOf(finance, "toDo")).toMatchObject([{ state: "signedOff", toMendCount: 1, returned: true }]);
    await happens(retired);
    expect(await handOn("2021-07-01 00:00:00")).toBe(1);
    expect(await handOn("2021-07-01 00:00:00")).toBe(0);
    expect(await dealt(taskIds)).toEqual(["OwnerlessNoted"]);
    expect(await linesOf(finance, "toDo")).toEqual([]);
    await happens(restored);
    expect(await handOn("2021-07-03 00:00:00")).toBe(1);
    expect(await linesOf(finance, "toDo")).toMatchObject([{ state: "signedOff", toMendCount: 1, returned: true }]);
  });

  test("whose heir has ended without one leaves its part to nobody", async () => {
    const taskIds = await begin(1);
    await happens(merged);
    await happens(UnitRetired({ unitId: health, on: "2021-07-02", reason }));
    expect(await handOn("2021-07-02 00:00:00")).toBe(1);
    expect(await dealt(taskIds)).toEqual(["OwnerlessNoted"]);
  });

  test("what is refused stays with it, is said, and holds up nothing else", async () => {
    const taskIds = await begin(3);
    await happens(merged);
    const complaints: object[] = [];
    const logger = { ...silent, error: (fields: object) => complaints.push(fields) };
    const refusing: Executor = {
      ...commands,
      run: async (of, name, id, ...rest) =>
        id === taskIds[1] ? { rejected: "PLAN_CLOSED", detail: null } : commands.run(of, name, id, ...rest),
    };
    await caughtUp();
    const parts = { log, executor: refusing, logger, ...fromLedgers };
    expect(await succeed(parts, { regionId, at: at("2021-07-01 00:00:00") })).toBe(2);
    expect(complaints).toMatchObject([{ regionId, unitId: finance }]);
    expect(await handOn("2021-07-01 00:00:00")).toBe(1);
  });
});

test("what a retired unit has open is nobody's, waits in the office's queue, and goes to the successor that is named", async () => {
  const taskIds = await begin(2);
  await happens(retired);
  expect(await handOn("2021-07-01 00:00:00")).toBe(2);
  expect(await handOn("2021-07-01 00:00:00")).toBe(0);
  expect(await linesOf(finance, "toDo")).toMatchObject([{ ownerlessSince: on }, { ownerlessSince: on }]);
  const queue = await views.list(reviewQueue, `office/${regionId}`, { first: 10 });
  expect(queue.value.items.map(({ doc }) => [doc.kind, doc.unitId])).toEqual([
    ["ownerless", finance],
    ["ownerless", finance],
  ]);
  await happens(named);
  expect(await handOn("2021-07-03 00:00:00")).toBe(2);
  expect(await dealt(taskIds)).toEqual(Array(2).fill("OwnerlessNoted,AssignmentHandedOver"));
  await caughtUp();
  expect((await views.list(reviewQueue, `office/${regionId}`, { first: 10 })).value.items).toEqual([]);
});

test("a completion report that a unit still owes ends with it, and not before", async () => {
  await begin(1);
  const terms = { reportingOn: "2022-01-05", issuedOn: "2021-06-01", dueSoonDays: 7 };
  const owed = completionIdOf(identity, planId, finance);
  const policy = { subjectId: "policy:owe", regionId, unitId: null, onBehalfOf: null, roles: ["policy"] } as const;
  const how = { actor: { ...policy, at: at(before) }, commandId: "owe", given: () => ({ isReopened: false }) };
  await commands.run(completion, "oweCompletionReport", owed, { regionId, planId, unitId: finance, terms }, how);
  await happens(retired);
  expect(await handOn("2021-06-30 23:59:59")).toBe(0);
  expect(await handOn("2021-07-01 00:00:00")).toBe(2);
  expect(await handOn("2021-07-01 00:00:00")).toBe(0);
  const reports = (await views.list(completionReports, `plan/${planId}`, { first: 10 })).value.items;
  expect(reports.map(({ doc }) => [doc.about.unitId, doc.life.ended])).toEqual([[finance, "unitEnded"]]);
});

test("what a unit was urged for and has not answered ends with it, also where its report is handed in and waits", async () => {
  await begin(1, "2022-01-05");
  const terms = { reportingOn: "2022-01-05", issuedOn: "2021-06-01", dueSoonDays: 7 };
  const id = completionIdOf(identity, planId, finance);
  const person = { subjectId: "p", regionId, unitId: null, onBehalfOf: null, at: at(before) } as const;
  const how = (commandId: string, roles: readonly ("policy" | "office" | "unit")[], unitId: string | null = null) => ({
    ...{ actor: { ...person, roles, unitId }, commandId },
  });
  const owing = { regionId, planId, unitId: finance, terms };
  await commands.run(completion, "oweCompletionReport", id, owing, {
    ...how("owe", ["policy"]),
    given: () => ({ isReopened: false }),
  });
  const urging = { unitId: finance, text: { text: "请说明" }, answerBy: null, whyAgain: null };
  await commands.run(completion, "urgeReporting", id, urging, {
    ...how("urge", ["office"]),
    given: planNow({ executor: commands }),
  });
  const report = { unitId: finance, summary: { text: "已报送" } };
  const nothing = { position: "1", tasks: [] };
  await commands.run(completion, "submitCompletionReport", id, report, {
    ...how("submit", ["unit"], finance),
    given: () => nothing,
  });
  await happens(retired);
  expect(await linesOf(finance, "toDo")).toMatchObject([{ kind: "part" }, {}, {}]);
  expect(await handOn("2021-07-01 00:00:00")).toBe(2);
  expect(await handOn("2021-07-01 00:00:00")).toBe(0);
  const { state } = await commands.load(completion, id);
  expect([state.ended, state.urgings.map(({ lapsed }) => lapsed)]).toEqual([null, ["unitEnded"]]);
  // The unit restored, it owes the answer again, once.
  expect(await linesOf(finance, "endedWithUnit")).toMatchObject([{ kind: "part" }, { kind: "completionReport" }]);
  await happens(restored);
  expect(await handOn("2021-07-03 00:00:00")).toBe(2);
  expect(await handOn("2021-07-04 00:00:00")).toBe(0);
  const open = await linesOf(finance, "toDo");
  expect(open.map(({ kind, standing }) => [kind, standing])).toEqual([
    ["part", "open"],
    ["completionReport", "open"],
    ["urging", "open"],
  ]);
  expect(await linesOf(finance, "endedWithUnit")).toEqual([]);
});

describe("a restored unit", () => {
  /** A completion report that the unit owes. */
  async function owing(): Promise<void> {
    const terms = { reportingOn: "2022-01-05", issuedOn: "2021-06-01", dueSoonDays: 7 };
    const policy = { subjectId: "policy:owe", regionId, unitId: null, onBehalfOf: null, roles: ["policy"] } as const;
    const how = { actor: { ...policy, at: at(before) }, commandId: "owe", given: () => ({ isReopened: false }) };
    const command = { regionId, planId, unitId: finance, terms };
    await commands.run(completion, "oweCompletionReport", completionIdOf(identity, planId, finance), command, how);
  }

  const reportOf = async () => {
    await caughtUp();
    const { items } = (await views.list(completionReports, `plan/${planId}`, { first: 10 })).value;
    return items.map(({ doc }) => doc.life.ended);
  };

  test("has back what nobody took over, with its report; what another has stays there, and nothing is handed on any more", async () => {
    const taskIds = await begin(3, "2022-01-05");
    await owing();
    await happens(retired);
    expect(await handOn("2021-07-01 00:00:00")).toBe(4);
    const to = { ...AssignmentHandedOver.sample, unitId: finance, toUnitId: health };
    await happens(AssignmentHandedOver(to), { taskId: taskIds[2] ?? "" });
    await happens(restored);
    expect(await handOn("2021-07-03 00:00:00")).toBe(3);
    expect(await handOn("2021-07-04 00:00:00")).toBe(0);
    expect(await dealt(taskIds)).toEqual([
      ...Array(2).fill("OwnerlessNoted,OwnerlessLifted"),
      "OwnerlessNoted,AssignmentHandedOver",
    ]);
    const open = await linesOf(finance, "toDo");
    expect(open.map(({ kind, ownerlessSince }) => [kind, ownerlessSince])).toEqual([
      ["part", null],
      ["part", null],
      ["completionReport", null],
    ]);
    expect(await linesOf(finance, "endedWithUnit")).toEqual([]);
    expect((await views.list(reviewQueue, `office/${regionId}`, { first: 10 })).value.items).toEqual([]);
    expect(await reportOf()).toEqual([null]);
  });

  test("has all of it back once, cut off again and again and by two at once", async () => {
    const taskIds = await begin(100);
    await happens(retired);
    await handOn("2021-07-01 00:00:00");
    await happens(restored);
    for (const cut of [0, 1, 40]) {
      let left = cut;
      const dying: Executor = {
        ...commands,
        run: (...args) => (left-- > 0 ? commands.run(...args) : Promise.reject(new LogUnavailable("power cut"))),
      };
      await expect(handOn("2021-07-03 00:00:00", dying)).rejects.toThrow("power cut");
    }
    const other = executor({ log, identity, usedCommand: async () => null });
    await Promise.all([handOn("2021-07-03 00:00:00"), handOn("2021-07-03 00:00:00", other)]);
    expect(new Set(await dealt(taskIds))).toEqual(new Set(["OwnerlessNoted,OwnerlessLifted"]));
    expect(await handOn("2021-07-04 00:00:00")).toBe(0);
  });

  test("keeps what is not handed on yet, where it is restored meanwhile", async () => {
    const taskIds = await begin(64);
    await happens(merged);
    let count = 0;
    const interrupted: Executor = {
      ...commands,
      run: async (...args) => {
        if (++count === 20) await happens(restored);
        return commands.run(...args);
      },
    };
    expect(await handOn("2021-07-01 00:00:00", interrupted)).toBe(32);
    expect(await handOn("2021-07-02 00:00:00")).toBe(0);
    const kept = (await dealt(taskIds)).filter((each) => each === "");
    expect(kept).toHaveLength(32);
  });

  test("whose end was called off before its day has nothing to get back, and loses nothing on it", async () => {
    const taskIds = await begin(1);
    await happens(merged);
    await happens(restored);
    expect(await handOn("2021-07-01 00:00:00")).toBe(0);
    expect(await dealt(taskIds)).toEqual([""]);
  });

  test("reports on a plan that is closed meanwhile once that is reopened", async () => {
    await begin(0);
    await owing();
    await happens(retired);
    expect(await handOn("2021-07-01 00:00:00")).toBe(1);
    await happens(PlanClosed(PlanClosed.sample));
    await happens(restored);
    expect(await handOn("2021-07-02 00:00:00")).toBe(0);
    expect(await reportOf()).toEqual(["unitEnded"]);
    await happens(PlanReopened(PlanReopened.sample));
    expect(await handOn("2021-07-03 00:00:00")).toBe(1);
    expect(await reportOf()).toEqual([null]);
  });

  test("that ends again leaves its parts to nobody again, and has them back again", async () => {
    const taskIds = await begin(1);
    for (const day of ["2021-07-01", "2021-08-01"]) {
      await happens(UnitRetired({ unitId: finance, on: day, reason }));
      expect(await handOn(`${day} 00:00:00`)).toBe(1);
      await happens(restored);
      expect(await handOn(`${day} 12:00:00`)).toBe(1);
    }
    expect(await dealt(taskIds)).toEqual(["OwnerlessNoted,OwnerlessLifted,OwnerlessNoted,OwnerlessLifted"]);
  });
});

test("what waits for a lead that is done and has ended is the office's, also where another unit has its work", async () => {
  const [taskId = ""] = await begin(1);
  await happens(assigned([lead, "lead"]), { taskId });
  const evidence = [{ title: "公开页面", path: ["首页"] }];
  await happens(AssignmentSignedOff({ unitId: lead, opinion: reason }), { taskId });
  await happens(CompletionClaimed({ unitId: finance, completedOn: "2021-06-30", done: reason, evidence }), { taskId });
  await happens(UnitMerged({ unitId: lead, into: health, on, reason }));
  const waiting = async (queue: string) => {
    await caughtUp();
    return (await views.list(reviewQueue, queue, { first: 10 })).value.items.map(({ doc }) => doc.kind);
  };
  expect(await waiting(`lead/${lead}`)).toEqual(["endorsement"]);
  expect(await handOn("2021-07-01 00:00:00")).toBe(1);
  expect(await handOn("2021-07-02 00:00:00")).toBe(0);
  expect(await waiting(`lead/${lead}`)).toEqual([]);
  expect(await waiting(`office/${regionId}`)).toEqual(["signOff"]);
});

test("an urging that is open where the part is done ends with the unit, also where another unit has its work", async () => {
  const [taskId = ""] = await begin(1);
  const answerBy = "2021-07-05";
  const urged = UnitsUrged({ ...UnitsUrged.sample, unitIds: [finance], urgingNo: 1, answerBy });
  await happens(urged, { taskId });
  await happens(AssignmentSignedOff({ unitId: finance, opinion: reason }), { taskId });
  await happens(merged);
  const open = async () => {
    await caughtUp();
    return (await views.list(unitLedger, `unit/${finance}/toDo`, { first: 10 })).value.items.map(({ doc }) => doc.kind);
  };
  expect(await open()).toEqual(["urging"]);
  expect(await handOn("2021-07-01 00:00:00")).toBe(1);
  expect(await open()).toEqual([]);
  expect(await handOn("2021-07-02 00:00:00")).toBe(0);
});

describe("the runner", () => {
  const start = (clock: Parameters<typeof startSuccessions>[0]["clock"]) => {
    const runner = startSuccessions({ log, views, executor: commands, clock, logger: silent });
    running.push(runner);
    return runner;
  };

  /** Resolves once a task holds a fact of a type. */
  async function logged(type: DomainFact["type"]): Promise<void> {
    const { signal } = new AbortController();
    for await (const { kind } of log.follow(null, { types: [type], signal })) if (kind === "event") return;
  }

  test("hands on when its day comes, and not before", async () => {
    const [taskId = ""] = await begin(1);
    await happens(merged);
    const { clock, set, waits } = handClock("2021-06-30 12:00:00");
    start(clock);
    await waits;
    expect(await dealt([taskId])).toEqual([""]);
    set("2021-07-01 00:00:00");
    await logged("AssignmentHandedOver");
  });

  test.each(["TaskRestored", "UnitsAssigned"] as const)(
    "hands on what %s gives a unit that has ended",
    async (type) => {
      const [taskId = ""] = await begin(1);
      const [TaskWithdrawn] = task.actions.withdrawTask.events;
      const [TaskRestored] = task.actions.restoreTask.events;
      const why = { reason, authority: reason };
      await happens(TaskWithdrawn({ ...why, parts: [{ unitId: finance, before: "assigned" }] }), { taskId });
      await happens(merged);
      const { clock, waits } = handClock("2021-07-05 12:00:00");
      start(clock);
      await waits;
      if (type === "TaskRestored")
        await happens(TaskRestored({ ...why, parts: [{ unitId: finance, state: "assigned" }] }), { taskId });
      else {
        const added = { taskId: uuid(20_000) };
        await happens(opened(added), added);
        await happens(assigned([finance, "responsible"]), added);
      }
      await logged("AssignmentHandedOver");
    },
  );

  test("hands on at once where the day is over, also what happens while it waits", async () => {
    const taskIds = await begin(1);
    const { clock, waits } = handClock("2021-07-05 12:00:00");
    start(clock);
    await waits;
    await happens(retired);
    await logged("OwnerlessNoted");
    await happens(restored);
    await logged("OwnerlessLifted");
    await happens(retired);
    await happens(named);
    await logged("AssignmentHandedOver");
    expect((await dealt(taskIds))[0]).toMatch(
      /^OwnerlessNoted,OwnerlessLifted,(OwnerlessNoted,)?AssignmentHandedOver$/,
    );
    expect((await commands.load(task, taskIds[0] ?? "")).state.assignments[health]?.state).toBe("assigned");
  });
});
