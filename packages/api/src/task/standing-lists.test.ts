// Lists of tasks and assignments by a filter: what is picked, what it says, for whom, as of when, and what is refused.
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyPage } from "../../testing/pages.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-01");
let serving: Serving;
let region: TestRegion;
let planId: string;
let otherPlanId: string;
let unitId: string;
let first: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
  ] as const;
  const plan = await region.issue("任务分解表", [
    { text: "公开 ＰＤＦ 版预算", due: "2021-06-30", units },
    { text: "公开决算", due: "2021-07-31", units },
    { text: "公开统计数据", units: [["区统计局", "responsible"]] },
  ]);
  planId = plan.planId;
  first = plan.taskIds[0] ?? "";
  unitId = region.unitId("区财政局");
  const other = await region.issue("减负清单", [{ text: "清理报表", units: [["区财政局", "responsible"]] }]);
  otherPlanId = other.planId;
  ledger.clock.setDay("2021-07-10");
  await region.report("区财政局", first, "已公开");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

async function ask(document: string, variables: object = {}, as = region.office) {
  const { data, errors } = await serving.ask(document, { planId, unitId, ...variables }, as);
  return errors?.[0]?.extensions["code"] ?? data;
}

const fields = "state lamp { lamp on } task { row { row } }";

function assignments(where: string, moment = "", node = fields, as = region.office) {
  const said = where.replace("$planId", JSON.stringify(planId)).replace("$unitId", JSON.stringify(unitId));
  return ask(
    `{ assignments(where: { ${said} } ${moment}) { totalCount edges { node { unit { id } ${node} } } } }`,
    {},
    as,
  );
}

test("the assignments of a unit in a plan, with their lamps and tasks", async () => {
  const lit = (lamp: string) => ({ lamp, on: "2021-07-10" });
  expect(await assignments("planId: $planId, unitId: $unitId")).toEqual({
    assignments: {
      totalCount: 2,
      edges: [
        { node: { unit: { id: unitId }, state: "ACCEPTED", lamp: lit("OVERDUE"), task: { row: { row: 1 } } } },
        { node: { unit: { id: unitId }, state: "ASSIGNED", lamp: lit("AHEAD"), task: { row: { row: 2 } } } },
      ],
    },
  });
});

test("over all plans those of one unit, and what waits behind a day", async () => {
  const { assignments: all } = Object(await assignments("unitId: $unitId"));
  expect(all.totalCount).toBe(3);
  const { assignments: past } = Object(await assignments("unitId: $unitId", ', on: "2021-06-29"'));
  expect(past.edges.map(({ node }: { node: { state: string } }) => node.state)).toEqual(Array(3).fill("ASSIGNED"));
  const { assignments: ahead } = Object(await assignments("unitId: $unitId, lamps: [OVERDUE]", ', on: "2021-08-01"'));
  expect(ahead.totalCount).toBe(2);
});

test.each([
  ['text: "pdf版"', [1]],
  ['text: "公开"', [1, 2, 3]],
  ['text: "不存在"', []],
  ['due: { to: "2021-06-30" }', [1]],
  ["relations: [LEAD]", [1, 2]],
  ["lamps: [OVERDUE]", [1]],
  ["states: [ACCEPTED]", [1]],
  ['section: "一"', [1, 2, 3]],
  ['section: "二"', []],
  ["section: null", []],
  ["subsection: null", [1, 2, 3]],
])("tasks where %s", async (where, rows) => {
  const asked = `query ($planId: ID) { tasks(planId: $planId, where: { ${where} }) { totalCount edges { node { row { row } } } } }`;
  const { tasks } = Object(await ask(asked));
  expect(tasks.edges.map(({ node }: { node: { row: { row: number } } }) => node.row.row)).toEqual(rows);
  expect(tasks.totalCount).toBe(rows.length);
});

