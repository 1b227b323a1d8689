// The roster in a real browser: a unit is found by its pinyin, and its names are seen by day.
import { roster } from "@taizhang/domain";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";

const renamed = "区财政和国资局";

let browser: Browser;
let served: Served;
beforeAll(async () => {
  browser = await startChromium();
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
  const reader = await openReader(await browser.newContext({ locale: "zh-CN" }), served.address, path);
  await reader.signIn(await served.serving.token(who));
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
  expect(await now.locator("th").textContent()).toContain(renamed);
  await expectWell(reader);

  // Its first name leads to how it was called then.
  await reader.tabTo(unit);
  await reader.press("Enter");
  await reader.page.getByRole("heading", { name: unit, level: 1 }).waitFor();
  expect(await now.locator("th").textContent()).toContain(unit);
  await expectWell(reader);
  await reader.page.goto(`${served.address}/console/roster?on=2021-05-31`);
  await reader.page.getByRole("link", { name: unit }).waitFor();
  expect(await reader.page.getByRole("link", { name: renamed }).count()).toBe(0);
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
  expect(await reader.page.locator(".acts button").count()).toBe(0);
  await reader.page.setViewportSize({ width: 320, height: 640 });
  expect(await reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await expectWell(reader);
});
