// Two people at one computer: what the first one pressed never goes out as the second, and neither sees what only the other may.
import { firstField } from "@taizhang/api/testing/first-field";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { holding } from "./holding.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const other = "区司法局";
const words = "已公布第一批 12 项，其余正在核对。";
const field = "具体工作事项进度";

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  served = await serveRegion([
    { text: "汇编惠企政策并逐条作出解读。", due: "2021-09-30", units: [[unit, "responsible"]] },
    { text: "公布全区涉企收费目录清单。", due: "2021-09-30", units: [[other, "responsible"]] },
  ]);
});
afterEach(() => served.serving.close());

const context = () => browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 3000 } });
const clerk = () => served.region.bearer("unit", unit);

/** She accepts the first report of the queue by its key, which is heard once that is shown whole. */
async function accepts(reader: Reader): Promise<void> {
  await reader.page.locator(".queue-item a").first().focus();
  await reader.page.locator('.item [data-key="y"]').waitFor();
  await reader.press("y");
  await reader.sees(/将于 \d+ 秒后送出/);
}

/** The commands that the page sent, each with the token that it went with. */
function watched(reader: Reader): { readonly token: string; readonly command: string }[] {
  const sent: { token: string; command: string }[] = [];
  reader.page.on("request", (request) => {
    const command = /mutation (\w+)/.exec(askedIn(request))?.[1];
    if (command === undefined) return;
    sent.push({ token: (request.headers()["authorization"] ?? "").replace(/^Bearer /, ""), command });
  });
  return sent;
}

/** Signs out by these buttons, one after the other; the page is loaded anew then. */
async function leaves(reader: Reader, ...buttons: readonly string[]): Promise<void> {
  for (const button of buttons.slice(0, -1)) {
    await reader.tabTo(button);
    await reader.press("Enter");
  }
  await reader.tabTo(buttons.at(-1) ?? "");
  const isAnew = reader.page.waitForEvent("load");
  await reader.press("Enter");
  await isAnew;
}

/** The clerk writes a report, and her token ends meanwhile: the server is there again, and takes none of before. */
async function typesUntilItEnds() {
  const path = `/console/ledger/${served.region.unitId(unit)}`;
  const reader = await openReader(await context(), served.address, path);
  await reader.signIn(await served.serving.token(clerk()));
  await reader.sees("共 1 项");
  await reader.tabTo("汇编惠企政策并逐条作出解读。");
  await reader.press("Enter");
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo(field);
  await reader.type(words);
  await reader.sees(/草稿 已存本机/);
  await served.serving.close();
  const again = await served.again("new");
  await reader.sees("登录已到期");
  return { reader, again };
}

async function reviewOf(of = served.serving): Promise<string | null> {
  const document = `query ($id: ID!) { task(id: $id) { assignments { reports(first: 1) { edges { node { review } } } } } }`;
  const task = await firstField(of, document, { id: served.taskIds[0] }, served.region.office);
  return /"review":"(\w+)"/.exec(JSON.stringify(task))?.[1] ?? null;
}

test("what one could still take back when she signed out waits for her, and does not go as the next one", async () => {
  await served.region.report(unit, served.taskIds[0] ?? "", words);
  const reader = await openReader(await context(), served.address, "/console/reviews");
  const sent = watched(reader);
  const office = await served.serving.token(served.region.office);
  await reader.signIn(office);
  await reader.sees("共 1 件");
  await accepts(reader);
  await reader.tabTo("退出");
  await reader.press("Enter");
  await reader.sees("本机有 0 份草稿、1 条待送出。共用电脑请清除本机草稿。");
  await expectWell(reader);
  await leaves(reader, "保留并退出");

  const next = await served.serving.token(clerk());
  await reader.signIn(next);
  await reader.sees(unit);
  await reader.rest();
  expect(sent.filter(({ token }) => token === next)).toEqual([]);
  await expect.poll(() => reader.page.getByText(/尚未送达|未办成/).count()).toBe(0);

  await leaves(reader, "退出");
  await reader.signIn(office);
  await reader.sees(/已送达/);
  await expect.poll(() => reviewOf()).toBe("ACCEPTED");
  expect(sent).toEqual([{ token: office, command: "AcceptReport" }]);
  await expectWell(reader);
});

