// What is typed into filters: half of a day is never looked at, words are found once they are there and go when they are cleared.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
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
afterEach(() => served.serving.close());

const ledgerOf = (query = "") => `/console/ledger/${served.region.unitId(unit)}${query}`;

async function clerkLooks(query = ""): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    ledgerOf(query),
    await served.serving.token(served.region.bearer("unit", unit)),
  );
  await reader.sees("共 5 项");
  return reader;
}

/** Types a day into the field that has the focus: year, month and day, as a Chinese browser orders them. */
async function types(reader: Reader, day: string): Promise<void> {
  for (const key of day) await reader.press(key);
}

test("a day that is typed is looked at once it is whole, and is one step back", async () => {
  const reader = await clerkLooks();
  const asked: string[] = [];
  reader.page.on("request", (request) => asked.push(/"on":"([^"]*)"/.exec(askedIn(request))?.[1] ?? ""));
  await reader.tabTo("判定日");
  await types(reader, "20211001");
  await reader.press("Enter");
  await reader.page.waitForURL(/[?&]on=2021-10-01/);
  await reader.sees("已逾期 1 天");
  expect([...new Set(asked.filter((day) => day !== ""))]).toEqual(["2021-10-01"]);
  await expect.poll(() => reader.page.evaluate("document.activeElement.type")).toBe("date");
  await reader.page.goBack();
  await reader.page.waitForURL((url) => !url.searchParams.has("on"));
  await reader.page.locator(".freshness", { hasText: "2021年9月20日" }).waitFor();
  await expect.poll(() => reader.page.getByLabel("判定日", { exact: true }).inputValue()).toBe("2021-09-20");
  await expectWell(reader);

  // Left without Enter, it is looked at as well. Tab stops at each part of a day: the first is come to from outside.
  await reader.tabTo("跳到正文");
  await reader.tabTo("判定日");
  await types(reader, "20210801");
  await reader.tabTo("追溯到");
  await reader.page.waitForURL(/[?&]on=2021-08-01/);
  await reader.sees(/日终的，不能办理/);
});

test("by a later day the present states are judged, and what one does is seen there", async () => {
  const reader = await clerkLooks("?on=2021-10-01");
  await reader.sees("已逾期 1 天");
  await reader.tabTo("选中本日待签收 3 项");
  await reader.press("Enter");
  await reader.tabTo("签收 3 项");
  await reader.press("Enter");
  await reader.sees("已签收 3 项");
  await reader.page.locator(".door", { hasText: "办理中" }).getByText("3", { exact: true }).waitFor();
  // What others do, too.
  await served.region.report(unit, served.taskIds[3] ?? "", "已公布第一批。");
  await reader.page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
  await expectWell(reader);
});

test("a day that there is not is left out of an address", async () => {
  const reader = await clerkLooks("?on=2021-02-31");
  await reader.page.locator(".freshness", { hasText: "2021年9月20日" }).waitFor();
  await reader.page.goto(`${served.address}${ledgerOf("?asOf=2021-13-01")}`);
  await reader.sees("共 5 项");
  await expect.poll(() => reader.page.locator(".band-past").count()).toBe(0);
  await expectWell(reader);
});

test("words that were looked for are gone once the filters are cleared, and by the back button", async () => {
  const reader = await clerkLooks();
  const found = reader.page.getByLabel("找");
  await reader.tabTo("找");
  await reader.type("收费");
  await reader.sees("共 1 项");
  await reader.tabTo("清除筛选");
  await reader.press("Enter");
  await reader.sees("共 5 项");
  await expect.poll(() => found.inputValue()).toBe("");
  // As long as it takes to look for words that are typed, and to fetch what is found.
  await reader.tabTo("找");
  await reader.type("意向");
  await reader.sees("共 1 项");
  await reader.sees("公布政府采购意向。");
  await reader.page.goBack();
  await reader.sees("共 1 项");
  await reader.sees("公布全区涉企收费目录清单。");
  await expect.poll(() => found.inputValue()).toBe("收费");
  await expectWell(reader);
});

test("where what a filter asks for fails, the focus goes on in the page", async () => {
  const reader = await clerkLooks();
  const { page } = reader;
  await routed(page, "**/graphql", (route) =>
    /query LedgerPage\(/.test(askedIn(route.request()))
      ? route.fulfill({ json: { errors: [{ message: "", extensions: { code: "INTERNAL" } }] } })
      : route.fallback(),
  );
  await reader.tabTo("找");
  await reader.type("收费");
  await reader.sees("出错了，已记录。");
  await page.locator("main:focus").waitFor();
  expect(await reader.faults()).toEqual([]);
});
