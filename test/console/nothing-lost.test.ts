// Nothing that was typed is lost, and nothing is filed twice: the clerk's bad days, by the keyboard alone.
import { firstField } from "@taizhang/api/testing/first-field";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { askedIn } from "./asked-in.ts";
import { holding } from "./holding.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { clerkLooks, field, openForm, reports } from "./reporting.ts";
import { routed } from "./routed.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  served = await serveRegion();
});

const words = "已公布第一批 12 项，其余正在核对。";
const clerk = () => served.region.bearer("unit", unit);
const context = () => browser.newContext({ locale: "zh-CN" });
const looks = async (within = context()) => clerkLooks(served, await within);

test("a clerk files while the server is away and learns when it arrived", async () => {
  const reader = await looks();
  await openForm(reader);
  await reader.type(words);
  await served.serving.close();
  await reader.press("Control+Enter");
  await reader.sees("正在核实是否已提交，请勿修改…");
  await reader.sees("有 1 条尚未送达，送达时间以服务器为准");
  await expectWell(reader);

  const again = await served.again();
  await reader.sees(/签收并填报：已送达（\d+:\d+:\d+，本机时间；以服务器记录为准）。/);
  await reader.page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
  await expect.poll(() => reader.page.getByText("尚未送达").count()).toBe(0);
  await expect.poll(() => reader.page.getByLabel(field).count()).toBe(0);
  const verified = await reader.page.evaluate("Object.keys(localStorage).filter((key) => /draft|outbox/.test(key))");
  expect(verified).toEqual([]);
  await expectWell(reader);
  await again.close();
  const asked = await served.again("new");
  await expect.poll(() => reports(served, asked)).toEqual([expect.stringContaining(words)]);
  await asked.close();
});

test("what may have arrived is still under way on the page that is loaded anew", async () => {
  const reader = await looks();
  const { page } = reader;
  let isAway = true;
  const accepting = new Set<string | undefined>();
  await routed(page, "**/graphql", async (route) => {
    const body = askedIn(route.request());
    if (!/acceptAssignment\(/.test(body)) return route.continue();
    accepting.add(/"commandId":"([^"]+)"/.exec(body)?.[1]);
    return isAway ? route.abort() : route.continue();
  });
  const line = page.locator(".line", { hasText: "公布政府采购意向。" });
  const accept = line.getByRole("button", { name: "签收", exact: true });
  await accept.press("Enter");
  await reader.sees("有 1 条尚未送达");
  await page.reload();
  await line.getByText("正在核实是否已提交").waitFor();
  expect(await accept.count()).toBe(0);
  await expectWell(reader);
  isAway = false;
  await reader.sees(/签收：已送达/);
  await line.getByText("正在核实是否已提交").waitFor({ state: "detached" });
  await line.getByText("办理中").waitFor();
  expect([await accept.count(), accepting.size]).toEqual([0, 1]);
  await expectWell(reader);
  await served.serving.close();
});

test("what waits goes as it was pressed, also when the page was loaded anew meanwhile", async () => {
  const reader = await looks();
  await openForm(reader);
  await reader.type(words);
  // The answer is lost, and not the command: the page cannot know which.
  let isLost = true;
  await routed(reader.page, "**/graphql", async (route) => {
    if (isLost && /reportProgress/.test(askedIn(route.request()))) {
      await route.fetch();
      await route.abort();
    } else await route.continue();
  });
  await reader.press("Control+Enter");
  await reader.sees("正在核实是否已提交，请勿修改…");
  await reader.page.reload();
  await reader.sees("有 1 条尚未送达");
  await reader.sees("正在核实是否已提交，请勿修改…");
  await expect.poll(() => reader.page.getByLabel(field).isDisabled()).toBe(true);
  await expectWell(reader);
  isLost = false;
  await reader.sees(/签收并填报：已送达/);
  await expect.poll(() => reader.page.getByLabel(field).count()).toBe(0);
  await expect.poll(() => reports(served)).toHaveLength(1);
  await served.serving.close();
});

