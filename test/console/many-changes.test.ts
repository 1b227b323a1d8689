// The live changes when there are very many of them: few lines are in the document, the reader's place stays, nothing is missed or
// doubled; and among more plans and units than one answer holds, any can be chosen.
import type { EventLog } from "@taizhang/log";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { askedIn } from "./asked-in.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

/** The most elements that a page may have, however many changes there are. */
const mostNodes = 1500;
const half = 1000;
/** More than one answer of the API holds. */
const plans = 110;
const units = 120;

let browser: StoryBrowser;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
  served = await serveRegion(
    Array.from({ length: 40 }, (_none, at) => ({
      text: `公布第${at + 1}批清单。`,
      units: [[unit, "responsible"]] as const,
    })),
  );
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
});

const contextOf = () => browser.ownContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });

async function officeLooks(path: string, within?: BrowserContext): Promise<Reader> {
  const reader = await openReader(
    within ?? (await contextOf()),
    served.address,
    path,
    await served.serving.token(served.region.office),
  );
  return reader;
}

/** So many reports, each on the next task. */
async function happen({ region, taskIds }: Served, count: number, words: string): Promise<void> {
  for (let no = 0; no < count; no += 1)
    await region.report(unit, taskIds[no % taskIds.length] ?? "", `${words}${no + 1}`);
}

/** The ids of all that the log holds behind an event, the latest first. */
async function loggedAfter(log: EventLog, eventId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  const end = new AbortController();
  for await (const followed of log.follow(null, { signal: end.signal })) {
    if (followed.kind === "event") ids.push(followed.event.id);
    if (followed.kind === "caughtUp") break;
  }
  end.abort();
  return ids.slice(ids.indexOf(eventId) + 1).reverse();
}

const nodes = async ({ page }: Reader) => Number(await page.evaluate("document.querySelectorAll('*').length"));

/** The lines that are in the document, by their places in the list. */
const linesThere = async ({ page }: Reader): Promise<readonly (readonly [number, string])[]> =>
  page
    .locator(".changes > li")
    .evaluateAll((all) =>
      all.map((each) => [
        Number(each.getAttribute("data-index")),
        each.querySelector(".change")?.getAttribute("data-event") ?? "",
      ]),
    );

/** All lines, walked through from the top to the last by the keyboard; that a place holds two of them is told. */
async function allLines(reader: Reader, count: number): Promise<readonly string[]> {
  const found = new Map<number, string>();
  await reader.press("Home");
  await expect.poll(async () => (await linesThere(reader))[0]?.[0]).toBe(0);
  for (let next = 0; next < count; ) {
    const there = await linesThere(reader);
    for (const [at, event] of there) {
      if (found.has(at) && found.get(at) !== event) throw new Error(`line ${at} was another one before`);
      found.set(at, event);
    }
    while (found.has(next)) next += 1;
    // Lines may come and go between two looks: they are gone back to.
    await reader.press((there[0]?.[0] ?? 0) > next ? "PageUp" : "PageDown");
  }
  return Array.from({ length: count }, (_none, at) => found.get(at) ?? "missing");
}

const focused = async ({ page }: Reader) =>
  String(
    await page.evaluate(
      "document.activeElement.closest('.change')?.dataset.event ?? document.activeElement.textContent",
    ),
  );
/** Where what has the focus stands on the screen. */
const placeOfFocus = async ({ page }: Reader) =>
  Number(await page.evaluate("Math.round(document.activeElement.getBoundingClientRect().top)"));

test("two thousand changes since she was last here, half of them while she reads", async () => {
  const before = await officeLooks("/console/changes");
  await before.sees("实时");
  await happen(served, 1, "离开前");
  await before.sees("离开前1");
  const [[, lastSeen = ""] = []] = await linesThere(before);
  await before.page.close({ runBeforeUnload: true });

  await happen(served, half, "离开后第");
  const reader = await officeLooks("/console/changes", before.page.context());
  await reader.tabTo(/^从上次看到处继续（2021年9月20日.*，超过 \d+ 条）$/);
  await reader.press("Enter");
  await reader.sees(`自上次看到处起 ${half} 条`);
  await expect.poll(() => nodes(reader)).toBeLessThan(mostNodes);
  // The link went with its list; she goes on in the new one.
  await expect.poll(() => reader.page.evaluate("document.activeElement.id")).toBe("main");

  // She reads a line some way down.
  await reader.sees(/公布第\d+批清单/);
  await reader.tabTo(/公布第\d+批清单/);
  for (let at = 1; at <= 15; at += 1) {
    const on = await focused(reader);
    await reader.press("j");
    await expect.poll(() => focused(reader)).not.toBe(on);
  }
  const [reading, place] = [await focused(reader), await placeOfFocus(reader)];
  await happen(served, half, "正在看时第");
  await reader.sees(`有 ${half} 条新变更`);
  expect([await focused(reader), await placeOfFocus(reader)]).toEqual([reading, place]);
  await expect.poll(() => nodes(reader)).toBeLessThan(mostNodes);
  await expectWell(reader);

  for (let tabs = 0; !(await focused(reader)).startsWith("有 "); tabs += 1) {
    if (tabs > 200) throw new Error("the pill is not reached by Shift+Tab");
    await reader.press("Shift+Tab");
  }
  await reader.press("Enter");
  await reader.sees(`正在看时第${half}`);
  await reader.sees(`自上次看到处起 ${2 * half} 条`);
  await expect.poll(() => nodes(reader)).toBeLessThan(mostNodes);
  await reader.page.setViewportSize({ width: 1440, height: 6000 });
  const logged = await loggedAfter(served.serving.parts.log, lastSeen);
  expect(logged).toHaveLength(2 * half);
  expect(await allLines(reader, 2 * half)).toEqual(logged);

  // One more: it stands on top, the oldest goes, and that is said.
  await reader.press("Home");
  await expect.poll(async () => (await linesThere(reader))[0]?.[0]).toBe(0);
  await happen(served, 1, "又一");
  await reader.sees("又一1");
  await reader.sees(`自上次看到处起 ${2 * half + 1} 条`);
  const kept = (await loggedAfter(served.serving.parts.log, lastSeen)).slice(0, 2 * half);
  expect(await allLines(reader, 2 * half)).toEqual(kept);
  await reader.sees(`只保留最近 ${2 * half} 条`);
  await expectWell(reader);
});

