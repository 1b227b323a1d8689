// The import in a real browser: an office reads a notice, settles what it leaves open, and issues it, by the keyboard alone.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { patient, type Serving, serve } from "@taizhang/api/testing/serving";
import { readNotice } from "@taizhang/documents";
import { roster, rosterLoadOf } from "@taizhang/domain";
import { built } from "@taizhang/eventstore/test/built";
import { identity } from "@taizhang/log";
import { rosterOf } from "@taizhang/seeds";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { holding } from "./holding.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { routed } from "./routed.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

/** 巫山 of the seeds, whose roster lacks one unit that the notice prints. */
const regionId = "500237";
const lacking = "县教委";

let browser: StoryBrowser;
let serving: Serving;
let ledger: ReturnType<typeof testLedger>;
let region: ReturnType<typeof testRegion>;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  ledger = testLedger("2021-05-31");
  region = testRegion(ledger, regionId);
  const { units, groups } = rosterOf(regionId);
  const file = {
    validFrom: "2021-01-01",
    units: units
      .filter(({ name }) => name !== lacking)
      .map(({ name, aliases }) => ({ name, aliases, validFrom: null })),
    groups: groups.map(({ name, aliases, kind }) => ({ name, aliases, kind, members: [], validFrom: null })),
  };
  await region.give(region.bearer("admin"), roster, "loadRoster", regionId, rosterLoadOf(identity, regionId, file));
  serving = await serve({
    ledger,
    parts: {
      readNotice: async (files, how) => readNotice(files, how?.known),
      consoleDir: fileURLToPath(built("packages/console/dist/")),
      bounds: { ...patient, atLeastMs: 2000 },
    },
  });
});
afterEach(() => serving.close());

const wushan = {
  name: "巫山通知.txt",
  buffer: readFileSync(new URL("../../seeds/notices/wushan-2021.txt", import.meta.url)),
};

/** A small notice in which a sentence stands between the rows. */
const small = {
  name: "小通知.txt",
  buffer: Buffer.from(
    [
      "巫山县人民政府办公室",
      "巫山府办发〔2021〕9号",
      "2021年政务公开工作任务分解表",
      "工作任务\t工作要求\t责任单位\t完成时限",
      "1.公开财政预算决算。\t按规定时限公开。\t县财政局\t2021年6月底前",
      "以上为重点。",
      "2.公开优化营商环境举措。\t集中公开。\t县发展改革委\t2021年9月底前",
    ].join("\n"),
  ),
};

/** A small notice whose units the roster lacks. */
const strangers = ["县融媒体中心", "县大数据中心", "县气象服务站", "县档案编研室"];
const strange = {
  name: "新单位通知.txt",
  buffer: Buffer.from(
    [
      "巫山县人民政府办公室",
      "巫山府办发〔2021〕10号",
      "2021年政务公开工作任务分解表",
      "工作任务\t工作要求\t责任单位\t完成时限",
      ...strangers.map((name, at) => `${at + 1}.公开第${at + 1}类信息。\t集中公开。\t${name}\t2021年9月底前`),
    ].join("\n"),
  ),
};

/** Another one, in which they are called a little otherwise. */
const likeIt = {
  name: "另一份.txt",
  buffer: Buffer.from(`${strange.buffer}`.replaceAll(/县/g, "巫山县").replaceAll("10号", "11号")),
};

/** A notice with four such sentences. */
const unreadLines = [
  ...small.buffer.toString().split("\n").slice(0, 4),
  ...["一", "二", "三", "四"].flatMap((no, at) => [
    `${at + 1}.公开第${no}批文件。\t集中公开。\t县财政局\t2021年9月底前`,
    `以上为第${no}批重点。`,
  ]),
].join("\n");

async function officeLooks(context = browser.newContext({ locale: "zh-CN" })): Promise<Reader> {
  const reader = await openReader(
    await context,
    serving.address,
    "/console/import",
    await serving.token(region.bearer("office")),
  );
  await reader.sees("没有待核对的草稿。选一份来文开始导入。");
  return reader;
}

