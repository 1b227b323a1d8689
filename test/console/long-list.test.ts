// Long lists in a real browser: only what is in sight is in the document, and the keyboard still reaches every line.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { upTo } from "./many-tasks.ts";
import { expectWell, openReader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";

/** More than the API gives at once, so that the list is fetched page after page. */
const count = 110;

let browser: Browser;
let served: Served;
beforeAll(async () => {
  browser = await startChromium();
  served = await serveRegion(
    Array.from({ length: count }, (_, at) => ({
      text: `公布第${at + 1}批政务服务事项清单。`,
      due: "2021-09-30",
      units: [[unit, "responsible"]] as const,
    })),
  );
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

test("a long ledger is walked through to its last line, and few of its lines are there at a time", async () => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const token = await served.serving.token(served.region.bearer("unit", unit));
  const reader = await openReader(context, served.address, `/console/ledger/${served.region.unitId(unit)}`, token);
  const { page } = reader;
  await reader.sees(`共 ${count} 项`);
  // No number is less than what it counts: the rest of the day is not fetched yet.
  await page.locator(".day-head").getByText("已列 100 项", { exact: true }).waitFor();
  await reader.tabTo("公布第1批政务服务事项清单。");
  for (let at = 2; at <= count; at += 1) {
    const next = page.locator(".line-open:focus", { hasText: `公布第${at}批政务服务事项清单。` });
    await reader.press("j");
    await next.waitFor();
    await expect.poll(() => page.locator(".line").count()).toBeLessThan(60);
  }
  const last = page.locator("li", { has: page.locator(":focus") });
  await expect.poll(() => last.getAttribute("aria-posinset")).toBe(String(count + 1));
  await expectWell(reader);
  await reader.press("k");
  await page.locator(".line-open:focus", { hasText: `公布第${count - 1}批` }).waitFor();
  await page.evaluate("window.scrollTo(0, 0)");
  await page.locator(".day-head").getByText(`${count} 项`, { exact: true }).waitFor();
});

/** The most elements that a page may have, however long its list is. */
const mostNodes = 1500;
const tasks = 10_000;

test("10,000 tasks cost no more than sixty", async () => {
  const row = { text: "公布政务服务事项清单。", due: "2021-09-30", units: [[unit, "responsible"]] as const };
  const many = await serveRegion([row], upTo(tasks));
  const context = await browser.newContext({ locale: "zh-CN" });
  const token = await many.serving.token(many.region.office);
  const reader = await openReader(context, many.address, `/console/plans/${many.planId}`, token);
  const { page } = reader;
  await reader.sees(`${tasks} 项任务 · ${tasks} 项分工`);
  const nodes = async () => Number(await page.evaluate("document.querySelectorAll('*').length"));
  await expect.poll(() => nodes()).toBeLessThan(mostNodes);

  await reader.tabTo(`全部 任务 全部 ${tasks}`);
  await reader.press("Enter");
  await reader.sees(`清单 ${tasks} 项`);
  await page.locator(".listed").first().waitFor();
  const reached = async () => Number(await page.locator(".lines > li").last().getAttribute("aria-posinset"));
  for (let at = await reached(); at < 400; at = await reached()) {
    await page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)");
    await expect.poll(reached).toBeGreaterThan(at);
    await expect.poll(() => nodes()).toBeLessThan(mostNodes);
  }
  for (const [path, words] of [
    [`/console/ledger/${many.region.unitId(unit)}`, `共 ${tasks} 项`],
    ["/console/deadlines", `共 ${tasks} 项到期事项`],
  ] as const) {
    await page.goto(`${many.address}${path}`);
    await reader.sees(words);
    await page.locator(".lines li").nth(5).waitFor();
    await expect.poll(() => nodes()).toBeLessThan(mostNodes);
  }
  expect(reader.wrongs).toEqual([]);
  await context.close();
  await many.serving.close();
});
