// The board, the list behind a number, the plans and the deadlines in a real browser: the stories of the office, by the keyboard alone.
import { plan } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holding } from "./holding.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const another = "区司法局";
const title = "2021年郧阳区优化营商环境重点任务分解表";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion([
    { text: "汇编惠企政策并逐条作出解读。", due: "2021-07-31", units: [[unit, "lead"]] },
    {
      text: "公布政务服务事项清单。",
      due: "2021-09-30",
      units: [
        [unit, "responsible"],
        [another, "responsible"],
      ],
    },
    { text: "公布全区涉企收费目录清单。", due: "2021-12-31", units: [[unit, "responsible"]] },
    { text: "持续公开财政资金直达基层情况。", units: [[another, "responsible"]] },
  ]);
  await served.region.report(unit, served.taskIds[0] ?? "", "已汇编第一批。");
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

async function looks(as: Served["region"]["office"], path: string): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    path,
    await served.serving.token(as),
  );
  return reader;
}

const officeLooks = (path: string) => looks(served.region.office, path);
const board = (query = "") => `/console/plans/${served.planId}${query}`;

/** The words of the cells of a row. */
const row = async ({ page }: Reader, head: string): Promise<readonly string[]> =>
  page
    .locator(".board tr", { has: page.locator("th", { hasText: head }) })
    .locator("td")
    .allTextContents();

test("the office goes from a count to a unit to a line and back by the browser's button", async () => {
  const reader = await officeLooks("/console/plans");
  const { page } = reader;
  await reader.sees("共 1 个计划");
  await expectWell(reader);
  await reader.tabTo(title);
  await reader.press("Enter");
  await reader.sees("4 项任务 · 5 项分工");
  await expectWell(reader);

  await reader.tabTo("全部 任务 已逾期 1");
  await reader.press("Enter");
  await reader.sees("清单 1 项");
  await reader.sees("汇编惠企政策并逐条作出解读。");
  await expectWell(reader);
  await page.goBack();
  await reader.sees("4 项任务 · 5 项分工");

  await reader.tabTo("按单位");
  await reader.press("Enter");
  await reader.tabTo(`${unit} 待签收 2`);
  await expectWell(reader);
  await reader.press("Enter");
  await reader.sees("清单 2 项");
  // The words of the cell are filters, each of which can be taken away.
  await reader.tabTo("去掉筛选：待签收");
  await reader.press("Enter");
  await reader.sees("清单 3 项");
  await page.goBack();
  await reader.sees("清单 2 项");
  await reader.tabTo("公布政务服务事项清单。");
  await reader.press("j");
  await page.locator(".line-open:focus", { hasText: "公布全区涉企收费目录清单。" }).waitFor();
  await reader.press("Enter");
  await reader.sees("留痕");
  expect(page.url()).toContain(`/console/tasks/${served.taskIds[2]}`);

  await page.goBack();
  await reader.sees("清单 2 项");
  await page.goBack();
  await page.locator("caption", { hasText: "按单位的看板" }).waitFor({ state: "attached" });
  await reader.tabTo(`${unit}的台账`);
  await reader.press("Enter");
  await reader.sees(`${unit} 工作台账`);
  expect(new URL(page.url()).searchParams.get("plan")).toBe(served.planId);
  await page.goBack();
  await page.locator("caption", { hasText: "按单位的看板" }).waitFor({ state: "attached" });
  await expectWell(reader);
});

test("units are sorted by a column, and a day is compared with another, number by number and line by line", async () => {
  const reader = await officeLooks(board("?by=unit"));
  const { page } = reader;
  await page.locator(".board").waitFor();
  await expect.poll(() => page.locator(".board tbody th").allTextContents()).toEqual([unit, another]);
  await page.getByRole("columnheader", { name: "无时限" }).waitFor();
  await reader.tabTo("○无时限");
  await reader.press("Enter");
  await expect.poll(() => page.locator(".board tbody th").allTextContents()).toEqual([another, unit]);
  expect(new URL(page.url()).searchParams.get("sort")).toBe("lamp-none");

  await page.goto(`${served.address}${board("?against=2021-03-02")}`);
  await reader.sees("有变的任务 1");
  // What was reported since is accepted since; what was ahead is overdue.
  const all = await row(reader, "全部");
  expect(all).toContain("4 (−1)");
  expect(all).toContain("1 (+1)");
  const line = page.locator(".compared-line", { hasText: "汇编惠企政策" });
  await line.getByText("待签收").waitFor();
  await line.getByText("办理中").waitFor();
  await expectWell(reader);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await expectWell(reader);
});