/** Chooses files and sends them. The browser's own window for files is nothing that a test can press keys in. */
async function reads(reader: Reader, ...files: readonly { readonly name: string; readonly buffer: Buffer }[]) {
  const field = reader.page.getByLabel("来文文件（可选多份）");
  await field.setInputFiles(files.map((file) => ({ ...file, mimeType: "application/octet-stream" })));
  await reader.tabTo("读取来文");
  await reader.press("Enter");
}

/** Settles the warning that is looked at by its first decision. */
async function settles(reader: Reader, note: string): Promise<void> {
  await reader.tabTo(/^维持原文/);
  await reader.press("Space");
  await reader.tabTo(/^处理说明/);
  await reader.type(note);
  await reader.press("Enter");
}

/** Settles the one warning of the small notice, and confirms its draft. */
async function confirms(reader: Reader): Promise<void> {
  await settles(reader, "总述，不是任务。");
  await reader.sees("核对完毕，可以确认。");
  await reader.tabTo("确认计划");
  await reader.press("Enter");
  await reader.sees("已确认。印发之前还可以作废。");
}

/** Issues the plan whose form is open, and says that she means it. */
async function issues(reader: Reader): Promise<void> {
  await reader.tabTo("印发计划…");
  await reader.press("Enter");
  await reader.tabTo("确定印发");
  await reader.press("Enter");
}

const counted = (reader: Reader) => reader.page.locator(".draft-facts strong");

test("the office imports a notice of the seeds, settles every blocking warning, registers a unit, issues", async () => {
  const reader = await officeLooks();
  await expectWell(reader);
  await reads(reader, wushan);
  await reader.sees("已读成草稿，请核对。");
  await reader.sees("未读 0");
  await reader.page.locator(".source-read mark").first().waitFor();
  await expect.poll(() => reader.page.locator("*").count()).toBeLessThan(1500);
  await expectWell(reader);

  // What stands in the way of confirming is said before it is tried.
  const confirm = reader.page.getByRole("button", { name: "确认计划" });
  await expect.poll(() => confirm.getAttribute("aria-disabled")).toBe("true");
  const all = Number((await counted(reader).textContent())?.replace(/\D/g, ""));
  expect(all).toBeGreaterThan(5);

  // The names first: a unit that the roster lacks is registered, which overtakes its warning.
  await reader.sees("名录外名称 1");
  await reader.tabTo(`登记为单位 ${lacking}`);
  await reader.press("Enter");
  await reader.sees("来文里的名称都在名录里。");
  await counted(reader)
    .getByText(`须处理 ${all - 1}`, { exact: true })
    .waitFor();

  // Then the warnings, one after another: the focus goes with them. The letters lead on and back.
  await reader.page.goto(reader.page.url().split("?")[0] ?? "");
  await counted(reader).waitFor();
  await reader.tabTo("下一处");
  await reader.press("j");
  await reader.sees(/第 2 处，共/);
  await reader.press("k");
  await reader.sees(/第 1 处，共/);
  await reader.page.locator("#warning:focus").waitFor();
  for (let left = all - 1; left > 0; left -= 1) {
    await settles(reader, "已与纸质原文核对。");
    await counted(reader)
      .getByText(`须处理 ${left - 1}`, { exact: true })
      .waitFor();
    await reader.page.locator("#warning:focus").waitFor();
  }
  await reader.sees("核对完毕，可以确认。");
  await expectWell(reader);

  await reader.tabTo("确认计划");
  await reader.press("Enter");
  await reader.sees("已确认。印发之前还可以作废。");
  await reader.tabTo("印发计划");
  await reader.press("Enter");
  await reader.tabTo(/^临期天数/);
  await reader.press("Control+a");
  await reader.type("10");
  await reader.tabTo("印发计划…");
  await reader.press("Enter");
  await reader.sees("印发不能撤回");
  await expectWell(reader);
  await reader.tabTo("确定印发");
  await reader.press("Enter");
  await reader.sees("本计划已于 2021年5月31日 印发。");
  await reader.page.getByRole("link", { name: "看计划看板" }).waitFor();
  await expectWell(reader);
  const planId = new URL(reader.page.url()).pathname.split("/").at(-1);
  const asked = "query ($id: ID!) { plan(id: $id) { status settings { dueSoonDays } } }";
  expect((await serving.ask(asked, { id: planId }, region.bearer("office"))).data).toEqual({
    plan: { status: "ISSUED", settings: { dueSoonDays: 10 } },
  });
});

