// Withdrawing and restoring a task, closing and reopening its plan, over GraphQL: what is dropped, why, and what comes back.
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
let office: Bearer;
let unit: Bearer;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [["区财政局", "responsible"]] as const;
  const issued = await region.issue("任务分解表", [{ text: "公开预决算", due: "2021-11-30", units }]);
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  office = region.bearer("office");
  unit = region.bearer("unit", "区财政局");
  await region.claim("区财政局", taskId, "已公开");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer) => firstField(serving, document, variables, as);

const give = (mutation: string, input: object) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { receipt { outcome position } rejection { code } } }`;
  return ask(document, { input: { reason: "由市级统一实施", authority: "补充通知", ...input } }, office);
};

const shown = (p: string | undefined, of: "atLeast: $p" | "asOf: { position: $p }" = "atLeast: $p") =>
  ask(
    `query ($id: ID!, $p: Position) { task(id: $id, ${of}) { closed endings lamp { lamp }
      withdrawals { reason authority restored { reason authority } } assignments { state droppedBy claim { done } } } }`,
    { id: taskId, p },
    unit,
  );

/** The position of the first fact of a type, as soon as there is one. */
async function noted(type: string): Promise<string> {
  for await (const followed of ledger.log.follow(null, { types: [type], signal: AbortSignal.timeout(30_000) }))
    if (followed.kind === "event") return `${followed.event.position}`;
  return expect.fail(`no ${type}`);
}

const claimed = { state: "CLAIMED", droppedBy: null, claim: { done: "已公开" } };
const why = { reason: "由市级统一实施", authority: "补充通知" };

test("a withdrawn task drops its open parts; restored, each stands as it stood; the past stays", async () => {
  const gone = await give("withdrawTask", { commandId: "w-1", taskId });
  expect(await shown(gone.receipt?.position)).toEqual({
    ...{ closed: false, endings: ["WITHDRAWN"], lamp: { lamp: "TERMINATED" } },
    withdrawals: [{ ...why, restored: null }],
    assignments: [{ ...claimed, state: "DROPPED", droppedBy: "WITHDRAWN" }],
  });
  const waits = await ask(
    "query ($p: Position) { reviewQueue(atLeast: $p) { edges { node { kind } } } }",
    {
      p: gone.receipt?.position,
    },
    office,
  );
  expect(waits).toEqual({ edges: [] });
  expect(await give("withdrawTask", { commandId: "w-2", taskId })).toMatchObject({ receipt: { outcome: "UNCHANGED" } });
  expect(await give("amendTask", { commandId: "w-3", taskId, text: "另改" })).toMatchObject({
    rejection: { code: "TASK_WITHDRAWN" },
  });
  const back = await give("restoreTask", { commandId: "w-4", taskId, reason: "仍由区级实施" });
  const restored = { reason: "仍由区级实施", authority: "补充通知" };
  expect(await shown(back.receipt?.position)).toEqual({
    ...{ closed: false, endings: [], lamp: { lamp: "CLAIMED" }, withdrawals: [{ ...why, restored }] },
    assignments: [claimed],
  });
  expect(await shown(gone.receipt?.position, "asOf: { position: $p }")).toMatchObject({ endings: ["WITHDRAWN"] });
});

test("a closed plan is reopened: it is issued again, and its parts stand as they stood", async () => {
  await region.close(planId);
  const reopened = await give("reopenPlan", { commandId: "r-1", planId, reason: "继续推进", authority: "会议纪要" });
  const plan = (p: string | undefined) =>
    ask(
      `query ($id: ID!, $p: Position) { plan(id: $id, atLeast: $p) { status closedOn endReason closing { done } reopening { done of }
        reopenings { closedOn closeReason reason authority by { unitName } } } }`,
      { id: planId, p },
      unit,
    );
  const reopenings = [
    {
      ...{ closedOn: "2021-06-30", closeReason: "年度终了", reason: "继续推进", authority: "会议纪要" },
      by: { unitName: null },
    },
  ];
  const issued = { status: "ISSUED", closedOn: null, endReason: null, closing: null };
  // The policies are at work beside the API.
  const end = await noted("TasksReopened");
  expect(BigInt(end)).toBeGreaterThan(BigInt(reopened.receipt?.position ?? 0));
  expect(await plan(end)).toEqual({ ...issued, reopening: null, reopenings });
  expect(await shown(end)).toMatchObject({ closed: false, endings: [], assignments: [claimed] });
});
