// The live changes in a real browser: nothing is missed or doubled, nothing moves under a reader's eyes.
import { firstField } from "@taizhang/api/testing/first-field";
import type { BrowserContext, WebSocketRoute } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { expectWell, openReader, type Reader } from "./reader.ts";
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
afterEach(() => served.serving.close());

// High enough that every line of these stories is in the document.
const contextOf = (): Promise<BrowserContext> =>
  browser.ownContext({ locale: "zh-CN", viewport: { width: 1440, height: 6000 } });

async function officeLooks(context: BrowserContext, path = "/console/changes"): Promise<Reader> {
  const reader = await openReader(context, served.address, path, await served.serving.token(served.region.office));
  return reader;
}

/** What happens in the region: a unit reports once more. */
const happen = (text: string) => served.region.report(unit, served.taskIds[0] ?? "", text);

const told = z.object({ edges: z.array(z.object({ node: z.object({ eventId: z.string(), cursor: z.string() }) })) });

/** All changes that the office may know of, the latest first. */
async function allChanges(of: Served = served): Promise<readonly { eventId: string; cursor: string }[]> {
  const document =
    "{ history(of: { region: true }, order: NEWEST_FIRST, first: 100) { edges { node { eventId cursor } } } }";
  const { edges } = told.parse(await firstField(of.serving, document, {}, of.region.office));
  return edges.map(({ node }) => node);
}

/** The events on the screen, from top to bottom. */
const shownEvents = async ({ page }: Reader): Promise<string[]> =>
  page.locator(".change").evaluateAll((all) => all.map((each) => each.getAttribute("data-event") ?? ""));

const idsOf = (changes: readonly { readonly eventId: string }[]) => changes.map(({ eventId }) => eventId);

test("she resumes from the last cursor over ten cuts without gap or double", async () => {
  const context = await contextOf();
  let open: WebSocketRoute | null = null;
  let cuts = 0;
  await context.routeWebSocket(/\/graphql$/, (socket) => {
    socket.connectToServer();
    open = socket;
  });
  const cut = async () => {
    const socket: WebSocketRoute | null = open;
    if (socket === null) throw new Error("no socket is open");
    cuts += 1;
    // In order and out of order, as a network and a proxy do.
    await Object(socket).close(cuts % 2 === 0 ? { code: 1000 } : { code: 4900 });
  };
  const reader = await officeLooks(context);
  await reader.sees("实时");
  for (let no = 1; no <= 10; no += 1) {
    await happen(`中断前第${no}次`);
    await reader.sees(`中断前第${no}次`);
    await cut();
    await happen(`中断中第${no}次`);
    await happen(`紧接着第${no}次`);
    await reader.sees(`紧接着第${no}次`);
  }
  await reader.sees(/均已从断处续上，没有遗漏/);
  expect(cuts).toBe(10);
  const all = idsOf(await allChanges());
  expect(all.length).toBeGreaterThan(30);
  await expect.poll(() => shownEvents(reader)).toEqual(all);
  await expectWell(reader);
});

test("all tabs share one socket, and when its tab is closed another goes on without gap or double", async () => {
  const context = await contextOf();
  const sockets = async () =>
    /^taizhang_sockets (\d+)$/m.exec(await (await fetch(`${served.address}/metrics`)).text())?.[1];
  const first = await officeLooks(context);
  await first.sees("实时");
  const second = await officeLooks(context);
  await second.sees("实时");
  await happen("两页都看到");
  await Promise.all([first.sees("两页都看到"), second.sees("两页都看到")]);
  await expect.poll(() => sockets()).toBe("1");
  await first.page.close();
  await happen("只剩一页");
  await second.sees("只剩一页");
  await expect.poll(() => sockets()).toBe("1");
  await expect.poll(() => shownEvents(second)).toEqual(idsOf(await allChanges()));
});

test("she goes on from where she was, by an address that can be mailed", async () => {
  const context = await contextOf();
  const before = await officeLooks(context);
  await before.sees("实时");
  await happen("离开前");
  await before.sees("离开前");
  await before.page.close();
  const seen = idsOf(await allChanges())[0] ?? "";
  for (const text of ["离开后一", "离开后二", "离开后三"]) await happen(text);

  const reader = await officeLooks(context);
  await reader.sees("上次看到这里");
  await reader.tabTo(/^从上次看到处继续（2021年9月20日.*，3 条）$/);
  await reader.press("Enter");
  await reader.sees("自上次看到处起 3 条");
  const all = idsOf(await allChanges());
  await expect.poll(() => shownEvents(reader)).toEqual(all.slice(0, all.indexOf(seen)));
  await expectWell(reader);
  const address = reader.page.url();
  expect(address).toMatch(/\?after=/);
  await reader.page.reload();
  await reader.sees("自上次看到处起 3 条");
  expect(reader.page.url()).toBe(address);
});

test("nothing moves while she reads, and what came is told and shown when she wants it", async () => {
  const reader = await officeLooks(await contextOf());
  await reader.sees("实时");
  await happen("还没有看");
  await reader.sees("还没有看");
  const before = await shownEvents(reader);
  await reader.tabTo(/汇编惠企政策/);
  for (const text of ["正在看时一", "正在看时二"]) await happen(text);
  await reader.sees("有 2 条新变更");
  await expect.poll(() => shownEvents(reader)).toEqual(before);
  await expectWell(reader);
  await reader.page.keyboard.press("Shift+Tab");
  for (let tabs = 0; !(await focused(reader)).startsWith("有 2 条"); tabs += 1) {
    if (tabs > 60) throw new Error("the pill is not reached by Shift+Tab");
    await reader.page.keyboard.press("Shift+Tab");
  }
  await reader.press("Enter");
  await reader.sees("正在看时二");
  await expect.poll(() => focused(reader)).toBe("暂停");
  await expect.poll(() => shownEvents(reader)).toEqual(idsOf(await allChanges()));
});

const focused = async ({ page }: Reader) => String(await page.evaluate("document.activeElement.textContent"));

test("she looks at one kind of event of one plan, and the address says so", async () => {
  const reader = await officeLooks(await contextOf());
  await reader.sees("实时");
  await happen("已公布。");
  await reader.tabTo("计划：全部");
  await reader.press("Enter");
  await reader.sees("共 1 个");
  await expectWell(reader);
  await reader.tabTo("2021年郧阳区优化营商环境重点任务分解表");
  await reader.press("Enter");
  await reader.page.waitForURL(/plan=/);
  await reader.sees("实时");
  await reader.page.goto(`${reader.page.url()}&type=ProgressReported`);
  await reader.sees("实时");
  await happen("又公布一批。");
  await reader.sees("又公布一批。");
  const types = await reader.page.locator(".change-type").allTextContents();
  expect(new Set(types).size).toBe(1);
  expect(types.length).toBe(2);
  await expect.poll(() => reader.page.getByLabel("事件", { exact: true }).inputValue()).toBe("ProgressReported");
  await expectWell(reader);
});

test("a place in another log is told, and one begins again", async () => {
  const other = await serveRegion([{ text: "另一地区的任务。", units: [["区教育局", "responsible"]] }]);
  const foreign = (await allChanges(other))[0]?.cursor ?? "";
  await other.serving.close();
  const reader = await officeLooks(await contextOf(), `/console/changes?after=${encodeURIComponent(foreign)}`);
  await reader.sees("上次的位置不在现在的事件日志里");
  await expectWell(reader);
  await reader.tabTo("从头开始看");
  await reader.press("Enter");
  await reader.sees("实时");
  await expect.poll(() => shownEvents(reader)).toEqual(idsOf(await allChanges()));
});