test("a notice is read once, however often its button is pressed, and whatever is chosen meanwhile", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  const { letGo, isSent, count } = await holding(page, /mutation ImportPlan\b/);
  await reads(reader, small);
  await expect.poll(isSent).toBe(true);
  await reader.press("Enter");
  await reads(reader, strange);
  await page.locator("button:focus[aria-disabled=true]", { hasText: "读取来文" }).waitFor();
  await expectWell(reader);
  letGo();
  await reader.sees("小通知.txt");
  await reader.rest();
  expect(count()).toBe(1);
});

test("an unread sentence cannot be overlooked", async () => {
  const reader = await officeLooks();
  await reads(reader, small);
  await reader.sees("未读 1");
  await reader.sees("已读 81 / 87 字");
  // It is named among the lines, among the warnings that must be settled, and where the plan is confirmed.
  const line = reader.page.locator(".source-line.source-unread");
  await expect.poll(() => line.textContent()).toContain("未读以上为重点。");
  await reader.sees(/表格中有未能读入的文字：「以上为重点。」/);
  await expect.poll(() => reader.page.locator(".unread-texts").textContent()).toContain("以上为重点。");
  const confirm = reader.page.getByRole("button", { name: "确认计划" });
  await expect.poll(() => confirm.getAttribute("aria-disabled")).toBe("true");
  await expectWell(reader);

  // No decision without its grounds.
  await reader.tabTo(/^维持原文/);
  await reader.press("Space");
  await reader.tabTo("记下并到下一处");
  await reader.press("Enter");
  await reader.page.locator(".settle .missing").waitFor();
  await reader.press("Shift+Tab");
  await reader.type("总述，不是任务。");
  // What is begun is kept, and says so.
  await reader.page.locator(".settle [role=status]", { hasText: "已存本机" }).waitFor();
  await reader.page.reload();
  await reader.page.locator(".settle [role=status]", { hasText: /已恢复 .* 的草稿/ }).waitFor();
  await reader.tabTo(/^处理说明/);
  await reader.press("Enter");
  await reader.sees("核对完毕，可以确认。");
  await expect.poll(() => reader.page.locator(".unread-texts").textContent()).toContain("以上为重点。");
  await reader.sees("总述，不是任务。");
  await expectWell(reader);

  // In English and on a narrow screen, too.
  await reader.tabTo("English");
  await reader.press("Enter");
  await reader.sees("These words became no task; look at them once more:");
  await reader.page.setViewportSize({ width: 320, height: 640 });
  await expectWell(reader);
  await expect.poll(() => reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
});

test("a file that is no notice says why", async () => {
  const reader = await officeLooks();
  await reads(reader, { name: "菜单.txt", buffer: Buffer.from("晚饭吃什么？\n随便。") });
  await reader.sees(/菜单.txt：没有找到任务：没有带有「工作任务」和「责任单位」一类表头的表格/);
  await reader.sees("请按上面的说明更换或另存文件后再读。");
  // The step is kept: the file can be taken out, and another one put in its place.
  await expectWell(reader);
  await reader.tabTo("移除 菜单.txt");
  await reader.press("Enter");
  await reads(reader, small);
  await reader.sees("未读 1");
});

test("the same file a second time leads to its plan", async () => {
  const reader = await officeLooks();
  await reads(reader, small);
  await reader.sees("未读 1");
  const { pathname } = new URL(reader.page.url());
  await reader.tabTo("导入");
  await reader.press("Enter");
  await reader.sees("待核对的草稿 1");
  await expectWell(reader);
  await reads(reader, small);
  await reader.sees("这份来文已导入，转到它的计划。");
  await reader.sees("未读 1");
  expect(new URL(reader.page.url()).pathname).toBe(pathname);
});

test("a decision of which nobody knows whether it arrived stays as it was pressed, also when the page is loaded anew", async () => {
  const reader = await officeLooks();
  await reads(reader, small);
  await reader.sees("未读 1");
  let isLost = true;
  await routed(reader.page, "**/graphql", async (route) => {
    if (isLost && /resolveImportWarning/.test(askedIn(route.request()))) await route.abort();
    else await route.continue();
  });
  await settles(reader, "总述，不是任务。");
  await reader.sees("正在核实是否已提交，请勿修改…");
  await reader.page.reload();
  await reader.sees("正在核实是否已提交，请勿修改…");
  await expect.poll(() => reader.page.getByLabel(/^处理说明/).isDisabled()).toBe(true);
  await expectWell(reader);
  isLost = false;
  await reader.sees(/已送达/);
  await reader.sees("核对完毕，可以确认。");
  // Another decision is another command.
  await expect.poll(() => reader.page.getByLabel(/^处理说明/).inputValue()).toBe("");
});

test("a decision that is answered late leaves alone what was opened meanwhile, and is told where it was refused", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  await reads(reader, { name: "多处.txt", buffer: Buffer.from(unreadLines) });
  await reader.sees("第 1 处，共 4 处");
  const focused = (words: RegExp) =>
    expect
      .poll(async () => String(await page.evaluate("document.activeElement.labels?.[0]?.textContent")))
      .toMatch(words);
  const goesTo = async (no: number) => {
    await reader.tabTo(`提示 ${no}`);
    await reader.press("Enter");
    await page.getByRole("heading", { name: `提示 ${no}，` }).waitFor();
  };

  const first = await holding(page, /mutation ResolveImportWarning\b/);
  await settles(reader, "已与纸质原文核对。");
  await expect.poll(first.isSent).toBe(true);
  await goesTo(3);
  await reader.tabTo(/^处理说明/);
  await reader.type("已核");
  const address = page.url();
  const answers = page.waitForResponse((response) => /ResolveImportWarning/.test(askedIn(response.request())));
  first.letGo();
  await answers;
  await counted(reader).getByText("须处理 3", { exact: true }).waitFor();
  await reader.type("对。");
  await expect.poll(() => page.getByLabel(/^处理说明/).inputValue()).toBe("已核对。");
  await focused(/^处理说明/);
  expect(page.url()).toBe(address);
  await expectWell(reader);

  // A refusal stands on the form once, and the focus is back in it; it is told where the form is gone by then.
  await reader.press("Control+a");
  await reader.press("Delete");
  await settles(reader, "请联系 13812345678。");
  await page.locator(".outcome-refused").waitFor();
  expect(await page.locator(".outcome-refused").count()).toBe(1);
  await focused(/^处理说明/);
  await expectWell(reader);
  const second = await holding(page, /mutation ResolveImportWarning\b/);
  await reader.press("Enter");
  await expect.poll(second.isSent).toBe(true);
  await goesTo(4);
  second.letGo();
  await page.locator(".notice-failed", { hasText: "未受理：" }).waitFor();
  await expectWell(reader);

  // Who only looks elsewhere on the page is not led on to the next one.
  await goesTo(2);
  const third = await holding(page, /mutation ResolveImportWarning\b/);
  await settles(reader, "已与纸质原文核对。");
  await expect.poll(third.isSent).toBe(true);
  await reader.tabTo("只看有提示的行");
  third.letGo();
  await counted(reader).getByText("须处理 2", { exact: true }).waitFor();
  await page.getByText("处理：维持原文").waitFor();
  await focused(/只看有提示的行/);
  await page.getByRole("heading", { name: "提示 2，" }).waitFor();
});

