// What units show of their work, and how it is looked at, in a real browser: items with targets, claims with open items, publications, persons.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begins, does, fills, looks, recorded, selects, sends } from "./doing.ts";
import { expectWell, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const lead = "区司法局";
const outsider = "区教育局";
const [counted, published, inHand] = ["举办惠企政策宣讲。", "公布政府采购意向。", "公布办事指南。"];

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion([
    { text: counted, due: "2021-11-30", units: [[unit, "responsible"]] },
    { text: published, due: "2021-10-31", units: [[unit, "responsible"]] },
    {
      text: inHand,
      due: "2021-12-31",
      units: [
        [lead, "lead"],
        [unit, "responsible"],
        [outsider, "responsible"],
      ],
    },
  ]);
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

const unitId = () => served.region.unitId(unit);
const taskPage = (at: number) => `/console/tasks/${served.taskIds[at]}`;
const opens = (who: Bearer, path: string) => looks(browser, served, who, path);
const officeOpens = (path: string) => opens(served.region.office, path);
const happened = (at: number, type: string) => recorded(served, { taskId: served.taskIds[at] ?? "" }, type);

/** A clerk of the unit opens the line of a task on her ledger. */
async function clerkOpens(task: string): Promise<Reader> {
  const clerk = await opens(served.region.bearer("unit", unit), `/console/ledger/${unitId()}`);
  await clerk.tabTo(task);
  await clerk.press("Enter");
  await clerk.page.locator(".opened .acts").first().waitFor();
  await clerk.rest();
  return clerk;
}

/** Somebody opens what a unit has filed and owes in a task, on the page of the task. */
async function details(reader: Reader): Promise<void> {
  await reader.tabTo(`填报、条目、催办与延期（${unit}）`);
  await reader.press("Enter");
  await reader.page.locator(".part-details .opened-head").first().waitFor();
  await reader.rest();
}

/** Has what changed meanwhile shown: while a line is open, nothing moves by itself. Then these words are there. */
async function sees(reader: Reader, words: RegExp): Promise<void> {
  // Her own acts are on the page: nobody need be told of them.
  await reader.sees("有 1 条新变更");
  await reader.tabTo("有 1 条新变更，点此更新");
  await reader.press("Enter");
  await reader.sees(words);
  await expect.poll(() => reader.page.evaluate("document.activeElement !== document.body")).toBe(true);
}

/** The line of an item, wherever items are listed. */
const item = ({ page }: Reader, text: string) =>
  page.getByRole("list", { name: "条目" }).locator("li", { hasText: text });

test("items with targets: amounts add up, a claim says why it leaves some open, and what is done is taken back", async () => {
  const clerk = await clerkOpens(counted);
  await begins(clerk, "细化条目");
  for (const [label, text] of [
    ...[
      ["序号", "1"],
      ["内容", "宣讲会"],
      ["数量目标", "5"],
      ["计量单位", "场"],
    ],
    ...[
      ["序号", "2"],
      ["内容", "公布宣讲材料"],
    ],
  ] as const) {
    await fills(clerk, label, text);
  }
  expect(await sends(clerk, "细化条目")).toBe("");
  const lectures = item(clerk, "1 宣讲会");
  await lectures.getByText("0/5场").waitFor();

  // An amount in words is refused, with what an amount is; the next key goes on where she was.
  await begins(clerk, "完成条目");
  await fills(clerk, "本次数量", "三场");
  expect(await sends(clerk, "完成条目")).toMatch(/^本次数量：应为大于零的数/);
  await clerk.press("Control+A");
  await clerk.type("3");
  expect(await sends(clerk, "完成条目")).toBe("");
  await lectures.getByText("3/5场").waitFor();
  await lectures.getByText("待完成").waitFor();

  await begins(clerk, "申报办结");
  await fills(clerk, "办结情况", "已宣讲 3 场。");
  await fills(clerk, "标题", "宣讲报道");
  await fills(clerk, "网址", "https://www.example.gov.cn/xuanjiang");
  expect(await sends(clerk, "申报办结")).toMatch(/还有条目未完成.*「宣讲会」.*「公布宣讲材料」/);
  await fills(clerk, "未完成“1 宣讲会”的理由", "疫情期间不聚集。");
  await fills(clerk, "未完成“2 公布宣讲材料”的理由", "材料在审。");
  expect(await sends(clerk, "申报办结")).toBe("");
  await clerk.sees(/未完成“1 宣讲会”：疫情期间不聚集。/);

  // Who decides reads why, and does not agree.
  const office = await officeOpens("/console/reviews?kind=SIGN_OFF");
  await office.sees(/未完成“1 宣讲会”：疫情期间不聚集。/);
  await office.sees(/未完成“2 公布宣讲材料”：材料在审。/);
  await begins(office, "退回办结");
  await fills(office, "理由", "可在线上宣讲。");
  await expectWell(office);
  await office.press("Control+Enter");
  await office.page.clock.fastForward(10_000);
  await sees(clerk, /办结被退回：可在线上宣讲。/);

  await begins(clerk, "完成条目");
  await fills(clerk, "本次数量", "2");
  expect(await sends(clerk, "完成条目")).toBe("");
  await lectures.getByText("5/5场").waitFor();
  await lectures.getByText("已完成").waitFor();

  const checking = await officeOpens(taskPage(0));
  await details(checking);
  await does(checking, "撤回条目完成", { 理由: "其中 2 场不属本任务。" });
  await item(checking, "1 宣讲会").getByText("撤回完成：其中 2 场不属本任务。").waitFor();
  await sees(clerk, /撤回完成：其中 2 场不属本任务。/);
  await lectures.getByText("0/5场").waitFor();
  await expectWell(clerk);
  await expect
    .poll(() => happened(0, "ItemCompleted"))
    .toEqual([
      expect.objectContaining({ amount: "3", before: "0", after: "3", done: false }),
      expect.objectContaining({ amount: "2", before: "3", after: "5", done: true }),
    ]);
  await expect
    .poll(() => happened(0, "ItemReopened"))
    .toEqual([expect.objectContaining({ before: { done: true, amount: "5" } })]);
  const reasons = [{ text: "疫情期间不聚集。" }, { text: "材料在审。" }];
  await expect
    .poll(() => happened(0, "CompletionClaimed"))
    .toEqual([expect.objectContaining({ waived: reasons.map((reason) => expect.objectContaining({ reason })) })]);
});

test("a publication is checked, mended, found to show something else after the sign-off, and mended again", async () => {
  const clerk = await clerkOpens(published);
  await begins(clerk, "进展填报", "签收并填报");
  await fills(clerk, "具体工作事项进度", "已公布。");
  await fills(clerk, "标题", "采购意向");
  await fills(clerk, "网址", "https://www.example.gov.cn/yixiang");
  expect(await sends(clerk, "签收并填报")).toBe("");

  const office = await officeOpens(taskPage(1));
  await details(office);
  await checks(office, "链接失效", "网站改版，打不开。");
  await office.sees(/第1件链接失效.*：网站改版，打不开。/);
  await sees(clerk, /第1件链接失效.*：网站改版，打不开。/);
  await mends(clerk, "https://www.example.gov.cn/caigou/yixiang");
  await clerk.page.getByText(/第1件链接失效/).waitFor({ state: "detached" });

  await begins(clerk, "申报办结");
  await fills(clerk, "办结情况", "已全部公布。");
  await fills(clerk, "标题", "采购意向汇总");
  await fills(clerk, "网址", "https://www.example.gov.cn/huizong");
  expect(await sends(clerk, "申报办结")).toBe("");
  await office.page.getByRole("button", { name: "销号", exact: true }).waitFor();
  await does(office, "销号", { 意见: "同意。" });
  await office.page.locator(".parts").getByText("已销号", { exact: true }).waitFor();
  await checks(office, "内容不符", "汇总的是上一年的。");

  // What is to be mended calls for her although the part is signed off; mended, it calls no more.
  const again = await opens(served.region.bearer("unit", unit), `/console/ledger/${unitId()}`);
  await again.tabTo(/^已退回/);
  await again.press("Enter");
  const line = again.page.locator(".line", { hasText: published });
  await line.getByText("待改正公开材料 1 件").waitFor();
  await again.tabTo(published);
  await again.press("Enter");
  await again.sees(/第1件内容不符.*：汇总的是上一年的。/);
  await mends(again, "https://www.example.gov.cn/huizong/2021");
  await line.waitFor({ state: "detached" });
  await expectWell(again);
  await office.page.locator(".part-details .to-mend").waitFor({ state: "detached" });
  await checks(office, "属实", "");
  const verified = [
    { reportNo: 1, place: 1, verdict: "broken" },
    { reportNo: null, place: 1, verdict: "wrongContent" },
    { reportNo: null, place: 1, verdict: "found" },
  ];
  await expect
    .poll(() => happened(1, "PublicationVerified"))
    .toEqual(verified.map((each) => expect.objectContaining(each)));
  expect((await happened(1, "ClaimCorrected")).length).toBe(1);
  await office.page.locator(".parts").getByText("已销号", { exact: true }).waitFor();
});

/** Somebody checks the first piece of evidence that is offered. */
async function checks(reader: Reader, verdict: string, note: string): Promise<void> {
  await begins(reader, "核查公开");
  await selects(reader, "核查结果", verdict);
  await fills(reader, "说明", note);
  expect(await sends(reader, "核查公开")).toBe("");
}

/** The unit gives another address for what is to be mended. */
async function mends(clerk: Reader, address: string): Promise<void> {
  await begins(clerk, "改正材料");
  await fills(clerk, /^第1件 .*网址/, address);
  await fills(clerk, "理由", "更换链接。");
  expect(await sends(clerk, "改正材料")).toBe("");
}

test("a unit names who has a part in hand, and only those see it who may know", async () => {
  const clerk = await clerkOpens(inHand);
  // No name of a person goes into the ledger.
  await begins(clerk, "明确专人");
  await fills(clerk, "用户编号", "张三");
  expect(await sends(clerk, "明确专人")).toMatch(/^用户编号：.*不填姓名/);
  await clerk.press("Control+A");
  await clerk.type("clerk-7");
  expect(await sends(clerk, "明确专人")).toBe("");
  await clerk.sees("专人 clerk-7（自 2021年9月20日）");
  await begins(clerk, "明确专人");
  await fills(clerk, "用户编号", "clerk-7");
  await clerk.page.getByLabel("自", { exact: true }).fill("2021-10-08");
  expect(await sends(clerk, "明确专人")).toBe("");
  await clerk.sees("专人 clerk-7（自 2021年10月8日）");
  await does(clerk, "明确专人", { 用户编号: "clerk-8" });
  await clerk.sees(/clerk-7（自 2021年10月8日）、clerk-8（自 2021年9月20日）/);
  await begins(clerk, "撤换专人");
  await selects(clerk, "撤换哪一位", "clerk-8");
  expect(await sends(clerk, "撤换专人")).toBe("");
  await clerk.page.getByText("clerk-8").waitFor({ state: "detached" });
  const named = (await happened(2, "PersonAssigned")).length;
  expect([named, (await happened(2, "PersonReleased")).length]).toEqual([3, 1]);

  // The office and the lead know; who only analyses, and another unit of the task, see that somebody was named and nothing of whom.
  const { region } = served;
  for (const who of [region.office, region.bearer("unit", lead)]) {
    const reader = await opens(who, taskPage(2));
    await details(reader);
    await reader.sees("专人 clerk-7（自 2021年10月8日）");
    await expect
      .poll(() => reader.page.locator(".part-details").getByRole("button", { name: "明确专人" }).count())
      .toBe(0);
    await expectWell(reader);
    await reader.page.close();
  }
  for (const who of [region.bearer("analyst"), region.bearer("unit", outsider)]) {
    const reader = await opens(who, taskPage(2));
    if (who.roles.includes("analyst")) await details(reader);
    await reader.page.locator(".entries").getByText("分工").first().waitFor();
    await expect.poll(() => reader.page.content()).not.toContain("clerk-7");
    await expectWell(reader);
    await reader.page.close();
  }
});
