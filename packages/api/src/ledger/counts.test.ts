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
let planId: string;
let begun: string;
let last: string;

const inGraphQL = (call: string) => call.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [
    { text: "公开预决算", due: "2021-07-04", units },
    { text: "公开采购目录", due: "2021-12-31", units },
    { text: "公开办事指南", due: "2021-07-02", units },
    { text: "公开统计数据", due: "2021-07-01", units },
  ]);
  planId = issued.planId;
  const [first = "", second = "", third = "", fourth = ""] = issued.taskIds;
  unitId = region.unitId("区财政局");
  unit = region.bearer("unit", "区财政局");
  const lead = region.bearer("unit", "区发改局");
  const reason = { text: "缺佐证" };
  begun = String((await ledger.log.head()) ?? 0n);
  await region.report("区财政局", first, "已公开");
  await region.give(lead, task, "returnReport", first, { unitId, reportNo: 1, reason });
  const urging = { unitIds: [unitId], text: { text: "请说明进展。" }, answerBy: "2021-07-03", whyAgain: null };
  await region.give(region.office, task, "urge", second, urging, { units: new Map() });
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
  "{ on calls { toAccept returned overdue dueSoon toAnswer } open { part item urging completionReport } byState { assigned accepted claimed } byLamp { overdue dueSoon ahead claimed } }";

