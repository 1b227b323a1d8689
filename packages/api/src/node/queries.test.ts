import { memoryViews } from "@taizhang/projections";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { mutationOf } from "../../testing/inputs.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
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
  ({ planId, taskIds } = await region.issue("任务分解表", [
    row("公开招生政策"),
    { ...row("公开校园安全信息"), due: "2021-09-30" },
  ]));
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

const composed = `
  __typename id
  ... on Assignment { partNo state: state unit { name } task { id } reportCount sight }
  ... on LedgerEntry { kind text standing lineReports: reportCount lineSight: sight plan { title } }
  ... on DueTask { dueOn openUnits { name } }
`;

/** The ids that the lists give out: of assignments, of lines and of entries of the deadline board. */
async function idsOfLists(as = office()): Promise<readonly string[]> {
  const document = `query ($planId: ID!, $unitId: ID!) {
    assignments(where: { planId: $planId }) { edges { node { id } } }
    unitLedger(unitId: $unitId) { edges { node { id } } }
    deadlineBoard { edges { node { id } } }
  }`;
  const { data } = await serving.ask(document, { planId, unitId: region.unitId(carrier) }, as);
  const list = z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) });
  return Object.values(z.record(z.string(), list).parse(data)).flatMap(({ edges }) =>
    edges.map(({ node: { id } }) => id),
  );
}

test("an assignment, a line of a ledger and what is due are found again by the ids that lists give out", async () => {
  const ids = await idsOfLists();
  expect(ids).toHaveLength(2 + 2 + 1);
  lookUps.length = 0;
  const { data, errors } = await serving.ask(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ${composed} } }`,
    { ids },
    office(),
  );
  expect(errors).toBeUndefined();
  const part = { state: "ASSIGNED", unit: { name: carrier }, partNo: 1, reportCount: 0, sight: "WHOLE" };
  const line = { kind: "PART", standing: "OPEN", lineReports: 0, lineSight: "WHOLE", plan: { title: "任务分解表" } };
  expect(data).toMatchObject({
    nodes: [
      ...taskIds.map((id) => ({ __typename: "Assignment", ...part, task: { id } })),
      { __typename: "LedgerEntry", ...line, text: "公开校园安全信息" },
      { __typename: "LedgerEntry", ...line, text: "公开招生政策" },
      { __typename: "DueTask", dueOn: "2021-09-30", openUnits: [{ name: carrier }] },
    ],
  });
  // Those of parts and lines are looked up together, whatever their kind; what is not theirs is none of them.
  expect(lookUps.filter((model) => model === "task").length).toBeLessThanOrEqual(4);
});

test("their rights are those of their lists: another unit sees states, another region and a reader of the roster nothing", async () => {
  const ids = await idsOfLists();
  const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${composed} } }`;
  const { data } = await serving.ask(document, { ids }, region.bearer("unit", "区文旅局"));
  expect(data).toMatchObject({
    nodes: [
      ...taskIds.map(() => ({ sight: "STATE", reportCount: null })),
      ...taskIds.map(() => ({ lineSight: "STATE", lineReports: null })),
      { dueOn: "2021-09-30" },
    ],
  });
  const none = ids.map(() => null);
  expect((await serving.ask(document, { ids }, stranger.bearer("office"))).data).toEqual({ nodes: none });
  expect((await serving.ask(document, { ids }, region.bearer("admin"))).data).toEqual({ nodes: none });
  const strange = [
    "/",
    "//",
    `${taskIds[0]}/${region.unitId(carrier)}/2`,
    `${taskIds[0]}/`,
    `ledger:${ids[2]}`,
    "a/b/1",
  ];
  expect((await serving.ask(document, { ids: strange }, office())).data).toEqual({ nodes: strange.map(() => null) });
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
});
