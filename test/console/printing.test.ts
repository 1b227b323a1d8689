// What is printed, read from the PDF that the browser makes of it: a ledger on A3, the form of 韶关 on A4, and files that are saved.
import { readFile } from "node:fs/promises";
import type { Row } from "@taizhang/api/testing/region";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { printedPages } from "./printed-pages.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { routed } from "./routed.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";
import { plainWords, serveWorld } from "./world.ts";

let browser: StoryBrowser;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());

let served: Served | undefined;
afterEach(async () => {
  await served?.serving.close();
  served = undefined;
});

const textOf = (no: number) => `公布第${no}批政务服务事项清单，说明办理条件、办理流程和办理时限，并逐条作出解读。`;
const progress = "已公布第一批事项清单，其余各批正在与有关部门逐项核对，核对后即行公布。".repeat(6);
const heads = "一级目标二级目标序号工作任务分工牵头单位完成时限办理状态到期日时限灯具体工作事项进度";

/** A ledger of so many lines, the first of which have long reports, and a clerk who looks at it. */
async function clerkLooks(count: number): Promise<{ reader: Reader; now: Served }> {
  const rows = Array.from({ length: count }, (_, at): Row => {
    return { text: textOf(at + 1), due: "2021-09-30", units: [[unit, "responsible"]] };
  });
  const now = await serveRegion(rows);
  served = now;
  for (const taskId of now.taskIds.slice(0, 20)) await now.region.report(unit, taskId, progress);
  const context = await browser.newContext({ locale: "zh-CN" });
  const reader = await openReader(
    context,
    now.address,
    `/console/ledger/${now.region.unitId(unit)}`,
    await now.serving.token(now.region.bearer("unit", unit)),
  );
  await reader.sees(`共 ${count} 项`);
  return { reader, now };
}

const pdfOf = async ({ page }: Reader) => printedPages(await page.pdf({ preferCSSPageSize: true }));

test("the ledger prints on A3 with its head on every page and the seal's place", async () => {
  const { reader } = await clerkLooks(120);
  // The reading of the PDF sees what it is about: this page is no paper.
  const [asShown] = await pdfOf(reader);
  expect([asShown?.width, asShown?.words.includes(heads)]).not.toEqual([420, true]);

  await reader.tabTo("打印");
  await reader.press("Enter");
  await reader.sees("共 120 项，已全部读出。");
  await expectWell(reader);
  const pages = await pdfOf(reader);
  expect(pages.length).toBeGreaterThan(4);
  for (const [at, { width, height, words }] of pages.entries()) {
    expect([width, height]).toEqual([420, 297]);
    expect(words).toContain(`第${at + 1}页共${pages.length}页`);
    expect(words).toContain(heads);
    // The frame of the page stays on the screen.
    expect(words).not.toMatch(/退出|大字版|导出全部/);
  }
  // The plan and the heading over the rows stand on each page on which rows of theirs do.
  const withRows = pages.filter(({ words }) => /公布第\d+批/.test(words));
  expect(withRows.length).toBeGreaterThan(4);
  for (const { words } of withRows)
    expect(words).toMatch(/2021年郧阳区优化营商环境重点任务分解表一、重点任务\d+公布第\d+批/);
  const [first, last] = [pages[0], pages[pages.length - 1]];
  expect(first?.words).toMatch(
    /区财政局工作台账填报单位（盖章）：区财政局填报日期：年月日.*2021年郧阳区优化营商环境重点任务分解表一、重点任务/,
  );
  expect(last?.words).toMatch(
    /填报人：联系方式（手机）：（盖章处）截至2021年9月20日；日志位置\d+；判定规则due-day\/\d+；时限灯由本台账判定，来文未印$/,
  );
  // Every line is there once, and whole on its page.
  for (let no = 1; no <= 120; no += 1) {
    const whole = no <= 20 ? `第1份2021-09-20：${progress}` : "●未到期";
    const row = new RegExp(
      `${no}${textOf(no)}责任2021-09-30(办理中|待签收)2021-09-30.{1,8}${no <= 20 ? whole : ""}`,
      "g",
    );
    expect(
      pages.map(({ words }) => [...words.matchAll(row)].length).reduce((sum, each) => sum + each),
      `row ${no}`,
    ).toBe(1);
  }
  await reader.page.emulateMedia({ media: "print" });
  const seal = await reader.page.locator(".seal").boundingBox();
  const mm = 96 / 25.4;
  expect([(seal?.width ?? 0) / mm, (seal?.height ?? 0) / mm].every((size) => size >= 42)).toBe(true);

  // The button prints. Without a window for it, the browser begins to and goes no further.
  await reader.page.emulateMedia({ media: null });
  await reader.page.evaluate(
    'addEventListener("beforeprint", () => document.body.setAttribute("data-printed", "yes"))',
  );
  await reader.tabTo("打印");
  await reader.press("Enter");
  await reader.page.locator("body[data-printed=yes]").waitFor();
});

