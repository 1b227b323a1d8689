// The days of a ledger in a real browser: folded, the first of a plan, one without a server, one on which nothing is left.

import { randomUUID } from "node:crypto";
import { type TestLedger, testLedger } from "@taizhang/api/testing/region";
import { patient } from "@taizhang/api/testing/serving";
import { task } from "@taizhang/domain";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { holding } from "./holding.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { rows, type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
let ledger: TestLedger;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  ledger = testLedger("2021-03-01");
  served = await serveRegion(rows, undefined, { ledger });
});
afterEach(() => served.serving.close());

const [first = "", , third = "", fourth = "", fifth = ""] = rows.map(({ text }) => text);

async function clerkLooks(words: string, query = ""): Promise<Reader> {
  const path = `/console/ledger/${served.region.unitId(unit)}${query}`;
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    path,
    await served.serving.token(served.region.bearer("unit", unit)),
  );
  await reader.sees(words);
  return reader;
}

/** The words of what has the focus. */
const focused = async ({ page }: Reader) => String(await page.evaluate("document.activeElement.textContent"));
const lineOf = ({ page }: Reader, text: string) => page.locator(".line", { hasText: text });

/** Counts the questions of opened lines from now on. */
function countOpened({ page }: Reader): { readonly count: number } {
  const asked = { count: 0 };
  page.on("request", (request) => {
    if (/query OpenedLine\(/.test(askedIn(request))) asked.count += 1;
  });
  return asked;
}

test("the lines beside the open one are opened and filled in while the server is away", async () => {
  const reader = await clerkLooks("共 5 项");
  const asked = countOpened(reader);
  await reader.tabTo(third);
  await reader.press("Enter");
  await lineOf(reader, third).getByRole("button", { name: "进展填报" }).waitFor();
  await reader.rest();
  // The open one, the one before it and the one after it, and no other.
  expect(asked.count).toBe(3);

  // An act makes what was asked ahead old, as everything: the next line is known as accepted.
  await reader.press("j");
  await reader.tabTo("签收");
  await reader.press("Enter");
  await lineOf(reader, fourth).getByText("办理中").waitFor();
  await reader.rest();
  await served.serving.close();
  await reader.sees(/连不上服务器（/);

  await reader.press("Enter");
  const opened = lineOf(reader, fourth);
  await opened.getByRole("button", { name: "进展填报" }).waitFor();
  await expect.poll(() => opened.locator("[data-act=acceptAssignment]").count()).toBe(0);
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo("具体工作事项进度");
  await reader.type("已公布。");
  await reader.sees(/草稿 已存本机/);
  await expectWell(reader);

  // What nobody asked for is not there.
  await reader.tabTo(fifth);
  await reader.press("Enter");
  await lineOf(reader, fifth).getByText("连不上服务器。可以继续填写").waitFor();
  await reader.press("k");
  await reader.press("k");
  await reader.press("Enter");
  await lineOf(reader, third).getByRole("button", { name: "进展填报" }).waitFor();
  served = { ...served, serving: await served.again() };
  await reader.page.getByText(/连不上服务器（/).waitFor({ state: "detached" });
});

test("the first days of a plan: all that is to be accepted is listed before it is, and what was refused is named", async () => {
  const { region } = served;
  ledger.clock.setDay("2021-09-18");
  const { taskIds } = await region.issue(
    "2021年郧阳区政务公开工作要点任务分解表",
    ["公开财政预算。", "公开财政决算。", "公开政府债务。"].map((text) => ({
      text,
      units: [[unit, "responsible"]] as const,
    })),
  );
  ledger.clock.setDay("2021-09-20");
  const reader = await clerkLooks("共 8 项");
  const { page } = reader;
  await reader.sees("新计划《2021年郧阳区政务公开工作要点任务分解表》印发，你单位有 3 项待签收。");
  // That of March is no longer new, although nothing of it is accepted.
  await expect.poll(() => page.locator(".band-new").count()).toBe(1);
  await expectWell(reader);

  await reader.tabTo("全部签收…");
  await reader.press("Enter");
  const listed = page.locator(".to-accept > li");
  await listed.nth(2).waitFor();
  await expect.poll(() => listed.count()).toBe(3);
  await expectWell(reader);
  await reader.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => focused(reader)).toBe("全部签收…");
  await reader.press("Enter");
  await listed.nth(2).waitFor();

  // While she reads, the office frees her unit of one of them.
  const why = { reason: { text: "该单位无此类事项。" }, authority: { text: "主任会议决定。" } };
  await region.give(region.office, task, "exemptAssignment", taskIds[1] ?? "", { unitId: region.unitId(unit), ...why });
  await reader.tabTo("签收 3 项");
  await reader.press("Enter");
  await reader.sees("已签收 2 项；1 项未受理");
  await expect
    .poll(() => page.locator(".batch-refused li").allTextContents())
    .toEqual(["2 公开财政决算。 这项分工已经销号、免除、移交或终止。"]);
  await expectWell(reader);
  await reader.tabTo("关闭");
  await reader.press("Enter");
  await page.locator(".band-new").waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate("document.activeElement === document.body")).toBe(false);
  await expectWell(reader);
});

