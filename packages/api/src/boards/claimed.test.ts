// What is claimed and waits to be checked is overdue nowhere; returned, it is overdue again: on boards, lists, counts and trends.
import { task } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-01");
let serving: Serving;
let region: TestRegion;
let planId: string;
let unitId: string;

// Due on 30 June; claimed on 29 June by one unit, and of the second task by one of two; returned on 5 July; today is 10 July.
beforeAll(async () => {
  region = testRegion(ledger);
  const alone = ["区财政局", "responsible"] as const;
  const plan = await region.issue("任务分解表", [
    { text: "公开预算", due: "2021-06-30", units: [alone] },
    { text: "公开决算", due: "2021-06-30", units: [alone, ["区教育局", "responsible"]] },
  ]);
  planId = plan.planId;
  unitId = region.unitId("区财政局");
  const [first = "", second = ""] = plan.taskIds;
  ledger.clock.setDay("2021-06-29");
  await region.claim("区财政局", first, "全部公开");
  await region.claim("区财政局", second, "全部公开");
  ledger.clock.setDay("2021-07-05");
  await region.give(region.office, task, "returnCompletion", first, { unitId, reason: { text: "缺佐证" } });
  ledger.clock.setDay("2021-07-10");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

async function ask(document: string) {
  const { data, errors } = await serving.ask(
    `query ($planId: ID!, $unitId: ID!) { ${document} }`,
    { planId, unitId },
    region.bearer("office"),
  );
  expect(errors).toBeUndefined();
  return Object(data);
}

const byLamp = "byLamp { overdue dueSoon claimed }";

test.each([
  ["2021-06-29", { tasks: [0, 1, 1], own: [0, 0, 2], board: ["CLAIMED", "DUE_SOON"] }],
  ["2021-07-04", { tasks: [1, 0, 1], own: [0, 0, 2], board: ["CLAIMED", "OVERDUE"] }],
  ["2021-07-05", { tasks: [2, 0, 0], own: [1, 0, 1], board: ["OVERDUE", "OVERDUE"] }],
  ["2021-07-10", { tasks: [2, 0, 0], own: [1, 0, 1], board: ["OVERDUE", "OVERDUE"] }],
])("on %s every count is what is still to do", async (day, { tasks, own, board }) => {
  const on = `on: "${day}"`;
  const lists = ["OVERDUE", "DUE_SOON", "CLAIMED"].flatMap((lamp) => [
    `t${lamp}: tasks(where: { planId: $planId, lamps: [${lamp}] }, ${on}) { totalCount }`,
    `a${lamp}: assignments(where: { planId: $planId, unitId: $unitId, lamps: [${lamp}] }, ${on}) { totalCount }`,
    `l${lamp}: unitLedger(unitId: $unitId, where: { lamps: [${lamp}] }, ${on}) { totalCount }`,
  ]);
  const found = await ask(`
    planBoard(planId: $planId, ${on}) { lampRule counts { ${byLamp} } units { unit { id } ${byLamp} } }
    unitCounts(unitId: $unitId, ${on}) { calls { overdue dueSoon } ${byLamp} }
    tasks(where: { planId: $planId }, ${on}) { edges { node { lamp { lamp } assignments { unit { id } lamp { lamp } } } } }
    deadlineBoard(${on}) { edges { node { lamp { lamp rule } openUnits { id } claimedUnits { id } } } }
    planTrend(planId: $planId, from: "${day}", to: "${day}", every: DAY) { overdue counts { ${byLamp} } }
    ${lists.join("\n")}`);
  const numbers = (of: Record<string, number>) => [of["overdue"], of["dueSoon"], of["claimed"]];
  const counted = (list: string) =>
    ["OVERDUE", "DUE_SOON", "CLAIMED"].map((lamp) => found[`${list}${lamp}`].totalCount);
  expect(numbers(found.planBoard.counts.byLamp)).toEqual(tasks);
  expect(counted("t")).toEqual(tasks);
  expect(numbers(found.planTrend[0].counts.byLamp)).toEqual(tasks);
  expect(found.planTrend[0].overdue).toBe(tasks[0]);
  const share = found.planBoard.units.find(({ unit }: { unit: { id: string } }) => unit.id === unitId);
  expect(numbers(share.byLamp)).toEqual(own);
  expect(counted("a")).toEqual(own);
  expect(counted("l")).toEqual(own);
  expect(numbers(found.unitCounts.byLamp)).toEqual(own);
  expect(found.unitCounts.calls).toEqual({ overdue: own[0], dueSoon: own[1] });
  const rule = "due-day/5";
  const shown = found.deadlineBoard.edges.map(({ node }: { node: { lamp: object } }) => node.lamp);
  expect([found.planBoard.lampRule, shown]).toEqual([rule, board.map((lamp) => ({ lamp, rule }))]);
  const [, second] = found.deadlineBoard.edges;
  expect([second.node.openUnits.length, second.node.claimedUnits]).toEqual([2, [{ id: unitId }]]);
  const lit = found.tasks.edges.map(({ node }: { node: { lamp: { lamp: string } } }) => node.lamp.lamp);
  expect(lit).toEqual(board);
});

test("asked for one unit, an entry that others share has the lamp of that unit", async () => {
  const on = "2021-07-10";
  const lamps = async (whose: string) => {
    const asked = `{ deadlineBoard(${whose} on: "${on}") { edges { node { lamp { lamp } } } } }`;
    const { data, errors } = await serving.ask(asked, {}, region.bearer("office"));
    expect(errors).toBeUndefined();
    return Object(data).deadlineBoard.edges.map(({ node }: { node: { lamp: { lamp: string } } }) => node.lamp.lamp);
  };
  const other = region.unitId("区教育局");
  expect(await lamps("")).toEqual(["OVERDUE", "OVERDUE"]);
  // What it claimed waits to be checked, whatever the other unit of the task owes.
  expect(await lamps(`unitId: "${unitId}",`)).toEqual(["OVERDUE", "CLAIMED"]);
  expect((await lamps(`unitId: "${other}",`)).at(-1)).toBe("OVERDUE");
});
