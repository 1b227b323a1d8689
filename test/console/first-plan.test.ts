// The first plan of an office 第一个计划, in a real browser: from an empty ledger to a part that is signed off and audited, by the keyboard alone.

import { fileURLToPath } from "node:url";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { patient, type Serving, serve } from "@taizhang/api/testing/serving";
import { readNotice } from "@taizhang/documents";
import { built } from "@taizhang/eventstore/test/built";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstNotice, firstRoster } from "./first-notice.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const printed = "公布便民服务事项清单。";
const [civil, lead, office] = ["县民政局", "县政务服务局", "县政府办"];

const ledger = testLedger("2026-01-12");
const region = testRegion(ledger, "990101");
let browser: StoryBrowser;
let serving: Serving;
beforeAll(async () => {
  browser = await storyBrowser();
  serving = await serve({
    ledger,
    parts: {
      readNotice: async (files, how) => readNotice(files, how?.known),
      consoleDir: fileURLToPath(built("packages/console/dist/")),
      bounds: { ...patient, atLeastMs: 2000 },
    },
  });
});
afterAll(async () => {
  await browser.close();
  await serving.close();
});

/** The most keys that each person may have to press for each step, Tab among them: a stop or two more than it took, no more. */
const mostPresses: Readonly<Record<string, number>> = {
  "office: signs in": 5,
  "office: loads the roster": 23,
  "office: imports the notice": 9,
  "office: settles the names": 36,
  "office: settles the warnings": 37,
  "office: confirms and issues": 34,
  "unit: signs in": 5,
  "unit: accepts its part": 32,
  "unit: files its report": 16,
  "lead: signs in": 5,
  "lead: returns the report": 16,
  "unit: signs in again": 5,
  "unit: corrects the report": 39,
  "unit: claims completion": 19,
  "lead: signs in again": 5,
  "lead: endorses the claim": 16,
  "lead: accepts the report": 1,
  "office: signs in again": 5,
  "office: signs off": 15,
  "auditor: signs in": 5,
  "auditor: looks at one day": 29,
  "auditor: looks at another day": 29,
};

/** The keys that were pressed for each step. */
const presses: Record<string, number> = {};
const counted = new Map<Reader, number>();

/** Notes what a step took: the keys of its reader since the last one. */
function took(step: string, reader: Reader): void {
  const { keys } = reader.hands;
  presses[step] = keys - (counted.get(reader) ?? 0);
  counted.set(reader, keys);
}

/** Somebody comes to the console on a day. */
async function comes(day: string, bearer: typeof region.office): Promise<Reader> {
  ledger.clock.setDay(day);
  const context = await browser.ownContext({ locale: "zh-CN" });
  // Its clock can be put forward, so that nobody waits until a decision is sent.
  await context.clock.install();
  const reader = await openReader(context, serving.address);
  await reader.sees("登录台账");
  await reader.signIn(await serving.token(bearer));
  return reader;
}

const officeComes = (day: string) => comes(day, region.bearer("office", office));
const unitComes = (day: string, unit: string) => comes(day, region.bearer("unit", unit));

/** Goes to what is called so, and presses Enter on it. */
async function enters(reader: Reader, name: string | RegExp): Promise<void> {
  await reader.tabTo(name);
  await reader.press("Enter");
}

async function fillsIn(reader: Reader, label: string | RegExp, words: string): Promise<void> {
  await reader.tabTo(label);
  await reader.type(words);
}

/** Goes to a page by the search, which a key opens anywhere. */
async function goes(reader: Reader, page: string): Promise<void> {
  // No key is heard before the page has come.
  await reader.page.getByRole("button", { name: "找任务、单位、计划、页面" }).waitFor();
  await reader.press("Control+k");
  await focused(reader, "[role=dialog] input");
  await reader.type(page);
  await reader.page.getByRole("dialog").getByRole("link", { name: page, exact: true }).waitFor();
  await enters(reader, page);
  await focused(reader, "#main");
}

/** Chooses a file. The browser's own window for that is nothing that a test can press keys in. */
async function chooses(reader: Reader, label: string, name: string, buffer: Buffer): Promise<void> {
  await reader.tabTo(label);
  await reader.page.locator(":focus").setInputFiles({ name, buffer, mimeType: "application/octet-stream" });
}

const focused = (reader: Reader, selector: string) => reader.page.locator(`${selector}:focus`).waitFor();

