// What a group was filled with in other tasks of its plan, for whoever fills it in a further one.
import { memoryViews } from "@taizhang/projections";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { uuid } from "../../testing/uuid.ts";
import { limits } from "../limits/limits.ts";

const ledger = testLedger("2021-06-01");
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskIds: readonly string[];
let groupId: string;
let commands = 0;
/** The indexes of which the server has listed more than a page. */
const looked: string[] = [];

const ask = (document: string, variables: object) => firstField(serving, document, variables, region.office);

async function does(name: string, input: object): Promise<void> {
  commands += 1;
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { rejection { code } receipt { outcome } } }`;
  const given = { input: { commandId: uuid(commands), ...input } };
  expect(await ask(document, given)).toEqual({ rejection: null, receipt: { outcome: "DONE" } });
}

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [["区财政局", "responsible"]] as const;
  const rows = [1, 2, 3, 4].map((at) => ({ text: `任务${at}`, units }));
  ({ planId, taskIds } = await region.issue("任务分解表", rows));
  await region.register("区教育局", "区民政局");
  const views = memoryViews();
  const list: typeof views.list = (of, index, page) => {
    if (page.first > limits.pageSize) looked.push(index);
    return views.list(of, index, page);
  };
  serving = await serve({ ledger, parts: { views: { ...views, list } } });
  await does("defineGroup", {
    regionId: region.regionId,
    name: "有关部门",
    kind: "PREDICATE",
    validFrom: "2021-01-01",
  });
  const { edges } = Object(await ask("{ units(kind: PREDICATE) { edges { node { id } } } }", {}));
  groupId = edges[0].node.id;
  for (const taskId of taskIds) {
    await does("assignUnits", { taskId, assignments: [], groups: [{ groupId, relation: "RESPONSIBLE" }] });
  }
});
afterAll(() => serving.close());

/** The units that are told for a task, with how many tasks and which row. */
async function told(at: number, asOf: object | null = null): Promise<unknown> {
  const asked = `query ($id: ID!, $asOf: AsOf) { task(id: $id, asOf: $asOf) {
    groups { namedElsewhere { taskCount task { row { row } } units { name } } }
  } }`;
  const { groups } = Object(await ask(asked, { id: taskIds[at], asOf }));
  return groups[0].namedElsewhere.map(({ taskCount, task, units }: Record<string, never>) => {
    const names = Object(units).map(({ name }: { name: string }) => name);
    return [taskCount, Object(task).row.row, names.join("、")];
  });
}

test("each set of units is told once, the most frequent first, and none of the task itself or of a moment", async () => {
  expect(await told(3)).toEqual([]);
  const fill = (at: number, ...names: readonly string[]) =>
    does("expandGroup", { taskId: taskIds[at], groupId, unitIds: names.map(region.unitId), reason: "属其职责。" });
  await fill(0, "区教育局");
  await fill(1, "区教育局", "区民政局");
  await fill(2, "区民政局");
  await fill(2, "区教育局");
  expect(await told(3)).toEqual([
    [2, 3, "区民政局、区教育局"],
    [1, 1, "区教育局"],
  ]);
  expect(await told(2)).toEqual([
    [1, 1, "区教育局"],
    [1, 2, "区教育局、区民政局"],
  ]);
  expect(await told(3, { day: "2021-06-01" })).toEqual([]);
});

test("for all groups of a page the tasks of their plan are looked through once", async () => {
  looked.length = 0;
  const page = "edges { node { groups { namedElsewhere { taskCount } } } }";
  const { edges } = Object(
    await ask(`query ($planId: ID!) { tasks(planId: $planId, first: 100) { ${page} } }`, { planId }),
  );
  expect(edges.map(({ node: { groups } }: { node: { groups: object[] } }) => groups.length)).toEqual([1, 1, 1, 1]);
  expect(looked).toEqual([`plan/${planId}`]);
});
