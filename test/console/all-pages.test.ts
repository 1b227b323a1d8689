// What holds for every page: no fault that axe finds, nothing that the policy refuses, no byte from another host.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  served = await serveRegion();
  browser = await storyBrowser();
  await served.region.report(unit, served.taskIds[0] ?? "", "已汇编。");
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

const ledgerOf = () => `/console/ledger/${served.region.unitId(unit)}`;
const open = async (path: string, options = {}): Promise<Reader> =>
  openReader(await browser.newContext({ locale: "zh-CN", ...options }), served.address, path);

async function signedIn(path: string, options = {}): Promise<Reader> {
  const reader = await open(path, options);
  await reader.signIn(await served.serving.token(served.region.bearer("unit", unit)));
  return reader;
}

describe("0 violations of axe and of the policy", () => {
  test("where one signs in, also after a wrong token", async () => {
    const reader = await open("/console/");
    await reader.sees("登录台账");
    await expectWell(reader);
    await reader.tabTo("粘贴令牌");
    await reader.type("no token");
    await reader.press("Enter");
    await reader.sees(/这不是令牌/);
    await expectWell(reader);
  });

  test.each([
    ["as it is", {}],
    ["on a narrow screen", { viewport: { width: 320, height: 640 } }],
    ["in the dark", { colorScheme: "dark" }],
  ])("on the ledger, %s, with a line open, a form, a dialog, and nothing found", async (_how, options) => {
    const reader = await signedIn(ledgerOf(), options);
    await reader.sees("共 5 项");
    await expectWell(reader);
    await reader.tabTo("汇编惠企政策并逐条作出解读。");
    await reader.press("Enter");
    await reader.tabTo("申报办结");
    await reader.press("Enter");
    await reader.sees("办结日期");
    await expectWell(reader);
    await reader.press("Control+k");
    await reader.sees(/输入任务、单位/);
    await reader.type("收费目录");
    await reader.sees("任务 公布全区涉企收费目录清单。");
    await expectWell(reader);
    await reader.press("Escape");
    await reader.page.goto(`${served.address}${ledgerOf()}?q=没有这样的词`);
    await reader.sees("没有符合“找 没有这样的词”的事项。");
    await reader.sees("不限“找 没有这样的词”有 5 项 →");
    await expectWell(reader);
    await expect
      .poll(() => reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
      .toBe(true);
  });

  test("on a task, now and as of a day, and where there is none", async () => {
    const reader = await signedIn(`/console/tasks/${served.taskIds[0]}`);
    await reader.sees("留痕");
    await reader.page.locator(".entry").first().waitFor();
    await expectWell(reader);
    await reader.page.goto(`${served.address}/console/tasks/${served.taskIds[0]}?asOf=2021-03-02`);
    await reader.sees(/你看到的是/);
    await expectWell(reader);
    await reader.page.goto(`${served.address}/console/tasks/${served.region.unitId(unit)}`);
    await reader.sees("没有这一项，或不在你的可见范围内。");
    await reader.page.goto(`${served.address}/console/nowhere`);
    await reader.sees("没有这一页。");
    await expectWell(reader);
  });

  test.each([
    ["on a narrow screen", { viewport: { width: 320, height: 640 } }],
    ["in the dark", { colorScheme: "dark" as const }],
  ])("on the live changes and the operator's page, %s, also in large print", async (_how, options) => {
    const reader = await open("/console/changes", options);
    await reader.signIn(await served.serving.token(served.region.bearer("admin")));
    await reader.sees("实时");
    await reader.page.locator(".change").first().waitFor();
    await expectWell(reader);
    await reader.tabTo("大字版");
    await reader.press("Enter");
    await expectWell(reader);
    const fits = "document.documentElement.scrollWidth <= window.innerWidth";
    await expect.poll(() => reader.page.evaluate(fits)).toBe(true);
    await reader.page.goto(`${served.address}/console/system`);
    await reader.sees("一切正常，可以提供服务。");
    await reader.page.locator(".system-fact").first().waitFor();
    await reader.page.locator(".system-models tbody tr").first().waitFor();
    await expectWell(reader);
    await expect.poll(() => reader.page.evaluate(fits)).toBe(true);
  });

  test("in the colours of a system that forces its own, the page one is on is still told from the others", async () => {
    const reader = await signedIn(ledgerOf(), { forcedColors: "active" });
    await reader.sees("共 5 项");
    await expectWell(reader);
    const told = `[...document.querySelectorAll(".navigation a")].map((link) =>
      (link.ariaCurrent === "page" ? "own " : "other ") + getComputedStyle(link).borderBottomColor)`;
    const lines = await reader.page.evaluate<string[]>(told);
    const [own = ""] = lines.filter((line) => line.startsWith("own "));
    expect(lines.filter((line) => line.endsWith(own.slice(4)))).toEqual([own]);
  });

  test("in large print, and in English", async () => {
    const reader = await signedIn(ledgerOf());
    await reader.sees("共 5 项");
    await reader.tabTo("大字版");
    await reader.press("Enter");
    await expectWell(reader);
    await reader.tabTo("English");
    await reader.press("Enter");
    await reader.sees("5 in all");
    await expectWell(reader);
  });
});

describe("whoever watches the pages", () => {
  test("notices a style that the policy refuses", async () => {
    const reader = await open("/console/");
    await reader.page.evaluate(`document.body.setAttribute("style", "color: red")`);
    await expect.poll(() => reader.wrongs.join()).toMatch(/policy: style-src/);
  });

  test("notices markup that a script makes", async () => {
    const reader = await open("/console/");
    await reader.page.evaluate(`try { document.body.innerHTML = "<p>" } catch {}`);
    await expect.poll(() => reader.wrongs.join()).toMatch(/policy: require-trusted-types-for/);
  });

  test("notices a field without a label, and a request to another host", async () => {
    const reader = await open("/console/");
    await reader.sees("登录台账");
    await reader.page.evaluate(
      `document.querySelector("label").remove(); fetch("http://127.0.0.2:9/").catch(() => {})`,
    );
    expect((await reader.faults()).join()).toMatch(/label/);
    await expect.poll(() => reader.wrongs.join()).toMatch(/policy: connect-src|elsewhere/);
  });
});