test("what is cleared when one signs out is not sent any more", async () => {
  await served.region.report(unit, served.taskIds[0] ?? "", words);
  const reader = await openReader(await context(), served.address, "/console/reviews");
  const sent = watched(reader);
  const office = await served.serving.token(served.region.office);
  await reader.signIn(office);
  await reader.sees("共 1 件");
  await accepts(reader);
  await leaves(reader, "退出", "清除并退出");
  await reader.signIn(office);
  await reader.sees("共 1 件");
  await reader.rest();
  expect(sent).toEqual([]);
});

test("where another one signs in when a token has ended, nothing of the first is sent or shown as hers", async () => {
  const { reader, again } = await typesUntilItEnds();
  const sent = watched(reader);
  // Pressed before, it would wait for a token now.
  await reader.page.evaluate('document.querySelector("form.act-form").requestSubmit()');
  await reader.tabTo("粘贴令牌");
  const office = await again.token(served.region.office);
  await reader.type(office);
  await reader.press("Enter");
  await reader.page.locator(".who", { hasText: "办公室" }).waitFor();
  await reader.rest();
  await expect.poll(() => reader.page.getByText(words).count()).toBe(0);
  await expect.poll(() => reader.page.getByLabel(field).count()).toBe(0);
  await expect.poll(() => reader.page.getByText(/尚未送达/).count()).toBe(0);
  expect(sent).toEqual([]);
  await expectWell(reader);

  await leaves(reader, "退出");
  await reader.signIn(await again.token(clerk()));
  await reader.sees(/签收并填报：已送达/);
  await expect.poll(() => reviewOf(again)).toBe("OPEN");
  await again.close();
});

test("who signs out when her token has ended is asked about what she typed, and the next one is not", async () => {
  const { reader, again } = await typesUntilItEnds();
  const { page } = reader;
  await expect.poll(() => page.getByText("连不上服务器").count()).toBe(0);
  await reader.tabTo("退出");
  await reader.press("Enter");
  await reader.sees("本机有 1 份草稿、0 条待送出。共用电脑请清除本机草稿。");
  await expectWell(reader);
  await leaves(reader, "保留并退出");

  // As long as nobody has said who is next, nothing of the first is hers to clear.
  const { isSent, letGo } = await holding(page, /query WhoAmI\b/);
  await reader.signIn(await again.token(served.region.office));
  await expect.poll(isSent).toBe(true);
  await leaves(reader, "退出");
  letGo();

  await reader.signIn(await again.token(clerk()));
  await reader.sees(/已恢复 .* 的草稿/);
  await reader.tabTo("退出");
  await reader.press("Enter");
  await reader.sees("本机有 1 份草稿、0 条待送出。共用电脑请清除本机草稿。");
  // Meanwhile she types in another tab.
  await page.evaluate(`{
    const [key] = Object.keys(localStorage).filter((key) => key.includes(".draft."));
    localStorage.setItem(key + "/2", localStorage.getItem(key));
  }`);
  await leaves(reader, "清除并退出");
  expect(await page.evaluate('Object.keys(localStorage).filter((key) => key.includes(".draft."))')).toEqual([]);
  await expectWell(reader);
  await again.close();
});

test("two people in two tabs of one browser are each told what they may know", async () => {
  const both = await context();
  const office = await openReader(both, served.address, "/console/changes");
  await office.signIn(await served.serving.token(served.region.office));
  await office.sees("实时");
  const theirs = await openReader(both, served.address, "/console/changes");
  await theirs.signIn(await served.serving.token(served.region.bearer("unit", other)));
  await theirs.sees("实时");
  await served.region.report(unit, served.taskIds[0] ?? "", words);
  await office.page.locator(".change", { hasText: words }).waitFor();
  // Another change, that they may know of, comes behind it.
  await served.region.report(other, served.taskIds[1] ?? "", "收费目录已公布。");
  await theirs.page.locator(".change", { hasText: other }).first().waitFor();
  await expect
    .poll(() => theirs.page.locator(".change").allInnerTexts())
    .not.toContainEqual(expect.stringContaining(words));
  await expectWell(theirs);
});
