// A report that is sent after a colleague has claimed completion, in a real browser: the claim is withdrawn where it is refused, and the words stay.
import { task } from "@taizhang/domain";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { begins, fills, looks, recorded, sends } from "./doing.ts";
import { expectWell, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const lead = "区发改局";
const text = "公布政府采购意向。";
const words = "已公布第一批 12 项采购意向。";
const refusal = /^已申报办结、正待审定：先撤回申报再填报或更正。/;

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  const units = [
    [lead, "lead"],
    [unit, "responsible"],
  ] as const;
  served = await serveRegion([{ text, due: "2021-09-30", units }]);
  const { region } = served;
  await region.give(clerk(), task, "acceptAssignment", taskId(), { unitId: region.unitId(unit) });
});
afterEach(() => served.serving.close());

const clerk = () => served.region.bearer("unit", unit);
const taskId = () => served.taskIds[0] ?? "";
const ledger = () => `/console/ledger/${served.region.unitId(unit)}`;
const told = ({ page }: Reader) => page.evaluate("document.activeElement.getAttribute('aria-label')");

/** While the form of her report is open with her words in it, a colleague claims completion; then she sends it. */
async function isRefused(reader: Reader, form: string): Promise<void> {
  await begins(reader, "进展填报", form);
  await fills(reader, "具体工作事项进度", words);
  await served.region.claim(unit, taskId(), "已全部公布。");
  expect(await sends(reader, form)).toMatch(refusal);
  // It stands on the form, and not on the line around it as well.
  expect(await reader.page.locator(".outcome-refused").count()).toBe(1);
}

/** Withdraws the claim by the button behind the form, and sends the report that still stands there. */
async function withdrawsAndSends(reader: Reader, form: string): Promise<void> {
  const { page } = reader;
  const offer = page.locator(".claim-in-the-way").getByRole("button", { name: "撤回申报" });
  await offer.waitFor();
  await reader.tabTo("撤回申报");
  await offer.and(page.locator(":focus")).waitFor();
  await expectWell(reader);
  await begins(reader, "撤回申报");
  // Folded, it gives the focus back to where it was offered.
  await reader.tabTo("理由");
  await reader.press("Escape");
  await page.getByRole("form", { name: "撤回申报" }).waitFor({ state: "detached" });
  await offer.and(page.locator(":focus")).waitFor();
  await begins(reader, "撤回申报");
  await fills(reader, "理由", "还要补报。");
  expect(await sends(reader, "撤回申报")).toBe("");
  await expect.poll(() => told(reader)).toBe(form);
  expect(await page.getByRole("form", { name: form }).getByLabel("具体工作事项进度").inputValue()).toBe(words);
  expect(await sends(reader, form)).toBe("");
  await expect
    .poll(() => recorded(served, { taskId: taskId() }, "ProgressReported"))
    .toEqual([expect.objectContaining({ progress: { text: words } })]);
  expect(await recorded(served, { taskId: taskId() }, "ClaimWithdrawn")).toHaveLength(1);
}

test("on the line of her ledger", async () => {
  const reader = await looks(browser, served, clerk(), ledger());
  await reader.tabTo(text);
  await reader.press("Enter");
  await isRefused(reader, "填报");
  await withdrawsAndSends(reader, "填报");
});

test("on the page of the task", async () => {
  const reader = await looks(browser, served, clerk(), `/console/tasks/${taskId()}`);
  await isRefused(reader, "进展填报");
  await withdrawsAndSends(reader, "进展填报");
});

test("on a line that is closed again, where the refusal stands", async () => {
  const reader = await looks(browser, served, clerk(), ledger());
  const { page } = reader;
  await reader.tabTo(text);
  await reader.press("Enter");
  await isRefused(reader, "填报");
  await reader.tabTo("收起这一行");
  await reader.press("Enter");
  const line = page.locator(".line", { hasText: text });
  await line.locator(".opened").waitFor({ state: "detached" });
  await line.locator(".outcome-refused", { hasText: refusal }).waitFor();
  await reader.tabTo("撤回申报");
  await begins(reader, "撤回申报");
  await fills(reader, "理由", "还要补报。");
  expect(await sends(reader, "撤回申报")).toBe("");
  await page.locator(".line-open:focus").waitFor();
  // Her words are in the draft of the line.
  await reader.press("Enter");
  await expect.poll(() => page.getByLabel("具体工作事项进度").inputValue()).toBe(words);
  await expectWell(reader);
});

test("what the lead has endorsed only others can give back, and that is said there", async () => {
  const reader = await looks(browser, served, clerk(), ledger());
  await reader.tabTo(text);
  await reader.press("Enter");
  await begins(reader, "进展填报", "填报");
  await fills(reader, "具体工作事项进度", words);
  const { region } = served;
  await region.claim(unit, taskId(), "已全部公布。");
  const of = { unitId: region.unitId(unit), opinion: { text: "属实。" } };
  await region.give(region.bearer("unit", lead), task, "endorseCompletion", taskId(), of);
  expect(await sends(reader, "填报")).toMatch(refusal);
  const offer = reader.page.locator(".claim-in-the-way");
  await offer.getByText("可请牵头单位或办公室退回").waitFor();
  expect(await offer.getByRole("button", { name: "撤回申报" }).getAttribute("aria-disabled")).toBe("true");
  await expectWell(reader);
});
