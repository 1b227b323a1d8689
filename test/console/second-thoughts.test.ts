// Who gives up what she has sent and writes something else: what was stored is told, and what she writes is lost to no answer.
import type { Route } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { holding } from "./holding.ts";
import { expectWell, type Reader } from "./reader.ts";
import { clerkLooks, field, openForm, reports } from "./reporting.ts";
import { routed } from "./routed.ts";
import { type Served, serveRegion } from "./served.ts";
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

const earlier = "已公布第一批 12 项。";
const later = "已公布两批共 30 项。";
const context = () => browser.newContext({ locale: "zh-CN" });
const looks = async (within = context()) => clerkLooks(served, await within);

/** Answers every report of a page in place of the server, as one that fails, until it is told to stop; `first` may pass it on before. */
async function failing(
  reader: Reader,
  first: (route: Route) => Promise<unknown> = async () => undefined,
): Promise<() => void> {
  let isOn = true;
  await routed(reader.page, "**/graphql", async (route) => {
    if (!isOn || !/mutation ReportProgress\b/.test(askedIn(route.request()))) return route.continue();
    await first(route);
    await route.fulfill({ json: { errors: [{ message: "internal", extensions: { code: "INTERNAL" } }] } });
  });
  return () => {
    isOn = false;
  };
}

/** Gives up what has failed, and writes something else in its place. */
async function writeAnew(reader: Reader): Promise<void> {
  await reader.sees("签收并填报：出错了，已记录。");
  await reader.tabTo("不再送出");
  await reader.press("Enter");
  await reader.tabTo(field);
  await reader.press("Control+a");
  await reader.type(later);
  await reader.sees(/草稿 已存本机/);
}

test("other words for what was stored and given up are refused once, with why, and go under another id", async () => {
  const reader = await looks();
  await openForm(reader);
  await reader.type(earlier);
  // It is stored, and nobody hears of it.
  const stop = await failing(reader, (route) => route.fetch());
  await reader.press("Control+Enter");
  await writeAnew(reader);
  stop();
  await reader.press("Control+Enter");
  const why = reader.page.getByText("此前送出的内容已存入台账，现在填写的内容未送出；如仍需办理，请再次提交。");
  await why.waitFor();
  expect(await why.count()).toBe(1);
  const input = reader.page.getByLabel(field);
  expect(await input.inputValue()).toBe(later);
  await expectWell(reader);
  await reader.tabTo(field);
  await reader.press("Control+Enter");
  await expect.poll(() => input.count()).toBe(0);
  await expect.poll(() => reports(served)).toEqual([expect.stringContaining(earlier), expect.stringContaining(later)]);
  await expectWell(reader);
  await served.serving.close();
});

test("what is written anew in one tab outlives the answer to the earlier words in another one, and is told of it", async () => {
  const both = context();
  const [first, second] = [await looks(both), await looks(both)];
  const { letGo, isSent } = await holding(first.page, /mutation ReportProgress\b/);
  const stop = await failing(second);
  await openForm(second);
  await openForm(first);
  await first.type(earlier);
  await second.sees(/已恢复 .* 的草稿/);
  await first.press("Control+Enter");
  await expect.poll(isSent).toBe(true);
  await writeAnew(second);
  letGo();
  await first.sees("签收并填报：已办理。");
  await second.sees(/签收并填报：已送达/);
  const input = second.page.getByLabel(field);
  expect(await input.inputValue()).toBe(later);
  await expectWell(second);
  stop();
  await second.tabTo(field);
  await second.press("Control+Enter");
  await expect.poll(() => input.count()).toBe(0);
  await expect.poll(() => reports(served)).toEqual([expect.stringContaining(earlier), expect.stringContaining(later)]);
  await expectWell(second);
  await served.serving.close();
});
