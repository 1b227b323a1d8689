// The review queue in a real browser: the stories of the office, by the keyboard alone.
import { readFile } from "node:fs/promises";
import { uuid } from "@taizhang/api/testing/uuid";
import { task } from "@taizhang/domain";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { jsonAt, textAt } from "./json-at.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const another = "区司法局";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
afterEach(() => served.serving.close());

/** A region with so many tasks, of which the first ones have a report each and the last ones a claim. */
async function serveQueue(reports: number, claims: number): Promise<void> {
  const rows = Array.from({ length: reports + claims }, (_, at) => ({
    text: `公布第${at + 1}批政务服务事项清单。`,
    due: "2021-09-30",
    units: [[at % 2 === 0 ? unit : another, "responsible"]] as const,
  }));
  served = await serveRegion(rows);
  const { region, taskIds } = served;
  for (const [at, taskId] of taskIds.entries()) {
    const by = at % 2 === 0 ? unit : another;
    if (at < reports) await region.report(by, taskId, `已公布第${at + 1}批。`);
    else await region.claim(by, taskId, `第${at + 1}批已全部公布。`);
  }
}

async function looks(who: Served["region"]["office"], path: string): Promise<Reader> {
  // Its clock can be put forward, so that nobody waits for it.
  const context = await browser.clockedContext({ locale: "zh-CN" });
  const reader = await openReader(context, served.address, path, await served.serving.token(who));
  return reader;
}

const officeLooks = () => looks(served.region.office, "/console/reviews");

/** How often each event of a task was recorded. */
async function recorded(at: number, type: string): Promise<number> {
  const { data } = await served.serving.ask(
    "query History($of: HistoryOf!, $types: [String!]) { history(of: $of, types: $types) { edges { node { type } } } }",
    { of: { taskId: served.taskIds[at] ?? "" }, types: [type] },
    served.region.office,
  );
  return JSON.stringify(data).split(`"type":"${type}"`).length - 1;
}

/** Waits until the item that is looked at can be decided; answers the number of its task. */
async function ready({ page }: Reader, which = ""): Promise<number> {
  await page.locator(".queue-at", { hasText: which }).waitFor();
  const called = (await page.locator(".queue-at a").textContent()) ?? "";
  const no = Number(/第(\d+)项/.exec(called)?.[1]);
  await page.locator(".item", { hasText: `第${no}批政务服务事项清单` }).waitFor();
  await page.locator('.item [data-key="y"]').waitFor();
  return no;
}

/** Moves in the list, by its letters, to the item that is called so. */
async function moveTo(reader: Reader, called: string): Promise<void> {
  const rows = reader.page.locator(".queue-item a");
  await rows.filter({ hasText: called }).first().waitFor();
  await reader.page.locator(".queue-at").waitFor();
  await reader.tabTo(/^(\d+ 天|今天)/);
  const texts = await rows.allTextContents();
  const at = texts.indexOf((await reader.page.locator(".queue-at a").textContent()) ?? "");
  const to = texts.findIndex((text) => text.includes(called));
  for (let passed = at; passed !== to; passed += Math.sign(to - at)) {
    await reader.press(to > at ? "j" : "k");
    await reader.page.locator(".queue-at a:focus", { hasText: texts[passed + Math.sign(to - at)] ?? "" }).waitFor();
  }
  await ready(reader, called);
}