test("an issue that is refused says so once, where it was pressed, and an answer that comes late leaves another form alone", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  await reads(reader, small);
  await reader.sees("未读 1");
  await confirms(reader);
  const pressed = page.locator("button:focus", { hasText: "印发计划…" });
  await reader.tabTo("印发计划");
  await reader.press("Enter");
  // A day that has not come yet.
  const day = page.getByLabel("印发日期");
  await day.fill("2021-06-30");
  await issues(reader);
  await page.locator(".outcome-refused").waitFor();
  expect(await page.locator(".outcome-refused").count()).toBe(1);
  await pressed.waitFor();
  await expectWell(reader);

  const refusing = await holding(page, /mutation IssuePlan\b/);
  await issues(reader);
  await expect.poll(refusing.isSent).toBe(true);
  await pressed.waitFor();
  await reader.tabTo("再想想");
  await reader.press("Enter");
  refusing.letGo();
  await page.locator(".notice-failed", { hasText: "印发计划：未受理：" }).waitFor();

  await reader.tabTo("印发计划");
  await reader.press("Enter");
  await day.fill("2021-05-31");
  const issuing = await holding(page, /mutation IssuePlan\b/);
  await issues(reader);
  await expect.poll(issuing.isSent).toBe(true);
  await pressed.waitFor();
  await reader.tabTo("作废草稿");
  await reader.press("Enter");
  const reason = page.getByLabel(/^作废理由/);
  await reason.focus();
  await reader.type("文件");
  issuing.letGo();
  await reader.sees("本计划已于 2021年5月31日 印发。");
  await reader.type("有误");
  expect(await reason.inputValue()).toBe("文件有误");
  await expectWell(reader);
});

