// What is owed and done in the year, in a real browser and by the keyboard alone: items, urgings, extensions, completion reports, amendments.
import { task } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { holding } from "./holding.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const listed = "按清单公开行政许可事项。";
const [first, second] = ["公开许可清单", "公开办理结果"];

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  const piece = (no: string, text: string) => ({ no, text, children: [], deadlines: [] });
  served = await serveRegion(
    [
      { text: listed, due: "2021-10-31", units: [[unit, "lead"]], items: [piece("1", first), piece("2", second)] },
      { text: "公布政府采购意向。", due: "2021-11-30", units: [[unit, "responsible"]] },
    ],
    undefined,
    {},
    { reportingOn: "2021-12-31" },
  );
  const { region, taskIds } = served;
  const urged = {
    unitIds: [region.unitId(unit)],
    text: { text: "请报进度。" },
    answerBy: "2021-09-30",
    whyAgain: null,
  };
  await region.give(region.office, task, "urge", taskIds[0] ?? "", urged, { units: new Map() });
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

async function looks(role: "unit" | "office", path: string): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    path,
    await served.serving.token(served.region.bearer(role, role === "unit" ? unit : null)),
  );
  return reader;
}

const ledger = () => `/console/ledger/${served.region.unitId(unit)}`;

/** Opens a line of the ledger that is on the screen. */
async function opens(reader: Reader, line: string | RegExp): Promise<void> {
  await reader.tabTo(line);
  await reader.press("Enter");
}

/** Presses a button that Tab leads to, and fills in the fields that follow. */
async function does(reader: Reader, act: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await reader.tabTo(act);
  await reader.press("Enter");
  for (const [label, text] of Object.entries(fields)) {
    await reader.tabTo(label);
    await reader.type(text);
  }
  await reader.tabTo(act);
  await reader.press("Enter");
  await reader.sees(`${act}：已办理。`);
}

test("a clerk completes an item on its line, takes that back, and the draft of a reason outlives a new page", async () => {
  const reader = await looks("unit", ledger());
  await opens(reader, new RegExp(`^1${first}`));
  await does(reader, "完成条目", {});
  await opens(reader, listed);
  await reader.page.locator(".opened").getByText("已完成", { exact: true }).waitFor();
  await expectWell(reader);

  await reader.tabTo("撤回条目完成");
  await reader.press("Enter");
  await reader.tabTo("理由");
  await reader.type("页面不全");
  await reader.sees(/草稿 已存本机/);
  await reader.page.reload();
  await reader.sees(/已恢复 .* 的草稿/);
  await expect.poll(() => reader.page.getByLabel("理由").inputValue()).toBe("页面不全");
  await reader.tabTo("理由");
  await reader.press("Control+Enter");
  await reader.page.locator(".opened").getByText("撤回完成：页面不全").waitFor();
  await expectWell(reader);
});

test("she answers an urging on its line", async () => {
  const reader = await looks("unit", ledger());
  await opens(reader, /^第1次催办/);
  await does(reader, "答复催办", { 答复: "已公布第一批。" });
  // What is answered leaves the lines that are owed; on that of the part it stands.
  await opens(reader, listed);
  await reader.sees(/答复：已公布第一批。/);
  await expectWell(reader);
});

test("she asks for a later day on the line of her part, and takes the request back", async () => {
  const reader = await looks("unit", ledger());
  await opens(reader, "公布政府采购意向。");
  await reader.tabTo("申请延期");
  await reader.press("Enter");
  await reader.page.getByLabel("申请延至").fill("2021-12-20");
  await reader.tabTo("理由");
  await reader.type("目录尚在核对。");
  await reader.press("Control+Enter");
  await reader.sees(/第1次申请延至/);
  await expectWell(reader);
  await does(reader, "撤回延期申请", {});
  await reader.page.locator(".opened").getByText("已撤回", { exact: true }).waitFor();
  await expectWell(reader);
});

test("she hands in the report on the whole plan, for which the office then urges no more", async () => {
  const office = await looks("office", ledger());
  await opens(office, /^办结情况报告/);
  await does(office, "催报办结情况", { 催办内容: "请按时报送。" });
  await expectWell(office);

  const reader = await looks("unit", ledger());
  await opens(reader, /^办结情况报告/);
  await reader.sees("请按时报送。");
  await does(reader, "答复催报", { 答复: "本周报送。" });
  await does(reader, "报送办结情况", { 情况说明: "两项任务均在办理。" });
  await reader.sees(/第1次报送/);
  await reader.page.locator(".opened").getByText("已报送", { exact: true }).waitFor();
  await expectWell(reader);
});