test("a command at which the server fails is told with its number, and she sends it again or not at once", async () => {
  const reader = await looks();
  await openForm(reader);
  await reader.type(words);
  const number = "570c6a33-1f7e-4f0e-9d35-0d1e54a0f5c1";
  await routed(reader.page, "**/graphql", (route) =>
    /mutation ReportProgress\b/.test(askedIn(route.request()))
      ? route.fulfill({
          headers: { "x-request-id": number },
          json: { errors: [{ message: "internal", extensions: { code: "INTERNAL" } }] },
        })
      : route.continue(),
  );
  const input = reader.page.getByLabel(field);
  await reader.press("Control+Enter");
  await reader.sees("签收并填报：出错了，已记录。");
  await reader.sees(number);
  expect(await input.isDisabled()).toBe(true);
  await expectWell(reader);
  await reader.tabTo("不再送出");
  await reader.press("Enter");
  await expect.poll(() => reader.page.getByText("尚未送达").count()).toBe(0);
  // She is back in the field that she sent it from, with her words in it.
  await reader.page.locator("textarea:focus").waitFor();
  expect(await input.inputValue()).toBe(words);
  await reader.press("Control+Enter");
  await reader.sees(number);
  await reader.page.unroute("**/graphql");
  await reader.tabTo("再试");
  await reader.press("Enter");
  await reader.sees(/签收并填报：已送达/);
  await expect.poll(() => reports(served)).toHaveLength(1);
  await expectWell(reader);
  await served.serving.close();
});

test("her token ends while she types and nothing is lost", async () => {
  const reader = await looks();
  await openForm(reader);
  await reader.type("已公布第一批 12 项，");
  await served.serving.close();
  const again = await served.again("new");
  await reader.sees("登录已到期");
  await expectWell(reader);
  await reader.tabTo("粘贴令牌");
  await reader.type(await again.token(clerk()));
  await reader.press("Enter");
  await reader.page.getByRole("dialog").waitFor({ state: "detached" });
  // Where she was: the focus is back in the field, and she goes on.
  await expect.poll(() => reader.page.evaluate("document.activeElement.labels?.[0]?.textContent")).toBe(field);
  await reader.type("其余正在核对。");
  await expect.poll(() => reader.page.getByLabel(field).inputValue()).toBe(words);
  await reader.press("Control+Enter");
  await reader.sees("签收并填报：已办理。");
  await expect.poll(() => reports(served, again)).toEqual([expect.stringContaining(words)]);
  await expectWell(reader);
  await again.close();
});

test("where the browser keeps nothing she works all the same, and is told that her words end with the page", async () => {
  const without = await browser.ownContext({ locale: "zh-CN" });
  await without.addInitScript({
    content: `{
      const refuse = () => { throw new DOMException("access is denied for this document", "SecurityError"); };
      for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: refuse });
      window.BroadcastChannel = class { constructor() { refuse(); } };
    }`,
  });
  const reader = await openReader(without, served.address, `/console/ledger/${served.region.unitId(unit)}`);
  await reader.signIn(await served.serving.token(clerk()));
  await reader.sees("共 5 项");
  await openForm(reader);
  await reader.type(words);
  await reader.sees("本机存不下草稿，请尽快提交");
  await expectWell(reader);
  await reader.press("Escape");
  await reader.tabTo("退出");
  await reader.press("Enter");
  await reader.sees("浏览器禁止本机存储，退出后 1 份草稿、0 条待送出不予保留。");
  await expectWell(reader);
  await reader.tabTo("取消");
  await reader.press("Enter");
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await expect.poll(() => reader.page.getByLabel(field).inputValue()).toBe(words);
  await reader.tabTo(field);
  await reader.press("Control+Enter");
  await reader.page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
  await expect.poll(() => reports(served)).toEqual([expect.stringContaining(words)]);
  await reader.tabTo("English");
  await reader.press("Enter");
  await reader.sees("Sign out");
  await expectWell(reader);
  await served.serving.close();
});

