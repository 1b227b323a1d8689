// Items over GraphQL: refined, completed with amounts, waived in a claim, extended; in ledger, board, queue, and by whom they are seen.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;
let unitId: string;
let unit: Bearer;
let lead: Bearer;
let other: Bearer;
let office: Bearer;
let commands = 0;

const dated = { text: "2021年7月底前", date: "2021-07-31" };

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区司法局", "lead"],
    ["区财政局", "responsible"],
    ["区教育局", "responsible"],
  ] as const;
  const items = [
    { no: "1", text: "2021年7月底前更新行政法规文本。", children: [], deadlines: [dated] },
    { no: "2", text: "召开新闻发布会不少于2.5次。", children: [], deadlines: [] },
  ];
  const rows = [{ text: "更新文本", due: "2021-11-30", units, items }];
  const issued = await region.issue("任务分解表", rows);
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId("区财政局");
  unit = region.bearer("unit", "区财政局");
  lead = region.bearer("unit", "区司法局");
  other = region.bearer("unit", "区教育局");
  office = region.bearer("office");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

interface Answered {
  readonly receipt: { readonly outcome: string; readonly position: string } | null;
  readonly rejection: { readonly code: string; readonly detail: string | null } | null;
}

const ask = <Answer = unknown>(document: string, variables: object, as: Bearer) =>
  firstField<Answer>(serving, document, variables, as);

