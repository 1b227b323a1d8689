// Who has which part, and how that changes in the year, in a real browser: units end, parts are handed over, given, disputed, freed; a later notice.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begins, does, fills, looks, picks, recorded, selects, sends } from "./doing.ts";
import { jsonAt } from "./json-at.ts";
import { expectWell, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const [poverty, revival] = ["区扶贫办", "区乡村振兴局"];
const [commerce, culture, tourism] = ["区商务局", "区文化局", "区文旅局"];
const [justice, education] = ["区司法局", "区教育局"];
const reason = "机构改革。";

const row = (text: string, of: string) => ({ text, due: "2021-11-30", units: [[of, "responsible"]] as const });
const rows = [
  row("公开减贫资金安排。", poverty),
  row("公开扶贫项目进展。", poverty),
  row("公布商贸企业名录。", commerce),
  row("公布文化场馆开放时间。", culture),
  row("公布惠企政策清单。", unit),
  row("公布政务服务指南。", justice),
  row("公布法律援助办理流程。", justice),
  row("公布行政许可目录。", unit),
  row("公布旧版收费清单。", unit),
];

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion(rows);
  await served.region.register(revival, tourism, education);
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

const id = (name: string) => served.region.unitId(name);
const clerkOf = (name: string) => served.region.bearer("unit", name);
const taskPage = (at: number) => `/console/tasks/${served.taskIds[at]}`;
const opens = (who: Bearer, path: string) => looks(browser, served, who, path);
const officeOpens = (path: string) => opens(served.region.office, path);
const happened = (at: number, type: string) => recorded(served, { taskId: served.taskIds[at] ?? "" }, type);

/** What stands about a unit's part on the page of its task. */
async function standing({ page }: Reader, name: string, words: string | RegExp): Promise<void> {
  const at = page.locator(".parts tr", { has: page.getByRole("rowheader", { name }) });
  const said = page.locator(".parts tr:not(:has(th))").getByText(words);
  await at.getByText(words).or(said).first().waitFor();
}

test("a unit is retired, and the office hands over what it left, in the roster and in its queue", async () => {
  const office = await officeOpens(`/console/roster/${id(poverty)}`);
  const { page } = office;
  await does(office, "撤销单位", { 理由: reason });
  await office.sees(/2021年9月20日 起不再存续/);
  const left = page.getByRole("region", { name: "无主分工" });
  await left.getByRole("heading", { name: "无主分工 2" }).waitFor();
  await office.tabTo("移交…");
  await office.press("Enter");
  await page.getByRole("form", { name: "移交分工" }).waitFor();
  await picks(office, "承接单位", revival);
  await fills(office, "理由", reason);
  expect(await sends(office, "移交分工")).toBe("");
  await left.getByRole("heading", { name: "无主分工 1" }).waitFor();
  await expectWell(office);

  const queue = await officeOpens("/console/reviews?kind=OWNERLESS");
  await queue.page.locator(".queue-at", { hasText: `无主待移交 ${poverty}` }).waitFor();
  await queue.sees(/单位自 2021年9月20日 起撤并，这项分工无主。/);
  await picks(queue, "改由哪个单位承担", revival);
  await fills(queue, "理由", reason);
  await expectWell(queue);
  await queue.press("Control+Enter");
  await queue.sees(/将于 \d+ 秒后送出/);
  await queue.page.clock.fastForward(10_000);
  const handed = { unitId: id(poverty), toUnitId: id(revival), cause: "unitEnded" };
  for (const at of [0, 1]) {
    await expect.poll(() => happened(at, "AssignmentHandedOver")).toEqual([expect.objectContaining(handed)]);
  }
  await left.getByText("它没有留下无主的分工。").waitFor();

  // The successor's ledger says from whom it has them.
  const clerk = await opens(clerkOf(revival), `/console/ledger/${id(revival)}`);
  await clerk.sees("共 2 项");
  await clerk.tabTo(rows[0]?.text ?? "");
  await clerk.press("Enter");
  await clerk.sees(new RegExp(`承接自${poverty}（单位撤并）：${reason}`));
  await expectWell(clerk);
});

test("a unit is split, and its part handed over on the task's page; what a merged unit had goes by itself", async () => {
  const office = await officeOpens(`/console/roster/${id(commerce)}`);
  await begins(office, "分设单位");
  await fills(office, "新设的单位（每行一个名称）", "区商贸局\n区投资促进局");
  await fills(office, "理由", reason);
  expect(await sends(office, "分设单位")).toBe("");
  await office.page.getByRole("heading", { name: "无主分工 1" }).waitFor();
  await office.tabTo(rows[2]?.text ?? "");
  await office.press("Enter");
  await standing(office, commerce, /单位自 2021年9月20日 起撤并，这项分工无主/);
  await begins(office, "移交分工");
  await picks(office, "承接单位", "区商贸局");
  await fills(office, "理由", "职责划入区商贸局。");
  expect(await sends(office, "移交分工")).toBe("");
  await standing(office, commerce, "已移交");
  await standing(office, commerce, /移交给区商贸局（单位撤并）：职责划入区商贸局。/);
  await standing(office, "区商贸局", /承接自区商务局（单位撤并）/);
  await expect.poll(() => happened(2, "OwnerlessNoted")).toHaveLength(1);

  const roster = await officeOpens("/console/roster");
  await begins(roster, "合并单位");
  await picks(roster, "被合并的单位", culture);
  await picks(roster, "合并到", tourism);
  expect(await sends(roster, "合并单位")).toBe("");
  const handed = { unitId: id(culture), toUnitId: id(tourism), cause: "unitEnded" };
  await expect.poll(() => happened(3, "AssignmentHandedOver")).toEqual([expect.objectContaining(handed)]);
  await expect.poll(() => happened(3, "OwnerlessNoted")).toEqual([]);

  // Wherever units are offered, those that have ended say so before anything is sent, with who took over.
  const page = await officeOpens(taskPage(4));
  await begins(page, "分工");
  const ends: readonly (readonly [name: string, end: string])[] = [
    [culture, `已合并（自 2021年9月20日），承接单位：${tourism}`],
    [commerce, "已分设（自 2021年9月20日），承接单位：区商贸局、区投资促进局"],
    [tourism, ""],
  ];
  for (const [name, end] of ends) {
    await picks(page, "责任单位", name);
    const box = page.page.getByRole("checkbox", { name, exact: true });
    await page.rest();
    const told = await box.evaluate(
      (found) => found.ownerDocument.getElementById(found.getAttribute("aria-describedby") ?? "")?.textContent ?? "",
    );
    expect(told.replace(/^▲ /, "")).toBe(end);
    await reader320(page);
    await fills(page, "找单位（名称或拼音首字母）", "");
  }
  await expectWell(page);
});

/** Nothing is wider than a narrow window. */
async function reader320({ page }: Reader): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await page.setViewportSize({ width: 1280, height: 720 });
}