test("what calls for the unit is counted by kind, and what waits for others is not its turn", async () => {
  expect(await ask(`{ unitCounts(unitId: "${unitId}", atLeast: "${last}") ${counts} }`, unit)).toEqual({
    on: "2021-07-03",
    // The report and the claim that came back; the claim that waits for the lead is overdue for nobody here.
    calls: { toAccept: 1, returned: 2, overdue: 1, dueSoon: 2, toAnswer: 1 },
    open: { part: 4, item: 0, urging: 1, completionReport: 0 },
    byState: { assigned: 1, accepted: 2, claimed: 1 },
    byLamp: { overdue: 1, dueSoon: 2, ahead: 1, claimed: 1 },
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

const whyBack = "row lastReport { review returnReason } claimReturnReason";

test.each(["", `, asOf: { position: "POSITION" }`])("a line says why something of it came back%s", async (moment) => {
  const asOf = moment.replace("POSITION", last);
  const why = async (as: Bearer) => {
    const asked = `{ unitLedger(unitId: "${unitId}", where: { kinds: [PART] }${asOf}) { edges { node { ${whyBack} } } } }`;
    const lines: { node: { row: number } }[] = Object(await ask(asked, as)).edges;
    return lines.map(({ node }) => node).sort((a, b) => a.row - b.row);
  };
  const nothing = { lastReport: null, claimReturnReason: null };
  expect(await why(unit)).toEqual([
    { row: 1, lastReport: { review: "RETURNED", returnReason: "缺佐证" }, claimReturnReason: null },
    { row: 2, ...nothing },
    { row: 3, ...nothing },
    { row: 4, lastReport: null, claimReturnReason: "缺佐证" },
  ]);
  expect(await why(region.bearer("unit", "区教育局"))).toEqual([1, 2, 3, 4].map((row) => ({ row, ...nothing })));
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

const counted = `{ totalCount counts { returned byState { assigned accepted claimed } byLamp { overdue dueSoon ahead claimed }
  byPlan { plan { id title } assignments toAccept } } }`;
const everyStanding = "standings: [OPEN, DONE, TERMINATED]";

test.each(["", `, asOf: { position: "POSITION" }`])(
  "the numbers beside a ledger are those of the whole of it%s",
  async (moment) => {
    const asOf = moment.replace("POSITION", last);
    const list = (where: string) =>
      `{ unitLedger(unitId: "${unitId}", where: { ${where} } ${asOf}, first: 1) ${counted} }`;
    const whole = Object(await ask(list(`text: "不存在"`), unit));
    expect(whole.totalCount).toBe(0);
    const { counts: of } = whole;
    expect(of.byPlan).toEqual([{ plan: { id: planId, title: "任务分解表" }, assignments: 4, toAccept: 1 }]);
    expect(of.returned).toBe(2);
    const doors: [count: number, where: string][] = [
      [of.returned, "returned: true"],
      [of.byPlan[0].toAccept, `planId: "${planId}", kinds: [PART], states: [ASSIGNED]`],
      ...Object.entries(of.byState).map(([state, n]): [number, string] => [
        Number(n),
        `kinds: [PART], states: [${inGraphQL(state)}]`,
      ]),
      ...Object.entries(of.byLamp).map(([lamp, n]): [number, string] => [
        Number(n),
        `${everyStanding}, lamps: [${inGraphQL(lamp)}]`,
      ]),
    ];
    for (const [count, where] of doors) {
      expect([where, Object(await ask(list(where), unit)).totalCount]).toEqual([where, count]);
    }
  },
);

test.each([
  [`text: "ＫＰＩ"`, []],
  [`text: "预 决算"`, [1]],
  ["relations: [LEAD]", []],
  ["kinds: [URGING]", [2]],
  [`due: { to: "2021-07-02" }`, [4, 3]],
  ["states: [CLAIMED]", [3]],
  ["standings: []", []],
])("lines where %s, with their tasks and leads", async (where, rows) => {
  const asked = `{ unitLedger(unitId: "${unitId}", where: { ${where} }) { totalCount edges { node { id task { row { row } } leads { name } } } } }`;
  const { totalCount, edges } = Object(await ask(asked, unit));
  expect(totalCount).toBe(rows.length);
  const nodes: { id: string; task: { row: { row: number } }; leads: { name: string }[] }[] = Object(edges).map(
    ({ node }: { node: object }) => node,
  );
  expect(nodes.map(({ task: { row } }) => row.row)).toEqual(rows);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(rows.length);
  for (const { leads } of nodes) expect(leads).toEqual([{ name: "区发改局" }]);
});

test("a ledger on a past day, and on a later one", async () => {
  const on = (day: string) =>
    ask(
      `{ unitLedger(unitId: "${unitId}", where: { kinds: [PART] }, on: "${day}") { edges { node { state lamp { lamp } task { lamp { on } } } } } }`,
      unit,
    );
  const past = Object((await on("2021-06-29")) ?? {}).edges;
  expect(past).toEqual([]);
  const later = Object(await on("2022-02-01")).edges;
  expect(later).toHaveLength(4);
  // The claim that waits for the lead is overdue on no day.
  for (const { node } of later) {
    const lamp = node.state === "CLAIMED" ? "CLAIMED" : "OVERDUE";
    expect(node).toMatchObject({ lamp: { lamp }, task: { lamp: { on: "2022-02-01" } } });
  }
});

test("nobody asks another unit's ledger for what came back, and nothing is said twice", async () => {
  const code = async (args: string, as: Bearer) => {
    const asked = `{ unitLedger(unitId: "${unitId}", ${args}) { totalCount counts { returned } } }`;
    const { data, errors } = await serving.ask(asked, {}, as);
    return errors?.[0]?.extensions["code"] ?? data;
  };
  const other = region.bearer("unit", "区教育局");
  expect(await code("where: { returned: true }", other)).toBe("FORBIDDEN");
  expect(await code("where: { returned: false }", other)).toBe("FORBIDDEN");
  expect(await code("calls: [RETURNED]", other)).toBe("FORBIDDEN");
  expect(await code("calls: [OVERDUE]", other)).toMatchObject({ unitLedger: { counts: { returned: null } } });
  expect(await code("where: { returned: true }", region.office)).toMatchObject({ unitLedger: { totalCount: 2 } });
  expect(await code("states: [CLAIMED], where: { states: [CLAIMED] }", unit)).toBe("BAD_USER_INPUT");
});
