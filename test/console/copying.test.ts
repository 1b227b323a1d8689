// Numbers that somebody tells somebody else of, in a real browser: copied by a button, also where there is no clipboard to ask for.
import type { Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { looks } from "./doing.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { routed } from "./routed.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion();
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

async function clerkLooks(): Promise<Reader> {
  const path = `/console/ledger/${served.region.unitId(unit)}`;
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    path,
    await served.serving.token(served.region.bearer("unit", unit)),
  );
  await reader.sees("共 5 项");
  return reader;
}

/** What is pasted into the search. */
async function pasted(reader: Reader): Promise<string> {
  await reader.press("Control+k");
  await reader.page.getByRole("dialog").getByRole("searchbox").and(reader.page.locator(":focus")).waitFor();
  await reader.press("Control+v");
  return String(await reader.page.evaluate("document.activeElement.value"));
}

test("the position that a page is of", async () => {
  const reader = await clerkLooks();
  const shown = reader.page.locator(".freshness .selectable");
  const position = await shown.textContent();
  expect(position).toMatch(/^\d+$/);
  await reader.tabTo("复制位置");
  await reader.press("Enter");
  // It is said once, where it is read out.
  await expect.poll(() => reader.page.locator('.copyable [role="status"]').allTextContents()).toEqual(["已复制"]);
  await expectWell(reader);
  expect(await pasted(reader)).toBe(position);
});

test("the position of an event in the history of a task", async () => {
  const { region, taskIds } = served;
  const reader = await looks(browser, served, region.bearer("unit", unit), `/console/tasks/${taskIds[0]}`);
  const { page } = reader;
  // What a rule did is folded: first it is unfolded, then one of its events is opened.
  for (const which of [".entry-open", ".entry-within .entry-open"]) {
    await page.locator(which).first().focus();
    await reader.press("Enter");
  }
  const position = page.locator(".entry-more .copyable");
  const text = await position.locator(".selectable").textContent();
  expect(text).toMatch(/^\d+$/);
  await position.getByRole("button", { name: "复制位置" }).focus();
  await reader.press("Enter");
  await position.getByText("已复制").waitFor();
  await expectWell(reader);
  expect(await pasted(reader)).toBe(text);
});

test("the positions of the log and of what is made of it, for the operator", async () => {
  const reader = await looks(browser, served, served.region.bearer("admin"), "/console/system");
  await reader.tabTo("复制读模型 plan-card 的位置");
  await reader.press("Enter");
  const row = reader.page.locator(".system-models tr", { hasText: "plan-card" });
  await row.getByText("已复制").waitFor();
  await reader.tabTo("复制事件日志最新位置");
  await reader.press("Enter");
  await reader.page.locator(".system-facts").getByText("已复制").waitFor();
  await expectWell(reader);
  expect(await pasted(reader)).toBe(await reader.page.locator(".system-facts .copyable .selectable").textContent());
});

test("the number under which the server has recorded an error", async () => {
  const reader = await clerkLooks();
  const number = "570c6a33-1f7e-4f0e-9d35-0d1e54a0f5c1";
  await routed(reader.page, "**/graphql", (route) =>
    /DeadlinesShown/.test(askedIn(route.request()))
      ? route.fulfill({
          headers: { "x-request-id": number },
          json: { errors: [{ message: "internal", extensions: { code: "INTERNAL" } }] },
        })
      : route.continue(),
  );
  await reader.tabTo("时限");
  await reader.press("Enter");
  await reader.sees("出错了，已记录。");
  // There is no answer of which it could be said as of when it is.
  expect(await reader.page.locator(".freshness").count()).toBe(0);
  await reader.tabTo("复制请求编号");
  await reader.press("Enter");
  await reader.sees("已复制");
  await expectWell(reader);
  expect(await pasted(reader)).toBe(number);
  await reader.press("Escape");

  // Where the browser does not copy, the number is selected, and she is told the keys.
  await reader.page.evaluate("document.execCommand = () => false");
  await reader.tabTo("复制请求编号");
  await reader.press("Enter");
  await reader.sees("已选中，请按 Ctrl+C 复制");
  expect(await reader.page.evaluate("getSelection().toString()")).toBe(number);
  await expectWell(reader);
});

test("neither what is selected nor the button that asks again is lost while what failed is asked again", async () => {
  const reader = await clerkLooks();
  const { page } = reader;
  const number = "570c6a33-1f7e-4f0e-9d35-0d1e54a0f5c1";
  const fail = (route: Route) =>
    route.fulfill({
      headers: { "x-request-id": number },
      json: { errors: [{ message: "internal", extensions: { code: "INTERNAL" } }] },
    });
  let isHeld = false;
  let held: Route[] = [];
  await routed(page, "**/graphql", (route) => {
    if (!/DeadlinesShown/.test(askedIn(route.request()))) return route.continue();
    return isHeld ? void held.push(route) : fail(route);
  });
  await reader.tabTo("时限");
  await reader.press("Enter");
  await reader.sees("出错了，已记录。");
  await page.evaluate("document.execCommand = () => false");
  await reader.tabTo("复制请求编号");
  await reader.press("Enter");
  await reader.sees("已选中，请按 Ctrl+C 复制");
  const selected = () => page.evaluate("getSelection().toString()");
  expect(await selected()).toBe(number);

  // Somebody else has done something, so that all is asked again: first without an answer, then it fails as before.
  isHeld = true;
  await served.region.report(unit, served.taskIds[3] ?? "", "已公布第一批。");
  await page.getByText("正在读取…").waitFor();
  await reader.sees("出错了，已记录。");
  expect(await selected()).toBe(number);
  await expectWell(reader);
  isHeld = false;
  await Promise.all(held.map(fail));
  await page.getByText("正在读取…").waitFor({ state: "detached" });
  await reader.sees("已选中，请按 Ctrl+C 复制");
  expect(await selected()).toBe(number);

  [isHeld, held] = [true, []];
  await reader.tabTo("再试");
  await reader.press("Enter");
  await page.getByText("正在读取…").waitFor();
  await page.locator("button:focus", { hasText: "再试" }).waitFor();
  // What is held is let go with it.
  await page.unrouteAll();
  await reader.sees(/^共 \d+ 项/);
  await page.locator("#main:focus").waitFor();
  await expectWell(reader);
});
