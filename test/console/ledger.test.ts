// The ledger in a real browser: the stories of a clerk, by the keyboard alone.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { task } from "@taizhang/domain";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { keepChromium } from "../support/chromium.ts";
import { recorded } from "./doing.ts";
import { holding } from "./holding.ts";
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
afterEach(async () => {
  served.letGo();
  await served.serving.close();
});

const clerk = () => served.region.bearer("unit", unit);
const ledgerOf = () => `/console/ledger/${served.region.unitId(unit)}`;

async function clerkLooks(): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    ledgerOf(),
    await served.serving.token(clerk()),
  );
  await reader.sees("共 5 项");
  return reader;
}

test("a clerk accepts a day's tasks at once and sees which one was refused", async () => {
  const reader = await clerkLooks();
  await reader.tabTo("选中本日待签收 3 项");
  await reader.press("Enter");
  await reader.sees("已选 3 项");
  await expectWell(reader);

  // While she looks, the office frees her unit of one of them. Nothing moves under her hand.
  const { region, taskIds } = served;
  const why = { reason: { text: "该单位无此类事项。" }, authority: { text: "主任会议决定。" } };
  await region.give(region.office, task, "exemptAssignment", taskIds[2] ?? "", { unitId: region.unitId(unit), ...why });

  await reader.tabTo("签收 3 项");
  await reader.press("Enter");
  await reader.sees("已签收 2 项；1 项未受理");
  await expect.poll(() => reader.page.evaluate("document.activeElement === document.body")).toBe(false);
  const refused = reader.page.locator(".batch-refused li");
  await expect
    .poll(() => refused.allTextContents())
    .toEqual(["3 公布全区涉企收费目录清单。 这项分工已经销号、免除、移交或终止。"]);
  await reader.page.locator(".door", { hasText: "待签收" }).getByText("2", { exact: true }).waitFor();
  await expectWell(reader);
});

test("what she ticks while lines are being accepted stays ticked", async () => {
  const reader = await clerkLooks();
  const { page } = reader;
  await reader.tabTo("选中本日待签收 3 项");
  await reader.press("Enter");
  const { letGo, isSent } = await holding(page, /mutation AcceptAssignment\b/);
  await reader.tabTo("签收 3 项");
  await reader.press("Enter");
  await expect.poll(isSent).toBe(true);
  await reader.tabTo("持续公开财政资金直达基层情况。");
  await reader.press("x");
  letGo();
  await reader.sees("已签收 3 项");
  await page.locator(".line-open:focus", { hasText: "持续公开财政资金直达基层情况。" }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "签收 1 项", exact: true }).count()).toBe(1);
  await expectWell(reader);
});