test("an issue goes out once, also where its form was folded as it was opened, and opened again before the answer", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  await reads(reader, small);
  await reader.sees("未读 1");
  await confirms(reader);
  const issuing = await holding(page, /mutation IssuePlan\b/);
  await reader.tabTo("印发计划");
  await reader.press("Enter");
  await issues(reader);
  await expect.poll(issuing.isSent).toBe(true);
  await page.locator("button:focus", { hasText: "印发计划…" }).waitFor();
  await reader.tabTo("再想想");
  await reader.press("Enter");
  const day = page.getByLabel("印发日期");
  await day.waitFor({ state: "detached" });
  await reader.tabTo("印发计划");
  await reader.press("Enter");
  await day.waitFor();
  await reader.sees("正在核实是否已提交，请勿修改…");
  expect(await day.isDisabled()).toBe(true);
  await reader.tabTo("印发计划…");
  await reader.press("Enter");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await expectWell(reader);
  issuing.letGo();
  await reader.sees("本计划已于 2021年5月31日 印发。");
  await day.waitFor({ state: "detached" });
  expect(issuing.count()).toBe(1);
  await expectWell(reader);
});

test("an issue that is given up as it was opened is no draft, and is the same command as long as it is opened so again", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  await reads(reader, small);
  await reader.sees("未读 1");
  await confirms(reader);
  const sent: (string | undefined)[] = [];
  await routed(page, "**/graphql", (route) => {
    const asked = askedIn(route.request());
    if (!/mutation IssuePlan\b/.test(asked)) return route.continue();
    sent.push(/"commandId":"([^"]+)"/.exec(asked)?.[1]);
    return route.fulfill({ json: { errors: [{ message: "internal", extensions: { code: "INTERNAL" } }] } });
  });
  const day = page.getByLabel("印发日期");
  const opens = async () => {
    await page.reload();
    await reader.tabTo("印发计划");
    await reader.press("Enter");
    await day.waitFor();
  };
  const givesUp = async () => {
    await issues(reader);
    await reader.sees("印发计划：出错了，已记录。");
    await reader.tabTo("不再送出");
    await reader.press("Enter");
    await expect.poll(() => day.isDisabled()).toBe(false);
  };
  await reader.tabTo("印发计划");
  await reader.press("Enter");
  await givesUp();
  await opens();
  expect(await page.getByText(/已恢复 .* 的草稿/).count()).toBe(0);
  await givesUp();
  ledger.clock.setDay("2021-06-01");
  await opens();
  expect(await day.inputValue()).toBe("2021-06-01");
  // What was written into it is a draft. It says of when it is, and can be discarded: an issue cannot be undone.
  await day.fill("2021-05-30");
  await givesUp();
  const [first, again, changed] = sent;
  expect([sent.length, again === first, changed === first]).toEqual([3, true, false]);
  await opens();
  await reader.sees(/已恢复 .* 的草稿/);
  expect(await day.inputValue()).toBe("2021-05-30");
  await expectWell(reader);
  await reader.tabTo("丢弃草稿");
  await reader.press("Enter");
  await expect.poll(() => day.inputValue()).toBe("2021-06-01");
  expect(await page.evaluate('Object.keys(localStorage).filter((key) => key.includes("|issue/")).length')).toBe(0);
  await expectWell(reader);
});

