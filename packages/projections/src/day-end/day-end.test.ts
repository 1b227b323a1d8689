// Days closed on a real write path, log and views in memory: what is noted when, after what, and how often.

import { type Actor, completion, completionIdOf, type DomainFact, endOfDay, task } from "@taizhang/domain";
import {
  closeDay,
  dayEndActor,
  type EventLog,
  type Executor,
  executor,
  identity,
  LogUnavailable,
  memoryLog,
} from "@taizhang/log";
import type { Running } from "@taizhang/process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  assigned,
  finance,
  ItemCompleted,
  ItemsPrinted,
  opened,
  planId,
  regionId,
  stored,
  UnitsUrged,
  uuid,
} from "../../testing/facts.ts";
import { handClock } from "../../testing/hand-clock.ts";
import { memoryViews } from "../memory-views.ts";
import { dayEnds } from "../models/day-ends.ts";
import { models } from "../models/index.ts";
import { type Runner, startRunner } from "../runner.ts";
import type { Views } from "../views.ts";
import { reached } from "../wait-for.ts";
import { candidates } from "./candidates.ts";
import { type DayEndClock, startDayEnds } from "./runner.ts";

const silent = { info() {}, warn() {}, error() {} };
const [issued] = [{ type: "PlanIssued", data: planIssued() } as DomainFact];

let log: EventLog;
/** When the log records what it is given, in Beijing. */
let recording: string;
let views: Views;
let commands: Executor;
let projecting: Runner;
let running: Running[];
beforeEach(() => {
  recording = "2021-06-01 09:00:00";
  log = memoryLog(() => at(recording));
  views = memoryViews();
  commands = executor({ log, identity, usedCommand: async () => null });
  projecting = startRunner({ log, views, models, logger: silent });
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  await projecting.stop();
});

function planIssued() {
  const settings = {
    ...{ steps: { endorsement: true, signOff: true }, dueSoonDays: 7 },
    ...{ regularly: "quarterly", reportingOn: null },
  };
  return { issuedOn: "2021-06-01", settings, taskCount: 1 };
}

const at = (beijing: string) => new Date(`${beijing.replace(" ", "T")}+08:00`).toISOString();
const revisions = new Map<string, number>();
beforeEach(() => revisions.clear());

/** Something happens, at an instant of Beijing. */
async function happens(when: string, fact: DomainFact, about: { taskId?: string; planId?: string } = {}) {
  for (const event of stored([fact], about)) {
    const { stream, fact, meta } = event;
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const id = uuid(5000 + [...revisions.values()].reduce((sum, each) => sum + each + 1, 0));
    await log.append(stream, revision - 1, [{ id, fact, meta: { ...meta, happenedAt: at(when), commandId: id } }]);
  }
}

/** A task of 区财政局 and its lead, due on 2021-11-30. */
async function begin(...taskIds: readonly string[]) {
  await happens("2021-06-01 09:00:00", issued as DomainFact);
  for (const taskId of taskIds) {
    await happens("2021-06-01 09:01:00", opened({ taskId }), { taskId });
    await happens("2021-06-01 09:01:00", assigned([finance, "responsible"]), { taskId });
  }
}

/** A unit gives a command at an instant of Beijing. */
async function acts<Name extends "claimCompletion" | "withdrawClaim">(when: string, name: Name, taskId: string) {
  const actor: Actor = {
    ...{ subjectId: "clerk", regionId, unitId: finance, onBehalfOf: null },
    ...{ roles: ["unit"], at: at(when) },
  };
  const { example } = task.actions[name];
  const command = { ...example, unitId: finance, ...("completedOn" in example && { completedOn: "2021-11-30" }) };
  const outcome = await commands.run(task, name, taskId, command as never, { actor, commandId: `${name}-${when}` });
  expect(outcome).toMatchObject({ outcome: "done" });
}

/** What was noted, in the order of the log: `overdue 2021-11-30 201 p1`, the end of which task and which item. */
async function notes(): Promise<string[]> {
  const found: string[] = [];
  for await (const followed of log.follow(null, { signal: AbortSignal.any([]) })) {
    if (followed.kind === "caughtUp") break;
    if (followed.kind !== "event") continue;
    const { fact, meta } = followed.event;
    if (fact.type === "DueSoonNoted") found.push(`dueSoon ${noted(fact.data, meta.taskId)}`);
    if (fact.type === "OverdueNoted") found.push(`overdue ${noted(fact.data, meta.taskId)}`);
    if (fact.type === "ReportingDueSoonNoted") found.push(`dueSoon ${fact.data.on} report`);
    if (fact.type === "ReportingOverdueNoted") found.push(`overdue ${fact.data.on} report`);
    if (fact.type === "DayClosed")
      found.push(`closed ${fact.data.day}: ${fact.data.dueSoonCount} ${fact.data.overdueCount}`);
  }
  return found;
}