test("the office assigns further units to a task, and reassigns a part", async () => {
  const office = await officeOpens(taskPage(4));
  await begins(office, "分工");
  await picks(office, "牵头单位", education);
  await picks(office, "责任单位", tourism);
  expect(await sends(office, "分工")).toBe("");
  await standing(office, education, "待签收");
  await standing(office, tourism, "待签收");
  const given = [
    { unitId: id(education), relations: ["lead"] },
    { unitId: id(tourism), relations: ["responsible"] },
  ];
  await expect
    .poll(async () => jsonAt((await happened(4, "UnitsAssigned"))[1], "assignments"))
    .toEqual(given.map((each) => expect.objectContaining(each)));

  // Not to itself: the form says so, and another unit takes its place.
  await begins(office, "改派");
  await picks(office, "承接单位", unit);
  await fills(office, "理由", "职责已划转。");
  expect(await sends(office, "改派")).toContain("应为另一个单位。");
  await picks(office, "承接单位", justice);
  expect(await sends(office, "改派")).toBe("");
  await standing(office, unit, /移交给区司法局（改派）：职责已划转。/);
  await standing(office, justice, /承接自区财政局（改派）/);
  const handed = { unitId: id(unit), toUnitId: id(justice), cause: "reassigned", reason: { text: "职责已划转。" } };
  await expect.poll(() => happened(4, "AssignmentHandedOver")).toEqual([expect.objectContaining(handed)]);
});

test("the office frees a unit of its part and restores it, and the board counts both", async () => {
  const office = await officeOpens(taskPage(5));
  await does(office, "免除分工", { 理由: "该单位无此类事项。", 依据: "主任会议决定。" });
  await standing(office, justice, "已免除");
  await standing(office, justice, /免除：该单位无此类事项。；依据：主任会议决定。/);
  await expect.poll(() => exempted()).toBe(1);
  await does(office, "恢复分工", { 理由: "经核实有此类事项。", 依据: "主任会议决定。" });
  await standing(office, justice, "待签收");
  await standing(office, justice, /恢复：经核实有此类事项。/);
  await expect.poll(() => exempted()).toBe(0);
  await expect.poll(() => happened(5, "AssignmentRestored")).toEqual([expect.objectContaining({ after: "assigned" })]);
});

/** How many parts of the plan are exempted, by its board. */
async function exempted(): Promise<unknown> {
  const { serving, region, planId } = served;
  const at = String(await serving.parts.log.head());
  const asked = await serving.ask(
    "query ($id: ID!, $at: Position) { planBoard(planId: $id, atLeast: $at) { counts { byState { exempted } } } }",
    { id: planId, at },
    region.office,
  );
  return jsonAt(asked.data, "planBoard", "counts", "byState", "exempted");
}