/** Whole seconds for which a bearer's points are counted, and those points: what a server has that nobody has set otherwise. */
const [countedSeconds, bearerPoints] = [10, 100_000];

/** A clerk before a new plan of so many parts, on a server that counts what she asks for as it does everywhere. */
async function counted(count: number): Promise<Reader> {
  await served.serving.close();
  ledger = testLedger("2021-03-01");
  const seconds = { ...patient.countedSeconds, points: countedSeconds };
  const parts = { bounds: { ...patient, atLeastMs: 300, countedSeconds: seconds } };
  served = await serveRegion(rows, undefined, { ledger, parts, settings: { bearerPoints } });
  const { region } = served;
  ledger.clock.setDay("2021-09-18");
  const of = Array.from({ length: count }, (_, at) => {
    return { text: `公开第${at + 1}批财政数据。`, units: [[unit, "responsible"]] as const };
  });
  await region.issue("2021年郧阳区政务公开工作要点任务分解表", of);
  ledger.clock.setDay("2021-09-20");
  const reader = await clerkLooks(`共 ${count + 5} 项`);
  await reader.tabTo("全部签收…");
  await reader.press("Enter");
  await reader.page
    .locator(".to-accept > li")
    .nth(count - 1)
    .waitFor();
  await reader.tabTo(`签收 ${count} 项`);
  return reader;
}

