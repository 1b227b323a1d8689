// Lists that are longer than what is shown of them, in a real browser: each loads the rest, or says how many there are; and how long a part has waited.
import { afterAll, beforeAll, expect, test } from "vitest";
import { looks } from "./doing.ts";
import { expectWell, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const lead = "区发改局";
const others = Array.from({ length: 21 }, (_none, at) => `区第${at + 1}街道办`);
const text = "公布政府采购意向。";
const reportCount = 61;
/** As many as the queue lists at once. */
const listedCount = 60;

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  const units = [
    [lead, "lead"] as const,
    [unit, "responsible"] as const,
    ...others.map((name) => [name, "responsible"] as const),
  ];
  served = await serveRegion([{ text, due: "2021-09-30", units }], async ({ clock }, _planId, [task = ""], region) => {
    const [first = "", second = ""] = others;
    for (let no = 1; no <= reportCount; no += 1) await region.report(unit, task, `已公布第${no}批。`);
    clock.setDay("2021-09-14");
    await region.claim(first, task, "已公布。");
    await region.report(second, task, "已公布一批。");
    clock.setDay("2021-09-20");
    await region.claim(second, task, "已公布。");
  });
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

const taskId = () => served.taskIds[0] ?? "";
const opens = (who: Served["region"]["office"], path: string) => looks(browser, served, who, path);

test("how long a part waits stands beside its steps, on the day that is judged, now and then", async () => {
  const waits = ({ page }: Reader, name: string | undefined) =>
    page
      .locator(".parts tr", { hasText: name ?? "" })
      .locator(".part-waits")
      .allTextContents();
  const [first, second] = others;
  const reader = await opens(served.region.office, `/console/tasks/${taskId()}`);
  await expect.poll(() => waits(reader, `${first}`)).toEqual(["待审定 6 天"]);
  await expect.poll(() => waits(reader, `${second}`)).toEqual(["待审核填报 6 天", "今天起待审定"]);
  await expect.poll(() => waits(reader, lead)).toEqual([]);
  await expectWell(reader);
  const then = await opens(served.region.office, `/console/tasks/${taskId()}?asOf=2021-09-16`);
  await expect.poll(() => waits(then, `${first}`)).toEqual(["待审定 2 天"]);
  await expect.poll(() => waits(then, `${second}`)).toEqual(["待审核填报 2 天"]);
  await expectWell(then);
});

test("all reports on a part are there, the earlier ones when they are wanted", async () => {
  const reader = await opens(served.region.bearer("unit", unit), `/console/ledger/${served.region.unitId(unit)}`);
  const reports = () => reader.page.locator(".opened ol.reports > li").count();
  await reader.tabTo(text);
  await reader.press("Enter");
  await expect.poll(reports).toBe(20);
  await reader.tabTo(`更早的填报 ${reportCount - 20} 份`);
  await expectWell(reader);
  await reader.press("Enter");
  await expect.poll(reports).toBe(40);
  await reader.rest();
  await reader.tabTo(`更早的填报 ${reportCount - 40} 份`);
  await reader.press("Enter");
  await expect.poll(reports).toBe(reportCount);
  await reader.page.getByText("已公布第1批。").waitFor();
  await expect.poll(() => reader.page.getByRole("button", { name: /更早的填报/ }).count()).toBe(0);
  // The button has gone, and the focus is where it was.
  expect(await reader.page.evaluate("document.activeElement.querySelector('ol.reports') !== null")).toBe(true);
  await expectWell(reader);
});

test("the first and the last report of many are judged by the lead, with those before it and how many more there are", async () => {
  const reader = await opens(served.region.bearer("unit", lead), `/console/reviews?kind=REPORT`);
  const { page } = reader;
  await page
    .locator(".queue-item")
    .nth(listedCount - 1)
    .waitFor();
  const ids = await page
    .locator(".queue-item a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const no of [1, reportCount]) {
    const at = ids.find((href) => decodeURIComponent(href ?? "").endsWith(`report/${no}`));
    expect(at).toBeDefined();
    await page.goto(new URL(at ?? "", page.url()).href);
    await page.locator(".item .judged", { hasText: `已公布第${no}批。` }).waitFor();
    await page.locator('.item [data-key="y"]').waitFor();
    expect(await page.locator(".item .earlier > li").count()).toBe(10);
    await reader.sees(`另有 ${reportCount - 11} 份填报未列出，见任务页。`);
    await expectWell(reader);
  }
});

test("what is found by words says how much there is, where not all of it is listed", async () => {
  const reader = await opens(served.region.office, `/console/tasks/${taskId()}`);
  await reader.press("Control+k");
  await reader.type("街道办");
  await reader.page.getByRole("dialog").getByText("共 21 个，先列 10 个，请继续输入").waitFor();
  await expectWell(reader);
  await reader.press("Escape");
  await reader.tabTo("分工");
  await reader.press("Enter");
  await reader.tabTo("找单位（名称或拼音首字母）");
  await reader.type("街道办");
  await reader.page.getByText("共 21 个，先列 20 个，请继续输入").waitFor();
  await expectWell(reader);
});
