// When the server is away, or answers what nobody expects: the page says so, stays where it is, and goes on by itself.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { routed } from "./routed.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  served = await serveRegion();
});

const isAway = /连不上服务器（\d+:\d+:\d+ 起）。可以继续填写，草稿在本机；提交的内容会排队。/;

async function clerkLooks(more: object = {}): Promise<Reader> {
  const path = `/console/ledger/${served.region.unitId(unit)}`;
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN", ...more }),
    served.address,
    path,
    await served.serving.token(served.region.bearer("unit", unit)),
  );
  await reader.sees("共 5 项");
  await reader.sees("最新");
  return reader;
}

test("it is said since when the server is away, and nothing is called the latest until it is there again", async () => {
  const reader = await clerkLooks();
  await reader.page.waitForFunction("document.querySelector('.freshness-fresh') !== null");
  await served.serving.close();
  // Nobody asks for anything: the socket tells.
  await reader.sees(isAway);
  await reader.sees("连不上服务器，可能不是最新");
  await expect.poll(() => reader.page.locator(".freshness-fresh").count()).toBe(0);
  await reader.sees("公布政府采购意向。");
  await expectWell(reader);
  const again = await served.again();
  await served.region.report(unit, served.taskIds[3] ?? "", "已公布第一批。");
  await reader.page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
  await reader.page.locator(".freshness-fresh").waitFor();
  await expect.poll(() => reader.page.getByText(isAway).count()).toBe(0);
  await again.close();
});

test("a page whose files do not come leaves all else as it is, and comes when the server is there again", async () => {
  const reader = await clerkLooks();
  await served.serving.close();
  await reader.tabTo("时限");
  await reader.press("Enter");
  await reader.sees("再试");
  await expect.poll(() => reader.page.getByRole("button", { name: "退出" }).count()).toBe(1);
  await expectWell(reader);
  await reader.tabTo("再试");
  await reader.press("Enter");
  await reader.page.goBack();
  await reader.sees("公布政府采购意向。");
  await reader.page.goForward();
  const again = await served.again();
  await reader.page.getByText(isAway).waitFor({ state: "detached" });
  await reader.tabTo("再试");
  await reader.press("Enter");
  await reader.sees(/^共 \d+ 项/);
  await expectWell(reader);
  await again.close();
});

test("who signs out while the server is away sees where to sign in, and the next one begins anew once it is there", async () => {
  const reader = await clerkLooks();
  const { page } = reader;
  await served.serving.close();
  await reader.sees(isAway);
  await reader.tabTo("退出");
  await reader.press("Enter");
  await reader.sees("粘贴令牌");
  await expectWell(reader);
  const again = await served.again();
  await page.evaluate("window.isOfFirst = true");
  await reader.signIn(await served.serving.token(served.region.office));
  await expect.poll(() => page.evaluate("window.isOfFirst === undefined")).toBe(true);
  await reader.sees("办公室");
  await expectWell(reader);
  await again.close();
});

test("where the browser says that there is no network, a server on this machine is asked all the same", async () => {
  const reader = await clerkLooks();
  await reader.page.evaluate('window.dispatchEvent(new Event("offline"))');
  await reader.tabTo("时限");
  await reader.press("Enter");
  await reader.page.waitForURL(/deadlines/);
  await reader.page.getByRole("heading", { name: "时限", level: 1 }).waitFor();
  await reader.page.locator("main .total", { hasText: /^共 \d+ 项/ }).waitFor();
  await served.serving.close();
});

test("an answer that makes no sense is told in words, and the rest of the page stays", async () => {
  const reader = await clerkLooks();
  await routed(reader.page, "**/graphql", (route) =>
    /DeadlinesShown/.test(askedIn(route.request()))
      ? route.fulfill({ json: { data: { deadlineBoard: { edges: [{}] } } } })
      : route.continue(),
  );
  await reader.tabTo("时限");
  await reader.press("Enter");
  await reader.sees("出错了，已记录。");
  expect(await reader.faults()).toEqual([]);
  await expect.poll(() => reader.page.getByRole("button", { name: "退出" }).count()).toBe(1);
  await reader.page.unroute("**/graphql");
  await reader.tabTo("再试");
  await reader.press("Enter");
  await reader.sees(/^共 \d+ 项/);
  await served.serving.close();
});