test("forty-six items in the queue with the keyboard alone", async () => {
  await serveQueue(40, 6);
  const reader = await officeLooks();
  await reader.sees("共 46 件");
  await expectWell(reader);
  await moveTo(reader, "待审核填报");

  // The first is returned with its reason, which can be taken again for the next.
  const first = await ready(reader);
  await expectWell(reader);
  await reader.press("n");
  await reader.page.locator(".item textarea:focus").waitFor();
  await reader.type("缺公开链接。");
  await expectWell(reader);
  await reader.press("Control+Enter");
  await reader.sees(new RegExp(`第${first}项 退回填报`));
  const second = await ready(reader);
  expect(second).not.toBe(first);
  await reader.press("n");
  await reader.tabTo("缺公开链接。");
  await reader.press("Enter");
  await reader.tabTo("退回填报");
  await reader.press("Enter");

  for (let left = 44; left > 0; left -= 1) {
    await reader.page.waitForFunction(`document.querySelectorAll(".queue-item").length === ${left}`);
    await ready(reader);
    await reader.press("y");
  }
  await reader.sees("没有待办的事项。");
  await expectWell(reader);
  // Whoever leaves the page sends what still waits.
  await reader.tabTo("台账");
  await reader.press("Enter");
  await expect.poll(() => recorded(45, "AssignmentSignedOff")).toBe(1);
  await expect.poll(() => recorded(first - 1, "ReportReturned")).toBe(1);
  await expect.poll(() => recorded(second - 1, "ReportReturned")).toBe(1);
  await reader.page.reload();
  await reader.sees("共 0 件");
  await expectWell(reader);
});

test("a queue that is longer than one answer says so, and lists the rest", async () => {
  await serveQueue(63, 0);
  const reader = await officeLooks();
  const { page } = reader;
  const items = page.locator(".queue-item");
  await reader.sees("共 63 件，先列最久的 60 件");
  const { data, errors } = await served.serving.ask(
    "{ reviewQueue(of: OFFICE, first: 100) { edges { node { id } } } }",
    {},
    served.region.office,
  );
  expect(errors).toBeUndefined();
  const edges = jsonAt(data, "reviewQueue", "edges");
  const ids = (Array.isArray(edges) ? edges : []).map((edge) => textAt(edge, "node", "id") ?? "");
  expect(new Set(ids).size).toBe(63);
  const mailed = (nth: number) => `${served.address}/console/reviews?at=${encodeURIComponent(ids[nth] ?? "")}`;

  // The address of what is not listed yet does not say that it is done.
  await page.goto(mailed(62));
  await page.locator(".item", { hasText: "这一件不在已列出的事项中" }).waitFor();
  expect(await items.count()).toBe(60);
  await expectWell(reader);
  await reader.tabTo("再列一些");
  await reader.press("Enter");
  await expect.poll(() => items.count()).toBe(63);
  await reader.sees(/^共 63 件( ·|$)/);
  // The focus is where the rest begins.
  const nth = (at: number) => page.locator(`[data-item="${ids[at]}"]:focus`);
  await nth(59).waitFor();
  await reader.press("j");
  await nth(60).waitFor();
  expect(await page.getByRole("button", { name: "再列一些" }).count()).toBe(0);
  await expectWell(reader);

  // So does the letter that leads on, at the last one that is listed.
  await page.goto(mailed(59));
  await expect.poll(() => items.count()).toBe(60);
  await page.locator(`[data-item="${ids[59]}"]`).focus();
  await reader.press("j");
  await expect.poll(() => items.count()).toBe(63);
  await nth(59).waitFor();
  await reader.press("j");
  await nth(60).waitFor();
  await expectWell(reader);
});

test("two reviewers, one item", async () => {
  await serveQueue(2, 0);
  const first = await officeLooks();
  const second = await officeLooks();
  await moveTo(second, "待审核填报 区财政局 第1项");
  await second.press("y");
  await second.page.locator(".queue-at", { hasText: "第2项" }).waitFor();
  // Before it is sent, the first reviewer decides otherwise.
  const { region, taskIds } = served;
  const reason = { text: "缺公开链接。" };
  const report = { unitId: region.unitId(unit), reportNo: 1 };
  await region.give(region.office, task, "returnReport", taskIds[0] ?? "", { ...report, reason });
  await second.page.clock.fastForward(10_000);
  await second.sees(/已由他人办理：待审核填报 区财政局 第1项/);
  await expectWell(second);
  await expect.poll(() => recorded(0, "ReportAccepted")).toBe(0);

  // The first looks at what somebody else decides: it is told, and nothing else moves.
  await first.sees("共 1 件");
  await moveTo(first, "待审核填报 区司法局 第2项");
  await region.give(region.office, task, "acceptReport", taskIds[1] ?? "", {
    unitId: region.unitId(another),
    reportNo: 1,
  });
  await first.sees("这一件已由他人办理，或已不在待办中。");
  await expectWell(first);
});

