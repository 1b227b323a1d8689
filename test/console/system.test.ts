// How the server is 运行: said to its operator in whole, and on every page where a read model has stopped.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { built } from "@taizhang/eventstore/test/built";
import { type AnyReadModel, models } from "@taizhang/projections";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { rows, type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());

type Bearer = Served["region"]["office"];

async function looks(served: Served, as: Bearer, path: string): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN" }),
    served.address,
    path,
    await served.serving.token(as),
  );
  return reader;
}

/** Read models that stop at the first event after they are told to. */
function choking(of: readonly AnyReadModel[]) {
  let isTold = false;
  const choke = (model: AnyReadModel): AnyReadModel => ({
    ...model,
    fold(before, event, ...more) {
      if (isTold) throw new Error("an event that it cannot digest");
      return model.fold(before, event, ...more);
    },
  });
  return {
    kept: of.map(choke),
    tell() {
      isTold = true;
    },
  };
}

test("an operator sees how the server, its store and its read models are, and what was refused", async () => {
  const served = await serveRegion();
  const { region, serving } = served;
  const reader = await looks(served, region.bearer("admin"), "/console/system");
  await reader.sees("一切正常，可以提供服务。");
  const models = reader.page.locator(".system-models tbody tr");
  await models.first().waitFor();
  await expect.poll(() => models.filter({ hasText: "● 正常" }).count()).toBe(await models.count());
  await reader.sees("另行指定 · 应答 · 可写");
  await reader.sees(String(await serving.parts.log.head()));
  await expectWell(reader);

  await serving.ask(
    `mutation ($input: AcceptAssignmentInput!) { acceptAssignment(input: $input) { rejection { code } } }`,
    { input: { commandId: "c-1", taskId: served.taskIds[0], unitId: region.unitId(unit) } },
    region.bearer("unit", unit),
  );
  const again = { commandId: "c-2", taskId: served.taskIds[0], unitId: region.unitId(unit), reason: "无此类事项。" };
  const refused = await serving.ask(
    `mutation ($input: WithdrawClaimInput!) { withdrawClaim(input: $input) { rejection { code } } }`,
    { input: again },
    region.bearer("unit", unit),
  );
  expect(refused.data).toMatchObject({ withdrawClaim: { rejection: { code: "NOT_CLAIMED" } } });
  await reader.sees("1 NOT_CLAIMED 1");
  await serving.close();
});

test("a developer sees this page and nothing of any plan", async () => {
  const served = await serveRegion();
  const reader = await looks(served, served.region.bearer("developer"), "/console/");
  await reader.sees("一切正常，可以提供服务。");
  await expect.poll(() => reader.page.locator("nav a").allTextContents()).toEqual(["运行"]);
  await reader.page.goto(`${served.address}/console/changes`);
  await reader.sees(/你的角色看不到这一页/);
  await expectWell(reader);
  await served.serving.close();
});

