// The roster in a real browser: a unit is found by its pinyin, and its names are seen by day.
import { roster } from "@taizhang/domain";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { holding } from "./holding.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { routed } from "./routed.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const renamed = "区财政和国资局";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion();
  const { region } = served;
  await region.register("区司法局", "区教育局");
  const { office, regionId } = region;
  const renaming = { regionId, unitId: region.unitId(unit), name: renamed, on: "2021-06-01" };
  await region.give(office, roster, "renameUnit", regionId, renaming);
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

async function looks(path: string, who = served.region.office): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    path,
    await served.serving.token(who),
  );
  return reader;
}

test("a unit is found by its pinyin initials and registered names are seen by day", async () => {
  const reader = await looks("/console/roster");
  await reader.sees("共 3 个");
  await expectWell(reader);
  await reader.tabTo("找");
  // A former name is one to find it by, too.
  await reader.type("qczj");
  await reader.sees("共 1 个");
  await reader.tabTo(renamed);
  await reader.press("Enter");
  await reader.page.getByRole("heading", { name: renamed }).waitFor();
  const now = reader.page.locator(".span-now").first();
  await expect.poll(() => now.locator("th").textContent()).toContain(renamed);
  await expectWell(reader);

  // Its first name leads to how it was called then.
  await reader.tabTo(unit);
  await reader.press("Enter");
  await reader.page.getByRole("heading", { name: unit, level: 1 }).waitFor();
  await expect.poll(() => now.locator("th").textContent()).toContain(unit);
  await expectWell(reader);
  await reader.page.goto(`${served.address}/console/roster?on=2021-05-31`);
  await reader.page.getByRole("link", { name: unit }).waitFor();
  await expect.poll(() => reader.page.getByRole("link", { name: renamed }).count()).toBe(0);
});