test("what somebody else decides while she looks at it leaves a list that Tab still reaches", async () => {
  await serveQueue(3, 0);
  const reader = await officeLooks();
  await moveTo(reader, "待审核填报 区司法局 第2项");
  const { region, taskIds } = served;
  await region.give(region.office, task, "acceptReport", taskIds[1] ?? "", {
    unitId: region.unitId(another),
    reportNo: 1,
  });
  await reader.sees("这一件已由他人办理，或已不在待办中。");
  await expect.poll(() => reader.page.locator(".queue-item").count()).toBe(2);
  // Tab stops where the item was: at the one that was behind it.
  await reader.tabTo(/^(\d+ 天|今天)/);
  expect(await ready(reader, "待审核填报 区财政局")).toBe(3);
  await expectWell(reader);
});

test("undo within ten seconds sends nothing", async () => {
  await serveQueue(3, 0);
  const reader = await officeLooks();
  // She looks at one for as long as she likes, and it goes.
  await moveTo(reader, "待审核填报 区财政局 第3项");
  await reader.press("y");
  await reader.sees(/将于 \d+ 秒后送出/);
  await expectWell(reader);
  await reader.page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await expectWell(reader);
  await reader.page.clock.fastForward(10_000);
  await expect.poll(() => recorded(2, "ReportAccepted")).toBe(1);
  await moveTo(reader, "待审核填报 区财政局 第1项");
  await reader.press("y");
  await reader.sees(/将于 \d+ 秒后送出/);
  await reader.press("u");
  await reader.sees(/已撤销，未送出/);
  await ready(reader, "第1项");
  await reader.page.locator("a:focus", { hasText: "第1项" }).waitFor();
  await expectWell(reader);
  // Neither its time nor leaving the page sends it; what was not taken back goes.
  await reader.page.clock.fastForward(10_000);
  await moveTo(reader, "待审核填报 区司法局 第2项");
  await reader.press("y");
  await reader.tabTo("台账");
  await reader.press("Enter");
  await expect.poll(() => recorded(1, "ReportAccepted")).toBe(1);
  await expect.poll(() => recorded(0, "ReportAccepted")).toBe(0);
  await expect
    .poll(() => reader.page.evaluate('Object.keys(localStorage).filter((key) => key.includes("outbox")).length'))
    .toBe(0);
});

test("a decision takes its own draft with it, and not the one that was begun in another tab meanwhile", async () => {
  await serveQueue(2, 0);
  const reader = await officeLooks();
  const { page } = reader;
  const drafts = () =>
    page.evaluate(
      `Object.keys(localStorage).filter((key) => key.includes(".draft.")).map((key) => localStorage.getItem(key))`,
    );
  const returns = async (which: string) => {
    await moveTo(reader, which);
    await reader.press("n");
    await page.locator(".item textarea:focus").waitFor();
    await reader.type("缺公开链接。");
    await reader.press("Control+Enter");
    await reader.sees(/将于 \d+ 秒后送出/);
  };
  await returns("待审核填报 区财政局 第1项");
  await page.clock.fastForward(10_000);
  await reader.sees(/第1项 退回填报：已办理。/);
  await expect.poll(drafts).toEqual([]);

  await returns("待审核填报 区司法局 第2项");
  await page.evaluate(`for (const key of Object.keys(localStorage).filter((key) => key.includes(".draft.")))
    localStorage.setItem(key, JSON.stringify({ commandId: "another", fields: { reason: "日期不符。" }, savedAt: Date.now() }))`);
  await page.clock.fastForward(10_000);
  await reader.sees(/第2项 退回填报：已办理。/);
  await expect.poll(drafts).toEqual([expect.stringContaining("日期不符。")]);
  await expectWell(reader);
});

