// A plan closed and reopened faster than the policies follow, by two runners of which one stands still in between: whatever the
// order, its tasks and its units' reports end as the plan does, and nothing that a runner does late has an effect.
import {
  completion,
  completionIdOf,
  type DomainFact,
  defaultSettings,
  plan,
  planIdOf,
  roster,
  task,
  taskIdOf,
  urgingStateOf,
} from "@taizhang/domain";
import { draft, named, notice, row, sourceSha256, words } from "@taizhang/domain/testing/facts";
import { financeBureau, of, office, region } from "@taizhang/domain/testing/people";
import type { Logger, Running } from "@taizhang/process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyLog, identity, processOn } from "../../testing/shell.ts";
import type { EventLog, Place } from "../event-log.ts";
import type { Executor } from "../write/executor.ts";
import type { Outcome } from "../write/outcome.ts";
import { planNow } from "../write/plan-now.ts";
import { startPolicyRunner } from "./policy-runner.ts";

const silent: Logger = { info() {}, warn() {}, error() {} };
const planId = planIdOf(identity, region, sourceSha256);
const taskId = taskIdOf(identity, planId, 1);
const completionId = completionIdOf(identity, planId, financeBureau);

let log: EventLog;
let commands: Executor;
let running: Running[];
beforeEach(() => {
  log = emptyLog();
  commands = processOn(log);
  running = [];
  stops = [];
});
afterEach(async () => {
  const ending = running.map((runner) => runner.stop());
  for (const { released } of stops) released.give();
  await Promise.all(ending);
});