/** Goes back to what stands before. */
async function goesBack(reader: Reader, wanted: Locator): Promise<void> {
  do await reader.press("Shift+Tab");
  while ((await wanted.and(reader.page.locator(":focus")).count()) === 0);
}

/** The line of the part that the story is about. */
const lineIn = (reader: Reader) => reader.page.locator(".line", { hasText: printed });

test("an office imports its first notice, and a unit's part in it is signed off and audited", async () => {
  const clerk = await officeComes("2026-01-12");
  await loadsRoster(clerk);
  await importsNotice(clerk);
  await settlesWarnings(clerk);
  await issues(clerk);
  await acceptsAndFiles(await unitComes("2026-01-20", civil));
  await returns(await unitComes("2026-01-21", lead));
  await correctsAndClaims(await unitComes("2026-03-02", civil));
  await endorses(await unitComes("2026-03-03", lead));
  await signsOff(await officeComes("2026-03-04"));
  await looksBack(await comes("2026-03-05", region.bearer("auditor")));

  expect(Object.keys(presses)).toEqual(Object.keys(mostPresses));
  const tooMany = Object.entries(mostPresses).filter(([step, most]) => !((presses[step] ?? Infinity) <= most));
  expect(tooMany.map(([step]) => `${step}: ${presses[step]}`)).toEqual([]);
});

/** Nothing is there yet, and the first page says so; the units come from a file. */
async function loadsRoster(clerk: Reader): Promise<void> {
  await clerk.sees("没有待办的事项。");
  await expectWell(clerk);
  took("office: signs in", clerk);
  await goes(clerk, "名录");
  // Before its buttons are there, Tab would go round the whole page.
  await clerk.sees("载入名录文件");
  await enters(clerk, "载入名录文件");
  const { units, group } = firstRoster;
  const lines = [...units.map((name) => [name, "", ""]), [group.name, "列举组", group.members.join("、")]];
  const csv = [["名称", "类别", "成员"], ...lines].map((cells) => cells.join(",")).join("\n");
  await chooses(clerk, "名录文件", "名录.csv", Buffer.from(csv));
  await clerk.sees(`新增 ${lines.length} 个，变更 0 个，不变 0 个`);
  await expectWell(clerk);
  await enters(clerk, "载入名录");
  await clerk.page.getByRole("link", { name: group.name }).waitFor();
  await clerk.sees("名录文件已载入。");
  await expectWell(clerk);
  took("office: loads the roster", clerk);
}

async function importsNotice(clerk: Reader): Promise<void> {
  await goes(clerk, "导入");
  await clerk.sees("没有待核对的草稿。选一份来文开始导入。");
  await expectWell(clerk);
  await chooses(clerk, "来文文件（可选多份）", "通知.docx", firstNotice());
  await enters(clerk, "读取来文");
  await clerk.sees("已读成草稿，请核对。");
  await clerk.sees("未读 0");
  await clerk.sees("名录外名称 3");
  await expectWell(clerk);
  took("office: imports the notice", clerk);
}

/** The names first: one is a unit, one another's short name, one stands for units that are named task by task. */
async function settlesWarnings(clerk: Reader): Promise<void> {
  // By the row of steps: on the way there would be every line of the notice that leads somewhere.
  await focused(clerk, "#main");
  await enters(clerk, "名录");
  await focused(clerk, "#names");
  await enters(clerk, "登记为单位 县市场监管局");
  await clerk.sees("名录外名称 2");
  await focused(clerk, "[aria-labelledby=names]:not(section)");
  await enters(clerk, "县政务局：记为“县政务服务局”的别名");
  await clerk.sees("名录外名称 1");
  await focused(clerk, "[aria-labelledby=names]:not(section)");
  await enters(clerk, "有关部门：定为单位组（逐项定成员）");
  await clerk.sees("来文里的名称都在名录里。");
  await focused(clerk, "#names");
  await expectWell(clerk);
  took("office: settles the names", clerk);

  // What counts from the issue says so as long as that is to come.
  const [workbench = ""] = clerk.page.url().split("?");
  await clerk.page.goto(`${workbench}?row=2`);
  await clerk.sees("通知印发后30日内 → 印发之日起30日内（印发时定为某日）");
  await expectWell(clerk);

  // The warnings: the one that must be settled, and those to look at, of which one is about a day that no calendar has.
  await clerk.page.goto(workbench);
  await clerk.page.locator("#names").focus();
  await clerk.sees(/「市医保局」与本表其他单位不是同一级政府/);
  const offered = clerk.page.locator(".settle > fieldset > .settle-choice");
  await expect.poll(() => offered.count()).toBe(3);
  await clerk.sees("供参考 4");
  for (const left of [4, 3, 2, 1, 0]) {
    if (left < 4) {
      await clerk.tabTo(/^维持原文/);
      await clerk.press("Space");
    } else {
      // From the names the first one is on the way back, which leads to the last of its choices; the first is the next one after it.
      await goesBack(clerk, clerk.page.locator(".settle input[type=radio]"));
      await clerk.press("ArrowDown");
    }
    await clerk.page.getByRole("radio", { name: /^维持原文/, checked: true }).waitFor();
    await fillsIn(clerk, /^处理说明/, "已与纸质原文核对。");
    await clerk.press("Enter");
    await clerk.sees(`已处理 ${8 - left}`);
    if (left > 0) await clerk.page.locator(".warnings .flag", { hasText: "供参考" }).first().waitFor();
    await focused(clerk, "#warning");
  }
  await clerk.sees("核对完毕，可以确认。确认之后不再改读。");
  await expectWell(clerk);
  took("office: settles the warnings", clerk);
}