test("a page that is loaded anew within the ten seconds holds the decision for the rest of them", async () => {
  await serveQueue(3, 0);
  const reader = await officeLooks();
  const { page } = reader;
  const anew = async () => {
    await page.reload();
    await reader.sees(/将于 \d+ 秒后送出/);
    await page.locator(".queue-item").first().waitFor();
  };
  await moveTo(reader, "待审核填报 区财政局 第1项");
  await reader.press("y");
  await reader.sees(/将于 \d+ 秒后送出/);
  await anew();
  // It is not there to be decided a second time, and can still be taken back.
  await expect.poll(() => page.locator(".queue-item", { hasText: "第1项" }).count()).toBe(0);
  await reader.tabTo("撤销");
  await reader.press("Enter");
  await ready(reader, "第1项");
  await expectWell(reader);
  await page.clock.fastForward(15_000);
  expect(await recorded(0, "ReportAccepted")).toBe(0);

  // What is not taken back goes once its time is over, once.
  await moveTo(reader, "待审核填报 区司法局 第2项");
  await reader.press("y");
  await reader.sees(/将于 \d+ 秒后送出/);
  await anew();
  expect(await recorded(1, "ReportAccepted")).toBe(0);
  await page.clock.fastForward(10_000);
  await reader.sees(/第2项 审核通过：已办理。/);
  await expect.poll(() => recorded(1, "ReportAccepted")).toBe(1);

  // Where another page is shown meanwhile, it goes from there.
  await moveTo(reader, "待审核填报 区财政局 第3项");
  await reader.press("y");
  await reader.sees(/将于 \d+ 秒后送出/);
  await page.goto(`${served.address}/console/plans`);
  expect(await recorded(2, "ReportAccepted")).toBe(0);
  await reader.sees("2021年郧阳区优化营商环境重点任务分解表");
  await page.clock.fastForward(15_000);
  await reader.sees(/审核通过：已送达/);
  await expect.poll(() => recorded(2, "ReportAccepted")).toBe(1);
  expect([await recorded(0, "ReportAccepted"), await recorded(1, "ReportAccepted")]).toEqual([0, 1]);
  await expectWell(reader);
});

test("a tab that is duplicated leaves to its original what that holds", async () => {
  await serveQueue(2, 0);
  const reader = await officeLooks();
  const { page } = reader;
  await moveTo(reader, "待审核填报 区财政局 第1项");
  await reader.press("y");
  await reader.sees(/将于 \d+ 秒后送出/);
  // The browser gives a page that is opened so what it gives a duplicate: a copy of the storage of the tab.
  const opened = page.context().waitForEvent("page");
  await page.evaluate("window.open(location.href)");
  const copy = await opened;
  await copy.getByRole("button", { name: "退出" }).waitFor();
  await copy.locator(".queue-item").first().waitFor();
  expect(await copy.getByText(/将于 \d+ 秒后送出/).count()).toBe(0);
  // Leaving the queue sends what a tab holds: here that is nothing.
  await copy
    .getByRole("link", { name: "看板" })
    .or(copy.getByRole("link", { name: "计划" }))
    .first()
    .click();
  await copy.getByText("2021年郧阳区优化营商环境重点任务分解表").first().waitFor();
  await reader.tabTo("撤销");
  await reader.press("Enter");
  await reader.sees(/已撤销，未送出/);
  await ready(reader, "第1项");
  await expectWell(reader);
  await page.clock.fastForward(15_000);
  // Loaded anew, the copy is the tab that it was, and still another one.
  await copy.reload();
  await copy.getByText("2021年郧阳区优化营商环境重点任务分解表").first().waitFor();
  const idOf = (of: typeof page) => of.evaluate('sessionStorage.getItem("taizhang.1.tab")');
  expect(await idOf(copy)).not.toBe(await idOf(page));
  expect(await recorded(0, "ReportAccepted")).toBe(0);
});