const noted = ({ on, itemId }: { on: string; itemId?: string | undefined }, taskId: string | null | undefined) =>
  [on, taskId?.slice(-3), ...(itemId === undefined ? [] : [itemId])].join(" ");

/** Closes a day, five minutes after it or another one ended. */
function close(day: string, when = day, { executor = commands }: { executor?: Executor } = {}) {
  const at = new Date(Date.parse(endOfDay(when)) + 300_000).toISOString();
  return closeDay({ log, executor }, { regionId, day, at }, candidates({ log, views }, regionId, day));
}

describe("closing a day", () => {
  const one = uuid(201);
  const two = uuid(202);

  test("notes what is due soon and what is overdue by then, once, and then that the day is closed", async () => {
    await begin(one);
    for (const day of ["2021-11-22", "2021-11-23", "2021-11-29", "2021-11-30", "2021-11-30", "2021-12-01"])
      await close(day);
    expect(await notes()).toEqual([
      "closed 2021-11-22: 0 0",
      "dueSoon 2021-11-23 201",
      "closed 2021-11-23: 1 0",
      "closed 2021-11-29: 0 0",
      "overdue 2021-11-30 201",
      "closed 2021-11-30: 0 1",
      "closed 2021-12-01: 0 0",
    ]);
  });

  test("notes an item with a day of its own by that day, beside its part, and counts it", async () => {
    await begin(one);
    const items = [
      { itemId: "p1", no: "1", text: { text: "更新规章" }, dueOn: "2021-10-31", deadlines: [] },
      { itemId: "p2", no: "2", text: { text: "更新法规" }, dueOn: "2021-11-30", deadlines: [] },
    ];
    await happens("2021-06-01 09:02:00", ItemsPrinted({ items }), { taskId: one });
    for (const day of ["2021-10-24", "2021-10-31", "2021-10-31"]) await close(day);
    // Done after the day ended, and before it is closed.
    const done = { unitId: finance, doneOn: "2021-11-30", evidence: [], before: "0", after: "0", done: true };
    await happens("2021-12-01 00:00:00", ItemCompleted({ itemId: "p2", ...done }), { taskId: one });
    await close("2021-11-30");
    expect(await notes()).toEqual([
      "dueSoon 2021-10-24 201 p1",
      "closed 2021-10-24: 1 0",
      "overdue 2021-10-31 201 p1",
      "closed 2021-10-31: 0 1",
      "overdue 2021-11-30 201",
      "overdue 2021-11-30 201 p2",
      "closed 2021-11-30: 0 2",
    ]);
  });

  test("a claim in the last second is in time, one a second later is not, although it is there when the day is closed", async () => {
    await begin(one, two);
    await acts("2021-11-30 23:59:59", "claimCompletion", one);
    await acts("2021-12-01 00:00:00", "claimCompletion", two);
    await close("2021-11-30");
    expect(await notes()).toEqual(["overdue 2021-11-30 202", "closed 2021-11-30: 0 1"]);
  });

  test("a claim that is taken back after the due day leaves the part overdue at the end of that day", async () => {
    await begin(one);
    await acts("2021-11-30 10:00:00", "claimCompletion", one);
    await close("2021-11-30");
    await acts("2021-12-03 10:00:00", "withdrawClaim", one);
    for (const day of ["2021-12-02", "2021-12-03", "2021-12-04"]) await close(day, "2021-12-04");
    expect(await notes()).toEqual([
      "closed 2021-11-30: 0 0",
      "closed 2021-12-02: 0 0",
      "overdue 2021-12-03 201",
      "closed 2021-12-03: 0 1",
      "closed 2021-12-04: 0 0",
    ]);
  });

  test("notes answers owed to urgings and completion reports like parts, each once, and counts them with the day", async () => {
    await begin(one);
    const urging = { unitIds: [finance], text: { text: "请说明进展" }, answerBy: "2021-11-30", whyAgain: null };
    await happens("2021-11-20 09:00:00", UnitsUrged({ ...urging, urgingNo: 1, urgedOn: "2021-11-20" }) as DomainFact, {
      taskId: one,
    });
    const terms = { reportingOn: "2021-12-05", issuedOn: "2021-06-01", dueSoonDays: 7 };
    const report = completionIdOf(identity, planId, finance);
    const owing = { regionId, planId, unitId: finance, terms };
    const actor = dayEndActor(regionId, at("2021-11-20 09:00:00"));
    await commands.run(completion, "oweCompletionReport", report, owing, {
      ...{ actor, commandId: "owe", given: () => ({ isReopened: false }) },
    });
    for (const day of ["2021-11-23", "2021-11-28", "2021-11-30"]) await close(day);
    const submitting = { unitId: finance, summary: { text: "均已办结" } };
    const unit: Actor = {
      ...actor,
      subjectId: "clerk",
      unitId: finance,
      roles: ["unit"],
      at: at("2021-12-06 00:00:00"),
    };
    const given = () => ({ position: "0", tasks: [] });
    const how = { actor: unit, commandId: "submit", given };
    await commands.run(completion, "submitCompletionReport", report, submitting, how);
    for (const day of ["2021-12-05", "2021-12-05", "2021-12-06"]) await close(day, "2021-12-06");
    expect(await notes()).toEqual([
      ...["dueSoon 2021-11-23 201", "dueSoon 2021-11-23 201", "closed 2021-11-23: 2 0"],
      ...["dueSoon 2021-11-28 report", "closed 2021-11-28: 1 0"],
      ...["overdue 2021-11-30 201", "overdue 2021-11-30 201", "closed 2021-11-30: 0 2"],
      // It was handed in one second after its day was over, and before that day was closed.
      ...["overdue 2021-12-05 report", "closed 2021-12-05: 0 1", "closed 2021-12-06: 0 0"],
    ]);
  });

  test("cut off after any number of commands and done again, by two at once, it notes everything once", async () => {
    const all = Array.from({ length: 40 }, (_, nth) => uuid(300 + nth));
    await begin(...all);
    for (const cut of [0, 1, 7, 39, 40]) {
      let left = cut;
      const dying: Executor = {
        ...commands,
        run: (...args) => (left-- > 0 ? commands.run(...args) : Promise.reject(new LogUnavailable("power cut"))),
      };
      await expect(close("2021-11-30", "2021-11-30", { executor: dying })).rejects.toThrow("power cut");
    }
    const other = executor({ log, identity, usedCommand: async () => null });
    const counts = await Promise.all([close("2021-11-30"), close("2021-11-30", "2021-11-30", { executor: other })]);
    expect(counts).toEqual([
      { dueSoon: 0, overdue: 40 },
      { dueSoon: 0, overdue: 40 },
    ]);
    const found = await notes();
    expect(found.filter((each) => each.startsWith("overdue")).sort()).toEqual(
      all.map((taskId) => `overdue 2021-11-30 ${taskId.slice(-3)}`),
    );
    expect(found.at(-1)).toBe("closed 2021-11-30: 0 40");
    expect(found.filter((each) => each.startsWith("closed"))).toHaveLength(1);
  });
});