test("a unit disputes a part in vain, and another one, which goes to the unit that it names", async () => {
  const clerk = await opens(clerkOf(justice), taskPage(5));
  await does(clerk, "退单", { 理由: "不属我局职责。" });
  await standing(clerk, justice, /退单：不属我局职责。/);
  const office = await officeOpens(taskPage(5));
  await does(office, "维持分工", { 理由: "三定方案明确由你局负责。" });
  // Her page tells her by itself.
  await standing(clerk, justice, /退单结果：维持分工。三定方案明确由你局负责。/);
  await expect.poll(() => happened(5, "AssignmentUpheld")).toHaveLength(1);
  await expectWell(clerk);

  const another = await opens(clerkOf(justice), taskPage(6));
  await begins(another, "退单");
  await fills(another, "理由", "该项职责已划出。");
  await picks(another, "建议承担单位", education);
  expect(await sends(another, "退单")).toBe("");
  await standing(another, justice, /退单，建议由区教育局承担：该项职责已划出。/);
  const queue = await officeOpens("/console/reviews?kind=DISPUTE");
  await queue.page.locator(".queue-at", { hasText: `待答复退单 ${justice}` }).waitFor();
  await begins(queue, "改派");
  await queue.page.getByRole("checkbox", { name: education, checked: true }).waitFor();
  await fills(queue, "理由", "按职责划转。");
  await expectWell(queue);
  await queue.press("Control+Enter");
  await queue.sees(/将于 \d+ 秒后送出/);
  await queue.page.clock.fastForward(10_000);
  const handed = { unitId: id(justice), toUnitId: id(education), cause: "reassigned" };
  await expect.poll(() => happened(6, "AssignmentHandedOver")).toEqual([expect.objectContaining(handed)]);
  await standing(another, justice, "已移交");
  await standing(another, justice, /退单结果：已改派/);
  await expectWell(another);
});

test("a later notice supplements the plan: it amends, adds, withdraws, and says why it leaves a row aside", async () => {
  const { region, planId, serving } = served;
  const title = "关于调整部分任务的补充通知";
  const amended = "公布行政许可和行政处罚目录。";
  await region.confirm(title, [
    row(amended, unit),
    row("公布应急避难场所。", education),
    row("不再公布旧版收费清单。", unit),
    row("公布政务服务指南。", justice),
  ]);
  const office = await officeOpens(`/console/plans/${planId}`);
  await office.tabTo("补充计划");
  await office.press("Enter");
  await office.tabTo(/^补充通知（已确认、未印发的导入）：/);
  await office.press("Enter");
  await office.page.getByRole("button", { name: title }).waitFor();
  await office.tabTo(title);
  await office.press("Enter");
  await office.page.getByRole("form", { name: "补充计划" }).waitFor();

  // A row that amends needs to say which: the form tells, and nothing is lost.
  await selects(office, `第1项 ${amended}：用途`, "修改");
  expect(await sends(office, "补充计划")).toMatch(/^第1项 针对计划哪一项（修改、撤销须选）：/);
  await selects(office, /^第1项 针对计划哪一项/, "第8项 公布行政许可目录。");
  await selects(office, /^第3项 .*：用途$/, "撤销");
  await selects(office, /^第3项 针对计划哪一项/, "第9项 公布旧版收费清单。");
  await selects(office, /^第4项 .*：用途$/, "不采用");
  await fills(office, "第4项 不采用的理由", "与原表相同。");
  expect(await sends(office, "补充计划")).toBe("");
  await office.sees(/10 项任务/);
  const [supplemented] = await recorded(served, { planId }, "PlanSupplemented");
  expect(jsonAt(supplemented, "map")).toEqual([
    expect.objectContaining({ row: 1, kind: "amends", of: 8 }),
    expect.objectContaining({ row: 2, kind: "adds", of: 10 }),
    { row: 3, kind: "withdraws", of: 9 },
    { row: 4, kind: "ignored", reason: { text: "与原表相同。" } },
  ]);
  await expect.poll(() => happened(7, "TaskAmended")).toHaveLength(1);
  await expect.poll(() => happened(8, "TaskWithdrawn")).toHaveLength(1);
  const added = async () => {
    const asked = await serving.ask(
      "query ($of: StandingWhere!) { tasks(where: $of) { edges { node { assignments { unit { name } } } } } }",
      { of: { planId, text: "应急避难场所" } },
      region.office,
    );
    return JSON.stringify(asked.data);
  };
  await expect.poll(added).toContain(education);

  // The task says by which notice it was amended, and what was printed stays.
  const task = await officeOpens(taskPage(7));
  await task.page.getByRole("heading", { name: amended }).waitFor();
  await task.sees(new RegExp(title));
});
