// What a page says while the ledger lags behind: a slow projector, one that stands still, read models built anew, a token that ends by
// the clock. It goes on by itself, with nothing lost.
import { firstField } from "@taizhang/api/testing/first-field";
import { patient } from "@taizhang/api/testing/serving";
import type { BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { rows, type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  served.letGo();
  await served.serving.close();
});

const field = "具体工作事项进度";
const clerk = () => served.region.bearer("unit", unit);
const ledgerOf = () => `/console/ledger/${served.region.unitId(unit)}`;
const contextOf = () => browser.newContext({ locale: "zh-CN" });

async function looks(who: Served["region"]["office"], path: string, within?: BrowserContext): Promise<Reader> {
  const reader = await openReader(within ?? (await contextOf()), served.address, path, await served.serving.token(who));
  return reader;
}

/** Opens the form of a report on the last task but one, and types. */
async function typeReport(reader: Reader, words: string): Promise<void> {
  await reader.tabTo("公布政府采购意向。");
  await reader.press("Enter");
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo(field);
  await reader.type(words);
}

/** Nothing is to be pressed: what is late comes by itself. */
const nothingToPress = async ({ page }: Reader) =>
  await expect.poll(() => page.locator("main").getByRole("button", { name: "再试" }).count()).toBe(0);

test("a page that is opened before her own report is in it says so, and shows it by itself", async () => {
  served = await serveRegion();
  const reader = await looks(clerk(), ledgerOf());
  await reader.sees("共 5 项");
  served.hold();
  await typeReport(reader, "已公布。");
  await reader.press("Control+Enter");
  await reader.sees("签收并填报：已办理。");
  await reader.page.reload();
  await reader.sees("正在跟上你的操作，跟上后自动显示。");
  await expect.poll(() => reader.page.locator(".line").count()).toBe(0);
  await nothingToPress(reader);
  await expectWell(reader);
  served.letGo();
  await reader.page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
  await reader.page.locator(".freshness", { hasText: "最新" }).waitFor();
});

test("what others do while the projector is slow is missing in words, and comes by itself", async () => {
  served = await serveRegion();
  const reader = await looks(served.region.office, "/console/reviews");
  await reader.sees("没有待办的事项。");
  await reader.page.locator(".freshness", { hasText: "最新" }).waitFor();
  served.hold();
  await served.region.report(unit, served.taskIds[0] ?? "", "已汇编。");
  await reader.page.locator(".freshness-behind", { hasText: "正在跟上最新的变更" }).waitFor();
  await expect.poll(() => reader.page.locator(".queue-item").count()).toBe(0);
  await nothingToPress(reader);
  await expectWell(reader);
  served.letGo();
  await reader.sees("共 1 件");
  await reader.page.locator(".freshness", { hasText: "最新" }).waitFor();
});

test("numbers of a projector that stands still are said to be old, and are new by themselves once it goes on", async () => {
  served = await serveRegion(rows, undefined, { parts: { bounds: { ...patient, atLeastMs: 300, lagMs: 0 } } });
  served.hold();
  await served.region.report(unit, served.taskIds[0] ?? "", "已汇编。");
  // The server notices within a second that its read models stand still.
  const isStale = async () =>
    firstField<{ stale: boolean }>(served.serving, "{ reviewQueue { stale } }", {}, served.region.office);
  await expect.poll(async () => (await isStale()).stale).toBe(true);
  const reader = await looks(served.region.office, "/console/reviews");
  await reader.page.locator(".freshness-stale", { hasText: "以下数据可能陈旧" }).waitFor();
  await expect.poll(() => reader.page.locator(".queue-item").count()).toBe(0);
  await nothingToPress(reader);
  await expectWell(reader);
  served.letGo();
  await reader.sees("共 1 件");
  await reader.page.locator(".freshness-fresh", { hasText: "最新" }).waitFor();
});

test("while the read models are built anew the old lines stay and are called old, and every page is there again by itself", async () => {
  served = await serveRegion();
  const context = await contextOf();
  const open = await looks(served.region.office, "/console/deadlines", context);
  await open.sees("共 4 项到期事项");
  await open.page.locator(".freshness", { hasText: "最新" }).waitFor();
  served.hold();
  await served.lose();
  await served.region.report(unit, served.taskIds[0] ?? "", "已汇编。");
  await open.page.locator(".freshness-stale", { hasText: "正在从事件日志重建，以下为重建前的内容" }).waitFor();
  await open.sees("汇编惠企政策并逐条作出解读。");
  await expectWell(open);
  const late = await looks(served.region.office, "/console/reviews", context);
  await late.sees("台账正在从事件日志重建，暂不能查看；已填内容不会丢失。每 5 秒自动再试。");
  await Promise.all([open, late].map(nothingToPress));
  await expectWell(late);
  served.letGo();
  await late.sees("共 1 件");
  await open.page.locator(".freshness-fresh", { hasText: "最新" }).waitFor();
  await open.sees("共 4 项到期事项");
});

test("her token ends by the clock while a report is half typed: she signs in and goes on where she was", async () => {
  let aheadMs = 0;
  served = await serveRegion(rows, undefined, { tokenClock: () => Date.now() + aheadMs });
  const context = await browser.ownContext({ locale: "zh-CN" });
  await context.clock.install();
  const reader = await openReader(context, served.address, ledgerOf(), await served.serving.token(clerk(), 120));
  await reader.sees("共 5 项");
  await typeReport(reader, "已公布第一批 12 项，");
  const address = reader.page.url();
  // Nobody does anything; it is later, here and at the server.
  aheadMs = 130_000;
  await context.clock.fastForward(121_000);
  await reader.sees("登录已到期");
  await expectWell(reader);
  await reader.tabTo("粘贴令牌");
  await reader.type(await served.serving.token(clerk(), 600));
  await reader.press("Enter");
  await reader.page.getByRole("dialog").waitFor({ state: "detached" });
  expect(reader.page.url()).toBe(address);
  await expect.poll(() => reader.page.evaluate("document.activeElement.labels?.[0]?.textContent")).toBe(field);
  await reader.type("其余正在核对。");
  await expect.poll(() => reader.page.getByLabel(field).inputValue()).toBe("已公布第一批 12 项，其余正在核对。");
  await reader.press("Control+Enter");
  await reader.page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
  await expectWell(reader);
});
