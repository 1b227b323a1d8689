// The first plan of an office 第一个计划, in a real browser: from an empty ledger to the first report of a unit, by the keyboard alone.

import { fileURLToPath } from "node:url";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { patient, type Serving, serve } from "@taizhang/api/testing/serving";
import { readNotice } from "@taizhang/documents";
import { roster, rosterLoadOf } from "@taizhang/domain";
import { built } from "@taizhang/eventstore/test/built";
import { identity } from "@taizhang/log";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { firstNotice, firstRoster } from "./first-notice.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";

const printed = "公布便民服务事项清单。";
const [civil, office] = ["县民政局", "县政府办"];

const ledger = testLedger("2026-01-12");
const region = testRegion(ledger, "990101");
let browser: Browser;
let serving: Serving;
beforeAll(async () => {
  browser = await startChromium();
  serving = await serve({
    ledger,
    parts: {
      readNotice: async (files, how) => readNotice(files, how?.known),
      consoleDir: fileURLToPath(built("packages/console/dist/")),
      bounds: { ...patient, atLeastMs: 2000 },
    },
  });
});
afterAll(async () => {
  await browser.close();
  await serving.close();
});

/** The people of the story, with what their hands did. */
const hands: { readonly who: string; readonly reader: Reader }[] = [];

/** Somebody comes to the console on a day. */
async function comes(day: string, who: string, bearer: typeof region.office, path = "/console/"): Promise<Reader> {
  ledger.clock.setDay(day);
  const reader = await openReader(await browser.newContext({ locale: "zh-CN" }), serving.address, path);
  await reader.signIn(await serving.token(bearer));
  hands.push({ who, reader });
  return reader;
}

const unitComes = (day: string, unit: string, path?: string) => comes(day, unit, region.bearer("unit", unit), path);

/** Goes to what is called so, and presses Enter on it. */
async function enters(reader: Reader, name: string | RegExp): Promise<void> {
  await reader.tabTo(name);
  await reader.press("Enter");
}

async function fillsIn(reader: Reader, label: string | RegExp, words: string): Promise<void> {
  await reader.tabTo(label);
  await reader.type(words);
}

const focused = (reader: Reader, selector: string) => reader.page.locator(`${selector}:focus`).waitFor();

test("an office imports its first notice, and a unit files its first report", { timeout: 240_000 }, async () => {
  const { regionId } = region;
  await region.give(
    region.bearer("admin"),
    roster,
    "loadRoster",
    regionId,
    rosterLoadOf(identity, regionId, {
      validFrom: "2026-01-01",
      units: firstRoster.units.map((name) => ({ name, aliases: [], validFrom: null })),
      groups: [
        { ...firstRoster.group, members: [...firstRoster.group.members], aliases: [], kind: "list", validFrom: null },
      ],
    }),
  );

  // No plan is there yet, and the first page says where to begin.
  const clerk = await comes("2026-01-12", office, region.bearer("office", office));
  await clerk.sees("没有待办的事项。");
  await expectWell(clerk);
  await enters(clerk, "导入来文");
  await clerk.sees("没有待核对的草稿。选一份来文开始导入。");
  await focused(clerk, "#main");
  await expectWell(clerk);

  // The browser's own window for files is nothing that a test can press keys in.
  await clerk.page
    .getByLabel("来文文件（可选多份）")
    .setInputFiles({ name: "通知.docx", buffer: firstNotice(), mimeType: "application/octet-stream" });
  await enters(clerk, "读取来文");
  await clerk.sees("已读成草稿，请核对。");
  await clerk.sees("未读 0");
  await clerk.sees("名录外名称 3");
  await expectWell(clerk);

  // The names: one is a unit, one another's short name, one stands for units that are named task by task.
  await enters(clerk, "登记为单位 县市场监管局");
  await clerk.sees("名录外名称 2");
  await focused(clerk, "#names");
  await enters(clerk, "县政务局：记为“县政务服务局”的别名");
  await clerk.sees("名录外名称 1");
  await focused(clerk, "#names");
  await enters(clerk, "有关部门：定为单位组（逐项定成员）");
  await clerk.sees("来文里的名称都在名录里。");
  await focused(clerk, "#names");
  await expectWell(clerk);

  // What counts from the issue says so as long as that is to come.
  const [workbench = ""] = clerk.page.url().split("?");
  await clerk.page.goto(`${workbench}?row=2`);
  await clerk.sees("通知印发后30日内 → 印发之日起30日内（印发时定为某日）");
  await expectWell(clerk);

  // The warnings: the one that must be settled, and those to look at, of which one is about a day that no calendar has.
  await clerk.page.goto(workbench);
  await clerk.sees(/「市医保局」与本表其他单位不是同一级政府/);
  const offered = clerk.page.locator(".settle > fieldset > .settle-choice");
  expect(await offered.count()).toBe(3);
  await clerk.sees("供参考 4");
  for (const left of [4, 3, 2, 1, 0]) {
    await clerk.tabTo(/^维持原文/);
    await clerk.press("Space");
    await fillsIn(clerk, /^处理说明/, "已与纸质原文核对。");
    await clerk.press("Enter");
    await clerk.sees(`已处理 ${8 - left}`);
    if (left > 0) await clerk.page.locator(".warnings .flag", { hasText: "供参考" }).first().waitFor();
    await focused(clerk, "#warning");
  }
  await clerk.sees("核对完毕，可以确认。确认之后不再改读。");
  await expectWell(clerk);

  await enters(clerk, "确认计划");
  await clerk.sees("已确认。印发之前还可以作废。");
  await focused(clerk, "#finish");
  await enters(clerk, "印发计划");
  await enters(clerk, "印发计划…");
  await clerk.sees("将于 2026年1月12日 印发，开立 5 项任务，分给各单位。");
  await expectWell(clerk);
  await enters(clerk, "确定印发");
  await clerk.sees("本计划已于 2026年1月12日 印发。");
  await focused(clerk, "#finish");
  expect(await clerk.page.locator(".finish button").count()).toBe(0);
  await expectWell(clerk);
  await enters(clerk, "看计划看板");
  await clerk.sees("5 项任务 · 13 项分工");
  await focused(clerk, "#main");
  await expectWell(clerk);

  // The unit accepts its part, and files what it has done.
  const unit = await unitComes("2026-01-20", civil);
  await unit.sees("共 3 项");
  // What was due thirty days after the issue has its day.
  await unit.sees(/2月11日/);
  await expectWell(unit);
  await unit.tabTo(printed);
  await enters(unit, "签收");
  const line = unit.page.locator(".line", { hasText: printed });
  await line.getByText("办理中").waitFor();
  await focused(unit, ".line-open");
  await unit.press("Enter");
  await enters(unit, "进展填报");
  await fillsIn(unit, "具体工作事项进度", "清单已在县政府网站公布。");
  await expectWell(unit);
  await unit.press("Control+Enter");
  await line.getByText("第1份 待审核").waitFor();
  await focused(unit, ".line-open");
  await expectWell(unit);

  const all = hands.map(({ who, reader: { hands: did } }) => `${who} ${did.keys} + ${did.characters}`);
  const keys = hands.reduce((sum, { reader }) => sum + reader.hands.keys, 0);
  console.info(`the first plan took ${keys} keys; keys + characters typed, one after another: ${all.join(", ")}`);
});
