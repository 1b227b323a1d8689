// What units owe a plan that sets a reporting day, as the policy runner sees to it: from the issue, or from a unit's first part,
// until the plan is closed; also across a parking of the plan.
import {
  completion,
  completionIdOf,
  defaultSettings,
  plan,
  planIdOf,
  reject,
  roster,
  task,
  taskIdOf,
} from "@taizhang/domain";
import { draft, named, notice, row, sourceSha256, words } from "@taizhang/domain/testing/facts";
import { developmentBureau, educationBureau, financeBureau, office, region } from "@taizhang/domain/testing/people";
import type { Running } from "@taizhang/process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyLog, everything, identity, processOn } from "../../testing/shell.ts";
import type { EventLog } from "../event-log.ts";
import type { Executor } from "../write/executor.ts";
import { startPolicyRunner } from "./policy-runner.ts";

const silent = { info() {}, warn() {}, error() {} };
const planId = planIdOf(identity, region, sourceSha256);
const taskIds = [1, 2].map((each) => taskIdOf(identity, planId, each));

let log: EventLog;
let commands: Executor;
let running: Running[];
beforeEach(() => {
  log = emptyLog();
  commands = processOn(log);
  running = [];
});
afterEach(() => Promise.all(running.map((runner) => runner.stop())));

function start(executor = commands): Running {
  const runner = startPolicyRunner({ log, executor, identity, logger: silent });
  running.push(runner);
  return runner;
}

let nth = 0;
const how = () => ({ actor: office, commandId: `command-${nth++}` });
const known = async () => ({ roster: (await commands.load(roster, region)).state });
const names = { 区财政局: financeBureau, 区发改局: developmentBureau, 区教育局: educationBureau };

/** A plan of two tasks, both of 区财政局, one of 区发改局 as well. */
async function issue(reportingOn: string | null) {
  for (const [name, unitId] of Object.entries(names))
    await commands.run(
      roster,
      "registerUnit",
      region,
      { regionId: region, unitId, name, validFrom: "2021-01-01" },
      how(),
    );
  const tasks = [
    row({ row: 1, units: [named("区财政局")] }),
    row({ row: 2, units: [named("区发改局", "lead"), named("区财政局")] }),
  ];
  const given = () => notice({ draft: draft({ tasks }) });
  await commands.run(plan, "importPlan", planId, { regionId: region, sourceSha256 }, { ...how(), given });
  await commands.run(plan, "confirmPlan", planId, {}, { ...how(), given: known });
  const settings = { ...defaultSettings, reportingOn };
  expect(await commands.run(plan, "issuePlan", planId, { settings }, { ...how(), given: known })).toMatchObject({
    outcome: "done",
  });
}

/** Gives a unit a part in the first task, once the plan's tasks are open. */
const assign = async (unitId: string) => {
  await expect.poll(async () => (await commands.load(plan, planId)).state.tasksOpened).toBe(true);
  const part = { unitId, relations: ["responsible" as const], via: null, inheritedFromRow: null };
  const command = { assignments: [part], groups: [], external: [] };
  const given = async () => (await known()).roster;
  const outcome = await commands.run(task, "assignUnits", taskIds[0] ?? "", command, { ...how(), given });
  expect(outcome).toMatchObject({ outcome: "done" });
};
const correct = (reportingOn: string | null) =>
  commands.run(
    plan,
    "correctIssue",
    planId,
    { settings: { reportingOn }, reason: words("更正报送日期") },
    { ...how(), given: known },
  );
const close = () => commands.run(plan, "closePlan", planId, { reason: words("年度结束") }, how());
const resume = () => commands.run(plan, "resumePlan", planId, {}, how());