/** Gives a command of this name. */
async function act(name: string, input: object, as: Bearer): Promise<Answered> {
  commands += 1;
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { receipt { outcome position } rejection { code detail } } }`,
    { input: { commandId: `items-${commands}`, taskId, ...input } },
    as,
  );
}

/** Gives a command that is accepted; its position, for the next question. */
async function done(name: string, input: object, as: Bearer): Promise<string> {
  const { receipt, rejection } = await act(name, input, as);
  expect(rejection).toBeNull();
  return receipt?.position ?? expect.fail("there is a receipt");
}

const items = (atLeast: string | null, as: Bearer, of: string | null = unitId, asOf: object | null = null) =>
  ask<{ readonly items: readonly { readonly itemId: string }[]; readonly progress: object }>(
    `query ($id: ID!, $of: ID, $p: Position, $asOf: AsOf) { task(id: $id, atLeast: $p, asOf: $asOf) {
      progress { done of } lamp { lamp }
      items(unitId: $of) { itemId no text printed deadlines { text date } dueOn target unitOfMeasure splits reason
        ofUnit { name } adoptedBy { name }
        units { unit { name } state dueOn lamp { lamp } pieces sight amount completionCount
          completions { doneOn amount evidence { title } by { unitName } } reopening { text }
          extensions { extensionNo state grantedDueOn } } } } }`,
    { id: taskId, of, p: atLeast, asOf },
    as,
  );

const page = [{ title: "公开页面", path: ["政务公开"] }];
const nothing = { completionCount: 0, completions: [], reopening: null, extensions: [] };

test("printed items are there from the start, for whoever carries the task out", async () => {
  const found = await items(null, unit);
  const whole = { unit: { name: "区财政局" }, sight: "WHOLE", amount: null, pieces: [], ...nothing };
  const printed = { printed: true, target: null, unitOfMeasure: null, splits: null, reason: null };
  expect(found).toEqual({
    ...{ progress: { done: 0, of: 6 }, lamp: { lamp: "AHEAD" } },
    items: [
      {
        ...{ ...printed, itemId: "p1", no: "1", text: "2021年7月底前更新行政法规文本。", deadlines: [dated] },
        ...{ dueOn: "2021-07-31", ofUnit: null, adoptedBy: null },
        units: [{ ...whole, state: "OPEN", dueOn: "2021-07-31", lamp: { lamp: "AHEAD" } }],
      },
      {
        ...{ ...printed, itemId: "p2", no: "2", text: "召开新闻发布会不少于2.5次。", deadlines: [] },
        ...{ dueOn: null, ofUnit: null, adoptedBy: null },
        units: [{ ...whole, state: "OPEN", dueOn: null, lamp: { lamp: "NONE" } }],
      },
    ],
  });
  const all = await items(null, office, null);
  expect(all.items).toMatchObject([
    { units: ["区司法局", "区财政局", "区教育局"].map((name) => ({ unit: { name } })) },
    { itemId: "p2" },
  ]);
});

test("a unit splits an item for itself and completes it by amounts; others see the state, and neither words nor amounts", async () => {
  const input = {
    ...{ unitId, splits: "p2", reason: "按次核对" },
    items: [{ no: "1", text: "发布会", target: "2.5", unitOfMeasure: "次", dueOn: "2021-10-31" }],
  };
  await done("adoptItems", input, unit);
  expect(await act("adoptItems", input, unit)).toMatchObject({ receipt: { outcome: "UNCHANGED" } });
  const once = { unitId, itemId: "a1", doneOn: "2021-06-30", evidence: page };
  expect(await act("completeItem", once, unit)).toMatchObject({ rejection: { code: "AMOUNT_MISSING" } });
  await done("completeItem", { ...once, amount: "1.2" }, unit);
  const atLeast = await done("completeItem", { ...once, amount: "0.4" }, unit);

  const seen = async (as: Bearer) => (await items(atLeast, as)).items.find(({ itemId }) => itemId === "a1");
  const definition = {
    ...{ text: "发布会", printed: false, target: "2.5", unitOfMeasure: "次", dueOn: "2021-10-31", splits: "p2" },
    ...{ ofUnit: { name: "区财政局" }, adoptedBy: { name: "区财政局" } },
  };
  const completion = { doneOn: "2021-06-30", evidence: [{ title: "公开页面" }], by: { unitName: "区财政局" } };
  const whole = {
    ...{ ...definition, reason: "按次核对" },
    units: [
      {
        ...{ state: "OPEN", sight: "WHOLE", amount: "1.6", completionCount: 2 },
        completions: [
          { ...completion, amount: "1.2" },
          { ...completion, amount: "0.4" },
        ],
      },
    ],
  };
  expect(await seen(unit)).toMatchObject(whole);
  expect(await seen(lead)).toMatchObject(whole);
  expect(await seen(region.bearer("auditor"))).toMatchObject(whole);
  const unread = { no: null, text: null, target: null, unitOfMeasure: null, reason: null };
  expect(await seen(other)).toMatchObject({
    ...{ ...definition, ...unread },
    units: [
      { state: "OPEN", sight: "STATE", amount: null, completions: null, completionCount: null, extensions: null },
    ],
  });
  expect(await items(atLeast, unit)).toMatchObject({ items: [{}, { itemId: "p2", units: [{ pieces: ["a1"] }] }, {}] });
});

test("one item is extended by itself, and board, queue and ledger go by its own day", async () => {
  const asked = await done(
    "requestExtension",
    { unitId, itemId: "p1", dueOn: "2021-09-30", reason: "正式版本未公布" },
    unit,
  );
  const waits = await ask(
    "query ($p: Position) { reviewQueue(atLeast: $p) { edges { node { kind itemId extensionNo dueOn askedDueOn } } } }",
    { p: asked },
    office,
  );
  expect(waits).toEqual({
    edges: [
      {
        node: {
          ...{ kind: "EXTENSION", itemId: "p1", extensionNo: 1, dueOn: "2021-07-31", askedDueOn: "2021-09-30" },
        },
      },
    ],
  });
  const answer = { unitId, itemId: "p1", extensionNo: 1 };
  const granted = await done("grantExtension", { ...answer, dueOn: "2021-08-31", opinion: "同意" }, office);
  const board = await ask<{ edges: readonly { node: object }[] }>(
    `query ($p: Position) { deadlineBoard(on: "2021-08-01", atLeast: $p) { edges { node {
      kind dueOn lamp { lamp } item { itemId no text } openUnits { name } } } } }`,
    { p: granted },
    office,
  );
  const p1 = { itemId: "p1", no: "1", text: "2021年7月底前更新行政法规文本。" };
  expect(board.edges.map(({ node }) => node)).toEqual([
    {
      ...{ kind: "ITEM", dueOn: "2021-07-31", lamp: { lamp: "OVERDUE" }, item: p1 },
      openUnits: [{ name: "区司法局" }, { name: "区教育局" }],
    },
    { kind: "ITEM", dueOn: "2021-08-31", lamp: { lamp: "AHEAD" }, item: p1, openUnits: [{ name: "区财政局" }] },
    {
      ...{ kind: "ITEM", dueOn: "2021-10-31", lamp: { lamp: "AHEAD" }, openUnits: [{ name: "区财政局" }] },
      item: { itemId: "a1", no: "1", text: "发布会" },
    },
    {
      ...{ kind: "PART", dueOn: "2021-11-30", lamp: { lamp: "AHEAD" }, item: null },
      openUnits: [{ name: "区司法局" }, { name: "区财政局" }, { name: "区教育局" }],
    },
  ]);
});

const lines = (atLeast: string | null, as: Bearer, over: object = {}) =>
  ask<{ edges: readonly { node: object }[] }>(
    `query ($u: ID!, $p: Position, $states: [AssignmentState!], $asOf: AsOf, $who: ID) {
      unitLedger(unitId: $u, atLeast: $p, states: $states, asOf: $asOf, person: $who) { edges { node {
        kind state dueOn firstDueOn extension sight item { itemId no state amount target } } } } }`,
    { u: unitId, p: atLeast, ...over },
    as,
  ).then(({ edges }) => edges.map(({ node }) => node));

test("the ledger has a line for each item, by its own day; asked for as of now it is the same", async () => {
  const line = { state: "ACCEPTED", sight: "WHOLE", extension: null };
  const wanted = [
    {
      ...{ ...line, kind: "ITEM", dueOn: "2021-08-31", firstDueOn: "2021-07-31", extension: "GRANTED" },
      item: { itemId: "p1", no: "1", state: "OPEN", amount: null, target: null },
    },
    {
      ...{ ...line, kind: "ITEM", dueOn: "2021-10-31", firstDueOn: "2021-10-31" },
      item: { itemId: "a1", no: "1", state: "OPEN", amount: "1.6", target: "2.5" },
    },
    { ...line, kind: "PART", dueOn: "2021-11-30", firstDueOn: "2021-11-30", item: null },
    {
      ...{ ...line, kind: "ITEM", dueOn: null, firstDueOn: null },
      item: { itemId: "p2", no: "2", state: "OPEN", amount: null, target: null },
    },
  ];
  expect(await lines(null, unit)).toEqual(wanted);
  expect(await lines(null, unit, { asOf: { instant: ledger.clock.now() } })).toEqual(wanted);
  expect(await lines(null, other)).toMatchObject([
    {},
    { sight: "STATE", item: { itemId: "a1", no: null, state: "OPEN", amount: null, target: null } },
    {},
    {},
  ]);
});

test("who has the part in hand has its items in hand; while it is exempted nothing of it is owed", async () => {
  const put = { unitId, subjectId: "clerk-7", from: "2021-06-30" };
  const named = await done("assignPerson", put, unit);
  const open = await lines(named, unit);
  expect(open).toHaveLength(4);
  for (const asOf of [null, { position: named }]) {
    expect(await lines(named, unit, { who: "clerk-7", asOf })).toEqual(open);
    expect(await lines(named, unit, { who: "clerk-8", asOf })).toEqual([]);
  }
  const why = { unitId, reason: "无此类事项", authority: "主任会议决定" };
  const exempted = await done("exemptAssignment", why, office);
  expect(await lines(exempted, unit, { who: "clerk-7" })).toEqual([]);
  const ended = [{ item: { itemId: "p1", state: "ENDED" } }, { item: { itemId: "a1", state: "ENDED" } }, {}, {}];
  expect(await lines(exempted, unit, { states: ["EXEMPTED"], who: "clerk-7" })).toMatchObject(ended);
  expect((await items(exempted, unit)).progress).toEqual({ done: 0, of: 4 });
  expect(await lines(await done("restoreAssignment", why, office), unit)).toEqual(open);
});

test("a claim with open items is refused and names them; with a reason for each it stands, and the reviewer sees them", async () => {
  const before = await done("completeItem", { unitId, itemId: "p1", doneOn: "2021-06-30", evidence: page }, unit);
  const claim = { unitId, completedOn: "2021-06-30", done: "已更新", evidence: page };
  const refused = await act("claimCompletion", claim, unit);
  expect(refused.rejection).toEqual({ code: "ITEMS_OPEN", detail: "a1 1.「发布会」" });
  const waived = [{ itemId: "a1", reason: "下半年统一安排" }];
  const claimed = await done("claimCompletion", { ...claim, waived }, unit);
  const part = (as: Bearer) =>
    ask<{ assignments: readonly [{ claim: object | null }] }>(
      `query ($id: ID!, $u: ID!, $p: Position) { task(id: $id, atLeast: $p) { assignments(unitId: $u) { claim { waived { itemId reason } } } } }`,
      { id: taskId, u: unitId, p: claimed },
      as,
    ).then(({ assignments: [{ claim }] }) => claim);
  expect(await part(lead)).toEqual({ waived });
  expect(await part(other)).toBeNull();
  expect(await act("reopenItem", { unitId, itemId: "p1", reason: "不全" }, lead)).toMatchObject({
    rejection: { code: "CLAIM_PENDING" },
  });

  await done("returnCompletion", { unitId, reason: "页面不全" }, lead);
  const reopened = await done("reopenItem", { unitId, itemId: "p1", reason: "页面不全" }, lead);
  expect(await items(reopened, unit)).toMatchObject({
    ...{ progress: { done: 0, of: 6 } },
    items: [{ itemId: "p1", units: [{ state: "OPEN", completionCount: 0, reopening: { text: "页面不全" } }] }, {}, {}],
  });
  // As of the position before, the item was done.
  expect(await items(null, unit, unitId, { position: before })).toMatchObject({
    ...{ progress: { done: 1, of: 6 } },
    items: [{ itemId: "p1", units: [{ state: "DONE" }] }, {}, {}],
  });
});

test("a lead refines for all, says it anew and drops it; the history tells both versions, to others without the reason", async () => {
  await done("adoptItems", { items: [{ no: "一", text: "每季度报送一次。", target: "4" }] }, lead);
  const item = { no: "一", text: "每半年报送一次。", target: "2" };
  await done("reviseItem", { itemId: "a2", item, reason: "减轻负担" }, lead);
  expect(await act("dropItem", { itemId: "a2", reason: "重复" }, unit)).toMatchObject({
    rejection: { code: "NOT_YOUR_ITEM" },
  });
  expect(await act("dropItem", { itemId: "p1", reason: "重复" }, lead)).toMatchObject({
    rejection: { code: "ITEM_PRINTED" },
  });
  const dropped = await done("dropItem", { itemId: "a2", reason: "重复" }, lead);
  expect((await items(dropped, office, null)).items.map(({ itemId }) => itemId)).toEqual(["p1", "p2", "a1"]);
  const told = async (type: string, as: Bearer) => {
    const { edges } = await ask<{ edges: readonly { node: { type: string } }[] }>(
      "query ($of: HistoryOf!) { history(of: $of, first: 100) { edges { node { type data sight sentence { zh } } } } }",
      { of: { taskId } },
      as,
    );
    return edges.map(({ node }) => node).filter((node) => node.type === type);
  };
  expect(await told("AttemptDenied", region.bearer("auditor"))).toMatchObject([
    { data: { action: "dropItem", reason: "NOT_YOUR_ITEM" } },
  ]);
  const fields = async (as: Bearer) => {
    const { edges } = await ask<{ edges: readonly { node: { type: string; fields: object[] } }[] }>(
      "query ($of: HistoryOf!) { history(of: $of, first: 100) { edges { node { type fields { field before after } } } } }",
      { of: { taskId } },
      as,
    );
    return edges.flatMap(({ node }) => (node.type === "ItemRevised" ? node.fields : []));
  };
  expect(await fields(lead)).toContainEqual({ field: "items.a2.target", before: "4", after: "2" });
  expect(await told("ItemCompleted", other)).toMatchObject(
    Array.from({ length: 3 }, (_, at) => ({ sight: "STATE", data: { unitId, done: at === 2 } })),
  );
  const [revised] = await told("ItemRevised", unit);
  expect(revised).toMatchObject({
    data: { before: { text: { text: "每季度报送一次。" }, target: "4" }, after: { target: "2" } },
    sentence: { zh: expect.stringContaining("每季度报送一次。 → 每半年报送一次。；4 → 2；理由：减轻负担") },
  });
});

test("the lines of a signed-off part are those of its state, with what was done and what ended", async () => {
  const waived = ["p1", "a1"].map((itemId) => ({ itemId, reason: "并入下年" }));
  await done("claimCompletion", { unitId, completedOn: "2021-06-30", done: "已更新", evidence: page, waived }, unit);
  await done("endorseCompletion", { unitId, opinion: "属实" }, lead);
  const signed = await done("signOff", { unitId, opinion: "同意" }, office);
  const struck = [{ item: { itemId: "p1", state: "ENDED" } }, { item: { itemId: "a1", state: "ENDED" } }, {}, {}];
  expect(await lines(signed, unit)).toEqual([]);
  expect(await lines(signed, unit, { states: ["SIGNED_OFF"] })).toMatchObject(struck);
  expect(await lines(signed, unit, { states: ["SIGNED_OFF", "DROPPED"] })).toMatchObject(struck);
  const board = await ask<{ counts: object }>(
    "query ($id: ID!) { planBoard(planId: $id) { counts { tasks assignments } } }",
    { id: planId },
    office,
  );
  expect(board.counts).toEqual({ tasks: 1, assignments: 3 });
});