test("the form of the discard or the issue is folded, and the focus is back at the button that opened it", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  await reads(reader, small);
  await reader.sees("未读 1");
  const foldedTo = async (act: string, field: string, fold: () => Promise<void>) => {
    await reader.tabTo(act);
    await reader.press("Enter");
    await reader.tabTo(field);
    await expectWell(reader);
    await fold();
    await expect.poll(() => page.locator(".finish form").count()).toBe(0);
    await page.locator("button:focus", { hasText: act }).waitFor();
  };
  const cancels = (words: string) => async () => {
    await reader.tabTo(words);
    await reader.press("Enter");
  };
  await foldedTo("作废草稿", "作废理由", cancels("收起"));
  await foldedTo("作废草稿", "作废理由", () => reader.press("Escape"));
  // Pressed once more, the button folds its form as well.
  await foldedTo("作废草稿", "作废理由", () => page.locator("[data-act=discardDraft]").press("Enter"));
  await confirms(reader);
  await foldedTo("印发计划", "印发日期", cancels("再想想"));
  await foldedTo("印发计划", "印发日期", () => reader.press("Escape"));
  // In the dialog over the form, Escape closes the dialog alone.
  await reader.press("Enter");
  await reader.tabTo("印发计划…");
  await reader.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await reader.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await page.locator(".finish form").count()).toBe(1);
  await expectWell(reader);
});

