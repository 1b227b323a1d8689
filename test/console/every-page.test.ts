// What holds for every page that there is: found by its `page.ts`, opened by who it is for, on a wide and a narrow screen, in large print, in English.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allExamples, type Example, exampleOf, mostEntries, type Seen } from "./examples.ts";
import { expectFits } from "./fitting.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";
import { plainWords, serveWorld, type World } from "./world.ts";

const examples = await allExamples();
const mostQuestions = 3;

let browser: StoryBrowser;
let world: World;
beforeAll(async () => {
  browser = await storyBrowser();
  world = await serveWorld(plainWords);
});
afterAll(async () => {
  await browser.close();
  await world.serving.close();
});

/** A question that a page asks, and how much of it at once. */
interface Question {
  readonly name: string;
  readonly first: number;
}

/** Somebody who opens a page, signed in as the page keeps it in its tab; and what it asked until it came to rest. */
async function looks(
  { as, address }: Example,
  seen: Seen = world.seen,
): Promise<{ reader: Reader; asked: readonly Question[] }> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  const asked: Question[] = [];
  context.on("request", (request) => {
    if (!request.url().endsWith("/graphql") || request.method() !== "POST") return;
    const said = request.postDataJSON();
    const [, name = ""] = /\b(?:query|mutation) (\w+)/.exec(said.query) ?? [];
    // Who it is, is asked once for all pages.
    if (name !== "WhoAmI") asked.push({ name, first: Number(said.variables?.first ?? 0) });
  });
  const token = await world.serving.token(world.bearer(as));
  const reader = await openReader(context, world.serving.address, address(seen), token);
  await reader.rest();
  return { reader, asked: [...asked] };
}

const fits = async ({ page }: Reader) =>
  expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);

const pressed = async (reader: Reader, name: string) => {
  await reader.page.getByRole("button", { name, exact: true }).press("Enter");
  await reader.rest();
};

// Side by side: a page that waits leaves the processor to another. Nothing is polled here: a page at rest is looked at once, and what polls
// must know its test.
test.concurrent.each(examples)(
  "$path is well and asks little, at rest, in 大字版, at 200 %, at 320 px, in English",
  async (example) => {
    const { reader, asked } = await looks(example);
    const { page } = reader;
    // It shows what it is for, and not that there is nothing or that it could not.
    expect(await page.locator("main").textContent()).not.toMatch(/没有这一项|你的角色看不到|没有这一页/);
    expect(await page.locator("main .failure").allTextContents()).toEqual([]);
    // Few questions, and none for more than the guard lets through.
    expect(asked.length, asked.map(({ name }) => name).join()).toBeLessThanOrEqual(mostQuestions);
    for (const { name, first } of asked) expect(first, name).toBeLessThanOrEqual(mostEntries);
    await expectWell(reader);
    await fits(reader);

    await pressed(reader, "大字版");
    await expectWell(reader);
    await fits(reader);
    await pressed(reader, "标准版");

    // A page of 1,440 pixels at 200 %, and the narrowest that WCAG asks for.
    for (const width of [720, 320]) {
      await page.setViewportSize({ width, height: 640 });
      await reader.rest();
      await expectWell(reader);
      await expectFits(reader, `at ${width}`);
    }

    const zh = new Set(await chineseTexts());
    await pressed(reader, "English");
    const shown = (await page.evaluate(textsOnPage)) as readonly string[];
    expect(shown.filter((text) => zh.has(text))).toEqual([]);
    expect(reader.wrongs).toEqual([]);
    await page.context().close();
  },
);

const nobody = "00000000-0000-4000-8000-000000000404";
const nothing: Seen = { planId: nobody, draftId: nobody, taskId: nobody, unitId: nobody };

test.concurrent.each(examples.filter(({ address }) => address(nothing).includes(nobody)))(
  "$path says where there is no such thing, under a heading",
  async (example) => {
    const { reader } = await looks(example, nothing);
    const { page } = reader;
    if (example.path.includes("$")) await reader.sees("没有这一项，或不在你的可见范围内。");
    expect(await page.locator("main .failure").allTextContents()).toEqual([]);
    expect(await page.locator("main h1").count()).toBe(1);
    await expectWell(reader);
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(reader);
    await page.context().close();
  },
);

describe("whoever looks at every page", () => {
  test("notices a page without an example, and one that is for nobody", () => {
    const title = { zh: "", en: "" };
    expect(() => exampleOf("x", { path: "/x/$nobodyId", title, roles: ["UNIT"] }).address(world.seen)).toThrow(
      /has no example address/,
    );
    expect(() => exampleOf("x", { path: "/x", title, roles: [] })).toThrow(/for nobody/);
  });

  test("notices what is too wide", async () => {
    const { reader } = await looks(examples[0] as Example);
    await reader.page.evaluate(
      `document.querySelector("main").append(Object.assign(document.createElement("p"), { textContent: "长" })); document.querySelector("main p:last-child").style.width = "3000px"`,
    );
    await expect(fits(reader)).rejects.toThrow();
  });

  test("notices a Chinese text that stays in English", async () => {
    const { reader } = await looks(examples[0] as Example);
    const zh = new Set(await chineseTexts());
    expect(((await reader.page.evaluate(textsOnPage)) as readonly string[]).filter((text) => zh.has(text))).not.toEqual(
      [],
    );
  });
});

const sources = join(import.meta.dirname, "../../packages/console/src");

/** The Chinese texts of all catalogues and words, but those that the notice of the world prints itself. */
async function chineseTexts(): Promise<readonly string[]> {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(^|\/)texts\.ts$|^words\.ts$/.test(name),
  );
  const found: string[] = [];
  for (const file of files) collect(await import(/* @vite-ignore */ pathToFileURL(join(sources, file)).href), found);
  const printed = new Set([...printedHeads, ...Object.values(plainWords).filter((text) => typeof text === "string")]);
  return found.filter((text) => /[\u4e00-\u9fff]/u.test(text) && !printed.has(text));
}

/** The heads of the notice, which are shown as printed in both languages. */
const printedHeads = ["工作任务", "工作要求", "责任单位", "完成时限", "公开路径"];

/** Every Chinese half of what a module holds. */
function collect(value: unknown, into: string[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (key !== "zh") collect(each, into);
    else if (typeof each === "string") into.push(each);
    else for (const text of Object.values(each ?? {})) if (typeof text === "string") into.push(text);
  }
}

// As text, because it runs in the page: every text that is shown or said, each by itself; but for what says of itself that it is in another language.
const textsOnPage = `(() => {
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { parentElement, textContent } = walk.currentNode;
    if (parentElement.closest("[lang]") === document.documentElement) texts.push(textContent.trim());
  }
  for (const at of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"]) texts.push((at.getAttribute(name) ?? "").trim());
  return texts.filter((text) => text !== "");
})()`;
