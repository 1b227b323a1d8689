// What a part has done of items that was handed over and came back: in the task, in the unit's ledger, in its export, and frozen by
// its completion report, all alike.
import { roster, task } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
const UNIT = "区财政局";
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;
let unitId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const deadlines = [{ text: "2021年7月底前", date: "2021-07-31" }];
  const items = [
    { no: "1", text: "2021年7月底前更新行政法规文本。", children: [], deadlines },
    { no: "2", text: "更新规章文本。", children: [], deadlines: [] },
  ];
  const units = [[UNIT, "lead"] as const];
  const issued = await region.issue("任务分解表", [{ text: "更新文本", due: "2021-11-30", units, items }], {
    reportingOn: "2022-01-05",
  });
  await region.register("区教育局");
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId(UNIT);
  const evidence = [{ title: "公开页面", path: ["首页", "政务公开"] }];
  const completing = { unitId, itemId: "p1", doneOn: "2021-06-30", evidence };
  await region.give(region.bearer("unit", UNIT), task, "completeItem", taskId, completing);
  const names = (await ledger.executor.load(roster, region.regionId)).state;
  for (const [from, to] of [
    [UNIT, "区教育局"],
    ["区教育局", UNIT],
  ] as const) {
    const move = { unitId: region.unitId(from), toUnitId: region.unitId(to), reason: { text: "职责调整" } };
    await region.give(region.office, task, "reassign", taskId, move, names);
  }
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

const ask = <Answer>(document: string, variables: object = {}) =>
  firstField<Answer>(serving, document, { taskId, unitId, ...variables }, region.bearer("unit", UNIT));

interface Line {
  readonly kind: string;
  readonly partNo: number;
  readonly standing: string;
  readonly item: { readonly itemId: string } | null;
}

/** A thing of the unit's parts, in short. */
const inShort = ({ kind, partNo, standing, itemId }: Omit<Line, "item"> & { readonly itemId: string | null }) =>
  [partNo, itemId ?? kind, standing].join(" ");

const all = ["1 PART TERMINATED", "1 p1 DONE", "2 PART OPEN", "2 p1 OPEN", "2 p2 OPEN"];

test("the task says of an item what earlier parts have done of it, beside how far the units are now", async () => {
  const { items } = await ask<{ readonly items: readonly object[] }>(
    `query ($taskId: ID!, $unitId: ID!) { task(id: $taskId) { items(unitId: $unitId) { itemId
      units { unit { name } partNo state } earlier { unit { name } partNo state completions { doneOn evidence { title } } } } } }`,
  );
  const now = { unit: { name: UNIT }, partNo: 2, state: "OPEN" };
  const completions = [{ doneOn: "2021-06-30", evidence: [{ title: "公开页面" }] }];
  expect(items).toEqual([
    { itemId: "p1", units: [now], earlier: [{ unit: { name: UNIT }, partNo: 1, state: "DONE", completions }] },
    { itemId: "p2", units: [now], earlier: [] },
  ]);
});

test("the ledger of the unit has it as done, and so has its export", async () => {
  const { edges } = await ask<{ readonly edges: readonly { readonly node: Line }[] }>(
    `query ($unitId: ID!) { unitLedger(unitId: $unitId, standings: [OPEN, DONE, TERMINATED])
      { edges { node { kind partNo standing item { itemId } } } } }`,
  );
  const lines = edges.map(({ node }) => node).filter(({ kind }) => kind !== "COMPLETION_REPORT");
  expect(lines.map(({ item, ...line }) => inShort({ ...line, itemId: item?.itemId ?? null })).sort()).toEqual(all);
  const file = await serving.send(`/export/ledger/${unitId}.csv`, {}, region.bearer("unit", UNIT));
  const rows = (await file.text()).split("\r\n").filter((row) => row.includes("更新行政法规文本"));
  expect(rows.filter((row) => /条目,牵头,已完成/.test(row))).toHaveLength(1);
  expect(rows.filter((row) => /条目,牵头,待完成/.test(row))).toHaveLength(1);
});

test("the completion report of the unit freezes the same things", async () => {
  const answer = await ask<{
    readonly completionReport: {
      readonly submission: { readonly things: readonly Parameters<typeof inShort>[0][]; readonly counts: object };
    };
  }>(
    `mutation ($input: SubmitCompletionReportInput!) { submitCompletionReport(input: $input) { completionReport { submission {
      counts { things open done terminated } things { kind partNo standing itemId } } } } }`,
    { input: { commandId: "submit", planId, unitId, summary: "职责已调整" } },
  );
  const { things, counts } = answer.completionReport.submission;
  expect(things.map(inShort).sort()).toEqual(all);
  expect(counts).toEqual({ things: 2, open: 1, done: 0, terminated: 1 });
});