test("two tabs do not file twice", async () => {
  const both = context();
  const [first, second] = [await looks(both), await looks(both)];
  await openForm(second);
  await openForm(first);
  await first.type(words);
  await first.sees(/草稿 已存本机/);
  // The words are there, too, and under the same id.
  await second.sees(/已恢复 .* 的草稿/);
  await expect.poll(() => second.page.getByLabel(field).inputValue()).toBe(words);
  await Promise.all([first.press("Control+Enter"), second.press("Control+Enter")]);
  await Promise.all([first.sees(/第1份 待审核/), second.sees(/第1份 待审核/)]);
  await expect.poll(() => reports(served)).toHaveLength(1);

  // One that was filed in the other tab is not offered once more. Which of them sent it, and so closed its form, is chance.
  for (const each of [second, first]) {
    await each.page.reload();
    await each.tabTo("进展填报");
    await each.press("Enter");
    await each.tabTo(field);
  }
  await first.type("第二批也已公布。");
  await first.sees(/草稿 已存本机/);
  await expect.poll(() => second.page.getByLabel(field).inputValue()).toBe("第二批也已公布。");
  await first.press("Control+Enter");
  await expect.poll(() => second.page.getByLabel(field).inputValue()).toBe("");
  await expect.poll(() => reports(served)).toHaveLength(2);
  await expectWell(second);
  await served.serving.close();
});

test("what she filed in one tab, and another one delivered, is answered in both", async () => {
  const both = context();
  const [first, second] = [await looks(both), await looks(both)];
  // The first tab reaches the server no more with what it files, the second one does.
  await routed(first.page, "**/graphql", (route) =>
    /mutation ReportProgress\b/.test(askedIn(route.request())) ? route.abort() : route.continue(),
  );
  await openForm(first);
  await first.type(words);
  await first.press("Control+Enter");
  await first.sees("正在核实是否已提交，请勿修改…");
  for (const each of [second, first]) {
    await each.sees(/签收并填报：已送达/);
    const line = each.page.locator(".line", { hasText: "公布政府采购意向。" });
    await line.getByText("第1份 待审核").waitFor();
    await expect.poll(() => each.page.getByText("正在核实是否已提交").count()).toBe(0);
    await expect.poll(() => each.page.getByText("尚未送达").count()).toBe(0);
    await expect.poll(() => each.page.getByLabel(field).count()).toBe(0);
    await expectWell(each);
  }
  await expect.poll(() => reports(served)).toHaveLength(1);
  await served.serving.close();
});

test("a form that was folded and unfolded again before its answer came is closed by it", async () => {
  const reader = await looks();
  const { letGo, isSent } = await holding(reader.page, /mutation ReportProgress\b/);
  await openForm(reader);
  await reader.type(words);
  await reader.press("Control+Enter");
  await expect.poll(isSent).toBe(true);
  await reader.press("Escape");
  await expect.poll(() => reader.page.getByLabel(field).count()).toBe(0);
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.sees("正在核实是否已提交，请勿修改…");
  letGo();
  await reader.sees("签收并填报：已办理。");
  await expect.poll(() => reader.page.getByLabel(field).count()).toBe(0);
  await expectWell(reader);
  await served.serving.close();
});

/** Leaves no room in the storage of the browser. */
const fill = (reader: Reader) =>
  reader.page.evaluate(`for (let size = 2 ** 22, no = 0; size >= 1; ) {
    try { localStorage.setItem("full." + no++, "x".repeat(size)); } catch { size = Math.floor(size / 2); }
  }`);

test("where the storage is full, a form that is folded and unfolded has its words and goes out once", async () => {
  const reader = await looks();
  await fill(reader);
  const { letGo, isSent } = await holding(reader.page, /mutation ReportProgress\b/);
  const sent = new Set<string | undefined>();
  reader.page.on("request", (request) => {
    const id =
      /mutation ReportProgress\b/.test(askedIn(request)) && /"commandId":"([^"]+)"/.exec(askedIn(request))?.[1];
    if (id) sent.add(id);
  });
  const input = reader.page.getByLabel(field);
  await openForm(reader);
  await reader.type(words);
  await reader.sees("本机存不下草稿，请尽快提交");
  const foldAndUnfold = async () => {
    await reader.press("Escape");
    await expect.poll(() => input.count()).toBe(0);
    await reader.tabTo("进展填报");
    await reader.press("Enter");
    await reader.sees("本机存不下草稿，请尽快提交");
    expect(await input.inputValue()).toBe(words);
  };
  await foldAndUnfold();
  await reader.tabTo(field);
  await reader.press("Control+Enter");
  await expect.poll(isSent).toBe(true);
  await foldAndUnfold();
  await reader.sees("正在核实是否已提交，请勿修改…");
  expect(await input.isDisabled()).toBe(true);
  await expectWell(reader);
  letGo();
  await reader.sees("签收并填报：已办理。");
  await expect.poll(() => input.count()).toBe(0);
  await expect.poll(() => reports(served)).toHaveLength(1);
  expect(sent.size).toBe(1);
  await expectWell(reader);
  await served.serving.close();
});