/** Starts a runner that waits for no policies: there are none here. Resolves once it has gone through all that is over. */
async function start(clock: DayEndClock) {
  const { promise: isWaiting, tell } = told();
  const watched: DayEndClock = {
    ...clock,
    until: (...args) => {
      tell();
      return clock.until(...args);
    },
  };
  const runner = startDayEnds({ log, views, executor: commands, clock: watched, logger: silent, policiesMs: 0 });
  running.push(runner);
  await isWaiting;
  return runner;
}

function told() {
  let tell = () => {};
  const promise = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return { promise, tell };
}

/** Resolves once a day is closed. */
async function closed(day: string) {
  for await (const followed of log.follow(null, { types: ["DayClosed"], signal: AbortSignal.any([]) }))
    if (followed.kind === "event" && followed.event.fact.type === "DayClosed" && followed.event.fact.data.day === day)
      return;
}

describe("the runner", () => {
  const one = uuid(201);

  test("waits for policies that are still at work, which is no warning", async () => {
    await begin(one);
    const { promise: isSaid, tell } = told();
    const warnings: unknown[] = [];
    const logger = {
      ...silent,
      info: (_: unknown, message: string) => message.startsWith("the policies are still at work") && tell(),
      warn: (...said: unknown[]) => warnings.push(said),
    };
    const { clock } = handClock("2021-11-22 15:00:00");
    // No policy runs here, so that what happened is carried out by none.
    running.push(startDayEnds({ log, views, executor: commands, clock, logger }));
    await isSaid;
    expect(warnings).toEqual([]);
  });

  test("closes from the day of the first issue on, after midnight, and what was missed while it stood still in order", async () => {
    recording = "2021-11-22 14:00:00";
    await begin(one);
    const { clock, set } = handClock("2021-11-22 15:00:00");
    const first = await start(clock);
    set("2021-11-23 00:03:00");
    await closed("2021-11-22");
    await first.stop();
    // Nobody is there for three days.
    const later = handClock("2021-11-26 10:00:00");
    await start(later.clock);
    later.set("2021-12-01 00:03:00");
    await closed("2021-11-30");
    expect(await notes()).toEqual([
      "closed 2021-11-22: 0 0",
      "dueSoon 2021-11-23 201",
      "closed 2021-11-23: 1 0",
      ...["24", "25", "26", "27", "28", "29"].map((nth) => `closed 2021-11-${nth}: 0 0`),
      "overdue 2021-11-30 201",
      "closed 2021-11-30: 0 1",
    ]);
  });

  test("days that were over before a first start are closed from the day of the first issue on", async () => {
    recording = "2021-11-28 15:00:00";
    await begin(one);
    // Nobody is there until the fourth day.
    const { clock } = handClock("2021-12-01 10:00:00");
    await start(clock);
    await closed("2021-11-30");
    expect(await notes()).toEqual([
      ...["dueSoon 2021-11-28 201", "closed 2021-11-28: 1 0", "closed 2021-11-29: 0 0"],
      ...["overdue 2021-11-30 201", "closed 2021-11-30: 0 1"],
    ]);
  });

  test("a region that has begun keeps its beginning", async () => {
    recording = "2021-11-20 15:00:00";
    await begin(one);
    const begun = { regionId, on: "2021-11-29" };
    await happens("2021-11-29 10:00:00", { type: "DayEndsBegun", data: begun } as DomainFact);
    await start(handClock("2021-11-30 10:00:00").clock);
    await closed("2021-11-29");
    expect(await notes()).toEqual(["dueSoon 2021-11-29 201", "closed 2021-11-29: 1 0"]);
  });

  test("a clock that is set back notes nothing early, and nothing twice", async () => {
    recording = "2021-11-29 09:00:00";
    await begin(one);
    const { clock, set } = handClock("2021-11-29 10:00:00");
    await start(clock);
    set("2021-11-30 00:03:00");
    await closed("2021-11-29");
    set("2021-11-27 10:00:00");
    set("2021-11-30 23:59:59");
    expect((await notes()).at(-1)).toBe("closed 2021-11-29: 1 0");
    set("2021-12-01 00:03:00");
    await closed("2021-11-30");
    expect(await notes()).toEqual([
      "dueSoon 2021-11-29 201",
      "closed 2021-11-29: 1 0",
      "overdue 2021-11-30 201",
      "closed 2021-11-30: 0 1",
    ]);
  });

  test("days without an open plan are skipped, and a region without one is not begun", async () => {
    const { clock, set } = handClock("2021-11-20 10:00:00");
    await start(clock);
    recording = "2021-11-20 11:00:00";
    await begin(one);
    set("2021-11-21 00:03:00");
    await closed("2021-11-20");
    await happens("2021-11-21 09:00:00", {
      type: "PlanClosed",
      data: { closedOn: "2021-11-21", reason: { text: "结束" } },
    } as DomainFact);
    await happens(
      "2021-11-21 09:00:00",
      { type: "TaskClosed", data: { cause: "planClosed", dropped: [finance] } } as DomainFact,
      { taskId: one },
    );
    set("2021-11-23 00:03:00");
    await happens("2021-11-23 09:00:00", issued as DomainFact, { planId: uuid(102) });
    set("2021-11-24 00:03:00");
    await closed("2021-11-23");
    expect(await notes()).toEqual(["closed 2021-11-20: 0 0", "closed 2021-11-23: 0 0"]);
    const head = (await log.head()) ?? 0n;
    expect(await reached(views, [dayEnds.model], head, 10_000)).toBe(true);
    const { value } = await views.get(dayEnds, regionId);
    expect(value?.begunOn).toBe("2021-11-20");
    expect(value?.closed.map(({ day }) => day)).toEqual(["2021-11-20", "2021-11-23"]);
    expect(Object.keys(value?.plans ?? {})).toEqual([planId, uuid(102)]);
  });

  test("a plan that was closed and is reopened has its days closed again, from the reopening on", async () => {
    recording = "2021-11-26 09:00:00";
    await begin(one);
    const { clock, set } = handClock("2021-11-26 10:00:00");
    await start(clock);
    const closing = { closedOn: "2021-11-27", reason: { text: "误关" } };
    const dropped = { cause: "planClosed", dropped: [finance] };
    await happens("2021-11-27 09:00:00", { type: "PlanClosed", data: closing } as DomainFact);
    await happens("2021-11-27 09:00:00", { type: "TaskClosed", data: dropped } as DomainFact, { taskId: one });
    const reopening = { reason: { text: "误关" }, authority: { text: "会议纪要" } };
    const parts = [{ unitId: finance, state: "assigned" }];
    await happens("2021-11-29 09:00:00", { type: "PlanReopened", data: reopening } as DomainFact);
    await happens("2021-11-29 09:00:00", { type: "TaskReopened", data: { parts } } as DomainFact, { taskId: one });
    set("2021-12-01 00:03:00");
    await closed("2021-11-30");
    expect(await notes()).toEqual([
      "dueSoon 2021-11-26 201",
      "closed 2021-11-26: 1 0",
      "closed 2021-11-29: 0 0",
      "overdue 2021-11-30 201",
      "closed 2021-11-30: 0 1",
    ]);
  });
});
