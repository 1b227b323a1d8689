// A hostile notice, imported, issued, filed, shown on every page, printed: nothing of it runs, nothing leaves, nothing breaks the layout.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { allExamples, type Example } from "./examples.ts";
import { printedPages } from "./printed-pages.ts";
import { openReader, type Reader } from "./reader.ts";
import { serveWorld, type Words, type World } from "./world.ts";

const examples = await allExamples();

const hostileWords: Words = {
  unit: "<svg/onload=hit`1`>局",
  fileName: "<img src=x onerror=hit(2)>.txt",
  title: "2021年<iframe/src=//evil.example/3>工作任务分解表",
  section: '"><svg/onload=hit(4)>目标',
  subsection: "{{7*7}}目标",
  tasks: [
    [
      `<script>hit(5)</script>公开预算。藏\u200b在字里`,
      "javascript:hit(6)",
      "首页><img src=//evil.example/7 onerror=hit(7)>",
    ],
    ["=cmd|'/c calc'!A1 公开举措。", "'+hit(8)+'", ""],
    [`长${"长".repeat(20_000)}`, "W".repeat(3000), ""],
  ],
  report: `<img src="//evil.example/9" onerror="hit(9)">${"x".repeat(3000)}`,
  evidence: [
    { title: "<b onmouseover=hit(10)>佐证</b>", url: "https://evil.example/<script>hit(10)</script>" },
    { title: "</title><script>hit(11)</script>", path: ["首页", '"><script>hit(11)</script>'] },
  ],
  reason: "<details open ontoggle=hit(12)>缺链接</details>",
};

let browser: Browser;
let world: World;
const read: string[] = [];
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
    read.push((await page.locator("main").textContent()) ?? "");
    for (const opener of await page.locator("main [aria-expanded=false]").all()) {
      await opener.press("Enter");
      await reader.rest();
      read.push((await page.locator("main").textContent()) ?? "");
      break;
    }
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

test("all of it was shown, as text, and what is hidden in it could be seen", () => {
  const all = read.join("\n");
  const { unit, fileName, section, subsection, tasks, report, evidence, reason } = hostileWords;
  const [[task = "", requirement, path] = []] = tasks;
  const shown = [unit, fileName, section, subsection, requirement, path, tasks[1]?.[0], report, reason];
  const hidden = task.replace("\u200b", "U+200B");
  for (const text of [...shown, ...evidence.map(({ title }) => title), hidden])
    expect([text?.slice(0, 80), all.includes(text ?? "")]).toEqual([text?.slice(0, 80), true]);
  expect(all.includes(task)).toBe(false);
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
