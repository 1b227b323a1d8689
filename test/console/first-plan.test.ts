// The first plan of an office 第一个计划, in a real browser: from an empty ledger to a part that is signed off, by the keyboard alone.

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
import { firstNotice, firstRoster, firstTitle } from "./first-notice.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";

const printed = "公布便民服务事项清单。";
const [civil, lead, office] = ["县民政局", "县政务服务局", "县政府办"];

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

/** Leaves the review queue, which sends what still waits to be taken back, and waits until the unit's line says so. */
async function leaves(reader: Reader): Promise<void> {
  await enters(reader, "计划");
  await reader.page.getByRole("heading", { name: "计划", level: 1 }).waitFor();
  await expectWell(reader);
}

const recorded = async (type: string): Promise<number> => {
  let found = 0;
  for await (const event of ledger.log.readAll()) if (event.type === type) found += 1;
  return found;
};

test("an office imports its first notice, and a unit's part in it is signed off", { timeout: 120_000 }, async () => {
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
  await clerk.sees("没有待办。");
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

  // The warnings: the one that must be settled, and those to look at, of which one is about a day that no calendar has.
  await clerk.page.goto(clerk.page.url().split("?")[0] ?? "");
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
  await expectWell(unit);
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

  // The lead unit returns it with its reason.
  const leading = await unitComes("2026-01-21", lead, "/console/reviews");
  await leading.page.locator('.item [data-key="n"]').waitFor();
  await expectWell(leading);
  await leading.tabTo(/待审核填报 县民政局 第1项/);
  await leading.press("n");
  await focused(leading, ".item textarea");
  await leading.type("请补充公布网址。");
  await expectWell(leading);
  await leading.press("Control+Enter");
  await leading.sees(/第1项 退回填报/);
  await leaves(leading);
  await expect.poll(() => recorded("ReportReturned")).toBe(1);

  // The unit reads why, adds the evidence, and claims that its part is done.
  const again = await unitComes("2026-03-02", civil);
  const mended = again.page.locator(".line", { hasText: printed });
  await mended.getByText("第1份 已退回").waitFor();
  await enters(again, printed);
  await again.sees("退回理由：请补充公布网址。");
  await expectWell(again);
  await enters(again, "更正填报");
  await fillsIn(again, "理由", "补充公布网址。");
  await fillsIn(again, "标题", "便民服务事项清单");
  await fillsIn(again, "网址", "https://www.example.gov.cn/qingdan");
  await expectWell(again);
  await again.press("Control+Enter");
  await again.sees("更正 1 次");
  await mended.getByRole("link", { name: /便民服务事项清单/ }).waitFor();
  await enters(again, "申报办结");
  await fillsIn(again, "办结情况", "清单公布完毕。");
  await fillsIn(again, "标题", "便民服务事项清单");
  await fillsIn(again, "网址", "https://www.example.gov.cn/qingdan");
  await expectWell(again);
  await again.press("Control+Enter");
  await mended.locator(".state", { hasText: "已申报办结" }).waitFor();
  await expectWell(again);

  // The lead endorses, the office signs off.
  const endorsing = await unitComes("2026-03-03", lead, "/console/reviews");
  await endorsing.page.locator('.item [data-key="y"]').waitFor();
  await endorsing.tabTo(/待审核填报 县民政局 第1项/);
  await endorsing.press("y");
  await endorsing.page.locator(".queue-at", { hasText: "待审定" }).waitFor();
  await endorsing.page.locator('.item [data-key="y"]', { hasText: "审定" }).waitFor();
  await expectWell(endorsing);
  await endorsing.press("y");
  await endorsing.sees("没有待办的事项。");
  await leaves(endorsing);
  await expect.poll(() => recorded("CompletionEndorsed")).toBe(1);
  const signing = await comes("2026-03-04", office, region.bearer("office", office), "/console/reviews?kind=SIGN_OFF");
  await signing.page.locator('.item [data-key="y"]', { hasText: "销号" }).waitFor();
  await expectWell(signing);
  await signing.tabTo(/待销号 县民政局 第1项/);
  await signing.press("y");
  await signing.sees(/第1项 销号/);
  await leaves(signing);
  await expect.poll(() => recorded("AssignmentSignedOff")).toBe(1);
  const done = await unitComes("2026-03-04", civil);
  await done.sees("共 2 项");
  await done.page.locator(".door", { hasText: "已销号" }).getByText("1", { exact: true }).waitFor();

  // The auditor looks at it as of two days, and at what lies between.
  const auditor = await comes("2026-03-05", "审计", region.bearer("auditor"));
  await auditor.sees(/这几页没有任何办理/);
  for (const [day, shown, state] of [
    ["2026-01-20", "2026年1月20日", "办理中"],
    ["2026-03-02", "2026年3月2日", "已申报办结"],
  ] as const) {
    await enters(auditor, "审计");
    await auditor.tabTo("追溯到");
    // In which order a day is typed depends on the language of the machine.
    await auditor.page.locator(":focus").fill(day);
    await auditor.page.getByRole("heading", { name: `截至 ${shown}` }).waitFor();
    await fillsIn(auditor, "找", "便民服务事项");
    await auditor.page.getByRole("link", { name: printed }).waitFor();
    await expectWell(auditor);
    await enters(auditor, printed);
    await auditor.sees(new RegExp(`你看到的是 ${shown} 的状态`));
    await auditor.page.locator("main", { hasText: state }).waitFor();
    await focused(auditor, "#main");
    await expectWell(auditor);
  }
  await auditor.page.goto(`${serving.address}/console/audit/as-of?at=2026-01-20`);
  await auditor.page.getByRole("link", { name: firstTitle }).waitFor();
  await enters(auditor, "与今天比较");
  const signedOff = auditor.page.locator(".counts-compared tr", { hasText: "已销号" }).last();
  await signedOff.locator("ins").waitFor();
  expect(await signedOff.locator("del").textContent()).toBe("0");
  expect(await signedOff.locator("ins").textContent()).toBe("1");
  await expectWell(auditor);

  const all = hands.map(({ who, reader: { hands: did } }) => `${who} ${did.keys} + ${did.characters}`);
  const keys = hands.reduce((sum, { reader }) => sum + reader.hands.keys, 0);
  console.info(`the first plan took ${keys} keys; keys + characters typed, one after another: ${all.join(", ")}`);
});