async function issues(clerk: Reader): Promise<void> {
  await enters(clerk, "确认计划");
  await clerk.sees("已确认。印发之前还可以作废。");
  await focused(clerk, "#finish");
  await enters(clerk, "印发计划");
  await enters(clerk, "印发计划…");
  await clerk.sees("将于 2026年1月12日 印发：");
  const foreseen = clerk.page.getByRole("dialog").getByRole("list", { name: "印发之后" });
  await foreseen.getByText("开立任务 5 项，分工 13 项，分给 5 个单位。").waitFor();
  expect(await foreseen.locator("li").last().textContent()).toBe("单位组待确定成员 1 处，在审核里逐项确定。");
  await clerk.sees(/^设置：临期 7 天；“定期”为.+；办结经牵头单位审定、办公室销号；不设办结情况报送日期。$/);
  await expectWell(clerk);
  await enters(clerk, "确定印发");
  await clerk.sees("本计划已于 2026年1月12日 印发。");
  await focused(clerk, "#finish");
  await expect.poll(() => clerk.page.locator(".finish button").count()).toBe(0);
  await expectWell(clerk);
  await enters(clerk, "看计划看板");
  await clerk.sees("5 项任务 · 13 项分工");
  await focused(clerk, "#main");
  await expectWell(clerk);
  took("office: confirms and issues", clerk);
}

async function acceptsAndFiles(unit: Reader): Promise<void> {
  await unit.sees("共 3 项");
  // What was due thirty days after the issue has its day.
  await unit.sees(/2月11日/);
  await expectWell(unit);
  took("unit: signs in", unit);
  await unit.tabTo(printed);
  await enters(unit, "签收");
  await lineIn(unit).getByText("办理中").waitFor();
  await focused(unit, ".line-open");
  took("unit: accepts its part", unit);
  await unit.press("Enter");
  await enters(unit, "进展填报");
  await fillsIn(unit, "具体工作事项进度", "清单已公布。");
  await expectWell(unit);
  await unit.press("Control+Enter");
  await lineIn(unit).getByText("第1份 待审核").waitFor();
  await focused(unit, ".line-open");
  await expectWell(unit);
  took("unit: files its report", unit);
}

/** What waits for the lead unit is a page beside its own ledger. */
async function opensReviews(reader: Reader): Promise<void> {
  await goes(reader, "审核");
  await reader.page.getByRole("heading", { name: "牵头单位待办" }).waitFor();
  await reader.page.locator('.item [data-key="y"]').waitFor();
  await expectWell(reader);
}

/** Goes to what is looked at in the queue, which is called so. */
async function goesTo(reader: Reader, called: string): Promise<void> {
  await reader.page.locator(".queue-at", { hasText: called }).waitFor();
  await reader.tabTo(/^(\d+ 天|今天) /);
  await reader.page.locator('.item [data-key="y"]').waitFor();
}

/** A decision can be taken back for ten seconds. */
async function isSent(reader: Reader, what: string): Promise<void> {
  await reader.sees(/将于 \d+ 秒后送出/);
  await reader.page.clock.fastForward(10_000);
  await reader.sees(`${what}：已办理。`);
  await expectWell(reader);
}

async function returns(leading: Reader): Promise<void> {
  took("lead: signs in", leading);
  await opensReviews(leading);
  await goesTo(leading, "待审核填报 县民政局 第1项");
  await leading.press("n");
  await focused(leading, ".item textarea");
  await leading.type("请补充公布网址。");
  await expectWell(leading);
  await leading.press("Control+Enter");
  await isSent(leading, "待审核填报 县民政局 第1项 退回填报");
  took("lead: returns the report", leading);
}