test("a mailed address shows the same to another reader, less what she may not see", async () => {
  const office = await officeLooks(board("?by=unit&on=2021-09-25&against=2021-03-02"));
  const clerk = await looks(served.region.bearer("unit", another), board("?by=unit&on=2021-09-25&against=2021-03-02"));
  for (const reader of [office, clerk]) await reader.sees("有变的任务 1");
  await expect.poll(() => row(clerk, unit)).toEqual(await row(office, unit));

  const list = `${board()}/list?of=assignments&state=ACCEPTED&asOf=2021-09-20`;
  const task = `/console/tasks/${served.taskIds[0]}`;
  for (const reader of [office, clerk]) {
    await reader.page.goto(`${served.address}${list}`);
    await reader.sees("清单 1 项");
    await expectWell(reader);
  }
  const words = (reader: Reader) => reader.page.locator(".listed").allTextContents();
  await expect.poll(() => words(clerk)).toEqual(await words(office));
  await office.page.goto(`${served.address}${board()}`);
  await office.page.getByRole("button", { name: "关闭计划" }).waitFor();
  await clerk.page.goto(`${served.address}${board()}`);
  await clerk.page.locator(".board").waitFor();
  await expect.poll(() => clerk.page.getByRole("button", { name: "关闭计划" }).count()).toBe(0);
  for (const reader of [office, clerk]) {
    await reader.page.goto(`${served.address}${task}`);
    await reader.page.locator(".entry").first().waitFor();
  }
  await office.sees(/已汇编第一批。/);
  await expect.poll(() => clerk.page.getByText("已汇编第一批。").count()).toBe(0);
  // Another region's reader is told the same as if there were no such plan.
  const stranger: Served["region"]["office"] = { ...served.region.office, sub: "stranger", regionId: "500155" };
  const abroad = await looks(stranger, list);
  await abroad.sees("没有这一项，或不在你的可见范围内。");
});

