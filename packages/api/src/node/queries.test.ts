import { memoryViews } from "@taizhang/projections";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mutationOf } from "../../testing/inputs.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { patient, type Serving, serve } from "../../testing/serving.ts";
import { uuid } from "../../testing/uuid.ts";

const carrier = "区教育局";
const ledger = testLedger();
const lookUps: string[] = [];
let region: TestRegion;
let stranger: TestRegion;
let serving: Serving;
let planId: string;
let taskIds: readonly string[];

beforeAll(async () => {
  region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  const row = (text: string) => ({ text, units: [[carrier, "responsible"]] as const });
  ({ planId, taskIds } = await region.issue("任务分解表", [row("公开招生政策"), row("公开校园安全信息")]));
  await stranger.issue("梁平区任务分解表", [row("公开预决算")]);
  const views = memoryViews();
  const counted: typeof views = {
    ...views,
    getMany(of, keys) {
      lookUps.push(of.model.name);
      return views.getMany(of, keys);
    },
  };
  serving = await serve({ ledger, parts: { views: counted } });
});

afterAll(() => serving?.close());

const shown = `
  __typename id
  ... on Plan { title taskCount }
  ... on Task { row { text } plan { title } }
  ... on Unit { name }
`;
const node = `query ($id: ID!) { node(id: $id) { ${shown} } }`;
const nodes = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${shown} } }`;

const office = () => region.bearer("office");

test("a plan, a task and a unit are found again by the ids they gave out", async () => {
  const find = async (id: string) => (await serving.ask(node, { id }, office())).data;
  expect(await find(planId)).toEqual({ node: { __typename: "Plan", id: planId, title: "任务分解表", taskCount: 2 } });
  expect(await find(taskIds[1] ?? "")).toEqual({
    node: { __typename: "Task", id: taskIds[1], row: { text: "公开校园安全信息" }, plan: { title: "任务分解表" } },
  });
  const unitId = region.unitId(carrier);
  expect(await find(unitId)).toEqual({ node: { __typename: "Unit", id: unitId, name: carrier } });
});

test("several are found in the order asked for, with one lookup for each kind, and null for what does not exist", async () => {
  const ids = [region.unitId(carrier), taskIds[1], uuid(1), planId, taskIds[0], planId, "", "no id at all"];
  lookUps.length = 0;
  const { data } = await serving.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids }, office());
  expect(data).toEqual({
    nodes: [ids[0], ids[1], null, ids[3], ids[4], ids[5], null, null].map((id) => id && { id }),
  });
  expect(lookUps.toSorted()).toEqual(["plan-card", "task", "unit-directory"]);
});

test("what the reader may not see is null, as in the queries for one kind", async () => {
  const ids = [planId, taskIds[0], region.unitId(carrier)];
  const none = [null, null, null];
  expect(await serving.ask(nodes, { ids }, stranger.bearer("office"))).toMatchObject({ data: { nodes: none } });
  expect(await serving.ask(nodes, { ids }, region.bearer("admin"))).toMatchObject({
    data: { nodes: [null, null, { __typename: "Unit" }] },
  });
  for (const document of [node, nodes]) {
    const variables = { id: planId, ids };
    const codeFor = async (as: Parameters<Serving["ask"]>[2]) =>
      (await serving.ask(document, variables, as)).errors?.[0]?.extensions["code"];
    expect(await codeFor(region.bearer("developer"))).toBe("FORBIDDEN");
    expect(await codeFor(null)).toBe("UNAUTHENTICATED");
  }
});

test("a hundred ids are accepted at once, and not one more", async () => {
  const ids = (count: number) => Array.from({ length: count }, (_none, at) => uuid(at));
  const document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
  expect((await serving.ask(document, { ids: ids(100) }, office())).errors).toBeUndefined();
  expect(await serving.ask(document, { ids: ids(101) }, office())).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: "BAD_USER_INPUT", field: "ids" } }],
  });
});

test("a node shows at least what a receipt's position includes", async () => {
  const input = { commandId: "n-1", regionId: region.regionId, name: "区体育局", validFrom: "2021-01-01" };
  const answer = await serving.ask(mutationOf("registerUnit"), { input }, office());
  expect(answer).toMatchObject({ data: { registerUnit: { receipt: { outcome: "DONE" } } } });
  const position = String(await ledger.log.head());
  const document = "query ($id: ID!, $p: Position) { node(id: $id, atLeast: $p) { ... on Unit { name } } }";
  const id = region.unitId("区体育局");
  expect((await serving.ask(document, { id, p: position }, office())).data).toEqual({ node: { name: "区体育局" } });
  const never = String(10n ** 12n);
  const hasty = await serve({ ledger, parts: { bounds: { ...patient, atLeastMs: 50 } } });
  const { errors } = await hasty.ask(document, { id, p: never }, office());
  await hasty.close();
  expect(errors).toMatchObject([{ extensions: { code: "READ_MODEL_BEHIND" } }]);
});
