// Long lists in a real browser: only what is in sight is in the document, and the keyboard still reaches every line.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { looks } from "./doing.ts";
import { holding } from "./holding.ts";
import { upTo } from "./many-tasks.ts";
import { expectWell, openReader } from "./reader.ts";
import { routed } from "./routed.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

/** More than the API gives at once, so that the list is fetched page after page. */
const count = 110;

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
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

describe("a clerk has a line of a long ledger open, and accepts another one", () => {
  const lines = 160;
  /** So long nothing is asked again by itself once it has failed. */
  const restMs = 5000;
  const row = { text: "公布政务服务事项清单。", due: "2021-09-30", units: [[unit, "responsible"]] as const };
  const isAnew = /query LedgerPage\b.*"after":null/;
  const toAccept = (page: Page, left: number) =>
    page.locator(".door", { hasText: "待签收" }).getByText(String(left), { exact: true });
  const reached = async (page: Page) => Number(await page.locator(".lines > li").last().getAttribute("aria-posinset"));

  /** Its first page is asked for anew once the answer is there; she scrolls on to its end meanwhile. */
  async function accepts(spoil: (page: Page) => Promise<unknown>) {
    const long = await serveRegion([row], upTo(lines));
    onTestFinished(() => long.serving.close());
    const clerk = long.region.bearer("unit", unit);
    const reader = await looks(browser, long, clerk, `/console/ledger/${long.region.unitId(unit)}`);
    const { page } = reader;
    await reader.sees(`共 ${lines} 项`);
    await page.locator(".line-open").nth(1).focus();
    await reader.press("Enter");
    await page.locator(".line-is-open").getByText("还没有填报。").waitFor();
    await spoil(page);
    await page
      .locator(".line", { hasNot: page.locator(".opened") })
      .first()
      .getByRole("button", { name: "签收" })
      .focus();
    await reader.press("Enter");
    await page.locator(".line-open:focus").waitFor();
    return reader;
  }
  const scrollsOn = (page: Page) => page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)");

  test("and scrolls on while that is asked anew: the next lines come behind the new ones", async () => {
    let asking = { isSent: () => false, letGo: () => {} };
    const reader = await accepts(async (page) => {
      asking = await holding(page, isAnew);
    });
    const { page } = reader;
    await expect.poll(asking.isSent).toBe(true);
    await scrollsOn(page);
    await expect.poll(() => reached(page)).toBe(101);
    // What the act is expected to come to is shown, and what is counted is not known yet.
    expect(await toAccept(page, lines).count()).toBe(1);
    asking.letGo();
    await toAccept(page, lines - 1).waitFor();
    await expect.poll(() => reached(page)).toBeGreaterThan(101);
    await scrollsOn(page);
    await expect.poll(() => reached(page)).toBe(lines + 1);
    await page.evaluate("window.scrollTo(0, 0)");
    await expect.poll(() => page.locator(".line .state").first().textContent()).toBe("办理中");
    await page.locator(".freshness", { hasText: "最新" }).waitFor();
    await expectWell(reader);
  });

  test("and asking anew fails: it is asked anew again before the next lines are, and not in every frame", async () => {
    let [failed, further] = [0, 0];
    let isFailing = true;
    const reader = await accepts((page) =>
      routed(page, "**/graphql", async (route) => {
        const posted = askedIn(route.request());
        if (/query LedgerPage\b/.test(posted) && !isAnew.test(posted)) further += 1;
        if (!isFailing || !isAnew.test(posted)) return route.fallback();
        failed += 1;
        await route.fulfill({ json: { errors: [{ message: "internal", extensions: { code: "INTERNAL" } }] } });
      }),
    );
    const { page } = reader;
    const began = Date.now();
    await expect.poll(() => failed).toBeGreaterThan(0);
    await scrollsOn(page);
    await expect.poll(() => reached(page)).toBe(101);
    await reader.rest();
    await page.clock.fastForward(restMs);
    await expect.poll(() => failed).toBeGreaterThan(1);
    await reader.rest();
    // The clock that was put forward goes on by itself, too.
    expect(failed).toBeLessThanOrEqual(3 + (Date.now() - began) / restMs);
    expect(further).toBe(0);
    isFailing = false;
    await page.clock.fastForward(restMs);
    await toAccept(page, lines - 1).waitFor();
    await expect.poll(() => reached(page)).toBeGreaterThan(101);
    await expectWell(reader);
  });
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