test("the deadlines are read day by day, filtered, and lead to their tasks", async () => {
  const reader = await officeLooks("/console/deadlines");
  const { page } = reader;
  await reader.sees("共 3 项到期事项");
  await expectWell(reader);
  await page.getByLabel("时限灯").selectOption({ label: "未到期" });
  await reader.sees("共 2 项到期事项");
  expect(new URL(page.url()).searchParams.get("lamp")).toBe("AHEAD");
  await reader.tabTo(`只看${another}`);
  await reader.press("Enter");
  await reader.sees("共 1 项到期事项");
  await reader.tabTo(`去掉筛选：${another}`);
  await expectWell(reader);
  await page.getByLabel("类别").selectOption({ label: "催办" });
  await reader.sees("没有到期的事项。");
  await reader.tabTo("清除筛选");
  await reader.press("Enter");
  await reader.sees("共 3 项到期事项");
  // Where nothing has the lamp, what is due next is one step away, and is as much as it says.
  await page.getByLabel("时限灯").selectOption({ label: "临近" });
  await reader.sees("没有到期的事项。");
  await expectWell(reader);
  await reader.tabTo(/^最近到期 2021年9月30日 \d+ 项 →$/);
  const said = Number(/ (\d+) 项/.exec(String(await page.evaluate("document.activeElement.textContent")))?.[1]);
  await reader.press("Enter");
  await reader.sees(`共 ${said} 项到期事项`);
  expect(new URL(page.url()).search).toBe("?from=2021-09-30&to=2021-09-30&lamp=AHEAD");
  await reader.tabTo("清除筛选");
  await reader.press("Enter");
  await reader.sees("共 3 项到期事项");
  await reader.tabTo("汇编惠企政策并逐条作出解读。");
  await reader.press("Enter");
  await reader.sees("留痕");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goBack();
  await reader.sees("共 3 项到期事项");
  await expect.poll(() => page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await expectWell(reader);
});

test("the office closes a plan and reopens it, and the board shows both", async () => {
  const other = await served.region.issue("区级减负清单", [
    { text: "清理报表。", due: "2021-12-31", units: [[unit, "responsible"]] },
  ]);
  const reader = await officeLooks(`/console/plans/${other.planId}`);
  await reader.tabTo("关闭计划");
  await reader.press("Enter");
  await reader.tabTo(/^理由/);
  await reader.type("年度终了。");
  await expectWell(reader);
  await reader.press("Control+Enter");
  await reader.sees("关闭计划：已办理。");
  await reader.sees("年度终了。");
  await reader.tabTo("恢复计划");
  await reader.press("Enter");
  await reader.tabTo(/^理由/);
  await reader.type("上级验收前需继续推进。");
  await reader.tabTo(/^依据/);
  await reader.type("区政府专题会议纪要。");
  await reader.press("Control+Enter");
  await reader.sees("恢复计划：已办理。");
  await reader.page.getByRole("button", { name: "关闭计划" }).waitFor();
  await expectWell(reader);
});

test("an act that is refused once its form is folded, or its page left, is told all the same", async () => {
  const leave = {
    folded: (reader: Reader) => reader.press("Escape"),
    left: async (reader: Reader) => {
      await reader.page.goBack();
      await reader.sees(/^共 \d 个计划/);
    },
  };
  for (const go of [leave.folded, leave.left]) {
    const reader = await officeLooks("/console/plans");
    await reader.tabTo(title);
    await reader.press("Enter");
    const { letGo, isSent } = await holding(reader.page, /mutation ClosePlan\b/);
    await reader.tabTo("关闭计划");
    await reader.press("Enter");
    await reader.tabTo(/^理由/);
    await reader.type("请联系 13812345678。");
    await reader.press("Control+Enter");
    await expect.poll(isSent).toBe(true);
    await go(reader);
    letGo();
    await reader.page.locator(".notice-failed", { hasText: "关闭计划：未受理：" }).waitFor();
    await expectWell(reader);
  }
});

test("a chart is shown, and its table equals it", async () => {
  const reader = await officeLooks(board("?by=unit"));
  const { page } = reader;
  const loaded: string[] = [];
  page.on("request", (request) => void loaded.push(request.url()));
  await page.locator(".board").waitFor();
  await reader.tabTo("单位对比");
  await reader.press("Enter");
  await page.locator(".chart svg text", { hasText: another }).waitFor();
  expect(loaded.filter((url) => url.includes("chart-drawing"))).toHaveLength(1);
  await expectWell(reader);
  // The numbers on its bars, in whatever order they are drawn.
  const isNumber = (text: string) => /^[1-9]\d*$/.test(text);
  const drawn = (await page.locator(".chart svg text[text-anchor=middle]").allTextContents()).filter(isNumber);
  await reader.tabTo("看表格");
  await reader.press("Enter");
  const cells = page.locator(".chart-table td");
  await cells.first().waitFor();
  const shown = (await cells.allTextContents()).filter(isNumber);
  expect(shown.length).toBeGreaterThan(2);
  // The numbers of the axis are drawn before those of the bars.
  expect(drawn.slice(drawn.length - shown.length).sort()).toEqual(shown.sort());
  await expectWell(reader);

  await page.goto(`${served.address}${board("?chart=trend")}`);
  await page.locator(".chart svg text", { hasText: "已逾期任务" }).waitFor();
  await expectWell(reader);
  await reader.tabTo("看表格");
  await reader.press("Enter");
  const lastDay = page.locator(".chart-table tr").last();
  await lastDay.getByText("2021-09-20").waitFor();
  const { data } = await served.serving.ask(
    "query ($planId: ID!) { planBoard(planId: $planId) { counts { byLamp { overdue } byState { assigned accepted } } } }",
    { planId: served.planId },
    served.region.office,
  );
  const { byLamp, byState } = Object(data).planBoard.counts;
  const open = byState.assigned + byState.accepted;
  await expect.poll(() => lastDay.locator("td").allTextContents()).toEqual([open, 0, 0, byLamp.overdue].map(String));

  await page.goto(`${served.address}${board("?chart=due")}`);
  await page.locator(".chart svg text", { hasText: "一、重点任务" }).waitFor();
  await expectWell(reader);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await reader.tabTo("看表格");
  await reader.press("Enter");
  await expect
    .poll(() => page.locator(".chart-table tbody tr").allTextContents())
    .toEqual(["一、重点任务2021-07-3110", "一、重点任务2021-09-3020", "一、重点任务2021-12-3110"]);
  await expectWell(reader);
});

test("headings are folded and unfolded by the keyboard, the address keeps it, and paper shows all", async () => {
  const { region } = served;
  const tasks = ["公布办事指南。", "公布收费目录。", "公布采购意向。"];
  const other = await region.issue(
    "区级公开清单",
    tasks.map((text, at) => ({ text, units: [[unit, "responsible"]], under: at < 2 ? "（一）" : "（二）" })),
  );
  const reader = await officeLooks(`/console/plans/${other.planId}`);
  const { page } = reader;
  const heads = page.locator(".board tbody th");
  const unfolded = ["全部", "▾一、重点任务", "（一）第（一）部分", "（二）第（二）部分"];
  await heads.nth(3).waitFor();
  await expect.poll(() => heads.allTextContents()).toEqual(unfolded);
  const fold = page.getByRole("button", { name: "一、重点任务下的目标" });
  await reader.tabTo("一、重点任务下的目标");
  await expect.poll(() => fold.getAttribute("aria-expanded")).toBe("true");
  await reader.press("Enter");
  await expect.poll(() => heads.allTextContents()).toEqual(["全部", "▸一、重点任务"]);
  await expect.poll(() => fold.getAttribute("aria-expanded")).toBe("false");
  // The focus stays on it, and what is folded away is still counted.
  await page.locator("button.fold:focus").waitFor();
  await expect.poll(() => row(reader, "重点任务")).toEqual(await row(reader, "全部"));
  await expectWell(reader);

  const folded = page.url();
  expect(new URL(folded).searchParams.get("folded")).not.toBeNull();
  await page.reload();
  await fold.waitFor();
  await expect.poll(() => heads.allTextContents()).toEqual(["全部", "▸一、重点任务"]);
  // A number leads to its list and back to the board as it was.
  await reader.tabTo("一、重点任务 任务 全部 3");
  await reader.press("Enter");
  await reader.sees("清单 3 项");
  await page.goBack();
  await fold.waitFor();
  expect([page.url(), await heads.allTextContents()]).toEqual([folded, ["全部", "▸一、重点任务"]]);

  // Printed as it is looked at, it says that something is folded away.
  await page.emulateMedia({ media: "print" });
  await page.getByText("收起的目标之下各行未印").waitFor();
  await page.emulateMedia({ media: null });
  expect(await page.getByText("收起的目标之下各行未印").isVisible()).toBe(false);

  await reader.tabTo("打印");
  await reader.press("Enter");
  await reader.sees("共 3 项，已全部读出。");
  const paper = (await page.locator("table").allTextContents()).join("");
  for (const words of [...tasks, "（一）第（一）部分", "（二）第（二）部分"]) expect(paper).toContain(words);
  await page.goBack();

  await reader.tabTo("一、重点任务下的目标");
  await reader.press("Space");
  await expect.poll(() => heads.allTextContents()).toEqual(unfolded);
  expect(new URL(page.url()).searchParams.has("folded")).toBe(false);
  await expectWell(reader);
});

test("a plan on which the system was refused says why and on what, and goes on once it is resumed", async () => {
  const { region, serving } = served;
  const units = [[unit, "responsible"]] as const;
  const { planId, taskIds } = await region.issue("区级督查清单", [{ text: "公开督查结果。", units }]);
  const refused = {
    ...{ revision: 0, policy: "open-tasks", action: "assignUnits", title: { zh: "分工", en: "Assign units" } },
    ...{ targetId: taskIds[0] ?? "", code: "UNIT_NOT_FOUND", detail: "区统计局" },
  };
  const { executor, now } = serving.parts;
  const policy = { subjectId: "policy:open-tasks", regionId: region.regionId, unitId: null, onBehalfOf: null };
  const actor = { ...policy, roles: ["policy" as const], at: now() };
  await executor.run(plan, "parkPlan", planId, refused, { actor, commandId: "policy:test/parkPlan" });

  const reader = await officeLooks(`/console/plans/${planId}`);
  await reader.sees(/起搁置：系统未能自动办理“分工”。 1 公开督查结果。 名录中没有这个单位。（区统计局）/);
  await expectWell(reader);
  await reader.tabTo("恢复办理");
  await reader.press("Enter");
  // It asks for nothing: the form has its button alone.
  const form = reader.page.locator(".act-form");
  await form.waitFor();
  const resuming = await holding(reader.page, /mutation ResumePlan\b/);
  const send = form.getByRole("button", { name: "恢复办理" });
  await send.press("Enter");
  await expect.poll(resuming.isSent).toBe(true);
  // Folded and opened again before the answer, it is the form that was sent.
  await reader.press("Escape");
  await form.waitFor({ state: "detached" });
  await reader.tabTo("恢复办理");
  await reader.press("Enter");
  await form.getByText("正在核实是否已提交，请勿修改…").waitFor();
  expect(await send.isDisabled()).toBe(true);
  await expectWell(reader);
  resuming.letGo();
  await reader.sees("恢复办理：已办理。");
  expect(resuming.count()).toBe(1);
  await reader.page.locator(".band-alarm").waitFor({ state: "detached" });
  await expectWell(reader);
});
