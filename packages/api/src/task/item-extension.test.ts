// An item extended for all who owe it, over GraphQL: what the office may do, and what task, ledger, board and history say of it.
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
let other: Bearer;
let office: Bearer;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区财政局", "responsible"],
    ["区教育局", "responsible"],
  ] as const;
  const deadlines = [{ text: "2021年7月底前", date: "2021-07-31" }];
  const items = [{ no: "1", text: "2021年7月底前更新行政法规文本。", children: [], deadlines }];
  const issued = await region.issue("任务分解表", [{ text: "更新文本", due: "2021-11-30", units, items }]);
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId("区财政局");
  unit = region.bearer("unit", "区财政局");
  other = region.bearer("unit", "区教育局");
  office = region.bearer("office");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer) => firstField(serving, document, variables, as);

const extend = (commandId: string, itemId: string, as: Bearer) =>
  ask(
    "mutation ($input: ExtendTaskInput!) { extendTask(input: $input) { receipt { position } rejection { code } } }",
    { input: { commandId, taskId, itemId, dueOn: "2021-09-30", reason: "平台推迟", authority: "会议纪要" } },
    as,
  );

/** What the history says of the extension of an item. */
async function told(itemId: string, as: Bearer): Promise<object | undefined> {
  const { edges }: { edges: { node: { type: string; sentence: { zh: string }; fields: { field: string }[] } }[] } =
    Object(
      await ask(
        "query ($id: ID!) { history(of: { taskId: $id }) { edges { node { type sentence { zh } fields { field unitId before after } } } } }",
        { id: taskId },
        as,
      ),
    );
  return edges
    .map(({ node }) => node)
    .find(({ type, sentence }) => type === "TaskExtended" && sentence.zh.includes(itemId));
}

test("its day moves for every unit, the printed one stays beside it, and the task keeps its own", async () => {
  const acts = await ask(
    "query ($id: ID!) { task(id: $id) { items { acts { name refusal { code } } } } }",
    { id: taskId },
    office,
  );
  expect(acts).toMatchObject({ items: [{ acts: expect.arrayContaining([{ name: "extendTask", refusal: null }]) }] });
  const { receipt } = await extend("for-all", "p1", office);
  const atLeast = { p: receipt?.position };
  const series = { state: "GRANTED", extensionNo: null, before: "2021-07-31", grantedDueOn: "2021-09-30" };
  const shown = await ask(
    `query ($id: ID!, $p: Position) { task(id: $id, atLeast: $p) { dueOn items { dueOn firstDueOn
      units { dueOn extensions { state extensionNo before grantedDueOn } } } } }`,
    { ...atLeast, id: taskId },
    office,
  );
  const owed = { dueOn: "2021-09-30", extensions: [series] };
  expect(shown).toEqual({
    dueOn: "2021-11-30",
    items: [{ dueOn: "2021-09-30", firstDueOn: "2021-07-31", units: [owed, owed] }],
  });
  const lines = await ask(
    "query ($u: ID!, $p: Position) { unitLedger(unitId: $u, atLeast: $p) { edges { node { kind dueOn firstDueOn } } } }",
    { ...atLeast, u: unitId },
    unit,
  );
  expect(lines).toEqual({
    edges: [
      { node: { kind: "ITEM", dueOn: "2021-09-30", firstDueOn: "2021-07-31" } },
      { node: { kind: "PART", dueOn: "2021-11-30", firstDueOn: "2021-11-30" } },
    ],
  });
  const board = await ask(
    `query ($p: Position) { deadlineBoard(on: "2021-08-01", atLeast: $p) { edges { node { kind dueOn lamp { lamp } } } } }`,
    atLeast,
    office,
  );
  expect(board).toEqual({
    edges: [
      { node: { kind: "ITEM", dueOn: "2021-09-30", lamp: { lamp: "AHEAD" } } },
      { node: { kind: "PART", dueOn: "2021-11-30", lamp: { lamp: "AHEAD" } } },
    ],
  });
  expect(await told("p1", other)).toMatchObject({
    sentence: { zh: expect.stringContaining("平台推迟") },
    fields: [
      { field: "items.p1.dueOn", unitId: null, before: "2021-07-31", after: "2021-09-30" },
      { field: "items.p1.dueOn", unitId, before: "2021-07-31", after: "2021-09-30" },
      { field: "items.p1.dueOn", unitId: region.unitId("区教育局"), before: "2021-07-31", after: "2021-09-30" },
    ],
  });
});

test("of a unit's own item the others do not read why; no unit extends it", async () => {
  await ask(
    "mutation ($input: AdoptItemsInput!) { adoptItems(input: $input) { receipt { position } } }",
    { input: { commandId: "adopt", taskId, unitId, items: [{ no: "2", text: "核对", dueOn: "2021-08-31" }] } },
    unit,
  );
  expect((await extend("own", "a1", office)).rejection).toBeNull();
  expect(await told("a1", unit)).toMatchObject({ sentence: { zh: expect.stringContaining("平台推迟") } });
  expect(JSON.stringify((await told("a1", other)) ?? "")).not.toContain("平台推迟");
  await expect(extend("by-unit", "p1", unit)).rejects.toThrow();
});
