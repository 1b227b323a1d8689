// A unit's ledger in numbers: every count is the length of the list that it counts, now and as of a moment, and for whom.
import { type Bearer, task } from "@taizhang/domain";
import { ledgerCalls } from "@taizhang/projections";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let unitId: string;
let unit: Bearer;
let begun: string;
let last: string;

const inGraphQL = (call: string) => call.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
  ] as const;
  const { taskIds } = await region.issue("任务分解表", [
    { text: "公开预决算", due: "2021-07-04", units },
    { text: "公开采购目录", due: "2021-12-31", units },
    { text: "公开办事指南", due: "2021-07-02", units },
    { text: "公开统计数据", due: "2021-07-01", units },
  ]);
  const [first = "", second = "", third = "", fourth = ""] = taskIds;
  unitId = region.unitId("区财政局");
  unit = region.bearer("unit", "区财政局");
  const lead = region.bearer("unit", "区发改局");
  const reason = { text: "缺佐证" };
  begun = String((await ledger.log.head()) ?? 0n);
  await region.report("区财政局", first, "已公开");
  await region.give(lead, task, "returnReport", first, { unitId, reportNo: 1, reason });
  const urging = { unitIds: [unitId], text: { text: "请说明进展。" }, answerBy: "2021-07-03", whyAgain: null };
  await region.give(region.office, task, "urge", second, urging);
  await region.claim("区财政局", third, "全部公开");
  await region.claim("区财政局", fourth, "全部公开");
  const returned = await region.give(lead, task, "returnCompletion", fourth, { unitId, reason });
  last = String(returned.position);
  ledger.clock.setDay("2021-07-03");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, as: Bearer) => firstField<Record<string, never>>(serving, document, {}, as);

const counts =
  "{ on calls { toAccept returned overdue dueSoon toAnswer } open { part item urging completionReport } byState { assigned accepted claimed } byLamp { overdue dueSoon ahead } }";

test("what calls for the unit is counted by kind, and what waits for others is not its turn", async () => {
  expect(await ask(`{ unitCounts(unitId: "${unitId}", atLeast: "${last}") ${counts} }`, unit)).toEqual({
    on: "2021-07-03",
    // The report and the claim that came back; the claim that waits for the lead is overdue for nobody here.
    calls: { toAccept: 1, returned: 2, overdue: 1, dueSoon: 2, toAnswer: 1 },
    open: { part: 4, item: 0, urging: 1, completionReport: 0 },
    byState: { assigned: 1, accepted: 2, claimed: 1 },
    byLamp: { overdue: 2, dueSoon: 2, ahead: 1 },
  });
});

test.each(["", `, asOf: { position: "POSITION" }`])("each count is the length of its list%s", async (moment) => {
  const asOf = moment.replace("POSITION", last);
  const { calls } = await ask(`{ unitCounts(unitId: "${unitId}"${asOf}) ${counts} }`, unit);
  for (const call of ledgerCalls) {
    const { edges } = await ask(
      `{ unitLedger(unitId: "${unitId}", calls: [${inGraphQL(call)}]${asOf}) { edges { node { kind row } } } }`,
      unit,
    );
    expect([call, Object(edges).length]).toEqual([call, calls?.[call]]);
  }
});

test("as of the beginning everything waits to be accepted", async () => {
  const { calls, open } = await ask(
    `{ unitCounts(unitId: "${unitId}", asOf: { position: "${begun}" }) ${counts} }`,
    unit,
  );
  expect(calls).toMatchObject({ toAccept: 4, returned: 0, toAnswer: 0 });
  expect(open).toMatchObject({ part: 4, urging: 0 });
});

test("another unit sees where the parts stand, and not what was sent back", async () => {
  const other = region.bearer("unit", "区教育局");
  expect(await ask(`{ unitCounts(unitId: "${unitId}") ${counts} }`, other)).toMatchObject({
    calls: null,
    byState: { assigned: 1, accepted: 2, claimed: 1 },
  });
  const lines = await ask(`{ unitLedger(unitId: "${unitId}") { edges { node { returned } } } }`, other);
  for (const { node } of lines["edges"] ?? []) expect(node).toEqual({ returned: null });
  expect(await ask(`{ unitCounts(unitId: "${region.unitId("不存在")}") ${counts} }`, other)).toBeNull();
});