test("an input method's keys trigger nothing", async () => {
  const reader = await looks();
  const keys = await reader.page.context().newCDPSession(reader.page);
  // While an input method takes a key, the browser says 229, and `Process` or the key itself; its place is told all the same.
  const taken = async (code: string, key = "Process", modifiers = 0) => {
    const said = { key, code, windowsVirtualKeyCode: 229, modifiers };
    await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...said });
    await keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...said });
  };
  const inFocus = async () => String(await reader.page.evaluate("document.activeElement.textContent"));
  const chosen = () => reader.page.getByText(/^已选/).count();

  await reader.tabTo("汇编惠企政策并逐条作出解读。");
  const line = await inFocus();
  for (const code of ["KeyJ", "KeyX", "Slash", "Enter"]) await taken(code);
  for (const [code, key] of [
    ["KeyJ", "j"],
    ["KeyX", "x"],
    ["Slash", "/"],
  ] as const)
    await taken(code, key);
  expect([await inFocus(), await chosen(), await reader.page.getByRole("dialog").count()]).toEqual([line, 0, 0]);
  expect(reader.page.url()).not.toMatch(/open=/);

  await openForm(reader);
  await keys.send("Input.imeSetComposition", { text: "yi gong bu", selectionStart: 10, selectionEnd: 10 });
  const control = 2;
  for (const key of ["Process", "Enter"]) {
    await taken("Enter", key);
    await taken("Enter", key, control);
  }
  await taken("Escape", "Escape");
  await expect.poll(() => reader.page.getByLabel(field).inputValue()).toBe("yi gong bu");
  await keys.send("Input.insertText", { text: "已公布" });
  await expect.poll(() => reader.page.getByLabel(field).inputValue()).toBe("已公布");
  await taken("KeyJ");
  await expect.poll(() => reports(served)).toEqual([]);
  await expectWell(reader);

  // The same keys without an input method mean what they say.
  await reader.press("Control+Enter");
  await reader.sees("签收并填报：已办理。");
  await expect.poll(() => reports(served)).toHaveLength(1);
  await reader.press("j");
  await expect.poll(() => inFocus()).toBe("持续公开财政资金直达基层情况。");
  await reader.press("/");
  await reader.page.getByRole("dialog").waitFor();
  await served.serving.close();
});

test("she files sixty reports on the last day without the mouse", async () => {
  await served.serving.close();
  const count = 60;
  const rows = Array.from({ length: count }, (_none, at) => ({
    text: `公开第${at + 1}批财政信息。`,
    due: "2021-09-20",
    units: [[unit, "responsible"]] as const,
  }));
  served = await serveRegion(rows);
  const path = `/console/ledger/${served.region.unitId(unit)}`;
  const reader = await openReader(await context(), served.address, path, await served.serving.token(clerk()));
  await reader.sees(`共 ${count} 项`);
  await reader.tabTo("公开第1批财政信息。");
  for (let no = 1; no <= count; no += 1) {
    await reader.press("Enter");
    const line = reader.page.locator(".line-is-open", { hasText: `公开第${no}批财政信息。` });
    await line.getByRole("button", { name: "进展填报" }).waitFor();
    await reader.tabTo("进展填报");
    await reader.press("Enter");
    await reader.tabTo(field);
    await reader.type(`第${no}批已公开。`);
    await reader.press("Control+Enter");
    // She goes on at once: what was sent is answered while the next line is open.
    if (no < count) await reader.press("j");
  }
  await reader.page.locator(".door", { hasText: "办理中" }).getByText(String(count), { exact: true }).waitFor();
  const document = `{ unitLedger(unitId: "${served.region.unitId(unit)}", first: 80) { edges { node { lastReport { no } } } } }`;
  const lines = z.object({
    edges: z.array(z.object({ node: z.object({ lastReport: z.object({ no: z.number() }).nullable() }) })),
  });
  const filed = async () =>
    lines.parse(await firstField(served.serving, document, {}, clerk())).edges.map(({ node }) => node.lastReport?.no);
  await expect.poll(filed).toEqual(Array.from({ length: count }, () => 1));
  await expectWell(reader);
  await served.serving.close();
});