test("the office amends the words of a task, and what it leaves alone stays", async () => {
  const reader = await looks("office", `/console/tasks/${served.taskIds[1]}`);
  await reader.tabTo("修改任务");
  await reader.press("Enter");
  await reader.tabTo("任务内容");
  await reader.press("Control+A");
  await reader.type("公布政府采购意向和结果。");
  await reader.tabTo("理由");
  await reader.type("补充结果公开。");
  await reader.tabTo("依据");
  await reader.type("区政府办补充通知。");
  await reader.press("Control+Enter");
  await reader.sees("修改任务：已办理。");
  await reader.page.getByRole("heading", { name: /公布政府采购意向和结果。/ }).waitFor();
  await reader.sees(/2021年11月30日/);
  await expectWell(reader);
});

test("the lead adopts items for the whole task, and drops one", async () => {
  const reader = await looks("unit", `/console/tasks/${served.taskIds[0]}`);
  await reader.tabTo("细化条目");
  await reader.press("Enter");
  await reader.tabTo("序号");
  await reader.type("3");
  await reader.tabTo("内容");
  await reader.type("公开监督电话");
  await reader.press("Control+Enter");
  await reader.page.locator("[aria-labelledby=items]").getByText("3 公开监督电话").waitFor();
  await expectWell(reader);
  await does(reader, "删去条目", { 理由: "另有规定。" });
  await reader.page.locator("[aria-labelledby=items]").getByText("3 公开监督电话").waitFor({ state: "detached" });
  await expectWell(reader);
});

test("the office adds a task to a plan and corrects its reporting day, on the board", async () => {
  const reader = await looks("office", `/console/plans/${served.planId}`);
  await does(reader, "增列任务", { 任务内容: "公开重大项目清单。", 理由: "区长要求。", 依据: "专题会议纪要。" });
  await reader.sees(/3 项任务/);
  await expectWell(reader);
  await reader.tabTo("更正印发");
  await reader.press("Enter");
  await reader.page.getByLabel("报送日期（清空即取消）").fill("2022-01-10");
  await reader.tabTo("理由");
  await reader.type("印发件所载。");
  await reader.press("Control+Enter");
  await reader.sees("更正印发：已办理。");
  await expectWell(reader);
});

test("the key that ends a field sends nothing, and evidence without a title is asked for", async () => {
  const reader = await looks("unit", ledger());
  const sent: string[] = [];
  reader.page.on("request", (request) => {
    if (/mutation/.test(askedIn(request))) sent.push(askedIn(request));
  });
  await opens(reader, /^公布政府采购意向/);
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo("具体工作事项进度");
  await reader.type("已公布第一批。");
  await reader.tabTo("网址");
  await reader.type("https://www.example.gov.cn/list");
  await reader.press("Enter");
  expect(sent).toEqual([]);
  await reader.press("Control+Enter");
  await reader.page.locator(".row-of-fields .missing").waitFor();
  expect(sent).toEqual([]);
  await expectWell(reader);
  await reader.tabTo("标题 必填");
  await reader.type("采购意向公告");
  await reader.press("Control+Enter");
  await reader.page.locator(".opened").getByText("采购意向公告").waitFor();
  expect(sent).toHaveLength(1);
  await expectWell(reader);
});

test("an answer that comes late leaves the form alone that was begun meanwhile", async () => {
  const reader = await looks("office", `/console/tasks/${served.taskIds[1]}`);
  const { letGo, isSent } = await holding(reader.page, /mutation AmendTask\b/);
  await reader.tabTo("修改任务");
  await reader.press("Enter");
  await reader.tabTo("理由");
  await reader.type("补充依据。");
  await reader.tabTo("依据");
  await reader.type("区政府办补充通知。");
  await reader.press("Control+Enter");
  await expect.poll(isSent).toBe(true);
  await reader.press("Escape");
  await reader.tabTo("任务延期");
  await reader.press("Enter");
  await reader.tabTo("理由");
  await reader.type("平台");
  letGo();
  await reader.sees(/^修改任务：/);
  await reader.type("推迟上线。");
  expect(await reader.page.getByLabel("理由").inputValue()).toBe("平台推迟上线。");
  await expectWell(reader);
});
