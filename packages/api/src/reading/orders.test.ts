// Lists in another order: stable in any page size and from both ends, and a cursor belongs to its order.
import { type Bearer, beijingDay, task } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { everyPage, type Listing } from "../../testing/pages.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger();
const [finance, education] = ["区财政局", "区教育局"];
let region: TestRegion;
let serving: Serving;
let planId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const both = [
    [finance, "responsible"],
    [education, "responsible"],
  ] as const;
  const only = [[finance, "responsible"]] as const;
  await region.confirm("未印发的计划", [{ text: "尚未开立", units: only }]);
  const issued = await region.issue("甲计划", [
    { text: "一", due: "2021-11-30", units: both },
    { text: "二", units: only },
    { text: "三", due: "2021-06-30", units: only },
    { text: "四", due: "2021-06-30", units: only },
  ]);
  planId = issued.planId;
  const [first = "", second = "", third = ""] = issued.taskIds;
  ledger.clock.setDay("2021-03-10");
  await region.report(finance, third, "已办三");
  ledger.clock.setDay("2021-03-20");
  await region.report(finance, first, "已办一");
  await region.claim(finance, second, "二已办结");
  await region.give(region.office, task, "signOff", second, {
    unitId: region.unitId(finance),
    opinion: { text: "同意" },
  });
  ledger.clock.setDay("2021-04-01");
  await region.issue("乙计划", [{ text: "五", units: only }]);
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const where = () => `where: { planId: "${planId}" }`;
const words = z.array(z.object({ row: z.object({ text: z.string() }) }));
const tasks = async (orderBy: string, first = 100): Promise<string> => {
  const listing: Listing = { field: "tasks", args: `planId: "${planId}", orderBy: ${orderBy}`, node: "row { text }" };
  return words
    .parse(await everyPage(serving, listing, region.office, first))
    .map(({ row }) => row.text)
    .join("");
};

test.each([
  ["ROW", "一二三四"],
  ["DUE_ON", "三四一二"],
  ["PROGRESS", "一三四二"],
  ["LAST_REPORT", "一三二四"],
])("tasks by %s, in pages of any size", async (order, wanted) => {
  for (const size of [1, 3, 100]) expect(await tasks(order, size)).toBe(wanted);
});

test("assignments by state, due day and last report; of equals, by plan and row", async () => {
  const parts = z.array(z.object({ task: words.element, unit: z.object({ name: z.string() }) }));
  const listed = async (orderBy: string) => {
    const listing = {
      field: "assignments",
      args: `${where()}, orderBy: ${orderBy}`,
      node: "task { row { text } } unit { name }",
    };
    const nodes = parts.parse(await everyPage(serving, listing, region.office, 2));
    return nodes.map((part) => part.task.row.text + part.unit.name.slice(1, 2)).join(" ");
  };
  expect(new Set((await listed("ROW")).split(" ")).size).toBe(5);
  expect(await listed("STATE")).toBe("一教 四财 一财 三财 二财");
  expect((await listed("DUE_ON")).slice(0, 5)).toBe("三财 四财");
  expect((await listed("LAST_REPORT")).slice(0, 5)).toBe("一财 三财");
});

test("plans by issue and by year, those without last", async () => {
  const listed = async (orderBy: string) =>
    z
      .array(z.object({ title: z.string() }))
      .parse(await everyPage(serving, { field: "plans", args: `orderBy: ${orderBy}`, node: "title" }, region.office, 1))
      .map(({ title }) => title);
  expect(await listed("IMPORTED")).toEqual(["未印发的计划", "甲计划", "乙计划"]);
  expect(await listed("ISSUED")).toEqual(["乙计划", "甲计划", "未印发的计划"]);
  expect(await listed("YEAR")).toEqual(["未印发的计划", "甲计划", "乙计划"]);
});

test("a ledger by what changed last", async () => {
  const listing = {
    field: "unitLedger",
    args: `unitId: "${region.unitId(finance)}", orderBy: SINCE`,
    node: "text since",
  };
  const lines = z
    .array(z.object({ text: z.string(), since: z.string() }))
    .parse(await everyPage(serving, listing, region.office, 2));
  expect(lines.map(({ text }) => text).join("")).toBe("五一三四");
  expect(lines.map(({ since }) => beijingDay(since))).toEqual(["2021-04-01", "2021-03-20", "2021-03-10", "2021-03-01"]);
});

test("a page from the end is the end of the same order", async () => {
  const document = `query ($p: ID!) { tasks(planId: $p, orderBy: DUE_ON, last: 2) { edges { node { row { text } } } } }`;
  const { data } = await serving.ask(document, { p: planId }, region.office);
  expect(data).toMatchObject({
    tasks: { edges: [{ node: { row: { text: "一" } } }, { node: { row: { text: "二" } } }] },
  });
});

test("a cursor of another order is refused, and says so", async () => {
  const document = `query ($p: ID!, $order: TaskOrder, $after: String) {
    tasks(planId: $p, orderBy: $order, first: 1, after: $after) { pageInfo { endCursor } } }`;
  const page = z.object({ tasks: z.object({ pageInfo: z.object({ endCursor: z.string() }) }) });
  const { data } = await serving.ask(document, { p: planId, order: "DUE_ON" }, region.office);
  const after = page.parse(data).tasks.pageInfo.endCursor;
  for (const order of ["ROW", "PROGRESS", null]) {
    const { errors } = await serving.ask(document, { p: planId, order, after }, region.office);
    const extensions = { code: "BAD_USER_INPUT", field: "after", messageZh: expect.stringContaining("排序") };
    expect(errors).toMatchObject([{ message: expect.stringContaining("in this order"), extensions }]);
  }
});

test("when others reported is no order for a unit", async () => {
  const codeFor = async (as: Bearer) =>
    (await serving.ask(`{ assignments(${where()}, orderBy: LAST_REPORT) { totalCount } }`, {}, as)).errors?.[0]
      ?.extensions.code;
  expect(await codeFor(region.bearer("unit", education))).toBe("FORBIDDEN");
  expect(await codeFor(region.bearer("auditor"))).toBeUndefined();
});
