// Another plan, unit or ledger in the place of the one that is shown: what was begun on the one stays with it, and does not follow.
import { afterAll, beforeAll, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const otherUnit = "区司法局";
const otherPlan = "区级减负清单";
const title = "2021年郧阳区优化营商环境重点任务分解表";
const drafts = ["甲方案", "乙方案"] as const;
const words = "年度终了，请联系办公室。";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion();
  const { region, serving } = served;
  const parts = [{ text: "清理报表。", due: "2021-09-30", units: [[otherUnit, "responsible"]] as const }];
  await region.issue(otherPlan, [...parts, { text: "压减会议。", due: "2021-09-30", units: [[unit, "responsible"]] }]);
  for (const draft of drafts) await region.draft(draft, parts);
  await serving.ask("query { tasks(first: 1) { totalCount } }", {}, region.office);
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

async function looks(path: string, who = served.region.office): Promise<Reader> {
  const context = await browser.newContext({ locale: "zh-CN" });
  return openReader(context, served.address, path, await served.serving.token(who));
}

/** The commands that the page sends from now on. */
function watched({ page }: Reader): readonly string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (/mutation/.test(askedIn(request))) sent.push(askedIn(request));
  });
  return sent;
}

const heading = ({ page }: Reader, name: string | RegExp) => page.getByRole("heading", { name, level: 1 });

/** Goes by the search from where she is. */
async function finds(reader: Reader, kind: string, name: string): Promise<void> {
  // The home page leads on to another one.
  await reader.rest();
  await reader.press("Control+k");
  await reader.sees(/输入任务、单位/);
  await reader.type(name);
  await reader.tabTo(new RegExp(`^${kind} ${name}`));
  await reader.press("Enter");
  await heading(reader, new RegExp(name)).waitFor();
}

/** Opens the form of an act, and writes into a field of it until that is kept. */
async function begins(reader: Reader, act: string, field: string | RegExp, text = words): Promise<void> {
  await reader.tabTo(act);
  await reader.press("Enter");
  await reader.tabTo(field);
  await reader.type(text);
  await reader.sees(/草稿 已存本机/);
}

const forms = ({ page }: Reader) => page.locator("form.act-form");

test("a form that is begun on a plan does not follow to another one, and is back with the plan", async () => {
  const reader = await looks(`/console/plans/${served.planId}`);
  const sent = watched(reader);
  await begins(reader, "关闭计划", /^理由/);
  await finds(reader, "计划", otherPlan);
  await expect.poll(() => forms(reader).count()).toBe(0);
  await expectWell(reader);
  await reader.page.goBack();
  await heading(reader, title).waitFor();
  await expect.poll(() => forms(reader).getByLabel(/^理由/).inputValue()).toBe(words);
  expect(sent).toEqual([]);
  await expectWell(reader);
});

test("a form that is begun on a unit of the roster does not follow to another one, and is back with the unit", async () => {
  const { region } = served;
  const reader = await looks(`/console/roster/${region.unitId(unit)}`, region.bearer("admin"));
  const sent = watched(reader);
  await begins(reader, "增加别名", /^别名/, "财政机关");
  await finds(reader, "单位", otherUnit);
  await expect.poll(() => forms(reader).count()).toBe(0);
  await expectWell(reader);
  await reader.page.goBack();
  await heading(reader, unit).waitFor();
  await expect.poll(() => forms(reader).getByLabel(/^别名/).inputValue()).toBe("财政机关");
  expect(sent).toEqual([]);
  await expectWell(reader);
});

test("a form that is begun on a draft of a plan does not follow to another one", async () => {
  const [first, second] = drafts;
  const reader = await looks("/console/");
  const toWorkbench = async (draft: string) => {
    await finds(reader, "计划", draft);
    await reader.tabTo("去导入工作台");
    await reader.press("Enter");
    await heading(reader, draft).waitFor();
    await reader.page.getByRole("heading", { name: "确认与印发" }).waitFor();
  };
  await toWorkbench(first);
  const sent = watched(reader);
  await begins(reader, "作废草稿", "作废理由");
  await toWorkbench(second);
  await begins(reader, "作废草稿", "作废理由", "重复导入。");
  // Past the board between them, as a browser goes where its button is held down.
  await reader.page.evaluate("history.go(-2)");
  await heading(reader, first).waitFor();
  await expect.poll(() => forms(reader).count()).toBe(0);
  await reader.tabTo("作废草稿");
  await reader.press("Enter");
  await expect.poll(() => forms(reader).getByLabel("作废理由").inputValue()).toBe(words);
  expect(sent).toEqual([]);
  await expectWell(reader);
});

test("what is ticked, folded, listed and told on a unit's ledger does not follow to another one's", async () => {
  const { region } = served;
  const own = `/console/ledger/${region.unitId(unit)}`;
  const reader = await looks(own, region.bearer("unit", unit));
  const { page } = reader;
  const days = page.locator(".day-fold[aria-expanded=false]");
  await reader.sees("共 6 项");
  await reader.tabTo(/^选中本日待签收 4 项/);
  await reader.press("Enter");
  await reader.sees("已选 4 项");
  await reader.tabTo(/2021年9月30日/);
  await reader.press("Enter");
  await expect.poll(() => days.count()).toBe(1);
  await finds(reader, "单位", otherUnit);
  await page.locator(".line", { hasText: "清理报表。" }).waitFor();
  expect(await days.count()).toBe(0);
  await expect.poll(() => page.evaluate("document.activeElement === document.body")).toBe(false);
  await expectWell(reader);

  await page.goBack();
  await reader.sees("共 6 项");
  expect(await page.getByText(/^已选/).count()).toBe(0);
  await reader.tabTo("持续公开财政资金直达基层情况。");
  await reader.press("x");
  await reader.tabTo("签收 1 项");
  await reader.press("Enter");
  await reader.sees("已签收 1 项");
  await finds(reader, "单位", otherUnit);
  await expect.poll(() => page.getByText("已签收 1 项").count()).toBe(0);
  await finds(reader, "单位", unit);
  await reader.sees("共 6 项");
  await reader.tabTo("全部签收…");
  await reader.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.goBack();
  await heading(reader, new RegExp(otherUnit)).waitFor();
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  await expectWell(reader);
});