test("a plan prints with the heading over its rows on every page of them, and its rows are whole", async () => {
  const { reader, now } = await clerkLooks(60);
  await reader.page.goto(`${now.address}/console/print/plan/${now.planId}`);
  await reader.sees("共 60 项，已全部读出。");
  await expectWell(reader);
  const pages = (await pdfOf(reader)).filter(({ words }) => words.includes("逐条作出解读"));
  expect(pages.length).toBeGreaterThan(1);
  for (const { words } of pages) expect(words).toMatch(/一、重点任务\d+公布第\d+批/);
  for (let no = 1; no <= 60; no += 1)
    expect(pages.filter(({ words }) => words.includes(`${no}${textOf(no)}责任：区财政局`)).length, `row ${no}`).toBe(1);
  // In the other language its heads are other words, and its pages are laid out anew.
  await reader.tabTo("English");
  await reader.press("Enter");
  await reader.sees("60");
  const inEnglish = (await pdfOf(reader)).filter(({ words }) => words.includes("逐条作出解读"));
  for (const { words } of inEnglish) expect(words).toMatch(/一、重点任务\d+公布第\d+批/);
});

test("a row that is higher than a page is printed in pieces, each below the heads and beside its headings", async () => {
  const clauses = Array.from({ length: 240 }, (_, at) => `其${at + 1}已公布并逐条解读；`);
  const text = clauses.join("");
  const now = await serveRegion([
    { text: textOf(1), due: "2021-09-30", units: [[unit, "responsible"]] },
    { text, due: "2021-09-30", units: [[unit, "responsible"]] },
    { text: textOf(3), due: "2021-09-30", units: [[unit, "responsible"]] },
  ]);
  served = now;
  await now.region.report(unit, now.taskIds[0] ?? "", text);
  const context = await browser.newContext({ locale: "zh-CN" });
  const reader = await openReader(
    context,
    now.address,
    `/console/print/ledger/${now.region.unitId(unit)}`,
    await now.serving.token(now.region.bearer("unit", unit)),
  );
  await reader.sees("共 3 项，已全部读出。");
  await expectWell(reader);
  const whole = await pdfOf(reader);
  const withClauses = whole.filter(({ words }) => /其\d+已公布并逐条解读/.test(words));
  expect(withClauses.length).toBeGreaterThan(4);
  for (const { words } of withClauses) {
    expect(words).toContain(heads);
    expect(words).toMatch(/2021年郧阳区优化营商环境重点任务分解表一、重点任务([12]（续）|1公布第1批|2其1已公布)/);
  }
  expect(withClauses.filter(({ words }) => /重点任务[12]（续）/.test(words)).length).toBeGreaterThan(3);
  // Nothing is lost and nothing is there twice: once in its report, and once in the words of its task.
  const paper = whole.map(({ words }) => words).join("");
  for (const clause of [1, 2, 119, 120, 121, 239, 240])
    expect(paper.split(`其${clause}已公布`).length - 1, `clause ${clause}`).toBe(2);

  await reader.page.goto(`${now.address}/console/print/plan/${now.planId}`);
  await reader.sees("共 3 项，已全部读出。");
  const plan = (await pdfOf(reader)).filter(({ words }) => /其\d+已公布/.test(words));
  expect(plan.length).toBeGreaterThan(1);
  for (const [at, { words }] of plan.entries())
    expect(words).toMatch(at === 0 ? /一、重点任务[12]/ : /一、重点任务2（续）/);

  // The form has one row alone: its heads stand over all of it.
  await reader.page.goto(`${now.address}/console/print/form/${now.taskIds[0]}/${now.region.unitId(unit)}`);
  await reader.sees("已全部读出");
  const form = await pdfOf(reader);
  expect(form.length).toBeGreaterThan(1);
  for (const { words } of form.filter((page) => /其\d+已公布/.test(page.words)))
    expect(words).toContain("序号具体工作事项落实单位具体工作事项进度完成时限");
});

