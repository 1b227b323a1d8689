// Long lists in a real browser: only what is in sight is in the document, and the keyboard still reaches every line.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { expectWell, openReader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";

/** More than the API gives at once, so that the list is fetched page after page. */
const count = 90;

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
  const reader = await openReader(context, served.address, `/console/ledger/${served.region.unitId(unit)}`);
  const { page } = reader;
  await reader.signIn(await served.serving.token(served.region.bearer("unit", unit)));
  await reader.sees(`共 ${count} 项`);
  await reader.tabTo("公布第1批政务服务事项清单。");
  for (let at = 2; at <= count; at += 1) {
    const next = page.locator(".line-open:focus", { hasText: `公布第${at}批政务服务事项清单。` });
    await reader.press("j");
    await next.waitFor();
    expect(await page.locator(".line").count()).toBeLessThan(60);
  }
  const last = page.locator("li", { has: page.locator(":focus") });
  expect(await last.getAttribute("aria-posinset")).toBe(String(count + 1));
  await expectWell(reader);
  await reader.press("k");
  await page.locator(".line-open:focus", { hasText: `公布第${count - 1}批` }).waitFor();
});