/** What is asked from now on: pages of the ledger, among them those of lists to accept, and commands; and how often the server refused because of too much. */
function countAsked({ page }: Reader) {
  const counts = { pages: 0, lists: 0, commands: 0, tooMany: 0 };
  page.on("request", (request) => {
    const asked = askedIn(request);
    if (/query LedgerPage\(/.test(asked)) counts.pages += 1;
    if (/query LedgerPage\(.*"states":\["ASSIGNED"\]/s.test(asked)) counts.lists += 1;
    if (/mutation AcceptAssignment\(/.test(asked)) counts.commands += 1;
  });
  page.on("response", (response) => {
    if (response.status() === 429) counts.tooMany += 1;
  });
  return counts;
}

const isLost = ({ page }: Reader) => page.evaluate("document.activeElement === document.body");

test("a whole plan is accepted within what a bearer may ask for, and the focus stays with what is told of it", async () => {
  const count = 31;
  const reader = await counted(count);
  const { page } = reader;
  const asked = countAsked(reader);
  const { letGo } = await holding(page, /mutation AcceptAssignment\(/);
  await reader.press("Enter");
  await reader.sees(`正在签收 ${count} 项……`);
  expect(await isLost(reader)).toBe(false);
  expect(await focused(reader)).toBe(`签收 ${count} 项`);
  await expectWell(reader);
  // Pressed again, it sends nothing more.
  await reader.press("Enter");
  // What passes by here takes longer, and much of it is given up before it is sent: what is held is let go, and nothing else passes.
  await page.unrouteAll({ behavior: "ignoreErrors" });
  letGo();
  await reader.sees(`已签收 ${count} 项`);
  await expect.poll(() => focused(reader)).toBe(`已签收 ${count} 项`);
  expect(asked).toMatchObject({ lists: 0, commands: count, tooMany: 0 });
  // Once with the first answer and once a second, not with each.
  expect(asked.pages).toBeLessThan(count / 2);
  await expectWell(reader);

  await reader.tabTo("关闭");
  await reader.press("Enter");
  await page.locator(".band-new").waitFor({ state: "detached" });
  await expect.poll(() => isLost(reader)).toBe(false);
  await reader.tabTo("办理中 31");
  await reader.press("Enter");
  await reader.sees(`共 ${count} 项`);
  expect(await page.getByText("尚未送达").count()).toBe(0);
});

test("what is beyond what a bearer may ask for is accepted as soon as the server takes more", async () => {
  const count = 8;
  const reader = await counted(count);
  const asked = countAsked(reader);
  // Elsewhere she spends all that she has, early in the seconds for which it is counted.
  const { region, serving } = served;
  const command = `mutation Accept($input: AcceptAssignmentInput!) { acceptAssignment(input: $input) { rejection { code } } }`;
  await expect
    .poll(async () => {
      const input = { commandId: randomUUID(), taskId: `${served.planId}/none`, unitId: region.unitId(unit) };
      const { errors = [] } = await serving.ask(command, { input }, region.bearer("unit", unit));
      return Number(errors[0]?.extensions["retryAfter"] ?? 0);
    })
    .toBeGreaterThan(countedSeconds / 2);
  await reader.press("Enter");
  await reader.sees(`已签收 ${count} 项`);
  expect(asked.tooMany).toBeGreaterThan(0);
  expect(await reader.page.getByText("尚未送达").count()).toBe(0);
  await reader.tabTo("关闭");
  await reader.press("Enter");
  // What is on the page is of after the last of them.
  await reader.page.locator(".band-new").waitFor({ state: "detached" });
  await expectWell(reader);
});

test("a day is folded: its lines are gone, its count stands, and the letters go past it", async () => {
  const reader = await clerkLooks("共 5 项");
  const { page } = reader;
  const day = page.locator(".day-head", { hasText: "9月30日" });
  await reader.tabTo(/^▾ 2021年9月30日/);
  await reader.press("Enter");
  await lineOf(reader, third).waitFor({ state: "detached" });
  await expect.poll(() => page.locator(".line").count()).toBe(2);
  await expect.poll(() => day.locator("button.fold").getAttribute("aria-expanded")).toBe("false");
  await day.getByText("3 项", { exact: true }).waitFor();
  await expect.poll(() => focused(reader)).toMatch(/^▸ 2021年9月30日/);
  await expectWell(reader);

  await page.locator(".line-open").first().focus();
  await reader.press("j");
  await expect.poll(() => focused(reader)).toBe(fifth);
  await reader.press("k");
  await expect.poll(() => focused(reader)).toBe(first);

  // It stays folded while she looks at something else, and an address that opens a line of it shows that.
  await reader.tabTo(/^办理中|^待签收/);
  await reader.press("Enter");
  await page.waitForURL(/state=ASSIGNED/);
  await reader.rest();
  await expect.poll(() => page.locator(".line").count()).toBe(2);
  await reader.tabTo(/^▸ 2021年9月30日/);
  await reader.press("Enter");
  await lineOf(reader, third).waitFor();
  await reader.tabTo(third);
  await reader.press("Enter");
  await lineOf(reader, third).getByRole("button", { name: "进展填报" }).waitFor();
  await day.locator("button.fold").focus();
  await reader.press("Enter");
  await lineOf(reader, third).waitFor({ state: "detached" });
  await page.waitForURL((url) => !url.searchParams.has("open"));
  await reader.press("Enter");
  await reader.tabTo(third);
  await reader.press("Enter");
  await page.waitForURL(/open=/);
  await page.goBack();
  await page.waitForURL((url) => !url.searchParams.has("open"));
  await day.locator("button.fold").focus();
  await reader.press("Enter");
  await lineOf(reader, third).waitFor({ state: "detached" });
  await page.goForward();
  await lineOf(reader, third).waitFor();
  await expectWell(reader);
});

test("the line says why her report and her claim came back", async () => {
  const { region, taskIds } = served;
  const unitId = region.unitId(unit);
  const reason = { text: "缺链接" };
  await region.report(unit, taskIds[2] ?? "", "已公布。");
  await region.give(region.office, task, "returnReport", taskIds[2] ?? "", { unitId, reportNo: 1, reason });
  await region.claim(unit, taskIds[3] ?? "", "全部公布。");
  await region.give(region.office, task, "returnCompletion", taskIds[3] ?? "", {
    unitId,
    reason: { text: "网页打不开" },
  });
  const reader = await clerkLooks("共 2 项", "?returned=yes");
  await lineOf(reader, third).getByText("第1份 已退回：缺链接").waitFor();
  await lineOf(reader, fourth).getByText("办结已退回：网页打不开").waitFor();
  await expectWell(reader);
});

test("where nothing fits, each filter that is to blame is a door to what there is without it", async () => {
  const reader = await clerkLooks(
    "没有符合“已申报办结”“找 收费”的事项。",
    `?state=CLAIMED&q=${encodeURIComponent("收费")}`,
  );
  await expectWell(reader);
  // Without the words there is nothing, either.
  await reader.tabTo("不限“已申报办结”有 1 项 →");
  await expect.poll(() => reader.page.locator(".nothing-door").count()).toBe(1);
  await reader.press("Enter");
  await reader.sees("共 1 项");
  await reader.sees(third);
  await expectWell(reader);
});

test("doors out of an empty list show no totals of the question before", async () => {
  const reader = await clerkLooks(
    "没有符合“已申报办结”“找 收费”的事项。",
    `?state=CLAIMED&q=${encodeURIComponent("收费")}`,
  );
  const { page } = reader;
  await page.getByText("不限“已申报办结”有 1 项 →").waitFor();
  const { isSent, letGo } = await holding(page, /query LedgerWithout\(/);
  await page.getByLabel("找", { exact: true }).fill("公布");
  await reader.sees("没有符合“已申报办结”“找 公布”的事项。");
  await expect.poll(isSent).toBe(true);
  expect(await page.locator(".nothing-door").count()).toBe(0);
  letGo();
  await page.getByText("不限“已申报办结”有 3 项 →").waitFor();
});

test("where nothing is to be done, what has ended is one step away", async () => {
  const { region, taskIds } = served;
  for (const taskId of taskIds) {
    await region.claim(unit, taskId, "已公布。");
    const opinion = { text: "同意" };
    await region.give(region.office, task, "signOff", taskId, { unitId: region.unitId(unit), opinion });
  }
  const reader = await clerkLooks("没有待办。");
  await expectWell(reader);
  await reader.tabTo("已销号 5 项 →");
  await reader.press("Enter");
  await reader.sees("共 5 项");
  await reader.sees(third);
});

test("where nothing has a lamp, what is due next is one step away, and where nothing is owed any more that is said", async () => {
  const reader = await clerkLooks("没有符合“临近”的事项。", "?lamp=DUE_SOON");
  const { page } = reader;
  await expectWell(reader);
  await reader.tabTo("最近到期 2021年9月30日 3 项 →");
  await reader.press("Enter");
  await reader.sees("共 3 项");
  const { searchParams } = new URL(page.url());
  expect([searchParams.get("due"), searchParams.get("lamp")]).toEqual(["2021-09-30", "AHEAD"]);
  await reader.rest();
  await expect.poll(() => page.locator(".line").count()).toBe(3);
  await expectWell(reader);
  await reader.tabTo("去掉筛选：2021年9月30日到期");
  await reader.press("Enter");
  await page.waitForURL((url) => !url.searchParams.has("due"));

  // A part that is claimed owes nothing more.
  for (const taskId of served.taskIds.slice(1, 4)) await served.region.claim(unit, taskId, "全部公布。");
  const later = await clerkLooks("没有符合“临近”的事项。", "?lamp=DUE_SOON");
  await later.sees("没有还要到期的事项。");
  expect(await later.page.getByText("最近到期").count()).toBe(0);
  await expectWell(later);
});

test("from the open line the letter r leads to the next, which opens in its place, and with Shift back", async () => {
  const reader = await clerkLooks("共 5 项");
  const { page } = reader;
  const isOpen = (text: string) =>
    page.locator(".line-is-open .line-open", { hasText: text }).and(page.locator(":focus")).waitFor();
  await reader.tabTo(first);
  await reader.press("r");
  await isOpen(first);
  await reader.press("r");
  await isOpen(rows[1]?.text ?? "");
  await reader.press("r");
  await isOpen(third);
  await expect.poll(() => page.locator(".line-is-open").count()).toBe(1);
  await expectWell(reader);
  await reader.press("Shift+R");
  await isOpen(rows[1]?.text ?? "");
  // In a field it is a letter.
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo("具体工作事项进度");
  await reader.press("r");
  await expect.poll(() => page.getByLabel("具体工作事项进度").inputValue()).toBe("r");
  await isOpenStill(page, rows[1]?.text ?? "");
  // Back from the ledger is one step, however many lines were opened.
  await page.goBack();
  await page.waitForURL((url) => !url.pathname.includes("/ledger/") || !url.searchParams.has("open"));
});

const isOpenStill = async (page: Reader["page"], text: string) =>
  expect(await page.locator(".line-is-open .line-open").allTextContents()).toEqual([text]);