test("a roster that is longer than one answer is listed to its end, and the focus stays with it", async () => {
  const long = await serveRegion();
  onTestFinished(() => long.serving.close());
  const { region, serving, address } = long;
  await region.register(...Array.from({ length: 50 }, (_none, at) => `区第${at + 1}街道办`));
  const context = await browser.newContext({ locale: "zh-CN" });
  const reader = await openReader(context, address, "/console/roster", await serving.token(region.office));
  const { page } = reader;
  await reader.sees("共 51 个");
  const { letGo, isSent } = await holding(page, /query RosterPage\b.*"after":"/);
  await reader.tabTo("再列一些");
  await reader.press("Enter");
  await expect.poll(isSent).toBe(true);
  // The button goes once all are there: the focus is on the last unit before, and the next one is a Tab away.
  const last = page.locator(".roster tbody tr:nth-child(50) a:focus");
  await last.waitFor();
  await page.locator("button[aria-disabled=true]", { hasText: "再列一些" }).waitFor();
  await expectWell(reader);
  letGo();
  await expect.poll(() => page.locator(".roster tbody tr").count()).toBe(51);
  await last.waitFor();
  await expectWell(reader);
});

test("the office registers a unit, gives it another spelling, and makes a group of it", async () => {
  const reader = await looks("/console/roster");
  await reader.tabTo("登记单位");
  await reader.press("Enter");
  await reader.tabTo("单位名称");
  await reader.type("区数据局");
  await expectWell(reader);
  await reader.press("Control+Enter");
  await reader.page.getByRole("link", { name: "区数据局" }).waitFor();
  await reader.tabTo("区数据局");
  await reader.press("Enter");
  await reader.sees("没有别名。");
  await reader.tabTo("增加别名");
  await reader.press("Enter");
  await reader.tabTo(/^别名/);
  await reader.type("区大数据局");
  await reader.press("Control+Enter");
  await reader.page.getByRole("rowheader", { name: "区大数据局" }).waitFor();
  await expectWell(reader);

  await reader.tabTo("名录");
  await reader.press("Enter");
  await reader.tabTo("设单位组");
  await reader.press("Enter");
  await reader.tabTo("单位组名称");
  await reader.type("区直各部门");
  await reader.tabTo("找单位（名称或拼音首字母）");
  await reader.type("qsjj");
  await reader.page.getByRole("checkbox", { name: "区数据局" }).waitFor();
  await reader.tabTo("区数据局");
  await reader.press("Space");
  await expectWell(reader);
  await reader.tabTo("设单位组");
  await reader.press("Enter");
  await reader.page.getByRole("link", { name: "区直各部门" }).waitFor();
  await reader.tabTo("区直各部门");
  await reader.press("Enter");
  await reader.page.locator(".roster-part", { hasText: "成员" }).getByText("区数据局").waitFor();
  await expectWell(reader);
});

test("a unit sees the roster and is offered nothing that it may not do", async () => {
  const reader = await looks("/console/roster", served.region.bearer("unit", unit));
  await reader.sees(renamed);
  await expect.poll(() => reader.page.locator(".acts button").count()).toBe(0);
  await reader.page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await expectWell(reader);
});

test("a code that is wrong is refused and mended where the focus was, and a unit is split", async () => {
  const reader = await looks(`/console/roster/${served.region.unitId(unit)}`);
  const { page } = reader;
  await page.getByRole("heading", { name: renamed, level: 1 }).waitFor();
  // What cannot be done now is folded, with its reason.
  await expect.poll(() => page.locator('.acts button[aria-disabled="true"]').first().isVisible()).toBe(false);
  await reader.tabTo("登记统一社会信用代码");
  await reader.press("Enter");
  await reader.tabTo("统一社会信用代码（18位）");
  await reader.type("91350100M000100Y44");
  await reader.press("Control+Enter");
  await page.locator(".outcome-refused").waitFor();
  // The focus is where it was.
  await reader.press("Control+A");
  await reader.type("91350100M000100Y43");
  await reader.press("Control+Enter");
  await reader.sees(/统一社会信用代码 91350100M000100Y43/);

  await reader.tabTo("分设单位");
  await reader.press("Enter");
  await reader.tabTo("新设的单位（每行一个名称）");
  await reader.type("区财政一局\n区财政二局");
  await reader.tabTo(/^理由/);
  await reader.type("职责分设。");
  await expectWell(reader);
  await reader.press("Control+Enter");
  await page.getByRole("link", { name: "区财政二局" }).waitFor();
  await page.getByRole("heading", { name: /^无主分工/ }).waitFor();
  await expectWell(reader);
});

test("a roster file is chosen, its faults are told with their lines, and what it changes is shown before it is loaded", async () => {
  const reader = await looks("/console/roster");
  const { page } = reader;
  const chooses = (text: string) =>
    page.getByLabel("名录文件").setInputFiles({ name: "名录.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await reader.tabTo("载入名录文件");
  await reader.press("Enter");
  await chooses("名称,类别,起始日\n区水利局,,2021-02-30\n各部门,某类,\n");
  await reader.sees(/文件有 2 处差错/);
  await expect
    .poll(() => page.locator(".roster-faults li strong").allTextContents())
    .toEqual(["第2行 起始日", "第3行 类别"]);
  await expectWell(reader);

  // What is wrong beside the roster itself is told with its line, too.
  await chooses("名称,类别,成员\n区水利局,,\n\n涉水各部门,列举组,区水务局\n");
  await reader.sees(/文件有 1 处差错/);
  await expect.poll(() => page.locator(".roster-faults li strong").allTextContents()).toEqual(["第4行 成员"]);

  await chooses("名称,类别,成员\n区水利局,,\n\n涉水各部门,列举组,区水利局\n");
  await reader.sees("新增 2 个，变更 0 个，不变 0 个");
  await expectWell(reader);
  await reader.tabTo("载入名录");
  await reader.press("Enter");
  await page.getByRole("link", { name: "涉水各部门" }).waitFor();
  await reader.tabTo("涉水各部门");
  await reader.press("Enter");
  await reader.sees("当日成员 1 个");
  await expectWell(reader);
});

test("a roster that is refused says why, a file chosen meanwhile stays, and one that arrives late is done with", async () => {
  const reader = await looks("/console/roster");
  const { page } = reader;
  const chooses = (text: string) =>
    page.getByLabel("名录文件").setInputFiles({ name: "名录.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const loads = async () => {
    await reader.tabTo("载入名录");
    await reader.press("Enter");
  };
  const pressed = page.locator("button:focus", { hasText: "载入名录" });
  await reader.tabTo("载入名录文件");
  await reader.press("Enter");
  await chooses("名称,类别,别名\n区林业局,,绿化办\n");
  await reader.sees("新增 1 个，变更 0 个，不变 0 个");
  // Somebody else gives the name away before it is loaded.
  await served.region.register("绿化办");
  await loads();
  await page.locator(".roster-load .outcome-refused").waitFor();
  await pressed.waitFor();
  await expectWell(reader);

  // Another file is looked at when the refusal of the one before comes.
  const refusing = await holding(page, /mutation LoadRoster\b/);
  await loads();
  await expect.poll(refusing.isSent).toBe(true);
  await pressed.waitFor();
  await chooses("名称,类别\n区气象局,\n");
  refusing.letGo();
  await page.locator(".notice-failed", { hasText: "载入名录：未受理：" }).waitFor();
  await reader.sees("新增 1 个，变更 0 个，不变 0 个");

  // And another one when it has taken effect.
  const loading = await holding(page, /mutation LoadRoster\b/);
  await loads();
  await expect.poll(loading.isSent).toBe(true);
  await chooses("名称,类别\n区地震局,\n区档案馆,\n");
  // Until then the other one waits, for the earlier would win over it; and it says so.
  await reader.sees("上一份名录文件正在核实是否已载入，办结后方可载入这一份。");
  await loads();
  await pressed.and(page.locator("[aria-disabled=true]")).waitFor();
  await expectWell(reader);
  expect(loading.count()).toBe(1);
  loading.letGo();
  await reader.sees("新增 2 个，变更 0 个，不变 0 个");
  await page.getByRole("link", { name: "区气象局" }).waitFor();
  expect(await page.getByRole("button", { name: "载入名录" }).count()).toBe(1);
  await expect.poll(() => pressed.getAttribute("aria-disabled")).toBe(null);

  // The answer is lost, and comes when it is sent again.
  let isLost = true;
  await routed(page, "**/graphql", (route) =>
    isLost && /mutation LoadRoster\b/.test(askedIn(route.request())) ? route.abort() : route.fallback(),
  );
  await loads();
  await reader.sees("正在核实是否已提交");
  await pressed.waitFor();
  await expectWell(reader);
  isLost = false;
  await reader.sees(/载入名录：已送达/);
  await page.getByRole("button", { name: "载入名录" }).waitFor({ state: "detached" });
  await page.locator("input[type=file]:focus").waitFor();
  await page.getByRole("link", { name: "区档案馆" }).waitFor();
  await expectWell(reader);
});

test("a roster that may have been loaded is not loaded under another id, also when the page was loaded anew", async () => {
  const reader = await looks("/console/roster");
  const { page } = reader;
  const opens = async () => {
    await reader.tabTo("载入名录文件");
    await reader.press("Enter");
    const buffer = Buffer.from("名称,类别\n区供销社,\n");
    await page.getByLabel("名录文件").setInputFiles({ name: "名录.csv", mimeType: "text/csv", buffer });
  };
  const kept = () => page.evaluate("Object.keys(localStorage).filter((key) => /draft|outbox/.test(key)).length");
  const ids: (string | undefined)[] = [];
  let isLost = true;
  await routed(page, "**/graphql", (route) => {
    const asked = askedIn(route.request());
    if (!/mutation LoadRoster\b/.test(asked)) return route.fallback();
    ids.push(/"commandId":"([^"]+)"/.exec(asked)?.[1]);
    return isLost ? route.abort() : route.fallback();
  });
  await opens();
  await reader.sees("新增 1 个，变更 0 个，不变 0 个");
  await reader.tabTo("载入名录");
  await reader.press("Enter");
  await reader.sees("有 1 条尚未送达");
  await page.reload();
  await opens();
  // It is the one that is on its way.
  await reader.sees("新增 1 个，变更 0 个，不变 0 个");
  await page.locator("button[aria-disabled=true]", { hasText: "载入名录" }).waitFor();
  expect(await page.getByText("上一份名录文件正在核实是否已载入").count()).toBe(0);
  await expectWell(reader);
  isLost = false;
  await reader.sees(/载入名录：已送达/);
  await page.getByRole("button", { name: "载入名录" }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "区供销社" }).waitFor();
  expect([new Set(ids).size, await kept()]).toEqual([1, 0]);
  await expectWell(reader);
});

test("the administrator, who sees no ledger, is led from the search to the unit in the roster", async () => {
  const reader = await looks("/console/", served.region.bearer("admin"));
  await reader.page.getByRole("heading", { name: "名录" }).waitFor();
  await reader.press("/");
  await reader.sees(/输入任务、单位/);
  await reader.type("区教育局");
  await reader.sees("单位 区教育局");
  await reader.tabTo(/^单位 区教育局/);
  await reader.press("Enter");
  await reader.page.getByRole("heading", { name: "区教育局", level: 1 }).waitFor();
  await expect.poll(() => reader.page.locator("a[href*='/ledger/']").count()).toBe(0);
  await expectWell(reader);
});
