// Adding a task over GraphQL: its row is marked as added, and it stands in the lists of the plan, the board and the ledger.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let planId: string;
let office: Bearer;
let issuedAt: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [["区财政局", "responsible"]] as const;
  planId = (await region.issue("任务分解表", [{ text: "公开预决算", due: "2021-11-30", units }])).planId;
  issuedAt = `${await ledger.log.head()}`;
  office = region.bearer("office");
  ledger.clock.setDay("2021-08-02");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer = office) => firstField(serving, document, variables, as);

const add = (input: object) =>
  ask(
    "mutation ($input: AddTaskInput!) { addTask(input: $input) { receipt { outcome position } rejection { code } } }",
    { input: { planId, reason: "新部署", authority: "补充通知", units: [], ...input } },
  );

/** The position of the next fact of a type after a position. */
async function noted(type: string, after: string): Promise<string> {
  for await (const followed of ledger.log.follow(null, { types: [type], signal: AbortSignal.timeout(30_000) }))
    if (followed.kind === "event" && followed.event.position > BigInt(after)) return `${followed.event.position}`;
  return expect.fail(`no ${type}`);
}

test("an added task is among the rows, the tasks, the counts, the board and the ledger of its unit, and not before", async () => {
  const unit = { unitId: region.unitId("区财政局"), relations: ["LEAD"] };
  const said = { text: "公开补贴清单", section: "一", dueOn: "2021-10-31", units: [unit] };
  const { receipt } = await add({ commandId: "add-1", ...said });
  const p = await noted("UnitsAssigned", receipt?.position ?? "0");
  const rows =
    "rows { edges { node { row text units { name } deadlineText lines { from } added { on sourceSha256 } } } }";
  const shown = await ask(
    `query ($id: ID!, $p: Position) { plan(id: $id, atLeast: $p) { taskCount ${rows}
      tasks { edges { node { issuedOn dueOn row { row added { on } } current { text } assignments { unit { name } relations } } } } } }`,
    { id: planId, p },
  );
  const printed = { row: 1, text: "公开预决算", units: [{ name: "区财政局" }], added: null };
  const row = { row: 2, text: "公开补贴清单", units: [], deadlineText: null, lines: [] };
  expect(shown).toMatchObject({
    taskCount: 2,
    rows: { edges: [{ node: printed }, { node: { ...row, added: { on: "2021-08-02", sourceSha256: null } } }] },
    tasks: {
      edges: [
        { node: { issuedOn: "2021-06-30", row: { row: 1, added: null } } },
        {
          node: {
            ...{ issuedOn: "2021-08-02", dueOn: "2021-10-31", row: { row: 2, added: { on: "2021-08-02" } } },
            ...{
              current: { text: "公开补贴清单" },
              assignments: [{ unit: { name: "区财政局" }, relations: ["LEAD"] }],
            },
          },
        },
      ],
    },
  });
  const board = await ask(
    "query ($id: ID!, $p: Position) { planBoard(planId: $id, atLeast: $p) { counts { tasks assignments } sections { no counts { tasks } } } }",
    { id: planId, p },
  );
  expect(board).toEqual({ counts: { tasks: 2, assignments: 2 }, sections: [{ no: "一", counts: { tasks: 2 } }] });
  const owed = await ask(
    "query ($u: ID!, $p: Position) { unitLedger(unitId: $u, atLeast: $p) { edges { node { row text dueOn } } } }",
    { u: unit.unitId, p },
  );
  expect(owed).toMatchObject({
    edges: [{ node: { row: 2, text: "公开补贴清单", dueOn: "2021-10-31" } }, { node: { row: 1 } }],
  });
  const before = await ask(
    `query ($id: ID!, $p: Position) { plan(id: $id, asOf: { position: $p }) { taskCount ${rows} tasks { edges { node { id } } } } }`,
    { id: planId, p: issuedAt },
  );
  expect(before).toMatchObject({ taskCount: 1, rows: { edges: [{ node: printed }] } });
  expect(before).toHaveProperty("tasks.edges.length", 1);
});

test("it is refused where it is there already, or under a heading that the plan has not", async () => {
  expect(await add({ commandId: "add-2", text: "公开补贴清单", section: "一" })).toMatchObject({
    rejection: { code: "TASK_ADDED_ALREADY" },
  });
  expect(await add({ commandId: "add-3", text: "另一项", section: "九" })).toMatchObject({
    rejection: { code: "HEADING_NOT_IN_PLAN" },
  });
});

test("in files it stands from its addition on, with its units and the day that it was added with", async () => {
  const file = async (path: string, query = "") => {
    const answer = await serving.send(`/export/${path}.csv?atLeast=${await ledger.log.head()}${query}`, {}, office);
    return (await answer.text()).split("\r\n").filter((line) => line.includes("公开补贴清单"));
  };
  const finance = region.unitId("区财政局");
  expect(await file(`plan/${planId}`)).toEqual([
    expect.stringContaining("2,公开补贴清单,牵头单位：区财政局,2021-10-31,2021-08-02,"),
  ]);
  expect(await file(`plan/${planId}`, `&asOf=${issuedAt}`)).toEqual([]);
  expect(await file(`form/${planId}/${finance}`)).toEqual(["2,公开补贴清单,区财政局,,2021-10-31,"]);
  expect(await file(`ledger/${finance}`)).toEqual([
    expect.stringMatching(/2,公开补贴清单,牵头单位：区财政局,2021-10-31,,分工,/),
  ]);
});
