// A hostile notice, imported, issued, filed, shown on every page, printed: nothing of it runs, nothing leaves, nothing breaks the layout.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { allExamples, type Example } from "./examples.ts";
import { printedPages } from "./printed-pages.ts";
import { openReader, type Reader } from "./reader.ts";
import { serveWorld, type Words, type World } from "./world.ts";

const examples = await allExamples();

/** What a text may not hold today, but what an older ledger might. */
const lies = { "〔翻〕": "\u202e", "〔止〕": "\u202c", "〔隔〕": "\u2066", "〔零〕": "\u200b" };

/** The most characters that a line of a notice may have. */
const longestLine = 100_000;
const longTask = `长${"长".repeat(longestLine - 50)}`;

const hostileWords: Words = {
  unit: "<svg/onload=hit`1`>〔翻〕局",
  alias: '"><svg onload=hit(13)>局',
  fileName: "<img src=x onerror=hit(2)>.txt",
  title: "2021年<iframe/src=//evil.example/3>工作任务分解表",
  section: '"><svg/onload=hit(4)>目标',
  subsection: "{{7*7}}目标",
  tasks: [
    [
      `<script>hit(5)</script>公开预算。藏\u200b在字里，〔翻〕里过翻〔止〕。`,
      "javascript:hit(6)",
      "首页><img src=//evil.example/7 onerror=hit(7)>",
    ],
    ["=cmd|'/c calc'!A1 公开举措。", "'+hit(8)+'", ""],
    [longTask, "W".repeat(20), ""],
  ],
  report: `<img src="//evil.example/9" onerror="hit(9)">${"x".repeat(3000)}`,
  evidence: [
    { title: "<b onmouseover=hit(10)>佐〔隔〕证</b>", url: "https://evil.example/<script>hit(10)</script>" },
    { title: "</title><script>hit(11)</script>", path: ["首页", '"><script>hit(11)</script>'] },
  ],
  reason: "<details open ontoggle=hit(12)>缺链接</details>",
  urging: "@SUM(1+1)*cmd|'/c calc'!A0 请〔翻〕报填〔止〕<marquee onstart=hit(14)>",
  stored: lies,
};

let browser: Browser;
let world: World;
/** What was read on each page. */
const read = new Map<string, string>();
beforeAll(async () => {
  browser = await startChromium();
  world = await serveWorld(hostileWords);
});
afterAll(async () => {
  await browser.close();
  await world.serving.close();
});

async function looks({ as, address }: Example): Promise<Reader> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  const signedIn = JSON.stringify({ token: await world.serving.token(world.bearer(as)), development: null });
  await context.addInitScript({
    content: `sessionStorage.setItem("taizhang.1.token", ${JSON.stringify(signedIn)}); globalThis.hits = []; globalThis.hit = (no) => hits.push(no);`,
  });
  const reader = await openReader(context, world.serving.address, address(world.seen));
  await reader.rest();
  return reader;
}

// As text, because it runs in the page: what was run, what markup there is that none of ours makes, and what is too wide.
const harm = `(() => {
  const found = hits.map((no) => "ran " + no);
  for (const at of document.body.querySelectorAll("*"))
    for (const { name, value } of at.attributes)
      if (/^on/i.test(name) || /^\\s*javascript:/i.test(value)) found.push(at.tagName + " " + name + "=" + value);
  for (const at of document.querySelectorAll("iframe, object, embed, base, form[action], body script, body details[ontoggle]"))
    if (!at.getAttribute("src")?.startsWith("/console/assets/")) found.push(at.outerHTML.slice(0, 100));
  const beyond = document.documentElement.scrollWidth - window.innerWidth;
  if (beyond > 0) found.push(beyond + " pixels too wide");
  return found;
})()`;

async function expectHarmless({ page, wrongs }: Reader): Promise<void> {
  expect(await page.evaluate(harm)).toEqual([]);
  expect(wrongs).toEqual([]);
}

test.each(examples)(
  "$path runs nothing of a hostile notice, asks nobody else, and keeps its layout",
  async (example) => {
    const reader = await looks(example);
    const { page } = reader;
    expect(await page.locator("main .failure").allTextContents()).toEqual([]);
    await expectHarmless(reader);
    const texts = [await page.locator("main").textContent()];
    for (const opener of await page.locator("main [aria-expanded=false]").all()) {
      await opener.press("Enter");
      await reader.rest();
      texts.push(await page.locator("main").textContent());
      break;
    }
    read.set(example.path, texts.join("\n"));
    await expectHarmless(reader);
    await page.setViewportSize({ width: 390, height: 844 });
    await reader.rest();
    await expectHarmless(reader);
    // Every page can be printed, and says on paper what it says on the screen.
    const printed = printedPages(await page.pdf({ preferCSSPageSize: true }));
    expect(printed.length).toBeGreaterThan(0);
    await expectHarmless(reader);
    await page.context().close();
  },
);

/** How the page shows a text: what lies in it by its code. */
function shownAs(text: string): string {
  const stored = Object.entries(lies).reduce((held, [mark, lie]) => held.replaceAll(mark, lie), text);
  return [...stored].map((each) => (/[\u200b\u202c\u202e\u2066]/u.test(each) ? codeOf(each) : each)).join("");
}

const codeOf = (character: string) => `U+${character.charCodeAt(0).toString(16).toUpperCase()}`;

test("all of it was shown, as text, and what is hidden in it could be seen", () => {
  const all = [...read.values()].join("\n");
  const { unit, alias, fileName, section, subsection, tasks, report, evidence, reason, urging } = hostileWords;
  const shown = [unit, alias, fileName, section, subsection, report, reason, urging, ...tasks.flat()];
  for (const text of [...shown, ...evidence.map(({ title }) => title)])
    expect([text.slice(0, 80), all.includes(shownAs(text))]).toEqual([text.slice(0, 80), true]);
  for (const lie of Object.values(lies)) expect([codeOf(lie), all.includes(lie)]).toEqual([codeOf(lie), false]);
});

test("every page shows something of it, but those that show nothing of any notice", () => {
  const without = [...read].filter(([, text]) => !/hit[(`]|evil|=cmd|长长长/.test(text)).map(([path]) => path);
  expect(without).toEqual(["/system"]);
});

test("whoever watches notices what runs, and what is too wide", async () => {
  const [example] = examples;
  if (!example) throw new Error("there is no page");
  const reader = await looks(example);
  await reader.page.evaluate("hit(0)");
  await expect(expectHarmless(reader)).rejects.toThrow(/ran 0/);
  const another = await looks(example);
  await another.page.evaluate(
    `(() => { const at = document.createElement("p"); at.style.width = "3000px"; at.textContent = "长"; document.querySelector("main").append(at); })()`,
  );
  await expect(expectHarmless(another)).rejects.toThrow(/too wide/);
});