test("she finds her words again after the browser was killed", async () => {
  const profile = await mkdtemp(join(tmpdir(), "browser-"));
  const words = "已公布第一批 12 项，其余正在核对。";
  try {
    const first = await keepChromium(profile);
    const reader = await openReader(first, served.address, ledgerOf(), await served.serving.token(clerk()));
    await report(reader, words);
    await reader.sees(/草稿 已存本机/);
    await expect.poll(() => isOnDisk(profile, words)).toBe(true);
    const ended = new Promise((resolve) => first.once("close", resolve));
    const session = await first.newCDPSession(reader.page);
    await Promise.all([ended, session.send("Browser.crash").catch(() => undefined)]);

    const again = await keepChromium(profile);
    const later = await openReader(again, served.address, ledgerOf(), await served.serving.token(clerk()));
    await later.tabTo("公布政府采购意向。");
    await later.press("Enter");
    await later.sees(/已恢复 .* 的草稿/);
    await expect.poll(() => later.page.getByLabel("具体工作事项进度").inputValue()).toBe(words);
    await expectWell(later);
    await again.close();
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});

test("she sees her report at once although the projector is slow", async () => {
  const reader = await clerkLooks();
  served.hold();
  await report(reader, "已公布。");
  await reader.tabTo("签收并填报");
  await reader.press("Enter");
  await reader.sees("签收并填报：已办理。");
  const line = reader.page.locator(".line", { hasText: "公布政府采购意向。" });
  await line.locator(".state", { hasText: "办理中" }).waitFor();
  await reader.sees("正在跟上你的操作");

  served.letGo();
  await line.getByText("第1份 待审核").waitFor();
  await reader.sees("最新");
  await expectWell(reader);
});

test("old lines are not taken for new ones after the page is loaded anew", async () => {
  const reader = await clerkLooks();
  served.hold();
  await report(reader, "已公布。");
  await reader.tabTo("签收并填报");
  await reader.press("Enter");
  await reader.sees("签收并填报：已办理。");
  await reader.page.reload();
  await reader.page.waitForResponse(async (answer) => (await answer.text()).includes("READ_MODEL_BEHIND"));
  await expect.poll(() => reader.page.locator(".line").count()).toBe(0);
  served.letGo();
  await reader.page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
});

test("her own act is no news to her while a line is open, and what others do is", async () => {
  const reader = await clerkLooks();
  await reader.tabTo("公布政府采购意向。");
  await reader.press("Enter");
  await reader.tabTo("申请延期");
  await reader.press("Enter");
  await reader.page.getByLabel("申请延至").fill("2021-12-20");
  await reader.tabTo("理由");
  await reader.type("目录尚在核对。");
  await reader.press("Control+Enter");
  await reader.sees(/第1次申请延至/);

  // The changes come in the order of the log: once this one is told, her own has come as well.
  const { region, taskIds } = served;
  const why = { reason: { text: "平台推迟上线。" }, authority: { text: "区政府会议纪要。" } };
  await region.give(region.office, task, "extendTask", taskIds[3] ?? "", { dueOn: "2021-10-31", ...why });
  await reader.sees("有 1 条新变更，点此更新");
  await expectWell(reader);
  await reader.tabTo("有 1 条新变更，点此更新");
  await reader.press("Enter");
  await reader.page.getByText("10月31日").first().waitFor();
  await expect.poll(() => reader.page.locator(".pill").count()).toBe(0);
});

test("the answer to her report leaves the focus in the form that she has opened below it", async () => {
  const reader = await clerkLooks();
  const { letGo, isSent } = await holding(reader.page, /mutation ReportProgress\b/);
  await report(reader, "已公布。");
  await reader.press("Control+Enter");
  await expect.poll(isSent).toBe(true);
  await reader.tabTo("申请延期");
  await reader.press("Enter");
  await reader.tabTo("理由");
  letGo();
  await reader.sees("签收并填报：已办理。");
  expect(await reader.page.evaluate("document.activeElement.labels?.[0]?.textContent")).toBe("理由");
  await expectWell(reader);
});

test("a draft that is sent is not discarded while its answer is awaited, and she is told why", async () => {
  const reader = await clerkLooks();
  const { letGo, isSent } = await holding(reader.page, /mutation ReportProgress\b/);
  await report(reader, "已公布。");
  await reader.sees(/草稿 已存本机/);
  await reader.press("Control+Enter");
  await expect.poll(isSent).toBe(true);
  await reader.tabTo("丢弃草稿");
  await reader.press("Enter");
  expect(await reader.page.getByLabel("具体工作事项进度").inputValue()).toBe("已公布。");
  expect(
    await reader.page.evaluate(
      "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent",
    ),
  ).toBe("正在核实是否已提交，请勿修改…");
  await expectWell(reader);
  letGo();
  await reader.sees("签收并填报：已办理。");
});

test("she mends a page that was found broken after the sign-off, and the line calls no more", async () => {
  const { region, taskIds } = served;
  const [taskId = "", unitId] = [taskIds[3] ?? "", region.unitId(unit)];
  const evidence = [{ title: "采购意向", url: "https://www.example.gov.cn/yixiang" }];
  const report = { unitId, reportedOn: "2021-09-20", progress: { text: "已公布。" }, evidence };
  await region.give(clerk(), task, "reportProgress", taskId, report);
  await region.give(region.office, task, "acceptReport", taskId, { unitId, reportNo: 1 });
  await region.claim(unit, taskId, "已公布。");
  await region.give(region.office, task, "signOff", taskId, { unitId, opinion: { text: "同意" } });
  const check = { unitId, reportNo: 1, place: 1, verdict: "broken" as const, note: { text: "网站改版，打不开。" } };
  await region.give(region.office, task, "verifyPublication", taskId, check, { evidence });

  const reader = await clerkLooks();
  await reader.tabTo(/已退回/);
  await reader.press("Enter");
  await reader.sees("共 1 项");
  const line = reader.page.locator(".line", { hasText: "公布政府采购意向。" });
  await line.getByText("已销号").waitFor();
  await line.getByText("待改正公开材料 1 件").waitFor();
  await reader.tabTo("公布政府采购意向。");
  await reader.press("Enter");
  await reader.sees(/第1件链接失效.*核查.*：网站改版，打不开。/);
  // Of a report that is settled nothing else can be corrected.
  await expect.poll(() => reader.page.getByRole("button", { name: "更正填报" }).count()).toBe(0);
  await reader.tabTo("改正材料");
  await reader.press("Enter");
  await expectWell(reader);
  const address = reader.page.getByLabel(/^第1件 .*网址/);
  await expect.poll(() => address.inputValue()).toBe("https://www.example.gov.cn/yixiang");
  await address.fill("https://www.example.gov.cn/caigou/yixiang");
  await reader.tabTo("理由");
  await reader.type("网站改版，更换链接。");
  await reader.press("Control+Enter");
  await reader.sees("改正材料：已办理。");
  await reader.sees("没有符合“已退回”的事项。");
  await expectWell(reader);
});

test("a part is accepted once, however often its button is pressed on the line or on the page of its task", async () => {
  const reader = await clerkLooks();
  const { page } = reader;
  for (const isOnTask of [false, true]) {
    const { letGo, count } = await holding(page, /mutation AcceptAssignment\b/);
    if (isOnTask) {
      await page.goto(`${served.address}/console/tasks/${served.taskIds[1]}`);
    } else {
      await reader.tabTo("公布政府采购意向。");
      await reader.press("Enter");
    }
    await reader.tabTo("进展填报");
    await reader.press("Shift+Tab");
    const accept = page.locator("button:focus", { hasText: /^签收$/ });
    await accept.waitFor();
    await reader.press("Enter");
    await reader.press("Enter");
    await accept.and(page.locator("[aria-disabled=true]")).waitFor();
    await expectWell(reader);
    letGo();
    const where = isOnTask ? page.locator(".parts tr", { hasText: unit }) : page.locator(".line-is-open");
    await where.locator(".state", { hasText: "办理中" }).first().waitFor();
    await reader.rest();
    expect(count()).toBe(1);
    expect(await page.evaluate("document.activeElement !== document.body")).toBe(true);
  }
});

/** Opens the line of a task that is not accepted yet, and types a report. */
async function report(reader: Reader, words: string): Promise<void> {
  await reader.tabTo("公布政府采购意向。");
  await reader.press("Enter");
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo("具体工作事项进度");
  await reader.type(words);
}

/** Whether the browser has written these words to its profile: it does that by itself, seconds later. */
async function isOnDisk(profile: string, words: string): Promise<boolean> {
  const folder = join(profile, "Default", "Local Storage", "leveldb");
  for (const name of await readdir(folder).catch(() => [])) {
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    if (bytes.includes(Buffer.from(words, "utf16le")) || bytes.includes(Buffer.from(words))) return true;
  }
  return false;
}

test("a telephone number in her words is told by the field that it stands in, and marked", async () => {
  const reader = await clerkLooks();
  await reader.tabTo("公布政府采购意向。");
  await reader.press("Enter");
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo("具体工作事项进度");
  await reader.type("已公开，咨询电话13800138000。");
  await reader.press("Control+Enter");
  await reader.sees(/台账不留存个人信息，请删去后再提交。（具体工作事项进度 第 9 字起似为手机号）/);
  const marked = "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))";
  await expect.poll(() => reader.page.evaluate(`${marked}(document.activeElement)`)).toBe("13800138000");
  await expectWell(reader);
  await reader.press("Delete");
  await reader.press("Control+Enter");
  await reader.page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
});

test("the keys that act without Control can be switched off, the slash among them", async () => {
  const reader = await clerkLooks();
  await reader.tabTo("启用字母快捷键");
  await reader.press("Space");
  await reader.page.locator(".line-open").first().focus();
  const line = await reader.page.evaluate("document.activeElement.textContent");
  for (const key of ["j", "x", "/"]) await reader.press(key);
  await expect.poll(() => reader.page.evaluate("document.activeElement.textContent")).toBe(line);
  expect((await reader.page.getByRole("dialog").count()) + (await reader.page.getByText(/^已选/).count())).toBe(0);
  await reader.press("Control+k");
  await reader.page.getByRole("dialog").waitFor();
  await reader.press("Escape");
  await reader.tabTo("启用字母快捷键");
  await reader.press("Space");
  await reader.press("/");
  await reader.page.getByRole("dialog").waitFor();
});

test("she files a report and claims completion with it: its words and its evidence stand in the claim", async () => {
  const reader = await clerkLooks();
  const { page } = reader;
  await reader.tabTo("公布政府采购意向。");
  await reader.press("Enter");
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo("具体工作事项进度");
  await reader.type("采购意向已全部公布。");
  await reader.tabTo("标题");
  await reader.type("采购意向公告");
  await reader.tabTo("网址");
  await reader.type("https://www.example.gov.cn/purchase");
  await reader.tabTo("连同申报办结…");
  await expectWell(reader);
  await reader.press("Enter");
  const form = page.getByRole("form", { name: "申报办结" });
  await form.and(page.locator(":focus")).waitFor();
  expect(await form.getByLabel("办结情况").inputValue()).toBe("采购意向已全部公布。");
  expect(await form.getByLabel("标题").first().inputValue()).toBe("采购意向公告");
  await expectWell(reader);
  await reader.press("Control+Enter");
  const line = page.locator(".line", { hasText: "公布政府采购意向。" });
  await line.getByText("已申报办结").first().waitFor();
  // The state is shown before there is an answer; what the ledger holds is what counts.
  await line.getByText("已申报办结，办结日期").waitFor();
  await line.getByText("第1份", { exact: false }).first().waitFor();
  const evidence = [{ title: "采购意向公告", url: "https://www.example.gov.cn/purchase" }];
  const taskId = served.taskIds[3] ?? "";
  expect([
    await recorded(served, { taskId }, "ProgressReported"),
    await recorded(served, { taskId }, "CompletionClaimed"),
  ]).toMatchObject([
    [{ progress: { text: "采购意向已全部公布。" }, evidence }],
    [{ done: { text: "采购意向已全部公布。" }, evidence }],
  ]);
  await expectWell(reader);
});