test("a notice that is read late leaves her where she has gone meanwhile", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  const reading = await holding(page, /mutation ImportPlan\b/);
  await reads(reader, small);
  await expect.poll(reading.isSent).toBe(true);
  await reader.tabTo("名录");
  await reader.press("Enter");
  await page.getByRole("heading", { name: "名录", level: 1 }).waitFor();
  reading.letGo();
  await reader.sees("已读成草稿，请核对。");
  await page.getByRole("heading", { name: "名录", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/console/roster");
  await expectWell(reader);
});

test("a plan is ready to be confirmed once the server says so, and who waits at its button keeps her place", async () => {
  const reader = await officeLooks();
  await reads(reader, small);
  await reader.sees("未读 1");
  const { letGo } = await holding(reader.page, /query DraftShown\(/);
  await settles(reader, "总述，不是任务。");
  await counted(reader).getByText("须处理 0", { exact: true }).waitFor();
  expect(await reader.page.getByText("核对完毕").count()).toBe(0);
  // The button says why it cannot be pressed yet; pressed all the same, it does nothing.
  const confirm = reader.page.getByRole("button", { name: "确认计划" });
  await confirm.focus();
  await reader.press("Enter");
  await expectWell(reader);
  letGo();
  await reader.sees("核对完毕，可以确认。");
  expect(await confirm.getAttribute("aria-disabled")).toBe(null);
  await reader.page.locator("button:focus", { hasText: "确认计划" }).waitFor();
  // Pressed twice it is confirmed once; a form that she opens before the answer comes is left to her.
  const { count, letGo: confirms } = await holding(reader.page, /mutation ConfirmPlan\b/);
  await reader.press("Enter");
  await reader.press("Enter");
  await reader.page.locator("button:focus[aria-disabled=true]", { hasText: "确认计划" }).waitFor();
  await expectWell(reader);
  await reader.tabTo("作废草稿");
  await reader.press("Enter");
  await reader.tabTo("作废理由");
  confirms();
  await reader.sees("已确认。印发之前还可以作废。");
  expect(await reader.page.evaluate("document.activeElement.labels?.[0]?.textContent")).toBe("作废理由");
  expect(count()).toBe(1);
  await expectWell(reader);
});

test("what is done about names goes out once, however often it is pressed", async () => {
  const reader = await officeLooks(browser.ownContext({ locale: "zh-CN" }));
  const { page } = reader;
  await page.clock.install();
  await reads(reader, strange);
  await reader.sees("名录外名称 4");
  const [first = "", second = "", third = ""] = strangers;

  const registering = await holding(page, /mutation RegisterNamedUnit\b/);
  await reader.tabTo(`登记为单位 ${first}`);
  await reader.press("Enter");
  await expect.poll(registering.isSent).toBe(true);
  await reader.press("Enter");
  // Nor is anything else done about that name; others can be registered beside it.
  await reader.tabTo(`${first}：定为单位组（逐项定成员）`);
  await reader.press("Enter");
  await reader.tabTo("全选");
  await reader.press("Space");
  await reader.tabTo("登记所选 3 个");
  await reader.press("Enter");
  await reader.press("Enter");
  await reader.tabTo(`登记为单位 ${second}`);
  await reader.press("Enter");
  await page.locator("button:focus[aria-disabled=true]").waitFor();
  await expectWell(reader);
  registering.letGo();
  await reader.sees("来文里的名称都在名录里。");
  expect(await page.evaluate("document.activeElement !== document.body")).toBe(true);
  expect(registering.count()).toBe(4);
  await expectWell(reader);

  // Whose alias a name is made is asked for before that is sent.
  await reader.tabTo("导入");
  await reader.press("Enter");
  await reads(reader, likeIt);
  await page.getByRole("heading", { name: /名录外名称/ }).waitFor();
  const asking = await holding(page, /query UnitOrGroup\b/);
  const naming = await holding(page, /mutation AddNamedAlias\b/);
  await reader.tabTo(`巫山${third}：记为“${third}”的别名`);
  await reader.press("Enter");
  await reader.press("Enter");
  await expect.poll(asking.isSent).toBe(true);
  // Its buttons say what they wait for; where no answer comes, she can press them again.
  const line = page.locator(".name-line", { hasText: third });
  await line.getByRole("status").getByText("正在办理，请稍候…").waitFor();
  await expectWell(reader);
  await page.clock.runFor(15_000);
  await page.locator(".notice-failed", { hasText: "连不上服务器" }).waitFor();
  await expect.poll(() => line.getByRole("status").textContent()).toBe("");
  await line.locator("button:focus:not([aria-disabled])").waitFor();
  await reader.press("Enter");
  asking.letGo();
  naming.letGo();
  await expect.poll(() => page.locator(".name-line", { hasText: third }).count()).toBe(0);
  expect([asking.count(), naming.count()]).toEqual([2, 1]);
});

test("a name that is pressed when her token has ended waits for the next one, however long she takes to sign in", async () => {
  await region.register(...strangers);
  const reader = await officeLooks(browser.ownContext({ locale: "zh-CN" }));
  const { page } = reader;
  await page.clock.install();
  const [, , third = ""] = strangers;
  await reads(reader, likeIt);
  await page.getByRole("heading", { name: /名录外名称/ }).waitFor();
  // The server refuses her token from what she presses on, until another one comes.
  let isEnded: boolean | null = null;
  await routed(page, "**/graphql", (route) => {
    if (isEnded === null && /query UnitOrGroup\b/.test(askedIn(route.request()))) isEnded = true;
    if (!isEnded) return route.fallback();
    return route.fulfill({ json: { errors: [{ message: "ended", extensions: { code: "UNAUTHENTICATED" } }] } });
  });
  await reader.tabTo(`巫山${third}：记为“${third}”的别名`);
  await reader.press("Enter");
  await reader.sees("登录已到期");
  await page.clock.runFor(20_000);
  isEnded = false;
  await reader.tabTo("粘贴令牌");
  await reader.type(await serving.token(region.office));
  await reader.press("Enter");
  await expect.poll(() => page.locator(".name-line", { hasText: third }).count()).toBe(0);
  expect(await page.getByText("连不上服务器").count()).toBe(0);
  await expectWell(reader);
});

test("another file with the same number stands beside the plan that has it, and both stay until somebody decides", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  await reads(reader, small);
  await reader.sees("未读 1");
  expect(await page.locator(".same-number").count()).toBe(0);
  const { pathname } = new URL(page.url());
  await reader.tabTo("导入");
  await reader.press("Enter");
  const later = {
    name: "更正通知.txt",
    buffer: Buffer.from(`${small.buffer}\n3.公开重大项目。\t集中公开。\t县财政局\t2021年10月底前`),
  };
  await reads(reader, later);
  const beside = page.locator(".same-number");
  await beside.getByRole("heading", { name: "同一文号 巫山府办发〔2021〕9号 的来文" }).waitFor();
  const shown = (label: string) =>
    beside
      .locator("tr", { has: page.getByRole("rowheader", { name: label, exact: true }) })
      .locator("td")
      .allTextContents();
  expect(await shown("文件")).toEqual(["更正通知.txt", "小通知.txt"]);
  expect(await shown("任务项数")).toEqual(["3", "2"]);
  const [own, other] = await shown("文件 sha256");
  expect(own).not.toBe(other);
  await expectWell(reader);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await expectWell(reader);
  await reader.tabTo("2021年政务公开工作任务分解表");
  await reader.press("Enter");
  await page.waitForURL((url) => url.pathname === pathname);
  await reader.sees("小通知.txt");
});

test("of many names that are registered at once she is told which were refused and which only wait", async () => {
  const reader = await officeLooks();
  const { page } = reader;
  await reads(reader, strange);
  await reader.sees("名录外名称 4");
  const [done = "", lost = "", later = "", taken = ""] = strangers;
  const { letGo, isSent } = await holding(page, new RegExp(`RegisterNamedUnit.*${taken}`));
  let isLost = true;
  await routed(page, "**/graphql", async (route) => {
    const posted = askedIn(route.request());
    if (isLost && /RegisterNamedUnit/.test(posted) && posted.includes(lost)) await route.abort();
    else await route.fallback();
  });
  for (const name of [done, lost, taken]) {
    await reader.tabTo(`选 ${name}`);
    await reader.press("Space");
  }
  await reader.tabTo("登记所选 3 个");
  await reader.press("Enter");
  await expect.poll(isSent).toBe(true);
  // Somebody else takes one of the names first; and she ticks another one while the answers are awaited.
  await region.register(taken);
  await page.getByLabel(`选 ${later}`).focus();
  await reader.press("Space");
  letGo();
  await reader.sees("已登记 1 个单位；1 个未受理；1 个尚未送达。");
  await page.getByLabel(`选 ${later}`).and(page.locator(":focus")).waitFor();
  await page.getByRole("heading", { name: "名录外名称 2" }).waitFor();
  // What would be refused is not called ready.
  await reader.sees("还有 2 个名称不在名录里，现在确认会被退回。");
  expect(await page.getByText("核对完毕").count()).toBe(0);
  expect(await page.getByLabel(`选 ${later}`).isChecked()).toBe(true);
  await page.locator(".name-line", { hasText: lost }).getByText("正在核实是否已提交").waitFor();
  await page.getByRole("button", { name: "登记所选 1 个" }).waitFor();
  await expectWell(reader);
  isLost = false;
  await page.getByRole("heading", { name: "名录外名称 1" }).waitFor();
  await reader.tabTo("登记所选 1 个");
  await reader.press("Enter");
  await reader.sees("核对完毕，可以确认。");
});