test("what is folded away is on paper, and folded again behind it", async () => {
  const { reader, now } = await clerkLooks(2);
  const { page } = reader;
  await page.goto(`${now.address}/console/tasks/${now.taskIds[0]}`);
  await page.locator(".part-details > summary").waitFor();
  const paper = async () => (await pdfOf(reader)).map(({ words }) => words).join("");
  const isOpen = () => page.locator(".part-details").evaluate((found) => found.hasAttribute("open"));
  // Nobody knows here what was never opened; the paper says so.
  expect(await paper()).toContain("没有展开过，这里不印；要印请先展开再打印。");
  await expect.poll(isOpen).toBe(false);
  await reader.tabTo(/^填报、条目、催办与延期/);
  await reader.press("Enter");
  const opened = page.locator(".part-details .reports");
  await opened.waitFor();
  await reader.press("Enter");
  await expect.poll(isOpen).toBe(false);
  await opened.waitFor({ state: "hidden" });
  // The browser tells the page in a moment that it was folded; until then the page takes it to be open.
  await reader.rest();
  const told = await paper();
  expect(told).toContain("第1份2021年9月20日");
  expect(told).not.toContain("没有展开过");
  await expect.poll(isOpen).toBe(false);
  await expectWell(reader);
});

test("what is not read whole says so on the paper, and is read on", async () => {
  const { reader } = await clerkLooks(120);
  await routed(reader.page, "**/graphql", (route) =>
    askedIn(route.request()).includes('"after":null') ? route.continue() : route.abort(),
  );
  await reader.tabTo("打印");
  await reader.press("Enter");
  await reader.sees(/正在读出 100 \/ 120 项/);
  await reader.sees("连不上服务器");
  const [first] = await pdfOf(reader);
  expect(first?.words).toContain("还没有读完：这不是全部，请不要归档。");
  await reader.page.unroute("**/graphql");
  await reader.tabTo("再试");
  await reader.press("Enter");
  await reader.sees("共 120 项，已全部读出。");
  expect((await pdfOf(reader))[0]?.words).not.toContain("还没有读完");
});

/** What a ledger and a board offer to be pressed, in words that nothing else of them says. */
const pressed = ["退出", "大字版", "导出全部", "选中本日待签收", "启用字母快捷键", "追溯到"];

test("a ledger that is printed as it is looked at has nothing to press, and says where all of it is printed", async () => {
  const { reader, now } = await clerkLooks(120);
  const screen = String(await reader.page.evaluate("document.body.innerText"));
  expect(pressed.filter((words) => !screen.includes(words))).toEqual([]);
  expect(screen).not.toContain("不是全部");

  const paper = (await pdfOf(reader)).map(({ words }) => words).join("");
  expect(pressed.filter((words) => paper.includes(words))).toEqual([]);
  expect(paper).toContain(`区财政局工作台账截至2021年9月20日`);
  expect(paper).toContain(textOf(1));
  expect(paper).not.toContain(textOf(120));
  const whole = `${now.address}/console/print/ledger/${now.region.unitId(unit)}`;
  expect(paper).toContain(`这里只印出屏幕上的各行，不是全部。全部请在打印页印：${whole}`);
  await expectWell(reader);
});

test("a ledger of which all lines are there is printed whole, also what is out of sight", async () => {
  const { reader } = await clerkLooks(40);
  expect(await reader.page.locator(".line").count()).toBeLessThan(40);
  const paper = (await pdfOf(reader)).map(({ words }) => words).join("");
  for (let no = 1; no <= 40; no += 1) expect(paper.split(textOf(no)).length, `line ${no}`).toBe(2);
  expect(paper).not.toContain("不是全部");
  // What it is narrowed to is told on paper as well.
  expect(paper).not.toContain("关系");
  await reader.page.getByLabel("关系").selectOption("责任");
  await reader.page.waitForURL(/relation=RESPONSIBLE/);
  await reader.rest();
  expect((await pdfOf(reader)).map(({ words }) => words).join("")).toContain("关系责任");
  // Afterwards few lines are there again.
  await expect.poll(() => reader.page.locator(".line").count()).toBeLessThan(40);
});

test("the days of a ledger are on paper, and what is folded is as well", async () => {
  const { reader } = await clerkLooks(3);
  const { page } = reader;
  const fold = page.locator("button.fold");
  await reader.tabTo(/^▾ 2021年9月30日/);
  await reader.press("Enter");
  await page.locator(".line").first().waitFor({ state: "detached" });
  const paper = (await pdfOf(reader)).map(({ words }) => words).join("");
  expect(paper).toMatch(/2021年9月30日[^▾▸]*3项/);
  expect(paper).not.toMatch(/[▾▸]/);
  for (const no of [1, 2, 3]) expect(paper.split(textOf(no)).length, `line ${no}`).toBe(2);
  expect(paper).not.toContain("不是全部");
  // Afterwards the day is folded as before.
  await expect.poll(() => page.locator(".line").count()).toBe(0);
  expect(await fold.getAttribute("aria-expanded")).toBe("false");
  await expectWell(reader);
});