test("pages from either end are the whole list", async () => {
  const of = { field: "assignments", args: `where: { planId: "${planId}" }`, node: "id unit { id }" };
  const all = await everyPage(serving, of, region.office);
  expect(all).toHaveLength(5);
  expect(new Set(all.map(({ id }) => id)).size).toBe(5);
  expect(await everyPage(serving, of, region.office, 2)).toEqual(all);
  const answer = await ask(
    "query ($planId: ID) { assignments(where: { planId: $planId }, last: 2) { edges { node { id } } } }",
  );
  expect(Object(answer).assignments.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(
    all.slice(-2).map(({ id }) => id),
  );
});

test("a task on a past day, and its plan's tasks, are of that day", async () => {
  const asked = `query ($id: ID!, $planId: ID) {
    task(id: $id, on: "2021-06-29") { lamp { lamp on } assignments { state lamp { lamp } } }
    tasks(planId: $planId, on: "2021-06-29", last: 2) { totalCount edges { node { row { row } lamp { on } } } }
    before: tasks(planId: $planId, asOf: { day: "2021-05-31" }) { totalCount }
  }`;
  const answer = await ask(asked, { id: first });
  const parts = [
    { state: "ASSIGNED", lamp: { lamp: "DUE_SOON" } },
    { state: "ASSIGNED", lamp: { lamp: "DUE_SOON" } },
  ];
  expect(answer).toMatchObject({
    task: { lamp: { lamp: "DUE_SOON", on: "2021-06-29" }, assignments: parts },
    tasks: {
      totalCount: 3,
      edges: [{ node: { row: { row: 2 }, lamp: { on: "2021-06-29" } } }, { node: { row: { row: 3 } } }],
    },
    before: { totalCount: 0 },
  });
});

test("the tasks beside a task are those of its plan by row, now and as of a moment", async () => {
  const asked = `query ($id: ID!, $asOf: AsOf) {
    task(id: $id, asOf: $asOf) { previous { row { row } lamp { on } } next { id row { row } next { id row { row } next { id } } } }
  }`;
  const beside = async (id: string, asOf: object | null = null) => Object(await ask(asked, { id, asOf })).task;
  const walked = { previous: null, next: { row: { row: 2 }, next: { row: { row: 3 }, next: null } } };
  expect(await beside(first)).toMatchObject(walked);
  expect(await beside(first, { day: "2021-06-29" })).toMatchObject(walked);
  const { id: second, next: third } = (await beside(first)).next;
  expect(await beside(third.id)).toEqual({ previous: { row: { row: 2 }, lamp: { on: "2021-07-10" } }, next: null });
  const then = { previous: { row: { row: 2 }, lamp: { on: "2021-06-29" } }, next: null };
  expect(await beside(third.id, { day: "2021-06-29" })).toEqual(then);
  // At the moment in which the second was opened the third was not there yet.
  const opened = Object(
    await ask("query ($id: ID!) { history(of: { taskId: $id }, first: 1) { edges { node { position } } } }", {
      id: second,
    }),
  );
  const { position } = opened.history.edges[0].node;
  expect(await beside(second, { position })).toEqual({
    previous: { row: { row: 1 }, lamp: { on: "2021-06-01" } },
    next: null,
  });
});

test("what is out of sight is not there, and of another unit's part only the state", async () => {
  const stranger = testRegion(ledger, "500155");
  expect(await assignments("planId: $planId", "", "state", stranger.office)).toEqual({
    assignments: { totalCount: 0, edges: [] },
  });
  expect(await assignments("unitId: $unitId", "", "state", stranger.office)).toEqual({
    assignments: { totalCount: 0, edges: [] },
  });
  const other = region.bearer("unit", "区统计局");
  const seen = Object(
    await assignments('planId: $planId, unitId: $unitId, text: "预算"', "", "state sight reportCount", other),
  );
  expect(seen.assignments.edges).toEqual([
    { node: { unit: { id: unitId }, state: "ACCEPTED", sight: "STATE", reportCount: null } },
  ]);
});

test.each([
  "{ assignments(where: {}) { totalCount } }",
  'query ($unitId: ID) { assignments(where: { unitId: $unitId, section: "一" }) { totalCount } }',
  "query ($unitId: ID) { tasks(where: { unitId: $unitId, section: null }) { totalCount } }",
  "{ tasks { totalCount } }",
  'query ($planId: ID) { tasks(planId: $planId, on: "2021-06-29", asOf: { day: "2021-06-29" }) { totalCount } }',
])("refused: %s", async (document) => {
  expect(await ask(document)).toBe("BAD_USER_INPUT");
});

test("a plan is named once", async () => {
  const asked = `query ($planId: ID, $other: ID) { tasks(planId: $planId, where: { planId: $other }) { totalCount } }`;
  expect(await ask(asked, { other: planId })).toEqual({ tasks: { totalCount: 3 } });
  expect(await ask(asked, { other: otherPlanId })).toBe("BAD_USER_INPUT");
});
