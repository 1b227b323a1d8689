// A hostile notice, imported, issued, filed, shown on every page, printed: nothing of it runs, nothing leaves, nothing breaks the layout.
import { afterAll, beforeAll, expect, test } from "vitest";
import { allExamples, type Example } from "./examples.ts";
import { printedPages } from "./printed-pages.ts";
import { openReader, type Reader } from "./reader.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";
import { serveWorld, type Words, type World } from "./world.ts";

const examples = await allExamples();

/** What a text may not hold today, but what an older ledger might. */
const lies = { "〔翻〕": "\u202e", "〔止〕": "\u202c", "〔隔〕": "\u2066", "〔零〕": "\u200b" };

/** The most characters that a line of a notice may have. */
const longestLine = 100_000;
const longTask = `长${"长".repeat(longestLine - 50)}`;

const hostileWords: Words = {
  unit: "<svg/onload=hit`1`>〔翻〕局",
  alias: '"><svg onload=hit`13`>局〔零〕',
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
    ["=cmd|'/c calc'!A1 公开举措。", `'+hit(8)+'${"W".repeat(3000)}`, ""],
    [longTask, "集中公开。", ""],
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

let browser: StoryBrowser;
let world: World;
/** What was read on each page. */
const read = new Map<string, string>();
beforeAll(async () => {
  browser = await storyBrowser();
  world = await serveWorld(hostileWords);
});
afterAll(async () => {
  await browser.close();
  await world.serving.close();
});

async function looks({ as, address }: Example): Promise<Reader> {
  const context = await browser.ownContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  await context.addInitScript({ content: "globalThis.hits = []; globalThis.hit = (no) => hits.push(no);" });
  const token = await world.serving.token(world.bearer(as));
  const reader = await openReader(context, world.serving.address, address(world.seen), token);
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
    await expect.poll(() => page.locator("main .failure").allTextContents()).toEqual([]);
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
  const [first = [], ...others] = tasks;
  const ofTasks = [...first, ...others.map(([text]) => text)];
  const shown = [unit, alias, fileName, section, subsection, report, reason, urging, ...ofTasks];
  for (const text of [...shown, ...evidence.map(({ title }) => title)])
    expect([text.slice(0, 80), all.includes(shownAs(text))]).toEqual([text.slice(0, 80), true]);
  for (const lie of Object.values(lies)) {
    const bare = [...read]
      .filter(([, text]) => text.includes(lie))
      .map(([path, text]) => `${path}: ${text.slice(Math.max(0, text.indexOf(lie) - 40), text.indexOf(lie) + 20)}`);
    expect([codeOf(lie), bare]).toEqual([codeOf(lie), []]);
  }
});

test("every page shows something of it, but those that show nothing of any notice", () => {
  const without = [...read].filter(([, text]) => !/hit[(`]|evil|=cmd|长长长/.test(text)).map(([path]) => path);
  expect(without.sort()).toEqual(["/glossary", "/system"]);
});

/** What the server says of a notice with these lines. */
async function saidOf(...lines: readonly string[]): Promise<string> {
  const body = new FormData();
  const head = ["郧政办发〔2021〕10号", hostileWords.title, "工作任务\t工作要求\t责任单位\t完成时限\t公开路径"];
  body.append("file", new File([[...head, ...lines].join("\n")], hostileWords.fileName), hostileWords.fileName);
  const { serving, bearer } = world;
  const read = await (await serving.send("/import", { method: "POST", body }, bearer("office"))).text();
  const [, sourceSha256] = /"sourceSha256":"(\w+)"/.exec(read) ?? [];
  if (sourceSha256 === undefined) return read;
  const { regionId } = bearer("office");
  return await refusalOf("office", "importPlan", { regionId, sourceSha256 });
}

/** What the server answers to a command that must not be done. */
async function refusalOf(role: string, name: string, input: object): Promise<string> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { receipt { position } rejection { code message { zh } detail } } }`;
  const given = { input: { commandId: "hostile", ...input } };
  const answer = JSON.stringify(await world.serving.ask(document, given, world.bearer(role)));
  expect(answer).not.toContain('"position"');
  return answer;
}

test("what lies, is too long or leads nowhere is refused in words", async () => {
  const rest = "\t集中公开。\t区财政局\t2021年7月底前\t";
  const longest = `1．${"长".repeat(longestLine - rest.length - 2)}${rest}`;
  expect(await saidOf(`${longest}。`)).toContain("第 4 行超过 100000 字，换行可能已丢失");
  for (const lie of ["\u202e", "\u2066", "\u0000", "\u001b"])
    expect([codeOf(lie), await saidOf(`1．公开${lie}预算。${rest}`)]).toEqual([
      codeOf(lie),
      expect.stringMatching(/文字里有控制字符|有控制字符|二进制|不是文本/),
    ]);

  const { taskId, unitId } = world.seen;
  const report = { taskId, unitId, reportedOn: "2021-09-20", progress: "已公开。" };
  for (const url of [
    "javascript:hit(15)",
    "JaVaScRiPt:hit(16)",
    "data:text/html,<script>hit(17)</script>",
    "//evil.example",
  ])
    expect(await refusalOf("unit", "reportProgress", { ...report, evidence: [{ title: "佐证", url }] })).toMatch(
      /http/,
    );
  const { regionId } = world.bearer("office");
  for (const lie of Object.values(lies)) {
    const named = { regionId, unitId, alias: `区${lie}司法局`, validFrom: "2021-01-01" };
    expect(await refusalOf("office", "addAlias", named)).toMatch(/看不见的字符/);
  }
});

/** The cells of a csv (RFC 4180). */
const cellsOf = (csv: string): readonly string[] =>
  [...csv.matchAll(/(?:^\ufeff?|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, plain = ""]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );

test("no cell of a csv begins a formula", async () => {
  const { planId, unitId } = world.seen;
  const files = [`plan/${planId}`, `ledger/${unitId}`, "queue", `form/${planId}/${unitId}`];
  const cells: string[] = [];
  for (const file of files) {
    const answer = await world.serving.send(`/export/${file}.csv`, {}, world.bearer("office"));
    expect([file, answer.status]).toEqual([file, 200]);
    const found = cellsOf(await answer.text());
    expect([file, found.length > 5]).toEqual([file, true]);
    cells.push(...found);
  }
  expect(cells).toContain(`'${hostileWords.tasks[1]?.[0]}`);
  expect(cells.filter((cell) => /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
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