test("a board fits A4 across, with every unit of it", async () => {
  const units = Array.from({ length: 40 }, (_, at) => `区第${at + 1}便民服务中心`);
  const now = await serveRegion([
    { text: textOf(1), due: "2021-09-30", units: units.map((name) => [name, "responsible"] as const) },
  ]);
  served = now;
  const context = await browser.newContext({ locale: "zh-CN" });
  const token = await now.serving.token(now.region.office);
  const reader = await openReader(context, now.address, `/console/plans/${now.planId}?by=unit`, token);
  const { page } = reader;
  await reader.sees("1 项任务 · 40 项分工");
  expect(await page.locator(".board tbody th").count()).toBeLessThan(40);
  const pages = await pdfOf(reader);
  for (const { width, height } of pages) expect([width, height]).toEqual([297, 210]);
  const paper = pages.map(({ words }) => words).join("");
  for (const name of units) expect(paper.split(name).length, name).toBe(2);
  expect(pressed.filter((words) => paper.includes(words))).toEqual([]);
  expect(paper).not.toContain("按目标");

  // As wide as the paper without its margins.
  await page.setViewportSize({ width: Math.floor((277 * 96) / 25.4), height: 700 });
  await page.emulateMedia({ media: "print" });
  const fits = () => page.evaluate("document.documentElement.scrollWidth <= window.innerWidth");
  expect(await fits()).toBe(true);
  await page.goto(`${now.address}/console/plans/${now.planId}?against=2021-03-02`);
  await page.locator(".board").waitFor();
  expect(await fits()).toBe(true);
  await page.emulateMedia({ media: null });
  await reader.tabTo("English");
  await reader.press("Enter");
  await reader.sees("1 task · 40 assignments");
  await page.emulateMedia({ media: "print" });
  expect(await fits()).toBe(true);
});

test("the form of 韶关 prints without a telephone number", async () => {
  const world = await serveWorld({
    ...plainWords,
    title: "韶关市贯彻落实国务院办公厅2021年政务公开工作要点分工实施方案",
    tasks: [["公布咨询电话13900001111，并及时更新。", "集中公开。", ""], ...plainWords.tasks.slice(1)],
  });
  try {
    const { taskId, unitId } = world.seen;
    const context = await browser.newContext({ locale: "zh-CN" });
    const reader = await openReader(
      context,
      world.serving.address,
      `/console/tasks/${taskId}`,
      await world.serving.token(world.bearer("unit")),
    );
    await reader.tabTo(/^打印台账表/);
    await reader.press("Enter");
    await reader.sees("已全部读出");
    await expectWell(reader);
    const [page, ...more] = await pdfOf(reader);
    expect(more).toEqual([]);
    expect([page?.width, page?.height]).toEqual([210, 297]);
    expect(page?.words).toMatch(
      /^第1页共1页韶关市贯彻落实国务院办公厅2021年政务公开工作要点分工实施方案工作台账填报单位（盖章）：区司法局填报日期：年月日序号具体工作事项落实单位具体工作事项进度完成时限1/,
    );
    expect(page?.words).toContain("已汇编12项，其余正在核对。");
    expect(page?.words).toContain("填报人：联系方式（手机）：（盖章处）");
    expect(page?.words.replace(/日志位置\d+/, "")).not.toMatch(/1\d{10}|\d{7}/);
    expect(new URL(reader.page.url()).pathname).toBe(`/console/print/form/${taskId}/${unitId}`);
  } finally {
    await world.serving.close();
  }
});

test("a ledger is saved as a file under the name that the server gives it", async () => {
  const { reader } = await clerkLooks(3);
  const saving = reader.page.waitForEvent("download");
  await reader.tabTo("导出全部为 csv");
  await reader.press("Enter");
  const file = await saving;
  expect(file.suggestedFilename()).toBe("区财政局工作台账 2021-09-20.csv");
  const text = await readFile(await file.path(), "utf8");
  for (const no of [1, 2, 3]) expect(text).toContain(textOf(no));
  await expectWell(reader);

  // One that is refused is told with the server's sentence.
  const requestIds: (string | undefined)[] = [];
  reader.page.on("response", (response) => {
    if (!response.ok()) requestIds.push(response.headers()["x-request-id"]);
  });
  await routed(reader.page, "**/export/**", (route) =>
    route.continue({ url: route.request().url().replace("/ledger/", "/none/") }),
  );
  await reader.tabTo("导出全部为 xlsx");
  await reader.press("Enter");
  const notice = reader.page.locator(".notice-failed");
  await notice.waitFor();
  await expectWell(reader);

  // The number of its request is that of the answer, and can be copied.
  const [number] = requestIds;
  expect(number).toMatch(/^[\w-]{8,}$/);
  expect(await notice.locator(".copyable .selectable").textContent()).toBe(number);
  await reader.tabTo("复制请求编号");
  await reader.press("Enter");
  await notice.locator(".copyable [role=status]", { hasText: /已复制|已选中/ }).waitFor();
  await expectWell(reader);
});
