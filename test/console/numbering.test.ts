// What a task is called: on every page by the number that its notice prints, which is not that of its row.
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
let reader: Reader;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion([
    { text: "汇编惠企政策。", no: "14", due: "2021-07-31", units: [[unit, "responsible"]] },
    { text: "公布收费目录清单。", no: "第二十条", due: "2021-09-30", units: [[unit, "responsible"]] },
  ]);
  const { region, taskIds } = served;
  for (const taskId of taskIds) await region.report(unit, taskId, "已公布第一批。");
  const context = await browser.newContext({ locale: "zh-CN" });
  reader = await openReader(context, served.address, "/console/reviews", await served.serving.token(region.office));
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

/** The texts of these elements, once there are two. */
async function two(selector: string): Promise<readonly string[]> {
  const found = reader.page.locator(selector);
  await found.nth(1).waitFor();
  await reader.rest();
  return found.allTextContents();
}

const go = (path: string) => reader.page.goto(`${served.address}/console${path}`);

test("in the queue, on the boards of days, in lists and ledgers, and on its own page", async () => {
  const { region, planId, taskIds } = served;
  expect((await two(".queue-item a")).join()).toMatch(/区财政局 第14项.*区财政局 第二十条/);
  await go("/deadlines");
  await expect.poll(() => two(".line-no")).toEqual(["14", "第二十条"]);
  await go(`/plans/${planId}/list`);
  await expect.poll(() => two(".line-no")).toEqual(["14", "第二十条"]);
  await go(`/ledger/${region.unitId(unit)}`);
  await expect.poll(() => two(".line-no")).toEqual(["14", "第二十条"]);
  for (const [at, called] of ["第14项 汇编惠企政策。", "第二十条 公布收费目录清单。"].entries()) {
    await go(`/tasks/${taskIds[at]}`);
    await reader.page.getByRole("heading", { name: called, level: 1 }).waitFor();
  }
  await expectWell(reader);
});

test("where two days are compared, on the board and by the audit", async () => {
  const { planId } = served;
  await go(`/plans/${planId}?against=2021-02-01`);
  expect((await two(".compared-line > p")).map((words) => words.trim())).toEqual([
    "新增 14 汇编惠企政策。",
    "新增 第二十条 公布收费目录清单。",
  ]);
  await go(`/audit/compare?plan=${planId}&from=2021-02-01&to=2021-09-20`);
  await expect
    .poll(() => two(".audit-compared h4"))
    .toEqual(["新增 第14项 汇编惠企政策。", "新增 第二十条 公布收费目录清单。"]);
  await expectWell(reader);
});

test("at the workbench, where names are printed that the roster does not know", async () => {
  const { planId } = served;
  await go(`/import/${planId}?row=1`);
  await reader.page.getByRole("heading", { name: "读成 第14项" }).waitFor();
  await go(`/import/${planId}?row=2`);
  await reader.page.getByRole("heading", { name: "读成 第二十条" }).waitFor();
  await expectWell(reader);
});
