// What is owed besides parts in exported files: items, answers to urgings, and completion reports.
import { partsOf } from "@taizhang/documents/testing/exported";
import { completion, completionIdOf, roster, task } from "@taizhang/domain";
import { openPlan } from "@taizhang/domain/testing/facts";
import { identity } from "@taizhang/log";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-12-01");
let serving: Serving;
let region: TestRegion;
let before: bigint | null;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const { planId, taskIds } = await region.issue(
    "2021年重点任务分解表",
    [
      {
        text: "公开财政预算决算。",
        due: "2021-12-31",
        units: [
          ["区财政局", "lead"],
          ["区教育局", "responsible"],
        ],
      },
      { text: "清理规范性文件。", units: [["区司法局", "lead"]] },
    ],
    { reportingOn: "2022-01-05" },
  );
  taskId = taskIds[0] ?? "";
  const unitIds = [region.unitId("区教育局")];
  const urging = { unitIds, text: { text: "请说明进展" }, answerBy: "2021-12-06", whyAgain: null };
  await region.give(region.office, task, "urge", taskIds[0] ?? "", urging, { units: new Map() });
  const text = { text: "每季度公开一次。" };
  const items = [{ no: "一", text, dueOn: "2021-12-20", target: "4", unitOfMeasure: "次" }];
  const own = { unitId: unitIds[0] ?? "", items, reason: { text: "便于统筹。" } };
  await region.give(region.bearer("unit", "区教育局"), task, "adoptItems", taskIds[0] ?? "", own);
  const ofItem = { ...urging, itemId: "a1", answerBy: "2021-12-07" };
  await region.give(region.office, task, "urge", taskIds[0] ?? "", ofItem, { units: new Map() });
  before = await ledger.log.head();
  ledger.clock.setDay("2022-01-04");
  const report = completionIdOf(identity, planId, region.unitId("区教育局"));
  const summary = { unitId: region.unitId("区教育局"), summary: { text: "均已办结" } };
  const [unit, given] = [region.bearer("unit", "区教育局"), { position: "0", tasks: [] }];
  await region.give(unit, completion, "submitCompletionReport", report, summary, given);
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

/** The lines of a csv with these words. */
async function linesWith(words: string, path: string, as = region.office, query = ""): Promise<string[]> {
  const answer = await serving.send(`${path}?atLeast=${await ledger.log.head()}${query}`, {}, as);
  expect([answer.status, path]).toEqual([200, path]);
  return (await answer.text()).split("\r\n").filter((line) => line.includes(words));
}

const ledgerFile = (unit: string) => `/export/ledger/${region.unitId(unit)}.csv`;

test("a unit's ledger has its urgings and its completion report", async () => {
  const [urging, ofItem, ...others] = await linesWith("催办", ledgerFile("区教育局"));
  expect(others).toEqual([]);
  expect(ofItem).toMatch(/一 每季度公开一次。,[\s\S]*催办,责任,待答复,2021-12-07,已逾期,,第2次催办$/);
  expect(urging).toMatch(/催办,责任,待答复,2021-12-06,已逾期,,第1次催办$/);
  const [report] = await linesWith("办结情况报告", ledgerFile("区教育局"));
  expect(report).toMatch(/区教育局,,,办结情况报告,,已报送,2022-01-05,已申报待审,,第1次 2022-01-04 待审核$/);
  const [past] = await linesWith("办结情况报告", ledgerFile("区教育局"), region.office, `&asOf=${before}`);
  expect(past).toMatch(/待报送,2022-01-05,未到期,,$/);
});

test("a unit's ledger has its items, with what is done of them for those who may see it", async () => {
  const item = (await linesWith("每季度", ledgerFile("区教育局"))).find((line) => line.includes(",条目,"));
  expect(item).toMatch(/一 每季度公开一次。,[\s\S]*条目,责任,待完成,2021-12-20,已逾期,,0\/4次$/);
  const bystander = region.bearer("unit", "区司法局");
  expect(await linesWith("每季度", ledgerFile("区教育局"), bystander)).toEqual([]);
  const [seen] = await linesWith("条目a1", ledgerFile("区教育局"), bystander);
  expect(seen).toMatch(/条目,责任,待完成,2021-12-20,已逾期,,$/);
});

test("another unit sees where a completion report stands, and not what was handed in", async () => {
  const [report] = await linesWith("办结情况报告", ledgerFile("区教育局"), region.bearer("unit", "区财政局"));
  expect(report).toMatch(/已报送,2022-01-05,已申报待审,,$/);
});

test("the office's queue has the completion report that waits, now and not before, and no lead's queue has it", async () => {
  expect(await linesWith("待审核办结情况报告", "/export/queue.csv")).toEqual([
    expect.stringMatching(/办结情况报告,待审核办结情况报告,区教育局,2022-01-05,2022-01-04 12:00,第1次报送$/),
  ]);
  expect(await linesWith("办结情况报告", "/export/queue.csv", region.office, `&asOf=${before}`)).toEqual([]);
  expect(await linesWith("办结情况报告", "/export/queue.csv", region.bearer("unit", "区财政局"))).toEqual([]);
});

test("the office's queue says of a request which item it is about, and of a dispute whom the unit suggests", async () => {
  const [unit, unitId] = [region.bearer("unit", "区教育局"), region.unitId("区教育局")];
  const asked = { unitId, dueOn: "2022-01-20", reason: { text: "数据未齐" }, evidence: [] };
  await region.give(unit, task, "requestExtension", taskId, asked, openPlan);
  await region.give(unit, task, "requestExtension", taskId, { ...asked, itemId: "a1" }, openPlan);
  const disputed = { unitId, reason: { text: "职责已划出" }, suggestedUnitId: region.unitId("区司法局") };
  const { state } = await ledger.executor.load(roster, region.regionId);
  await region.give(unit, task, "disputeAssignment", taskId, disputed, { ...state, ...openPlan });
  const remarks = (await linesWith("区教育局", "/export/queue.csv")).map((line) => line.split(",").at(-1));
  expect(remarks).toEqual(
    expect.arrayContaining(["第1次申请，延至2022-01-20", "条目a1第1次申请，延至2022-01-20", "建议由区司法局承担"]),
  );
});

test("the history of a file tells what became of the completion report", async () => {
  const answer = await serving.send(`${ledgerFile("区教育局").replace(".csv", ".xlsx")}`, {}, region.office);
  const words = partsOf(new Uint8Array(await answer.arrayBuffer()));
  expect(words).toContain("区教育局报送办结情况（第1次）");
  expect(words).toContain("催办区教育局");
});