test("a stopped read model is said on every page it feeds, and the operator is told the words to type", async () => {
  const { kept, tell } = choking(models);
  const served = await serveRegion(rows, undefined, { kept });
  const { region, taskIds, serving } = served;
  const office = await looks(served, region.office, "/console/reviews");
  await office.sees("最新");
  await expect.poll(() => office.page.locator(".band-alarm").count()).toBe(0);

  tell();
  await region.report(unit, taskIds[0] ?? "", "已汇编。");
  await region.confirm("另一任务分解表", [{ text: "公开招生政策。", units: [["区教育局", "responsible"]] }]);
  const links = await office.page
    .locator("nav a")
    .evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? ""));
  const pages = [
    ...links,
    `/console/ledger/${region.unitId(unit)}`,
    `/console/tasks/${taskIds[0]}`,
    `/console/roster/${region.unitId(unit)}`,
  ];
  let said = 0;
  for (const path of pages) {
    await office.page.goto(`${served.address}${path}`);
    await office.page.locator(".band-alarm", { hasText: "已停止：由它们得出的数字可能陈旧" }).waitFor();
    await office.page.locator("h1").first().waitFor();
    if ((await office.page.locator(".freshness").count()) === 0) continue;
    await expect
      .poll(() => office.page.locator(".freshness").allTextContents(), { message: path, timeout: 20_000 })
      .toContainEqual(expect.stringContaining("读模型可能已停止，以下数据可能陈旧"));
    said += 1;
    await expectWell(office);
  }
  expect(said).toBeGreaterThan(4);

  const admin = await looks(served, region.bearer("admin"), "/console/system");
  await admin.page.locator(".system-words pre", { hasText: /^taizhang rebuild .*--model unit-directory/ }).waitFor();
  const stopped = admin.page.locator(".system-models tr", { hasText: "unit-directory" });
  await stopped.getByText("已停止").waitFor();
  const { readModels } = Object((await serving.ask("{ readModels { name stoppedAt } }", {}, region.office)).data);
  const { stoppedAt } = readModels.find(({ name }: { name: string }) => name === "unit-directory");
  await stopped.getByText(stoppedAt, { exact: true }).waitFor();
  await stopped.getByText("无法处理事件").waitFor();
  await admin.page.locator(".system-problems li", { hasText: "unit-directory 已停在位置" }).waitFor();
  await expectWell(admin);
  await serving.close();
});

test("where development tokens are accepted, every page says so in red", async () => {
  const served = await serveRegion(rows, undefined, { settings: { developmentTokens: true } });
  const reader = await looks(served, served.region.office, "/console/roster");
  await reader.sees("正在接受开发令牌：能读取服务器数据目录的人可以冒充任何人，切勿用于正式环境。");
  await expectWell(reader);
  await served.serving.close();
});

test("a page of an older build offers to load the new one, and what she types is kept", async () => {
  const first = await serveRegion();
  const port = Number(new URL(first.address).port);
  const ledgerOf = `/console/ledger/${first.region.unitId(unit)}`;
  const reader = await looks(first, first.region.bearer("unit", unit), ledgerOf);
  await reader.tabTo("公布政府采购意向。");
  await reader.press("Enter");
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo("具体工作事项进度");
  await reader.type("已公布第一批。");
  await first.serving.close();

  // The same place, another build: only what its page says differs.
  const consoleDir = mkdtempSync(join(tmpdir(), "console-"));
  cpSync(fileURLToPath(built("packages/console/dist/")), consoleDir, { recursive: true });
  const page = readFileSync(join(consoleDir, "index.html"), "utf8");
  writeFileSync(join(consoleDir, "index.html"), page.replace("</title>", " 新版</title>"));
  const second = await serveRegion(rows, undefined, { settings: { port }, parts: { consoleDir } });
  try {
    // Her token is the old server's: she signs in again, over the page.
    await reader.sees("登录已到期");
    await reader.tabTo("粘贴令牌");
    await reader.type(await second.serving.token(second.region.bearer("unit", unit)));
    await reader.press("Enter");
    await reader.sees("服务器上有新版页面。");
    await expectWell(reader);
    await reader.tabTo("具体工作事项进度");
    await reader.page.keyboard.press("Control+End");
    await reader.type("其余正在核对。");
    await reader.page.locator(".band-waiting button", { hasText: "重新载入" }).press("Enter");
    await reader.page.waitForFunction(
      "document.querySelector('meta[name=build]')?.content && performance.navigation.type === 1",
    );
    await reader.sees("公布政府采购意向。");
    await expect.poll(() => reader.page.getByText("服务器上有新版页面。").count()).toBe(0);
    await reader.tabTo("进展填报");
    await reader.press("Enter");
    await expect
      .poll(() => reader.page.getByLabel("具体工作事项进度").inputValue())
      .toBe("已公布第一批。其余正在核对。");
  } finally {
    await second.serving.close();
    rmSync(consoleDir, { recursive: true });
  }
});