/** By unit: the day by which it reports, and `ended` behind it once the plan has ended that; null where it owes nothing. */
async function owed() {
  const found = Object.entries(names).map(async ([name, unitId]) => {
    const { state } = await commands.load(completion, completionIdOf(identity, planId, unitId));
    return [name, state.about && `${state.dueOn}${state.ended === null ? "" : " ended"}`] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}
const becomes = (expected: object) => expect.poll(owed, { timeout: 5000 }).toEqual(expected);
const isParked = () =>
  expect
    .poll(async () => (await everything(log)).filter(({ fact }) => fact.type === "PlanParked").length, {
      timeout: 5000,
    })
    .toBe(1);

const none = { 区财政局: null, 区发改局: null, 区教育局: null };

test("every unit of the plan owes a report, one that comes later too; the day moves with the plan and ends with it", async () => {
  start();
  await issue("2022-01-05");
  await becomes({ ...none, 区财政局: "2022-01-05", 区发改局: "2022-01-05" });
  await assign(educationBureau);
  await becomes({ 区财政局: "2022-01-05", 区发改局: "2022-01-05", 区教育局: "2022-01-05" });
  await correct("2021-12-31");
  await becomes({ 区财政局: "2021-12-31", 区发改局: "2021-12-31", 区教育局: "2021-12-31" });
  await close();
  await becomes({ 区财政局: "2021-12-31 ended", 区发改局: "2021-12-31 ended", 区教育局: "2021-12-31 ended" });
});

test("reopened, the plan is owed again what ended with it; a unit to which a part is handed over owes a report too", async () => {
  start();
  await issue("2022-01-05");
  await becomes({ ...none, 区财政局: "2022-01-05", 区发改局: "2022-01-05" });
  const command = { unitId: financeBureau, toUnitId: educationBureau, reason: words("职能划转") };
  await expect.poll(async () => (await commands.load(plan, planId)).state.tasksOpened).toBe(true);
  const given = async () => (await known()).roster;
  await commands.run(task, "reassign", taskIds[0] ?? "", command, { ...how(), given });
  await becomes({ 区财政局: "2022-01-05", 区发改局: "2022-01-05", 区教育局: "2022-01-05" });
  await close();
  await becomes({ 区财政局: "2022-01-05 ended", 区发改局: "2022-01-05 ended", 区教育局: "2022-01-05 ended" });
  await commands.run(plan, "reopenPlan", planId, { reason: words("继续推进"), authority: words("会议纪要") }, how());
  await becomes({ 区财政局: "2022-01-05", 区发改局: "2022-01-05", 区教育局: "2022-01-05" });
});

test("a plan without a reporting day is owed nothing until one is set, and nothing more once it is taken away", async () => {
  start();
  await issue(null);
  await assign(educationBureau);
  await correct("2022-01-05");
  await becomes({ 区财政局: "2022-01-05", 区发改局: "2022-01-05", 区教育局: "2022-01-05" });
  await correct(null);
  await becomes({ 区财政局: "null", 区发改局: "null", 区教育局: "null" });
});

test("two runners at once, and one that goes over everything again, have the effect of one", async () => {
  start();
  start();
  await issue("2022-01-05");
  await assign(educationBureau);
  await becomes({ 区财政局: "2022-01-05", 区发改局: "2022-01-05", 区教育局: "2022-01-05" });
  await Promise.all(running.map((runner) => runner.stop()));
  const due = (await everything(log)).filter(({ fact }) => fact.type === "CompletionReportDue");
  expect(due).toHaveLength(3);
  expect(due.map(({ meta }) => meta.actor.subjectId)).toEqual(due.map(() => "policy:owe-completion-reports"));
  const before = await everything(log);
  const again = startPolicyRunner({
    log: { ...log, checkpoint: async () => null },
    ...{ executor: commands, identity, logger: silent },
  });
  running.push(again);
  await close();
  await becomes({ 区财政局: "2022-01-05 ended", 区发改局: "2022-01-05 ended", 区教育局: "2022-01-05 ended" });
  const types = (await everything(log)).slice(before.length).map(({ fact }) => fact.type);
  expect(types.filter((type) => type === "CompletionReportDue" || type === "ReportingTermsChanged")).toEqual([]);
});

test("a plan issued and assigned while no runner was there is seen to later", async () => {
  await issue("2022-01-05");
  start();
  await becomes({ ...none, 区财政局: "2022-01-05", 区发改局: "2022-01-05" });
});

test("where it fails for a unit that comes later, the plan is parked; resumed, the unit owes its report", async () => {
  let isRefused = false;
  const refusing: Executor = {
    load: commands.load,
    run: async (of, name, ...rest) =>
      isRefused && name === "oweCompletionReport" ? reject("TOO_LARGE_TO_STORE") : commands.run(of, name, ...rest),
  };
  start(refusing);
  await issue("2022-01-05");
  await becomes({ ...none, 区财政局: "2022-01-05", 区发改局: "2022-01-05" });
  isRefused = true;
  await assign(educationBureau);
  await isParked();
  const parked = (await everything(log)).find(({ fact }) => fact.type === "PlanParked");
  expect(parked?.fact.data).toMatchObject({ policy: "owe-completion-reports", code: "TOO_LARGE_TO_STORE" });
  isRefused = false;
  await resume();
  await becomes({ 区财政局: "2022-01-05", 区发改局: "2022-01-05", 区教育局: "2022-01-05" });
  expect((await everything(log)).filter(({ fact }) => fact.type === "PlanParked")).toHaveLength(1);
});

test("a unit that comes while the plan is parked owes its report once the plan is resumed", async () => {
  let isRefused = true;
  const refusing: Executor = {
    load: commands.load,
    run: async (of, name, ...rest) =>
      isRefused && name === "correctTaskIssue" ? reject("UNIT_NOT_FOUND") : commands.run(of, name, ...rest),
  };
  start(refusing);
  await issue("2022-01-05");
  await becomes({ ...none, 区财政局: "2022-01-05", 区发改局: "2022-01-05" });
  await correct("2021-12-31");
  await isParked();
  await assign(educationBureau);
  expect(await owed()).toMatchObject({ 区教育局: null, 区财政局: "2022-01-05" });
  isRefused = false;
  await resume();
  await becomes({ 区财政局: "2021-12-31", 区发改局: "2021-12-31", 区教育局: "2021-12-31" });
});
