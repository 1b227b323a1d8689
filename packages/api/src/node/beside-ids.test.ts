// What ids name stands beside them, as of the moment of the answer; and the counts of a ledger are judged by the day asked for.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger();
const carrier = "区财政局";
let region: TestRegion;
let serving: Serving;
let planId: string;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const row = { text: "公开预算", due: "2021-06-30", units: [[carrier, "responsible"]] as const };
  const issued = await region.issue("任务分解表", [row]);
  planId = issued.planId;
  [taskId = ""] = issued.taskIds;
  ledger.clock.setDay("2021-05-01");
  await region.report(carrier, taskId, "已公开");
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

async function asked(document: string, variables: object = {}): Promise<unknown> {
  const { data, errors } = await serving.ask(document, variables, region.office);
  expect(errors).toBeUndefined();
  return data;
}

test("of lists and boards: the plan and the task, as they were then", async () => {
  const plan = { title: "任务分解表" };
  const task = { id: taskId, assignments: [{ state: "ACCEPTED" }] };
  const document = `query ($p: ID!, $past: AsOf) {
    deadlineBoard { edges { node { plan { title } task { id assignments { state } } } } }
    before: deadlineBoard(asOf: $past) { edges { node { task { assignments { state } } } } }
    reviewQueue { edges { node { plan { title } } } }
    planBoard(planId: $p, asOf: $past) { plan { title status } }
    compare(planId: $p, from: { day: "2021-04-01" }, to: { day: "2021-05-01" }) {
      lines { edges { node { taskId fields { unit { name } } } } } }
  }`;
  expect(await asked(document, { p: planId, past: { day: "2021-04-01" } })).toMatchObject({
    deadlineBoard: { edges: [{ node: { plan, task } }] },
    before: { edges: [{ node: { task: { assignments: [{ state: "ASSIGNED" }] } } }] },
    reviewQueue: { edges: [{ node: { plan } }] },
    planBoard: { plan: { ...plan, status: "ISSUED" } },
    compare: {
      lines: {
        edges: [
          {
            node: {
              taskId,
              fields: expect.arrayContaining([{ unit: { name: carrier } }]),
            },
          },
        ],
      },
    },
  });
});

test("a ledger's counts and a plan's tasks are judged by the day asked for", async () => {
  const document = `query ($unitId: ID!, $p: ID!, $on: Day) {
    unitCounts(unitId: $unitId, on: $on) { on byLamp { ahead overdue } byState { assigned accepted } }
    plan(id: $p) { tasks(on: $on) { edges { node { lamp { lamp on } } } } }
  }`;
  const on = (day: string) => asked(document, { unitId: region.unitId(carrier), p: planId, on: day });
  const shown = (day: string, lamp: "ahead" | "overdue", state: "assigned" | "accepted") => ({
    unitCounts: {
      on: day,
      byLamp: { ahead: 0, overdue: 0, [lamp]: 1 },
      byState: { assigned: 0, accepted: 0, [state]: 1 },
    },
    plan: { tasks: { edges: [{ node: { lamp: { lamp: lamp.toUpperCase(), on: day } } }] } },
  });
  expect(await on("2021-04-01")).toEqual(shown("2021-04-01", "ahead", "assigned"));
  expect(await on("2021-05-01")).toEqual(shown("2021-05-01", "ahead", "accepted"));
  expect(await on("2021-07-01")).toEqual(shown("2021-07-01", "overdue", "accepted"));
  const twice = `{ unitCounts(unitId: "${region.unitId(carrier)}", on: "2021-04-01", asOf: { day: "2021-04-01" }) { on } }`;
  expect((await serving.ask(twice, {}, region.office)).errors).toMatchObject([{ extensions: { field: "on" } }]);
});

test("names of units are reached from the plans, with aliases all the way, within the limits", async () => {
  const document = `{ all: plans { list: edges { each: node { called: title work: tasks { list: edges { each: node {
    parts: assignments { who: unit { called: name } } } } } } } } }`;
  const parts = [{ who: { called: carrier } }];
  expect(await asked(document)).toEqual({
    all: { list: [{ each: { called: "任务分解表", work: { list: [{ each: { parts } }] } } }] },
  });
});