test("a unit asks for an extension on the task's page, the office grants it in the queue, and urges", async () => {
  await serveQueue(1, 0);
  const { region, taskIds } = served;
  const task = `/console/tasks/${taskIds[0]}`;
  const clerk = await looks(region.bearer("unit", unit), task);
  await clerk.tabTo("申请延期");
  await clerk.press("Enter");
  await clerk.page.getByLabel("申请延至").fill("2021-10-31");
  await clerk.tabTo("理由");
  await clerk.type("系统对接尚需时日。");
  await expectWell(clerk);
  await clerk.press("Control+Enter");
  await clerk.sees("申请延期：已办理。");
  await expectWell(clerk);

  const office = await officeLooks();
  await moveTo(office, "待答复延期申请 区财政局");
  await office.sees("系统对接尚需时日。");
  await expect.poll(() => office.page.getByLabel("准予延至").inputValue()).toBe("2021-10-31");
  await expectWell(office);
  await office.press("y");
  await office.page.clock.fastForward(10_000);
  await office.sees(/同意延期：已办理。/);
  const row = clerk.page.locator(".parts tr", { hasText: unit });
  await row.getByText("2021年10月31日").waitFor();

  await office.page.goto(`${served.address}${task}`);
  await office.tabTo("催办");
  await office.press("Enter");
  await office.page.getByRole("checkbox", { name: unit, checked: true }).waitFor();
  await office.tabTo("催办内容");
  await office.type("请抓紧。");
  await expectWell(office);
  await office.press("Control+Enter");
  await office.sees("催办：已办理。");
  await expect.poll(() => recorded(0, "UnitsUrged")).toBe(1);
  await expectWell(office);
});

