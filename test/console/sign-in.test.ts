// The product as `npm start` serves it: one press, and one is somebody of the demonstration.
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDataDir, type RunningTaizhang, startTaizhang } from "../support/taizhang.ts";
import { expectWell, openReader } from "./reader.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let taizhang: RunningTaizhang;
let data: Awaited<ReturnType<typeof freshDataDir>>;
beforeAll(async () => {
  data = await freshDataDir();
  taizhang = await startTaizhang(data.dataDir, [], { TAIZHANG_DEVELOPMENT_TOKENS: "true" });
  browser = await storyBrowser();
});
afterAll(async () => {
  await browser.close();
  await taizhang.stop();
  await data.remove();
});

test("its address is the first thing that is printed", () => {
  expect(taizhang.printed).toMatch(/Taizhang is running\..*\n.*console\s+http:\S+\/console\/\n/);
});

test("a unit of 郧阳 is one press away from its ledger, and a number from the lines that it counts", async () => {
  const reader = await openReader(await browser.newContext({ locale: "zh-CN" }), taizhang.address, "/");
  await reader.sees("演示身份");
  await expectWell(reader);
  await reader.tabTo("区发改局 责任单位");
  await reader.press("Enter");
  await reader.sees("区发改局 工作台账");
  await reader.sees("演示环境：任何人都可以任一身份登录。演示的故事到 2022年3月1日 为止。");
  await reader.tabTo(/^待签收 [1-9]\d*$/);
  const counted = await reader.page.evaluate("document.activeElement.querySelector('strong').textContent");
  await reader.press("Enter");
  await reader.page.locator(".door [aria-current]").waitFor();
  await reader.sees(`共 ${counted} 项`);
  expect(reader.page.url()).toMatch(/state=ASSIGNED$/);
  await expectWell(reader);
});

test("a computer whose clock is an hour ahead does not ask for one token after another", async () => {
  const context = await browser.ownContext({ locale: "zh-CN" });
  await context.addInitScript({ content: "{ const now = Date.now; Date.now = () => now() + 3_600_000; }" });
  const reader = await openReader(context, taizhang.address, "/");
  let tokens = 0;
  reader.page.on("request", (request) => {
    if (request.url().endsWith("/development/token")) tokens += 1;
  });
  await reader.tabTo("区发改局 责任单位");
  await reader.press("Enter");
  await reader.sees("区发改局 工作台账");
  await reader.rest();
  await reader.tabTo(/^待签收 [1-9]\d*$/);
  await reader.press("Enter");
  await reader.page.locator(".door [aria-current]").waitFor();
  expect(tokens).toBe(1);
});
