// An amendment over GraphQL: the office changes a task, everybody sees what is printed beside what holds, and lists say the latter.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let taskId: string;
let office: Bearer;
let unit: Bearer;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [["区财政局", "responsible"]] as const;
  const issued = await region.issue("任务分解表", [{ text: "公开预决算", due: "2021-11-30", units }]);
  await region.register("区政府办");
  taskId = issued.taskIds[0] ?? "";
  office = region.bearer("office", "区政府办");
  unit = region.bearer("unit", "区财政局");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer) => firstField(serving, document, variables, as);

const amend = (input: object) =>
  ask(
    "mutation ($input: AmendTaskInput!) { amendTask(input: $input) { receipt { outcome position } rejection { code } } }",
    { input: { taskId, reason: "口径调整", authority: "补充通知", ...input } },
    office,
  );

test("what is printed stays beside what holds, with who, when, why and on which authority; lists show what holds", async () => {
  const said = { commandId: "amend-1", text: "公开预算和决算", requirement: "每季度一次", dueOn: "2021-09-30" };
  const { receipt } = await amend({ ...said, sourceSha256: "b".repeat(64) });
  const at = { p: receipt?.position };
  const shown = await ask(
    `query ($id: ID!, $p: Position) { task(id: $id, atLeast: $p) { row { text requirement dueOn } current { text requirement section } dueOn
      amendments { changes { field before after } movedParts { unit { name } before } reason authority sourceSha256 by { unitName } } } }`,
    { id: taskId, ...at },
    unit,
  );
  expect(shown).toEqual({
    row: { text: "公开预决算", requirement: null, dueOn: "2021-11-30" },
    current: { text: "公开预算和决算", requirement: "每季度一次", section: "一" },
    dueOn: "2021-09-30",
    amendments: [
      {
        changes: [
          { field: "TEXT", before: "公开预决算", after: "公开预算和决算" },
          { field: "REQUIREMENT", before: null, after: "每季度一次" },
          { field: "DUE_ON", before: "2021-11-30", after: "2021-09-30" },
        ],
        movedParts: [{ unit: { name: "区财政局" }, before: "2021-11-30" }],
        ...{ reason: "口径调整", authority: "补充通知", sourceSha256: "b".repeat(64), by: { unitName: "区政府办" } },
      },
    ],
  });
  const line = { text: "公开预算和决算", dueOn: "2021-09-30" };
  const ledgerLine = await ask(
    "query ($u: ID!, $p: Position) { unitLedger(unitId: $u, atLeast: $p) { edges { node { text dueOn firstDueOn } } } }",
    { u: region.unitId("区财政局"), ...at },
    unit,
  );
  expect(ledgerLine).toEqual({ edges: [{ node: { ...line, firstDueOn: "2021-11-30" } }] });
  const board = await ask(
    `query ($p: Position) { deadlineBoard(on: "2021-09-01", atLeast: $p) { edges { node { text dueOn } } } }`,
    at,
    office,
  );
  expect(board).toEqual({ edges: [{ node: line }] });
});

test("what is left out stays, and something is taken away only where that is said", async () => {
  expect(await amend({ commandId: "amend-2" })).toMatchObject({ receipt: { outcome: "UNCHANGED" } });
  const { receipt } = await amend({ commandId: "amend-3", withoutRequirement: true, withoutDueDay: true });
  const { current, dueOn, amendments } = await ask(
    "query ($id: ID!, $p: Position) { task(id: $id, atLeast: $p) { current { text requirement } dueOn amendments { at } } }",
    { id: taskId, p: receipt?.position },
    unit,
  );
  expect({ current, dueOn }).toEqual({ current: { text: "公开预算和决算", requirement: null }, dueOn: null });
  expect(amendments).toHaveLength(2);
  const both = {
    commandId: "amend-4",
    taskId,
    reason: "误",
    authority: "误",
    dueOn: "2021-10-31",
    withoutDueDay: true,
  };
  const { errors } = await serving.ask(
    "mutation ($input: AmendTaskInput!) { amendTask(input: $input) { receipt { position } } }",
    { input: both },
    office,
  );
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "dueOn" } }]);
});

test("a unit does not amend", async () => {
  const { errors, data } = await serving.ask(
    "mutation ($input: AmendTaskInput!) { amendTask(input: $input) { receipt { position } } }",
    { input: { commandId: "amend-5", taskId, text: "另改", reason: "自拟", authority: "无" } },
    unit,
  );
  expect(data ?? null).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
});