test("a group is filled with its grounds, a dispute is answered, and several reports are accepted at once", async () => {
  await serveQueue(4, 0);
  const { region, taskIds, serving } = served;
  let commands = 1;
  const does = async (name: string, input: object, who = region.office) => {
    const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
    const id = { commandId: uuid(commands) };
    commands += 1;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { rejection { code } receipt { outcome } } }`;
    const asked = await serving.ask(document, { input: { ...id, ...input } }, who);
    expect(JSON.stringify(asked.data)).toContain('"rejection":null');
  };
  const [first = "", second = "", third = ""] = taskIds;
  const group = { regionId: region.regionId, name: "有关部门", kind: "PREDICATE", validFrom: "2021-01-01" };
  await does("defineGroup", group);
  const found = await serving.ask("{ units(kind: PREDICATE) { edges { node { id } } } }", {}, region.office);
  const groupId = /"id":"([^"]+)"/.exec(JSON.stringify(found.data))?.[1];
  for (const taskId of [first, third])
    await does("assignUnits", { taskId, assignments: [], groups: [{ groupId, relation: "RESPONSIBLE" }] });
  await region.register("区教育局", "区民政局");
  const members = ["区教育局", "区民政局"].map(region.unitId);
  await does("defineGroup", { ...group, name: "区直各部门", kind: "LIST", members });
  await does("expandGroup", { taskId: first, groupId, unitIds: [members[0]], reason: "属其职责。" });
  const disputed = { taskId: second, unitId: region.unitId(another) };
  await does("disputeAssignment", { ...disputed, reason: "不属我局职责。" }, region.bearer("unit", another));

  const reader = await officeLooks();
  await moveTo(reader, "待确定成员 有关部门");
  await reader.tabTo("找单位（名称或拼音首字母）");
  await reader.type("qsfj");
  await reader.page.getByRole("checkbox", { name: another, exact: true }).waitFor();
  await reader.tabTo(another);
  await reader.press("Space");
  // What the same words mean in another row, and whole lists, are chosen at once, and corrected one by one.
  const chosen = reader.page.locator(".unit-picker").getByRole("checkbox", { checked: true });
  expect(await reader.page.locator(".printed-units mark").count()).toBe(0);
  await reader.tabTo("选用第1项同一说法的成员（1 个单位）");
  await reader.press("Enter");
  await expect.poll(() => chosen.count()).toBe(2);
  await reader.tabTo("选用区直各部门（2 个单位）");
  await reader.press("Enter");
  await expect.poll(() => chosen.count()).toBe(3);
  await reader.tabTo("区民政局");
  await reader.press("Space");
  await expect.poll(() => chosen.count()).toBe(2);
  await reader.tabTo(/^确定依据/);
  await reader.type("按职责分工确定。");
  await expectWell(reader);
  await reader.press("Control+Enter");
  await reader.sees(/有关部门 .*将于|将于 \d+ 秒后送出/);
  // What is ticked stays so, whatever else is decided before.
  await moveTo(reader, "待审核填报 区财政局 第1项");
  await reader.press("x");
  await moveTo(reader, "待答复退单");
  await reader.sees("退单理由：不属我局职责。");
  await reader.press("y");
  await reader.sees("必填");
  await reader.tabTo(/^理由/);
  await reader.type("三定方案明确由你局负责。");
  await expectWell(reader);
  await reader.press("Control+Enter");

  await moveTo(reader, "待审核填报 区司法局 第4项");
  await reader.press("x");
  await reader.tabTo("审核通过 2 件");
  await reader.press("Enter");
  await reader.page.getByRole("dialog").waitFor();
  await expectWell(reader);
  await reader.tabTo("审核通过");
  await reader.press("Enter");
  await reader.page.clock.fastForward(10_000);
  await expect.poll(() => recorded(3, "ReportAccepted")).toBe(1);
  await expect.poll(() => recorded(0, "ReportAccepted")).toBe(1);
  await expect.poll(() => recorded(2, "GroupExpanded")).toBe(1);
  const asked = "query ($id: ID!) { task(id: $id) { groups { members { name } } } }";
  const filled = await serving.ask(asked, { id: third }, region.office);
  expect(filled.data).toEqual({ task: { groups: [{ members: [{ name: another }, { name: "区教育局" }] }] } });
  await expect.poll(() => recorded(1, "AssignmentUpheld")).toBe(1);
  await expectWell(reader);
});

test("the queue of a plan and of a unit is as long as its counts say", async () => {
  await serveQueue(2, 1);
  const { region, planId } = served;
  const other = await region.issue("区级减负清单", [
    { text: "清理报表。", due: "2021-12-31", units: [[unit, "responsible"]] },
  ]);
  await region.report(unit, other.taskIds[0] ?? "", "已清理。");
  const reader = await officeLooks();
  const { page } = reader;
  await reader.sees("共 4 件");
  const all = page.locator(".door", { hasText: "全部" }).locator("strong");
  const saved = async (what: string, format: string) => {
    await reader.tabTo(`${what}为 ${format}`);
    const saving = page.waitForEvent("download");
    await reader.press("Enter");
    const file = await saving;
    const [, ...lines] = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
    return { name: file.suggestedFilename(), lines };
  };
  const whole = await saved("导出全部待办", "csv");
  expect([whole.name, whole.lines.length]).toEqual(["办公室待办清单 2021-09-20.csv", 4]);
  await reader.tabTo("计划：全部");
  await reader.press("Enter");
  await reader.type("优化营商");
  await reader.sees("共 1 个");
  await expectWell(reader);
  await reader.press("ArrowDown");
  await reader.press("ArrowDown");
  await reader.press("Enter");
  await reader.sees("共 3 件");
  await expect.poll(() => all.textContent()).toBe("3");
  // The focus is back on the button, which says what is chosen.
  await page.locator('button[aria-label="计划：2021年郧阳区优化营商环境重点任务分解表"]:focus').waitFor();
  await reader.tabTo("单位：全部");
  await reader.press("Enter");
  await reader.type("qsfj");
  await page.locator(".found-options").getByRole("button", { name: another }).waitFor();
  await reader.tabTo(another);
  await reader.press("Enter");
  await reader.sees("共 1 件");
  await expect.poll(() => all.textContent()).toBe("1");
  await expect.poll(() => page.locator(".queue-item").count()).toBe(1);
  expect(new URL(page.url()).searchParams.get("plan")).toBe(planId);
  await expectWell(reader);

  // What is saved is what is listed.
  for (const format of ["xlsx", "docx"]) {
    const { name } = await saved("导出筛选后的待办", format);
    expect(name).toBe(`办公室待办清单（部分） 2021-09-20.${format}`);
  }
  const { name, lines } = await saved("导出筛选后的待办", "csv");
  expect([name, lines.length]).toEqual(["办公室待办清单（部分） 2021-09-20.csv", 1]);
  expect(lines[0]).toContain(another);
});