/** The unit reads why, adds the evidence, and claims that its part is done. */
async function correctsAndClaims(unit: Reader): Promise<void> {
  await lineIn(unit).getByText("第1份 已退回").waitFor();
  await expectWell(unit);
  took("unit: signs in again", unit);
  await enters(unit, printed);
  await unit.sees("退回理由：请补充公布网址。");
  await expectWell(unit);
  await enters(unit, "更正填报");
  await fillsIn(unit, "理由", "补充公布网址。");
  await fillsIn(unit, "标题", "便民服务事项清单");
  await fillsIn(unit, "网址", "https://www.example.gov.cn/qingdan");
  await expectWell(unit);
  await unit.press("Control+Enter");
  await unit.sees("更正 1 次");
  await lineIn(unit).locator(".evidence a", { hasText: "便民服务事项清单" }).waitFor();
  await focused(unit, ".line-open");
  took("unit: corrects the report", unit);
  await enters(unit, "申报办结");
  await fillsIn(unit, "办结情况", "清单公布完毕。");
  await fillsIn(unit, "标题", "便民服务事项清单");
  await fillsIn(unit, "网址", "https://www.example.gov.cn/qingdan");
  await expectWell(unit);
  await unit.press("Control+Enter");
  await lineIn(unit).locator(".state", { hasText: "已申报办结" }).waitFor();
  await focused(unit, ".line-open");
  await expectWell(unit);
  took("unit: claims completion", unit);
}

async function endorses(leading: Reader): Promise<void> {
  took("lead: signs in again", leading);
  await opensReviews(leading);
  await goesTo(leading, "待审定 县民政局 第1项");
  await leading.sees("www.example.gov.cn");
  await leading.press("y");
  await isSent(leading, "待审定 县民政局 第1项 审定办结");
  took("lead: endorses the claim", leading);
  await leading.page.locator(".queue-at:focus-within", { hasText: "待审核填报 县民政局 第1项" }).waitFor();
  await leading.page.locator('.item [data-key="y"]').waitFor();
  await leading.press("y");
  await isSent(leading, "待审核填报 县民政局 第1项 审核通过");
  await leading.sees("没有待办的事项。");
  await expectWell(leading);
  took("lead: accepts the report", leading);
}

async function signsOff(clerk: Reader): Promise<void> {
  await clerk.sees("共 2 件");
  await expectWell(clerk);
  took("office: signs in again", clerk);
  // The group that is not filled yet waits longer.
  await goesTo(clerk, "待确定成员 有关部门 第3项");
  await clerk.press("j");
  await clerk.page.locator(".queue-at a:focus", { hasText: "待销号 县民政局 第1项" }).waitFor();
  await clerk.page.locator('.item [data-key="y"]', { hasText: "销号" }).waitFor();
  await clerk.press("y");
  await isSent(clerk, "待销号 县民政局 第1项 销号");
  took("office: signs off", clerk);
}

/** The auditor looks at the task as of two days, and at what lies between. */
async function looksBack(auditor: Reader): Promise<void> {
  await auditor.sees(/这几页没有任何办理/);
  await expectWell(auditor);
  took("auditor: signs in", auditor);
  for (const [step, day, shown, state] of [
    ["auditor: looks at one day", "2026-01-20", "2026年1月20日", "办理中"],
    ["auditor: looks at another day", "2026-03-04", "2026年3月4日", "已销号"],
  ] as const) {
    await auditor.tabTo("追溯到");
    for (const digit of day.replaceAll("-", "")) await auditor.press(digit);
    await auditor.press("Enter");
    await auditor.page.getByRole("heading", { name: `截至 ${shown}` }).waitFor();
    await fillsIn(auditor, "找", "便民服务事项");
    await auditor.page.getByRole("link", { name: printed }).waitFor();
    await expectWell(auditor);
    await enters(auditor, printed);
    await auditor.sees(new RegExp(`你看到的是 ${shown} 的状态`));
    await auditor.page.locator(".parts tr", { hasText: civil }).getByText(state).waitFor();
    await focused(auditor, "#main");
    await expectWell(auditor);
    await goes(auditor, "审计");
    await auditor.page.getByRole("heading", { name: "审计 · 任一天" }).waitFor();
    took(step, auditor);
  }
}
