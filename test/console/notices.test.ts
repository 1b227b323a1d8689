// Notices on a page in a real browser: wherever one fills something in, none of them covers it, on a large screen and on a small one.
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion();
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

// As text, because it runs in the page: the fields that a notice covers, or that there is no notice.
const covered = `(() => {
  const notice = document.querySelector(".notice");
  if (!notice) return ["there is no notice"];
  if (getComputedStyle(notice.parentElement).opacity === "0") return [];
  const at = notice.getBoundingClientRect();
  return [...document.querySelectorAll("main input, main textarea, main select")]
    .filter((field) => {
      const box = field.getBoundingClientRect();
      return box.left < at.right && at.left < box.right && box.top < at.bottom && at.top < box.bottom;
    })
    .map((field) => field.labels?.[0]?.textContent ?? field.outerHTML);
})()`;

async function officeLooks(width: number, height: number): Promise<Reader> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width, height } });
  const reader = await openReader(
    context,
    served.address,
    `/console/tasks/${served.taskIds[0]}`,
    await served.serving.token(served.region.office),
  );
  return reader;
}

test.each([
  [1440, 900, "2021-11-30"],
  [390, 844, "2021-12-15"],
])("on a screen of %i to %i", async (width, height, day) => {
  const reader = await officeLooks(width, height);
  await reader.tabTo("任务延期");
  await reader.press("Enter");
  await reader.page.getByLabel("延至").fill(day);
  for (const label of ["理由", "依据"]) {
    await reader.tabTo(label);
    await reader.type("上级部署推迟。");
  }
  await reader.press("Control+Enter");
  await reader.sees("任务延期：已办理。");

  // While it is told, she goes on with a form of many fields, and through each of them.
  await reader.tabTo("修改任务");
  await reader.press("Enter");
  await reader.tabTo("任务内容");
  const sees = () => reader.page.evaluate(covered);
  await expect.poll(sees).toEqual([]);
  for (const label of [/^工作要求/, /^完成时限/, /^理由/]) {
    await reader.tabTo(label);
    await expect.poll(sees).toEqual([]);
  }
  // It would be seen: a notice laid over the field that has the focus.
  await reader.page.evaluate(`(() => {
    const { left, top } = document.activeElement.getBoundingClientRect();
    const { style } = document.querySelector(".notice");
    Object.assign(style, { position: "fixed", left: left + "px", top: top + "px" });
    document.querySelector(".notices").style.opacity = "1";
  })()`);
  await expect.poll(() => sees()).not.toEqual([]);
  expect(reader.wrongs).toEqual([]);
  await reader.page.reload();
  await reader.page.getByRole("heading", { level: 1 }).waitFor();
  await expectWell(reader);
});

test("what was refused stands on its form, and lies in the list of notices when that is closed", async () => {
  const reader = await officeLooks(1440, 900);
  const { page } = reader;
  await reader.tabTo("任务延期");
  await reader.press("Enter");
  await page.getByLabel("延至").fill("2021-07-01");
  for (const label of ["理由", "依据"]) {
    await reader.tabTo(label);
    await reader.type("上级部署提前。");
  }
  await reader.press("Control+Enter");
  const refusal = page.locator(".act-form .outcome-refused");
  const sentence = ((await refusal.textContent()) ?? "").split("。")[0] ?? "";
  expect(sentence).not.toBe("");
  expect(await page.locator(".notice").count()).toBe(0);
  await reader.tabTo("关闭");
  await reader.press("Enter");
  await refusal.waitFor({ state: "detached" });
  await reader.tabTo("通知 1");
  await reader.press("Enter");
  await page.getByRole("dialog").getByText(`任务延期：未受理：${sentence}`).waitFor();
  await expectWell(reader);
});