/** Something that can be waited for. */
function signal() {
  let give: () => void = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

/** Where runners stand still; all are let go when a test ends. */
let stops: Stop[];

interface Stop {
  readonly action: string;
  readonly reached: ReturnType<typeof signal>;
  readonly released: ReturnType<typeof signal>;
}

const stopAt = (action: string): Stop => {
  const stop = { action, reached: signal(), released: signal() };
  stops.push(stop);
  return stop;
};

/**
 * A runner that stands still before the first command of each of these actions in turn, until it is let go. What it looked up
 * by then is old.
 */
function start(...at: readonly Stop[]) {
  const ahead = [...at];
  const held: Executor = {
    ...commands,
    async run(of, name, ...rest) {
      const [next] = ahead;
      if (name === next?.action) {
        ahead.shift();
        next.reached.give();
        await next.released.given;
      }
      return commands.run(of, name, ...rest);
    },
  };
  const waiting: { readonly position: bigint; readonly give: () => void }[] = [];
  let last = -1n;
  const storeCheckpoint: EventLog["storeCheckpoint"] = async (name, place) => {
    await log.storeCheckpoint(name, place);
    last = place.position;
    for (const { position, give } of waiting) if (position <= last) give();
  };
  const runner = startPolicyRunner({ log: { ...log, storeCheckpoint }, executor: held, identity, logger: silent });
  running.push(runner);
  return {
    ...runner,
    /** Resolves once it has carried out the fact at a position. */
    async past(position: Place["position"]): Promise<void> {
      if (last >= position) return;
      const { give, given } = signal();
      waiting.push({ position, give });
      await given;
    },
  };
}

let nth = 0;
const how = () => ({ actor: office, commandId: `command-${nth++}` });

/** The position of the last fact of a command, once it is given. */
async function done(outcome: Promise<Outcome>): Promise<Place["position"]> {
  const given = await outcome;
  expect(given).toMatchObject({ outcome: "done" });
  return ("position" in given && given.position) || expect.fail("nothing was stored");
}

/** A plan of one task of one unit, with one item, that sets a reporting day, with its tasks opened. */
async function begin(): Promise<void> {
  const unit = { regionId: region, unitId: financeBureau, name: "区财政局", validFrom: "2021-01-01" };
  await commands.run(roster, "registerUnit", region, unit, how());
  const source = { regionId: region, sourceSha256 };
  const items = [
    { no: "1", text: "公开预算", children: [], deadlines: [{ text: "2021年10月底前", date: "2021-10-31" }] },
  ];
  const tasks = [row({ units: [named("区财政局")], items })];
  await commands.run(plan, "importPlan", planId, source, {
    ...how(),
    given: () => notice({ draft: draft({ tasks }) }),
  });
  const known = async () => ({ roster: (await commands.load(roster, region)).state });
  await commands.run(plan, "confirmPlan", planId, {}, { ...how(), given: known });
  const settings = { ...defaultSettings, reportingOn: "2022-01-05" };
  const issued = await done(commands.run(plan, "issuePlan", planId, { settings }, { ...how(), given: known }));
  const opening = start();
  await opening.past(issued);
  await opening.stop();
}

const close = () => done(commands.run(plan, "closePlan", planId, { reason: words("年度结束") }, how()));
const reopen = () =>
  done(commands.run(plan, "reopenPlan", planId, { reason: words("继续"), authority: words("纪要") }, how()));

/** Whether the task, and the report that its unit owes, are over. */
async function areOver(): Promise<readonly [task: boolean, report: boolean]> {
  const { state: of } = await commands.load(task, taskId);
  const { state: report } = await commands.load(completion, completionId);
  return [of.closed, report.ended !== null];
}

/** The types of the plan's facts since it was closed first. */
async function factsOfPlan(): Promise<DomainFact["type"][]> {
  const types: DomainFact["type"][] = [];
  for await (const { fact } of log.read(`plan-${planId}`)) types.push(fact.type);
  return types.slice(types.indexOf("PlanClosed"));
}

test("closed and reopened while one runner stands still before it closes the tasks: they are open", async () => {
  await begin();
  const [first, second] = [stopAt("closeTask"), stopAt("noteTasksClosed")];
  const late = start(first, second);
  await close();
  await first.reached.given;
  const reopened = await reopen();
  await start().past(reopened);
  expect(await areOver()).toEqual([false, false]);
  first.released.give();
  await second.reached.given;
  // As if it had ended here: nobody comes back to what it did late.
  expect(await areOver()).toEqual([false, false]);
  second.released.give();
  await late.past(reopened);
  expect(await areOver()).toEqual([false, false]);
});

test("reopened and closed again while one runner stands still before it reopens the tasks: they are closed", async () => {
  await begin();
  const before = start();
  await before.past(await close());
  await before.stop();
  const [first, second] = [stopAt("reopenTask"), stopAt("noteTasksReopened")];
  const late = start(first, second);
  await reopen();
  await first.reached.given;
  const closed = await close();
  await start().past(closed);
  expect(await areOver()).toEqual([true, true]);
  first.released.give();
  await second.reached.given;
  expect(await areOver()).toEqual([true, true]);
  second.released.give();
  await late.past(closed);
  expect(await areOver()).toEqual([true, true]);
});

test("reopened and closed again while one runner stands still before reports are owed again: they are ended", async () => {
  await begin();
  const before = start();
  await before.past(await close());
  await before.stop();
  const [first, second] = [stopAt("oweCompletionReport"), stopAt("endCompletionReport")];
  start(first, second);
  await reopen();
  await first.reached.given;
  const closed = await close();
  await start().past(closed);
  first.released.give();
  await second.reached.given;
  expect(await areOver()).toEqual([true, true]);
});

test("closed, reopened and closed again while one runner stands still in the first closing: each is noted once", async () => {
  await begin();
  const first = stopAt("closeTask");
  const late = start(first);
  await close();
  await first.reached.given;
  const other = start();
  await other.past(await reopen());
  await other.stop();
  const closed = await close();
  first.released.give();
  await late.past(closed);
  expect(await areOver()).toEqual([true, true]);
  const noted = (await factsOfPlan()).filter((type) => type.startsWith("Tasks"));
  expect(noted).toEqual(["TasksClosed", "TasksReopened", "TasksClosed"]);
});

test("closed, reopened and closed again before any runner follows: each is carried out in turn", async () => {
  await begin();
  await close();
  await reopen();
  const closed = await close();
  const [one, two] = [start(), start()];
  await Promise.all([one.past(closed), two.past(closed)]);
  expect(await areOver()).toEqual([true, true]);
  expect(await factsOfPlan()).toEqual([
    ...["PlanClosed", "PlanReopened", "PlanClosed"],
    ...["TasksClosed", "TasksReopened", "TasksClosed"],
  ]);
});

/** Urges the unit for its report, and gives what became of that. */
const urge = (whyAgain: string | null = null) =>
  commands.run(
    completion,
    "urgeReporting",
    completionId,
    {
      unitId: financeBureau,
      text: words("请报送"),
      answerBy: null,
      whyAgain: whyAgain === null ? null : words(whyAgain),
    },
    { ...how(), given: planNow({ executor: commands }) },
  );

/** The unit asks to report later. */
const askForTime = () =>
  commands.run(
    completion,
    "requestReportingExtension",
    completionId,
    { unitId: financeBureau, dueOn: "2022-01-12", reason: words("数据未汇总"), evidence: [] },
    { ...how(), actor: of(financeBureau), given: planNow({ executor: commands }) },
  );

/** The facts about urgings and requests in the stream of the report, in short. */
async function asked(): Promise<string[]> {
  const told: string[] = [];
  for await (const { fact } of log.read(`completion-${completionId}`))
    if (fact.type.startsWith("ReportingUrg") || fact.type.startsWith("ReportingExtension")) told.push(fact.type);
  return told;
}

test("what is asked of a plan that was closed and reopened before any runner followed stands", async () => {
  await begin();
  await done(urge());
  await close();
  const reopened = await reopen();
  await done(urge("仍未报送"));
  await done(askForTime());
  await start().past(reopened);
  expect(await areOver()).toEqual([false, false]);
  const { state } = await commands.load(completion, completionId);
  expect(state.urgings.map(({ lapsed }) => lapsed)).toEqual([null, null]);
  expect(state.extension).toMatchObject({ state: "pending" });
  // Only the first one ended with the plan, and came back with it.
  expect(await asked()).toEqual([
    ...["ReportingUrged", "ReportingUrged", "ReportingExtensionRequested"],
    ...["ReportingUrgingsLapsed", "ReportingUrgingsResumed"],
  ]);
});

test("so it does where it is asked while a runner that has looked everything up stands still in the closing", async () => {
  await begin();
  const ending = stopAt("endCompletionReport");
  const late = start(ending);
  await close();
  await ending.reached.given;
  const reopened = await reopen();
  await done(urge());
  await done(askForTime());
  ending.released.give();
  await late.past(reopened);
  expect(await areOver()).toEqual([false, false]);
  expect(await asked()).toEqual(["ReportingUrged", "ReportingExtensionRequested"]);
});

test("a later closing ends what was asked since the plan was reopened", async () => {
  await begin();
  await close();
  await reopen();
  await done(urge());
  await done(askForTime());
  const closed = await close();
  await start().past(closed);
  expect(await areOver()).toEqual([true, true]);
  expect((await asked()).slice(2).toSorted()).toEqual(["ReportingExtensionLapsed", "ReportingUrgingsLapsed"]);
});

test("nothing is asked of a plan that is closed, also before any runner follows", async () => {
  await begin();
  await close();
  for (const outcome of [urge(), askForTime()]) expect(await outcome).toMatchObject({ rejected: "PLAN_CLOSED" });
});

const clerk = of(financeBureau);

/** The unit asks for more time on its part, or on an item of it. */
const askForMoreTime = (itemId?: string) =>
  commands.run(
    task,
    "requestExtension",
    taskId,
    {
      unitId: financeBureau,
      ...(itemId && { itemId }),
      dueOn: "2022-01-12",
      reason: words("系统未上线"),
      evidence: [],
    },
    { ...how(), actor: clerk, given: planNow({ executor: commands }) },
  );

/** The unit says that its part is not its own. */
const dispute = () =>
  commands.run(
    task,
    "disputeAssignment",
    taskId,
    { unitId: financeBureau, reason: words("职责已划出"), suggestedUnitId: null },
    {
      ...{ ...how(), actor: clerk },
      given: async (state) => ({
        ...(await commands.load(roster, region)).state,
        ...(await planNow({ executor: commands })(state)),
      }),
    },
  );

/** How what the unit asked in the task stands: about its part, about the item, and the dispute. */
async function standing() {
  const { state } = await commands.load(task, taskId);
  const part = state.assignments[financeBureau] ?? expect.fail("the unit has no part");
  const { extension, items, dispute } = part;
  return [part.state, extension?.state, items["p1"]?.extension?.state, dispute?.state];
}

/** The unit asks all that it can ask in a task. */
async function askInTask(): Promise<void> {
  await done(askForMoreTime());
  await done(askForMoreTime("p1"));
  await done(dispute());
}

test("what a unit asks in a task whose plan was closed and reopened before any runner followed stands", async () => {
  await begin();
  await close();
  const reopened = await reopen();
  await askInTask();
  await start().past(reopened);
  expect(await areOver()).toEqual([false, false]);
  expect(await standing()).toEqual(["assigned", "pending", "pending", "pending"]);
});

test("so it does after two closings, and where it is asked while a runner stands still in the second", async () => {
  await begin();
  await close();
  const first = await reopen();
  const before = start();
  await before.past(first);
  await before.stop();
  const closing = stopAt("closeTask");
  const late = start(closing);
  await close();
  await closing.reached.given;
  const reopened = await reopen();
  await askInTask();
  closing.released.give();
  await late.past(reopened);
  expect(await standing()).toEqual(["assigned", "pending", "pending", "pending"]);
});

test("closed and reopened twice before any runner followed: what was asked in between ends, what was asked since stands", async () => {
  await begin();
  await close();
  await reopen();
  await done(askForMoreTime());
  await close();
  const reopened = await reopen();
  await done(askForMoreTime("p1"));
  await done(dispute());
  await start().past(reopened);
  expect(await areOver()).toEqual([false, false]);
  expect(await standing()).toEqual(["assigned", "lapsed", "pending", "pending"]);
});

test("a later closing ends what was asked in a task since the plan was reopened", async () => {
  await begin();
  await close();
  await reopen();
  await askInTask();
  const closed = await close();
  await start().past(closed);
  expect(await areOver()).toEqual([true, true]);
  expect(await standing()).toEqual(["dropped", "lapsed", "lapsed", "lapsed"]);
});

test("nothing is asked in a task whose plan is closed, also before any runner follows", async () => {
  await begin();
  await close();
  for (const outcome of [askForMoreTime(), askForMoreTime("p1"), dispute()])
    expect(await outcome).toMatchObject({ rejected: "PLAN_CLOSED" });
});

test("a claim of the unit and an urging of it, made of the plan that is open again, stand as well", async () => {
  await begin();
  await close();
  const reopened = await reopen();
  const page = { title: "区政府网站", path: ["首页", "公告"] };
  const claim = {
    ...{ unitId: financeBureau, completedOn: "2021-06-30", done: words("已公开"), evidence: [page] },
    waived: [{ itemId: "p1", reason: words("并入下年") }],
  };
  await done(commands.run(task, "claimCompletion", taskId, claim, { ...how(), actor: clerk }));
  const asked = { unitIds: [financeBureau], text: words("请说明"), answerBy: null, whyAgain: null };
  const known = async () => (await commands.load(roster, region)).state;
  await done(commands.run(task, "urge", taskId, asked, { ...how(), given: known }));
  await start().past(reopened);
  expect(await standing()).toEqual(["claimed", undefined, undefined, undefined]);
  const { state } = await commands.load(task, taskId);
  const part = state.assignments[financeBureau] ?? expect.fail("the unit has no part");
  expect(urgingStateOf(state, part, 1)).toBe("open");
});
