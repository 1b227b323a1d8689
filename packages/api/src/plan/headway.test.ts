// What the system does on a plan by itself: how far it is, and what waits where it was refused.
import { plan } from "@taizhang/domain";
import { everything } from "@taizhang/log/testing/shell";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [["区财政局", "responsible"]] as const;
  ({
    planId,
    taskIds: [taskId = ""],
  } = await region.issue("任务分解表", [
    { text: "公开预算", units },
    { text: "公开决算", units },
  ]));
  await region.close(planId);
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const office = () => region.bearer("office");
const positionOf = async (type: string) => {
  const found = (await everything(ledger.log)).findLast(({ fact }) => fact.type === type);
  return found?.position.toString() ?? expect.fail(`no ${type}`);
};

/** Where the work on the plan was, right after the last event of a type. */
async function after(type: string) {
  const asked = `query ($id: ID!, $position: Position!) {
    plan(id: $id, asOf: { position: $position }) { opening { done of } closing { done of } }
  }`;
  const { data } = await serving.ask(asked, { id: planId, position: await positionOf(type) }, office());
  return data;
}

test("the plan tells how many tasks are open, and closed, until all are", async () => {
  expect(await after("PlanConfirmed")).toEqual({ plan: { opening: null, closing: null } });
  expect(await after("PlanIssued")).toEqual({ plan: { opening: { done: 0, of: 2 }, closing: null } });
  expect(await after("TaskOpened")).toEqual({ plan: { opening: { done: 2, of: 2 }, closing: null } });
  expect(await after("TasksOpened")).toEqual({ plan: { opening: null, closing: null } });
  expect(await after("PlanClosed")).toEqual({ plan: { opening: null, closing: { done: 0, of: 2 } } });
  expect(await after("TaskClosed")).toEqual({ plan: { opening: null, closing: { done: 2, of: 2 } } });
  expect(await after("TasksClosed")).toEqual({ plan: { opening: null, closing: null } });
});

test("a parked plan says what was refused and why, counts for the operator, and goes on when it is resumed", async () => {
  const refused = {
    revision: 0,
    policy: "open-tasks",
    action: "assignUnits",
    title: { zh: "分工", en: "Assign units" },
    targetId: taskId,
    code: "UNIT_NOT_FOUND",
    detail: "区统计局",
  };
  const { executor, clock } = ledger;
  const policy = { subjectId: "policy:open-tasks", regionId: region.regionId, unitId: null, onBehalfOf: null };
  const actor = { ...policy, roles: ["policy" as const], at: clock.now() };
  await executor.run(plan, "parkPlan", planId, refused, { actor, commandId: "policy:test/parkPlan" });

  const asked = `query ($id: ID!, $atLeast: Position) { plan(id: $id, atLeast: $atLeast) {
    parked { policy title { zh } targetId target { __typename ... on Task { row { text } } } code reason { zh en } parkedAt }
  } }`;
  const position = await positionOf("PlanParked");
  const { data } = await serving.ask(asked, { id: planId, atLeast: position }, office());
  expect(data).toEqual({
    plan: {
      parked: {
        policy: "open-tasks",
        title: { zh: "分工" },
        targetId: taskId,
        target: { __typename: "Task", row: { text: "公开预算" } },
        code: "UNIT_NOT_FOUND",
        reason: {
          zh: "名录中没有这个单位。（区统计局）",
          en: "The roster has no such unit. (区统计局)",
        },
        parkedAt: clock.now(),
      },
    },
  });
  const parkedPlans = async () => /^taizhang_plans_parked (.*)$/m.exec(await metrics())?.[1];
  const metrics = async () => (await serving.send("/metrics", {}, null)).text();
  expect(await parkedPlans()).toBe("1");

  const resume = `mutation ($input: ResumePlanInput!) { resumePlan(input: $input) {
    receipt { outcome } plan { parked { code } }
  } }`;
  const resumed = await serving.ask(resume, { input: { planId, commandId: "resume-1" } }, office());
  expect(resumed.data).toEqual({ resumePlan: { receipt: { outcome: "DONE" }, plan: { parked: null } } });
  expect(await parkedPlans()).toBe("0");
});
