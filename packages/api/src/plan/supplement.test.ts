// Supplementing a plan over GraphQL: a later notice, imported and confirmed, amends, adds and withdraws; its draft is used up.
import { type Bearer, task, taskIdOf } from "@taizhang/domain";
import { identity } from "@taizhang/log";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
const sourceSha256 = identity.hash("补充通知");
let serving: Serving;
let region: TestRegion;
let planId: string;
let supplementId: string;
let office: Bearer;

beforeAll(async () => {
  region = testRegion(ledger);
  office = region.bearer("office");
  const units = [["区财政局", "responsible"]] as const;
  const rows = [1, 2, 3].map((at) => ({ text: `任务${at}`, due: "2021-11-30", units }));
  planId = (await region.issue("任务分解表", rows)).planId;
  ledger.clock.setDay("2021-08-20");
  supplementId = await region.confirm("补充通知", [
    { text: "任务1改", due: "2021-12-31", units },
    { text: "新任务", due: "2021-10-31", units: [["区教育局", "lead"]] },
    { text: "任务2撤销", units },
    { text: "任务3", units },
  ]);
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer = office) => firstField(serving, document, variables, as);

const map = [
  { row: 1, kind: "AMENDS", of: 1 },
  { row: 2, kind: "ADDS" },
  { row: 3, kind: "WITHDRAWS", of: 2 },
  { row: 4, kind: "IGNORED", reason: "与原表相同" },
];
const supplement = (input: object) =>
  ask(
    "mutation ($input: SupplementPlanInput!) { supplementPlan(input: $input) { receipt { outcome } rejection { code detail } } }",
    { input: { planId, sourceSha256, map, ...input } },
  );

/** The position of the first fact of a type. */
async function noted(type: string): Promise<string> {
  for await (const followed of ledger.log.follow(null, { types: [type], signal: AbortSignal.timeout(30_000) }))
    if (followed.kind === "event") return `${followed.event.position}`;
  return expect.fail(`no ${type}`);
}

test("a map that leaves a row out is refused, with the rows; one that says too little is bad input", async () => {
  expect(await supplement({ commandId: "s-0", map: map.slice(0, 2) })).toMatchObject({
    rejection: { code: "SUPPLEMENT_ROWS_LEFT_OUT", detail: "3「任务2撤销」、4「任务3」" },
  });
  const { errors } = await serving.ask(
    "mutation ($input: SupplementPlanInput!) { supplementPlan(input: $input) { receipt { outcome } } }",
    { input: { commandId: "s-1", planId, sourceSha256, map: [{ row: 1, kind: "AMENDS" }] } },
    office,
  );
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});

test("a task that is withdrawn is not amended: the office is told so at once, and the plan goes on", async () => {
  const why = { reason: { text: "由市级统一实施" }, authority: { text: "主任会议" } };
  const taskId = taskIdOf(identity, planId, 1);
  await region.give(office, task, "withdrawTask", taskId, why);
  expect(await supplement({ commandId: "s-w" })).toMatchObject({
    receipt: null,
    rejection: { code: "TASK_WITHDRAWN", detail: "1「任务1」" },
  });
  await region.give(office, task, "restoreTask", taskId, why);
});

test("one act amends, adds and withdraws, on the authority of the notice, and says so; twice changes nothing", async () => {
  expect(await supplement({ commandId: "s-2" })).toMatchObject({ receipt: { outcome: "DONE" }, rejection: null });
  const p = await noted("DraftDiscarded");
  const shown = await ask(
    `query ($id: ID!, $p: Position) { plan(id: $id, atLeast: $p) { taskCount
      supplements { citation sourceSha256 supplementId on rows { row kind of reason } by { unitName } }
      tasks { edges { node { row { row text added { on sourceSha256 sourceRow } } current { text } dueOn endings
        amendments { authority sourceSha256 } withdrawals { authority } } } } } }`,
    { id: planId, p },
  );
  const plain = { added: null };
  expect(shown).toMatchObject({
    taskCount: 4,
    supplements: [
      {
        ...{ citation: "《补充通知》", sourceSha256, supplementId, on: "2021-08-20", by: { unitName: null } },
        rows: [
          { row: 1, kind: "AMENDS", of: 1, reason: null },
          { row: 2, kind: "ADDS", of: 4, reason: null },
          { row: 3, kind: "WITHDRAWS", of: 2, reason: null },
          { row: 4, kind: "IGNORED", of: null, reason: "与原表相同" },
        ],
      },
    ],
    tasks: {
      edges: [
        {
          node: {
            ...{ row: { text: "任务1", ...plain }, current: { text: "任务1改" }, dueOn: "2021-12-31", endings: [] },
            amendments: [{ authority: "《补充通知》", sourceSha256 }],
          },
        },
        {
          node: {
            row: { text: "任务2", ...plain },
            endings: ["WITHDRAWN"],
            withdrawals: [{ authority: "《补充通知》" }],
          },
        },
        { node: { row: { text: "任务3", ...plain }, current: { text: "任务3" }, endings: [], amendments: [] } },
        { node: { row: { row: 4, text: "新任务", added: { on: "2021-08-20", sourceSha256, sourceRow: 2 } } } },
      ],
    },
  });
  const draft = await ask("query ($id: ID!, $p: Position) { plan(id: $id, atLeast: $p) { status supplementOf } }", {
    id: supplementId,
    p,
  });
  expect(draft).toEqual({ status: "DISCARDED", supplementOf: planId });
  expect(await supplement({ commandId: "s-3" })).toMatchObject({ receipt: { outcome: "UNCHANGED" } });
  expect(await supplement({ commandId: "s-4", map: [{ row: 1, kind: "ADDS" }] })).toMatchObject({
    rejection: { code: "SUPPLEMENT_USED" },
  });
});
