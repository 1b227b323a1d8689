// An extension over GraphQL: asked for by the unit, seen by the office in its queue, granted otherwise, and by whom it is seen.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let taskId: string;
let unitId: string;
let unit: Bearer;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
    ["区教育局", "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [{ text: "公开预决算", due: "2021-11-30", units }]);
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId("区财政局");
  unit = region.bearer("unit", "区财政局");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer) => firstField(serving, document, variables, as);

const answer = "{ receipt { position } rejection { code } }";

test("a request waits in the office's queue, its answer moves the day of this part alone, and only some see the words", async () => {
  const input = { commandId: "ask-1", taskId, unitId, dueOn: "2021-12-31", reason: "等待上级系统" };
  const asked = await ask(
    `mutation ($input: RequestExtensionInput!) { requestExtension(input: $input) ${answer} }`,
    { input },
    unit,
  );
  const waits = await ask(
    "query ($p: Position) { reviewQueue(atLeast: $p) { edges { node { kind extensionNo dueOn askedDueOn unit { name } } } } }",
    { p: asked.receipt?.position },
    region.bearer("office"),
  );
  expect(waits).toMatchObject({
    edges: [
      {
        node: {
          ...{ kind: "EXTENSION", extensionNo: 1, dueOn: "2021-11-30", askedDueOn: "2021-12-31" },
          unit: { name: "区财政局" },
        },
      },
    ],
  });

  const grant = { commandId: "grant-1", taskId, unitId, extensionNo: 1, dueOn: "2021-12-20", opinion: "延至12月20日" };
  const granted = await ask(
    `mutation ($input: GrantExtensionInput!) { grantExtension(input: $input) ${answer} }`,
    { input: grant },
    region.bearer("office"),
  );
  const atLeast = { p: granted.receipt?.position };

  const seen = async (as: Bearer) =>
    ask(
      `query ($id: ID!, $u: ID!, $p: Position) { task(id: $id, atLeast: $p) { dueOn assignments(unitId: $u) { dueOn firstDueOn sight
        extensions { extensionNo state before askedDueOn grantedDueOn reason by { unitName } answer { text } } } } }`,
      { ...atLeast, id: taskId, u: unitId },
      as,
    );
  const series = {
    ...{ extensionNo: 1, state: "GRANTED", before: "2021-11-30", askedDueOn: "2021-12-31" },
    ...{ grantedDueOn: "2021-12-20", reason: "等待上级系统", by: { unitName: "区财政局" } },
    answer: { text: "延至12月20日" },
  };
  const part = { dueOn: "2021-12-20", firstDueOn: "2021-11-30" };
  const whole = { dueOn: "2021-11-30", assignments: [{ ...part, sight: "WHOLE", extensions: [series] }] };
  expect(await seen(unit)).toEqual(whole);
  expect(await seen(region.bearer("unit", "区发改局"))).toEqual(whole);
  expect(await seen(region.bearer("unit", "区教育局"))).toEqual({
    ...whole,
    assignments: [{ ...part, sight: "STATE", extensions: null }],
  });

  const board = await ask(
    'query ($p: Position) { deadlineBoard(on: "2021-12-01", atLeast: $p) { edges { node { kind dueOn lamp { lamp } openUnits { name } } } } }',
    atLeast,
    region.bearer("office"),
  );
  expect(board).toEqual({
    edges: [
      {
        node: {
          ...{ kind: "PART", dueOn: "2021-11-30", lamp: { lamp: "OVERDUE" } },
          openUnits: [{ name: "区发改局" }, { name: "区教育局" }],
        },
      },
      { node: { kind: "PART", dueOn: "2021-12-20", lamp: { lamp: "AHEAD" }, openUnits: [{ name: "区财政局" }] } },
    ],
  });

  // The history says which value was replaced by which; to a unit that sees only the state, that of the day, as the task does.
  const replaced = async (as: Bearer) => {
    const found = await ask(
      "query ($id: ID!) { history(of: { taskId: $id }) { edges { node { type fields { field unitId before after } } } } }",
      { id: taskId },
      as,
    );
    const edges: { node: { type: string; fields: unknown } }[] = Object(found).edges;
    return edges.find(({ node }) => node.type === "ExtensionGranted")?.node.fields;
  };
  const dueOn = { field: "dueOn", unitId, before: "2021-11-30", after: "2021-12-20" };
  expect(await replaced(unit)).toEqual([
    dueOn,
    { field: "extension.dueOn", unitId, before: "2021-12-31", after: "2021-12-20" },
    { field: "extension.state", unitId, before: "pending", after: "granted" },
  ]);
  expect(await replaced(region.bearer("unit", "区教育局"))).toEqual([dueOn]);

  // As of the position of the request, the day was the printed one and the request was pending.
  const before = await ask(
    `query ($id: ID!, $u: ID!, $p: Position) { task(id: $id, asOf: { position: $p }) { assignments(unitId: $u) { dueOn extensions { state } } } }`,
    { p: asked.receipt?.position, id: taskId, u: unitId },
    unit,
  );
  expect(before).toEqual({ assignments: [{ dueOn: "2021-11-30", extensions: [{ state: "PENDING" }] }] });
});

test("the ledgers go by the day of each unit", async () => {
  const line = (name: string, as: Bearer) =>
    ask(
      `query ($u: ID!) { unitLedger(unitId: $u) { edges { node { kind dueOn firstDueOn extension } } } }`,
      { u: region.unitId(name) },
      as,
    );
  const moved = { kind: "PART", dueOn: "2021-12-20", firstDueOn: "2021-11-30" };
  expect(await line("区财政局", unit)).toEqual({ edges: [{ node: { ...moved, extension: "GRANTED" } }] });
  const other = region.bearer("unit", "区教育局");
  expect(await line("区财政局", other)).toEqual({ edges: [{ node: { ...moved, extension: null } }] });
  const printed = { kind: "PART", dueOn: "2021-11-30", firstDueOn: "2021-11-30", extension: null };
  expect(await line("区教育局", other)).toEqual({ edges: [{ node: printed }] });
});