test("any of more plans and units than one answer holds can be chosen", async () => {
  const { region } = served;
  await region.register(...Array.from({ length: units }, (_none, at) => `第${at + 1}街道办事处`));
  for (let no = 1; no <= plans; no += 1)
    await region.confirm(`第${no}号任务分解表`, [{ text: "公开信息。", units: [[unit, "responsible"]] }]);
  const reader = await officeLooks("/console/changes");
  const { page } = reader;
  await reader.sees("实时");
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(askedIn(request)));
  await reader.tabTo("计划：全部");
  await reader.press("Enter");
  await reader.sees(`共 ${plans + 1} 个，先列 20 个，请继续输入`);
  await expectWell(reader);
  await expect.poll(() => nodes(reader)).toBeLessThan(mostNodes);
  // Neither among the first hundred nor among the latest.
  for (const no of [103, 57]) {
    await page.locator(".found-options input").fill(`第${no}号`);
    await page
      .locator(".found-options")
      .getByRole("button", { name: `第${no}号任务分解表` })
      .waitFor();
  }
  await reader.tabTo("第57号任务分解表");
  await reader.press("Enter");
  await page.locator('button[aria-label="计划：第57号任务分解表"]:focus').waitFor();
  await reader.sees("实时");
  // The plan was imported and confirmed, and no more.
  await expect.poll(() => page.locator(".change").count()).toBe(2);
  await expectWell(reader);

  await page.goto(`${served.address}/console/changes`);
  await reader.sees("实时");
  await reader.tabTo("单位：全部");
  await reader.press("Enter");
  await reader.type("没有这个单位");
  await reader.sees("没有找到。");
  await page.locator(".found-options input").fill("第117街道");
  await page.locator(".found-options").getByRole("button", { name: "第117街道办事处" }).waitFor();
  await reader.press("ArrowDown");
  await reader.press("ArrowDown");
  await reader.press("Enter");
  await page.locator('button[aria-label="单位：第117街道办事处"]:focus').waitFor();
  await expect.poll(() => page.locator(".change").count()).toBe(1);
  expect(new URL(page.url()).searchParams.get("unit")).toBe(region.unitId("第117街道办事处"));
  // Escape closes, leaves what is chosen, and the focus is where it was.
  await reader.press("Enter");
  await page.locator(".found-options input:focus").waitFor();
  await reader.press("Escape");
  await page.locator('button[aria-label="单位：第117街道办事处"]:focus').waitFor();
  await expect.poll(() => page.locator(".found-options").count()).toBe(0);
});

const framed = z.object({
  id: z.string().optional(),
  payload: z.object({ data: z.object({ changes: z.object({ cursor: z.string().nullish() }) }) }).optional(),
});

/** Lets the feeds of a context lag: each gets in place of its next message what the server tells a reader that took too long. */
async function lagging(context: BrowserContext): Promise<() => void> {
  const [told, slow] = [new Map<string, string>(), new Set<string>()];
  await context.routeWebSocket(/\/graphql$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const { id = "", payload } = framed.safeParse(JSON.parse(String(message))).data ?? {};
      const cursor = payload?.data.changes.cursor;
      if (!slow.has(id)) {
        if (cursor) told.set(id, cursor);
        return socket.send(message);
      }
      const last = told.get(id);
      if (last === undefined) return;
      told.delete(id);
      const data = { changes: { __typename: "Lagging", cursor: last } };
      socket.send(JSON.stringify({ id, type: "next", payload: { data } }));
      socket.send(JSON.stringify({ id, type: "complete" }));
      server.send(JSON.stringify({ id, type: "complete" }));
    });
  });
  return () => {
    for (const id of told.keys()) slow.add(id);
  };
}

test("a page that read too slowly is told so, goes on from there by itself, and misses nothing", async () => {
  const context = await contextOf();
  const lag = await lagging(context);
  const reader = await officeLooks("/console/changes", context);
  await reader.sees("实时");
  await happen(served, 1, "读得上");
  await reader.sees("读得上1");
  const [[, first = ""] = []] = await linesThere(reader);
  lag();
  await happen(served, 3, "读不上");
  await reader.sees("本页读取过慢，服务器已断开；正在从断处续上…");
  await expectWell(reader);
  await reader.sees("读不上3");
  await reader.sees("中断 1 次，均已从断处续上，没有遗漏");
  const logged = await loggedAfter(served.serving.parts.log, first);
  expect(logged).toHaveLength(3);
  expect(await allLines(reader, logged.length)).toEqual(logged);
});
