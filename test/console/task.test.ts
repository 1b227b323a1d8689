// The task in a real browser: what was printed, where everybody's part stands, and what happened, now and then.
import { uuid } from "@taizhang/api/testing/uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recorded } from "./doing.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion();
  const { region, taskIds } = served;
  const [taskId = ""] = taskIds;
  await region.report(unit, taskId, "已公布第一批。");
  const corrected = { reportNo: 1, progress: "已公布第一批 12 项。", reason: "补充件数" };
  const input = { commandId: uuid(1), taskId, unitId: region.unitId(unit), ...corrected };
  const asked = await served.serving.ask(
    "mutation Correct($input: CorrectReportInput!) { correctReport(input: $input) { receipt { outcome } } }",
    { input },
    region.bearer("unit", unit),
  );
  expect(asked.data).toEqual({ correctReport: { receipt: { outcome: "DONE" } } });
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

async function looks(path: string): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    path,
    await served.serving.token(served.region.bearer("unit", unit)),
  );
  return reader;
}

test("a corrected report shows old and new words", async () => {
  const reader = await looks(`/console/tasks/${served.taskIds[0]}`);
  const changed = reader.page.locator(".changed", { hasText: "具体工作事项进度" }).first();
  await expect.poll(() => changed.locator("del").textContent()).toBe("原为已公布第一批。");
  await expect.poll(() => changed.locator("ins").textContent()).toBe("改为已公布第一批 12 项。");
  await expect.poll(() => changed.locator("ins em").textContent()).toBe(" 12 项");
  await expectWell(reader);
});

test("the task as it was before anybody accepted it, by the slider of its own moments, and back", async () => {
  const reader = await looks(`/console/tasks/${served.taskIds[0]}?oldest=yes`);
  const row = reader.page.locator(".parts tr", { hasText: unit });
  await row.getByText("办理中").waitFor();
  await reader.tabTo("追溯到时点");
  await reader.press("Home");
  await reader.sees(/你看到的是/);
  await reader.press("ArrowRight");
  await row.getByText("待签收").waitFor();
  const moment = new URL(reader.page.url()).searchParams.get("asOf");
  expect(moment).toMatch(/^\d+$/);
  await reader.sees(`你看到的是 2021年3月1日 12:00 的状态（位置 ${moment}）`);
  await reader.page.locator(".freshness", { hasText: "截至 2021年3月1日 12:00 · ◇ 当时的状态" }).waitFor();
  await expectWell(reader);

  // A mailed address shows the same to another reader.
  const another = await looks(`/console/tasks/${served.taskIds[0]}?asOf=${moment}`);
  await another.page.locator(".parts tr", { hasText: unit }).getByText("待签收").waitFor();
  await another.tabTo("回到现在");
  await another.press("Enter");
  await another.page.locator(".parts tr", { hasText: unit }).getByText("办理中").waitFor();
  await another.page.locator(".freshness", { hasText: "截至 2021年9月20日 12:00 · ● 最新" }).waitFor();
});

test("an act that is not hers now is shown with the reason", async () => {
  const reader = await looks(`/console/ledger/${served.region.unitId(unit)}`);
  await reader.tabTo("汇编惠企政策并逐条作出解读。");
  await reader.press("Enter");
  const withdraw = reader.page.getByRole("button", { name: "撤回申报" });
  await withdraw.waitFor();
  await expect.poll(() => withdraw.getAttribute("aria-disabled")).toBe("true");
  await reader.sees("尚未申报办结。");
  await expectWell(reader);
});

test("the task before and behind by links, as of the same moment, and none at the ends", async () => {
  const reader = await looks(`/console/tasks/${served.taskIds[0]}?asOf=2021-09-01&oldest=yes`);
  const { page } = reader;
  const links = page.getByRole("navigation", { name: "本计划其他任务" }).getByRole("link");
  const shows = async (at: number, words: readonly string[]) => {
    await page.getByRole("heading", { level: 1, name: new RegExp(`^第${at}项 `) }).waitFor();
    expect(await links.allTextContents()).toEqual(words);
    const { pathname, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get("asOf"), searchParams.get("oldest")]).toEqual([
      ...[`/console/tasks/${served.taskIds[at - 1]}`, "2021-09-01", "yes"],
    ]);
  };
  const [both, count] = [["‹ 上一项", "下一项 ›"], served.taskIds.length];
  await shows(1, ["下一项 ›"]);
  await reader.tabTo("下一项 ›");
  // The link goes on to the one behind, and the focus with it.
  for (let at = 2; at <= count; at += 1) {
    await reader.press("Enter");
    await shows(at, at < count ? both : ["‹ 上一项"]);
  }
  await page.locator("main:focus").waitFor();
  await expectWell(reader);
  await reader.tabTo("‹ 上一项");
  await reader.press("Enter");
  await shows(count - 1, both);
  await expectWell(reader);
});

test("by letters she goes from unit to unit, endorses or signs off, and returns, where the server offers it", async () => {
  const other = "区司法局";
  const { region, serving, address } = served;
  const { planId, taskIds } = await region.issue("区级减负清单", [
    {
      text: "清理报表。",
      due: "2021-12-31",
      units: [
        [unit, "responsible"],
        [other, "responsible"],
      ],
    },
  ]);
  const [taskId = ""] = taskIds;
  expect(planId).not.toBe("");
  await region.claim(other, taskId, "已清理。");
  const context = await browser.newContext({ locale: "zh-CN" });
  const token = await serving.token(region.office);
  const reader = await openReader(context, address, `/console/tasks/${taskId}`, token);
  const { page } = reader;
  const focused = () => page.evaluate("document.activeElement.textContent");
  await reader.tabTo(unit);
  await reader.press("j");
  await expect.poll(focused).toBe(other);
  await reader.press("k");
  await expect.poll(focused).toBe(unit);
  // Nothing is claimed there, and nothing happens.
  await reader.press("n");
  expect(await page.locator(".parts form").count()).toBe(0);
  await reader.press("j");
  await reader.press("n");
  await page.getByRole("form", { name: "退回办结" }).waitFor();
  await page.getByLabel("理由").and(page.locator(":focus")).waitFor();
  await expectWell(reader);
  await reader.press("Escape");
  await page.getByRole("form", { name: "退回办结" }).waitFor({ state: "detached" });
  await reader.press("e");
  await page.getByRole("form", { name: "销号" }).getByLabel("意见").and(page.locator(":focus")).waitFor();
  await expectWell(reader);
  await reader.press("Control+Enter");
  await page.locator(".parts tr", { hasText: other }).getByText("已销号").waitFor();
  // The state is shown before there is an answer; what the ledger holds is what counts.
  const signedOff = () => recorded(served, { taskId }, "AssignmentSignedOff");
  await expect.poll(signedOff).toMatchObject([{ unitId: region.unitId(other) }]);
  await expectWell(reader);
});
