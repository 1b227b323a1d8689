// On a screen as narrow as a telephone's 窄屏: what is not there as soon as a page is, and is no form that a button opens (see folding.test.ts).
import { uuid } from "@taizhang/api/testing/uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { looks } from "./doing.ts";
import { expectFits, misfits, narrow } from "./fitting.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { routed } from "./routed.ts";
import { rows, type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

/** More than the queue of reviews lists at once, and one unit more than the roster does. */
const [queued, registered] = [61, 51];
const other = "区住房和城乡建设局";

let browser: StoryBrowser;
let served: Served;
/** A plan that is confirmed, and not issued. */
let confirmedId: string;
beforeAll(async () => {
  browser = await storyBrowser();
  const many = Array.from({ length: queued }, (_none, at) => ({
    text: `公布第${at + 1}批政务服务事项清单。`,
    due: "2021-09-30",
    units: [[unit, "responsible"]] as const,
  }));
  const theirs = rows.slice(0, 2).map((row) => ({ ...row, units: [[other, "responsible"]] as const }));
  served = await serveRegion([...many, ...theirs], async (_ledger, _planId, taskIds, region) => {
    for (const taskId of taskIds.slice(0, queued)) await region.report(unit, taskId, "已公布。");
    await region.register(...Array.from({ length: registered - 2 }, (_none, at) => `区第${at + 1}街道办事处`));
    confirmedId = await region.confirm("2022年郧阳区优化营商环境重点任务分解表", rows);
  });
  const { serving, region, planId } = served;
  const document = "mutation ($input: ClosePlanInput!) { closePlan(input: $input) { rejection { code } } }";
  const input = { commandId: uuid(1), planId, reason: "年度终了" };
  await serving.ask(document, { input }, region.bearer("unit", other));
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

/** Somebody opens a page on a telephone. */
async function opens(path: string, who = served.region.office): Promise<Reader> {
  const { serving, address } = served;
  const context = await browser.newContext({ locale: "zh-CN", viewport: narrow });
  const reader = await openReader(context, address, `/console${path}`, await serving.token(who));
  await reader.rest();
  return reader;
}

test("the form of the issue fits, and so does its last question", async () => {
  const reader = await opens(`/import/${confirmedId}`);
  const { page } = reader;
  await page.locator("[data-act=issuePlan]").press("Enter");
  await page.locator(".issue-form .foreseen").waitFor();
  await expectFits(reader);
  await page.locator(".issue-form .main-button").press("Enter");
  await page.locator("[role=dialog] .foreseen").waitFor();
  await expectFits(reader);
  await expectWell(reader);
});

test("what opens on a page or over it fits: a choice, the bar of what is chosen, a question, the search, the keys", async () => {
  const reader = await opens("/reviews");
  const { page } = reader;
  const dialog = page.getByRole("dialog");
  const closes = async () => {
    await reader.press("Escape");
    await dialog.waitFor({ state: "detached" });
  };
  await page.locator(".found-choice-button").first().press("Enter");
  await page.locator(".found-options li").nth(1).waitFor();
  await expectFits(reader, "a choice");
  await reader.press("Escape");
  for (const at of [0, 1]) await page.locator(".queue-item input").nth(at).press("Space");
  await page.locator(".batch-bar").waitFor();
  await expectFits(reader, "the bar");
  await page.locator(".batch-bar .main-button").press("Enter");
  await dialog.waitFor();
  await expectFits(reader, "a question");
  await closes();
  await reader.press("Control+k");
  await dialog.locator("input").fill("公布第1");
  await dialog.getByRole("link").first().waitFor();
  await expectFits(reader, "the search");
  await closes();
  await page.getByRole("button", { name: "快捷键" }).press("Enter");
  await dialog.waitFor();
  await expectFits(reader, "the keys");
  expect(reader.wrongs).toEqual([]);
});

test.each(["/roster", "/reviews"])("what is listed in part on %s fits, and so does the rest", async (path) => {
  const reader = await opens(path);
  const more = reader.page.getByRole("button", { name: "再列一些" });
  await more.waitFor();
  await expectFits(reader);
  await more.press("Enter");
  await more.waitFor({ state: "detached" });
  await reader.rest();
  await expectFits(reader);
  await expectWell(reader);
});

test("denied attempts fit, with their filters set", async () => {
  const { region } = served;
  const unitId = region.unitId(other);
  const reader = await opens(`/audit/denied?unit=${unitId}&from=2021-09-01&to=2021-09-20`, region.bearer("auditor"));
  await reader.page.locator(".attempts tbody tr").waitFor();
  await expectFits(reader);
  await reader.page.locator(".filters .door a").press("Enter");
  await reader.page.waitForURL(/[?&]reason=/);
  await reader.rest();
  await expectFits(reader);
  await expectWell(reader);
});

test("what waits to be sent fits, and what failed, on a ledger with its filters set", async () => {
  const { region, planId } = served;
  const path = `/console/ledger/${region.unitId(other)}?plan=${planId}`;
  const reader = await looks(browser, served, region.bearer("unit", other), path);
  const { page } = reader;
  await page.setViewportSize(narrow);
  let sent = 0;
  await routed(page, "**/graphql", (route) => {
    if (!/mutation AcceptAssignment\b/.test(askedIn(route.request()))) return route.continue();
    sent += 1;
    if (sent === 1)
      return route.fulfill({
        headers: { "x-request-id": uuid(2) },
        json: { errors: [{ message: "internal", extensions: { code: "INTERNAL" } }] },
      });
    return route.abort();
  });
  const accept = page.getByRole("button", { name: "签收", exact: true });
  await accept.first().press("Enter");
  await reader.sees("签收：出错了，已记录。");
  await accept.first().press("Enter");
  await reader.sees("有 2 条尚未送达");
  await expectFits(reader);
  await page.clock.fastForward("01:01:00");
  await reader.sees(/按下时间/);
  await expectFits(reader);
  await expectWell(reader);
});

// As text, because it runs in the page: puts something into it, behind a word.
const adds = (tag: string, style: string, around: string) => `(() => {
  const [at, holder] = ["${tag}", "div"].map((each) => document.createElement(each));
  at.style.cssText = "${style}";
  at.append("清单");
  holder.id = "added";
  holder.style.cssText = "${around}";
  holder.append("公布", at);
  document.querySelector("main").append(holder);
})()`;

test("whoever looks notices whatever does not fit", async () => {
  const reader = await opens("/roster");
  const { page } = reader;
  for (const [said, tag, style, around] of [
    ["the page is wider than the window", "p", "width: 900px", ""],
    ["清单 stands out of the window", "form", "width: 900px; text-align: end", "overflow-x: auto"],
    ["清单 is cut off", "p", "", "height: 9px; overflow: hidden"],
    ["p 清单 is wider than its place", "p", "width: 20px; white-space: nowrap", ""],
    ["公布 lies over 清单", "span", "margin-inline-start: -20px", ""],
    ["button 清单 is too small to press", "button", "height: 20px; min-height: 0; padding: 0", ""],
  ] as const) {
    expect(await misfits(reader)).toEqual([]);
    await page.evaluate(adds(tag, style, around));
    expect(await misfits(reader)).toContain(said);
    await page.evaluate('document.querySelector("#added").remove()');
  }
  await page.evaluate('document.querySelector(".choice select").style.width = "48px"');
  expect(await misfits(reader)).toContainEqual(expect.stringMatching(/^select 全部.* is cut short$/));
  await page.evaluate('document.querySelector(".choice select").style.width = ""');
  await page.evaluate('document.querySelector(".choice [type=search]").style.width = "80px"');
  expect(await misfits(reader)).toContain("input  找 cuts off its hint");
});
