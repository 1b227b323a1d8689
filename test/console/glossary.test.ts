// The glossary and the keys of a page in a real browser: from a word to its meaning and back, and what `?` lists.
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
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

const mostTabs = 120;
const ledgerOf = () => `/console/ledger/${served.region.unitId(unit)}`;

async function looks(path: string, bearer = served.region.bearer("unit", unit)): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    path,
    await served.serving.token(bearer),
  );
  return reader;
}

const entry = ({ page }: Reader, id: string) => page.locator(`[data-term="${id}"]`);
const inFocus = ({ page }: Reader) => page.evaluate("document.activeElement.textContent");

test("a clerk goes from a word on her ledger to what it means, and back by the browser to what she saw", async () => {
  const reader = await looks(`${ledgerOf()}?state=ASSIGNED&q=公布`);
  const { page } = reader;
  await reader.sees("共 3 项");
  const before = page.url();
  // Past the field of that name, whose day, month and year are stops of their own, to the word below the lines.
  const word = page.getByRole("link", { name: "判定日" }).and(page.locator(":focus"));
  for (let tabs = 0; (await word.count()) === 0 && tabs < mostTabs; tabs += 1) await reader.press("Tab");
  expect(await word.count()).toBe(1);
  await expectWell(reader);
  await reader.press("Enter");
  await entry(reader, "judgedDay")
    .getByText(/时限灯按哪一天判断/)
    .waitFor();
  // She is led to the term itself, which is in sight and has the focus.
  await expect.poll(() => inFocus(reader)).toBe("判定日");
  await expect
    .poll(() =>
      page.evaluate(
        "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.activeElement.getBoundingClientRect())",
      ),
    )
    .toBe(true);
  expect(new URL(page.url()).search).toBe("?term=judgedDay");
  await expectWell(reader);

  // The address alone shows the same.
  await page.reload();
  await expect.poll(() => inFocus(reader)).toBe("判定日");

  // Another term has another address, a step of the browser from this one.
  await reader.press("Tab");
  expect(await inFocus(reader)).toBe("时限灯");
  await reader.press("Enter");
  await expect.poll(() => new URL(page.url()).search).toBe("?term=lamp");
  await page.goBack();
  await expect.poll(() => new URL(page.url()).search).toBe("?term=judgedDay");
  await page.goBack();
  await reader.sees("共 3 项");
  expect(page.url()).toBe(before);
  await expectWell(reader);
});

test("a term is found by English in full width, by group, and by the search of every page", async () => {
  const reader = await looks("/console/glossary");
  const { page } = reader;
  const terms = page.locator("[data-term]");
  await terms.first().waitFor();
  const all = await terms.count();
  expect(all).toBeGreaterThan(35);
  await reader.sees(`共 ${all} 条`);
  const names = await page.locator("[data-term] > dt a:first-child").allTextContents();
  expect(names).toHaveLength(all);
  await reader.tabTo("找");
  await reader.type("ｓｉｇｎ－ｏｆｆ");
  await reader.press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("ｓｉｇｎ－ｏｆｆ");
  await entry(reader, "signOff").getByText("销号", { exact: true }).waitFor();
  const found = await terms.count();
  expect(found).toBeLessThan(all);
  await expectWell(reader);
  // Every count is a door to as many lines.
  await reader.tabTo(/^审核 \d+$/);
  const counted = Number(String(await inFocus(reader)).replace(/\D/g, ""));
  await reader.press("Enter");
  await expect.poll(() => terms.count()).toBe(counted);
  await reader.sees(`共 ${counted} 条`);
  await reader.tabTo("找");
  await reader.press("Control+a");
  await reader.type("没有这样的词");
  await reader.press("Enter");
  await reader.sees("没有这样的名词。");
  await expectWell(reader);

  await reader.press("Control+k");
  await reader.sees(/输入任务、单位/);
  await reader.type("一致性");
  await reader.tabTo("名词 一致性证明");
  await expectWell(reader);
  await reader.press("Enter");
  await expect.poll(() => new URL(page.url()).search).toBe("?term=consistency");
  await expect.poll(() => inFocus(reader)).toBe("一致性证明");

  // The search lists five; of how many it left out there is a door, to as many as it says.
  const left = names.filter((name) => name.includes("办")).length - 5;
  expect(left).toBeGreaterThan(0);
  await reader.press("Control+k");
  await reader.sees(/输入任务、单位/);
  await reader.type("办");
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /^名词 还有/ })
    .waitFor();
  expect(
    await page
      .getByRole("dialog")
      .getByRole("link", { name: /^名词 / })
      .count(),
  ).toBe(6);
  await reader.tabTo(new RegExp(`^名词 还有 ${left} 个，`));
  const onPage = Number(/名词 (\d+) 条$/.exec(String(await inFocus(reader)))?.[1]);
  await expectWell(reader);
  await reader.press("Enter");
  await reader.sees(`共 ${onPage} 条`);
  await expect.poll(() => terms.count()).toBe(onPage);
  expect(onPage).toBeGreaterThanOrEqual(left + 5);
  await expectWell(reader);
  await page.goBack();
  await expect.poll(() => new URL(page.url()).search).toBe("?term=consistency");

  await reader.tabTo("English");
  await reader.press("Enter");
  await entry(reader, "signOff").getByText("Sign-off", { exact: true }).waitFor();
  await expectWell(reader);
});

/** What the open dialog lists, each key with what it does. */
const listed = ({ page }: Reader): Promise<readonly string[]> =>
  page
    .getByRole("dialog")
    .locator("dl > div")
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent).join(" ")));

test("a question mark lists the keys of the ledger and of a task, unless keys are switched off", async () => {
  const reader = await looks(ledgerOf());
  const { page } = reader;
  const dialog = page.getByRole("dialog", { name: "快捷键" });
  await reader.sees("共 5 项");
  await reader.tabTo("汇编惠企政策并逐条作出解读。");
  await reader.press("Shift+Slash");
  await dialog.waitFor();
  expect(await listed(reader)).toEqual([
    "j 下一行",
    "k 上一行",
    "回车 打开",
    "x 选中",
    "r 打开下一行",
    "Shift+R 打开上一行",
    "/Ctrl+K 找任务、单位、计划、页面",
    "? 快捷键",
    "Ctrl+回车 送出正在填写的内容",
  ]);
  await expectWell(reader);
  await reader.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  // The focus is where it was, and what was listed acts there.
  await expect.poll(() => inFocus(reader)).toBe("汇编惠企政策并逐条作出解读。");
  await reader.press("j");
  await expect.poll(() => inFocus(reader)).toBe("公布可以异地办理的政务服务事项清单。");

  // Where it is typed, it is a character.
  await reader.tabTo("找");
  await reader.press("Shift+Slash");
  expect(await dialog.count()).toBe(0);

  await page.goto(`${served.address}/console/tasks/${served.taskIds[0]}`);
  await reader.sees("留痕");
  await reader.press("Shift+Slash");
  await dialog.waitFor();
  expect((await listed(reader)).slice(0, 4)).toEqual(["j 下一单位", "k 上一单位", "e 审定或销号", "n 退回"]);
  await expectWell(reader);
  // Switched off, neither it nor any letter acts; its button still lists them.
  await reader.tabTo("启用字母快捷键");
  await reader.press("Space");
  await reader.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await reader.press("Shift+Slash");
  expect(await dialog.count()).toBe(0);
  await reader.tabTo("快捷键");
  await reader.press("Enter");
  await dialog.waitFor();
  await expectWell(reader);
});
