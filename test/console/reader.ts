// Somebody who uses the console by the keyboard alone, watched: nothing may be refused by the policy, fail, or lead elsewhere.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished, TestRunner } from "vitest";
import { z } from "zod";
import { waitMs } from "../support/limits.ts";
import { keeping } from "./kept-token.ts";
import { watchRest } from "./settled.ts";

/** Half of what the package's own entry holds, and the same. */
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page with its reader. */
export interface Reader {
  readonly page: Page;
  /** What was seen that must not be: violations of the policy, errors, requests to other hosts. */
  readonly wrongs: readonly string[];
  /** Waits until an element with this accessible name is there, or nothing is awaited any more; then presses Tab until it has the focus. */
  tabTo(name: string | RegExp): Promise<void>;
  press(key: string): Promise<void>;
  /** What her hands did so far: keys pressed, Tab among them, and characters typed. */
  readonly hands: { readonly keys: number; readonly characters: number };
  type(text: string): Promise<void>;
  /** Waits until these words are on the page. */
  sees(words: string | RegExp): Promise<void>;
  /** Waits until the page has come to rest: nothing is awaited any more. */
  rest(): Promise<void>;
  /** Signs in by pasting a token. */
  signIn(token: string): Promise<void>;
  /** What axe finds on the page as it is now, each with its place. */
  faults(): Promise<readonly string[]>;
}

const mostTabs = 300;

// As text, because they run in the page: what an element is called, by its label or its words; what has the focus; all that Tab leads to.
const nameOf = `((at) => {
  const labels = [...(at.labels ?? [])].map((label) => label.textContent).join(" ");
  return (at.getAttribute("aria-label") ?? (labels || at.textContent)).trim();
})`;
const focusName = `${nameOf}(document.activeElement)`;
const stops = `[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]`;
const namesOfStops = `${stops}.map(${nameOf})`;
// What has the focus, and how often Tab surely has to be pressed until what is called so has it: once where nobody can say.
const wayTo = (isIt: string) => `(() => {
  const reached = ${stops}.filter(
    (at) => at.tabIndex >= 0 && !at.matches(":disabled") && at.type !== "radio" && !at.closest("[inert]") && at.checkVisibility({ visibilityProperty: true }),
  );
  const from = reached.indexOf(document.activeElement);
  const behind = [...reached.slice(from + 1), ...reached.slice(0, from + 1)];
  const before = from < 0 ? -1 : behind.findIndex((at) => (${isIt})(${nameOf}(at)));
  return { focus: ${focusName}, tabs: Math.max(1, before + 1) };
})()`;

/** What a page shows, for whoever reads of a test that failed: where it is, what has the focus, and its words. */
async function shownOn(page: Page): Promise<string> {
  if (page.isClosed()) return "the page was closed";
  const [focus, words] = [await page.evaluate(focusName), await page.evaluate("document.body.innerText")];
  return `${page.url()}, with the focus on “${focus}”:\n${words}`;
}

/**
 * Opens a page of the console at an address of its server; with a token, signed in already, as in a tab that is loaded anew. Where it is opened in a test, its context is closed with the test: a page that
 * nobody looks at goes on asking. A test that runs beside others closes it itself, for nobody knows here which of them it is.
 */
export async function openReader(
  context: BrowserContext,
  address: string,
  path = "/console/",
  token: string | null = null,
): Promise<Reader> {
  const wrongs: string[] = [];
  const during = TestRunner.getCurrentTest();
  context.setDefaultTimeout(waitMs);
  const page = await context.newPage();
  if (during && !during.concurrent) {
    onTestFinished(async ({ task }) => {
      if (task.result?.state === "fail") console.error(`${task.name}: ${await shownOn(page)}`);
      await context.close();
    });
  }
  await page.exposeFunction("toldViolation", (what: string) => void wrongs.push(`policy: ${what}`));
  await page.addInitScript({
    content:
      'document.addEventListener("securitypolicyviolation", (e) => toldViolation(e.violatedDirective + " " + e.blockedURI + " " + e.sample));',
  });
  page.on("pageerror", (error) => wrongs.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // The browser itself says so of each answer that is no 200, and of a server that is away; what the page makes of it is told there.
    if (
      message.type() === "error" &&
      !/^(Failed to load resource|WebSocket connection to \S+ failed)/.test(message.text())
    )
      wrongs.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== address && !/^(data|blob):/.test(request.url()))
      wrongs.push(`elsewhere: ${request.url()}`);
  });
  const rest = watchRest(page);
  if (token !== null) await page.addInitScript({ content: keeping(token) });
  await page.goto(`${address}${path}`);
  const isSignedIn = () => page.getByRole("button", { name: "退出" }).waitFor();
  const stopsThere = async () => z.array(z.string()).parse(await page.evaluate(namesOfStops));
  const hands = { keys: 0, characters: 0 };
  const press = (key: string) => {
    hands.keys += 1;
    return page.keyboard.press(key);
  };
  const reader: Reader = {
    page,
    wrongs,
    hands,
    async tabTo(name) {
      const isIt = (found: string) => (typeof name === "string" ? found === name : name.test(found));
      // She looks before she goes: what comes with an answer is not passed before it is there. What is out of sight comes on the way.
      await rest(async () => (await stopsThere()).some(isIt));
      const way = wayTo(
        typeof name === "string" ? `(found) => found === ${JSON.stringify(name)}` : `(found) => ${name}.test(found)`,
      );
      for (let pressed = 0, tabs = 1; pressed < mostTabs; pressed += tabs) {
        const at = z.object({ focus: z.string(), tabs: z.number() }).parse(await page.evaluate(way));
        if (pressed > 0 && isIt(at.focus)) return;
        tabs = at.tabs;
        // She does not look at where each of them leads, as long as what she wants lies further on.
        await Promise.all(Array.from({ length: tabs }, () => press("Tab")));
      }
      throw new Error(
        `nothing that Tab leads to is called ${name}; there are: ${[...new Set(await stopsThere())].join(" | ")}`,
      );
    },
    press,
    type(text) {
      hands.characters += text.length;
      return page.keyboard.insertText(text);
    },
    rest: () => rest(),
    sees: (words) => page.getByText(words).first().waitFor(),
    async signIn(own) {
      await reader.tabTo("粘贴令牌");
      await reader.type(own);
      await reader.press("Enter");
      await isSignedIn();
    },
    async faults() {
      // Until its code has come, a page has no heading.
      await page.locator("h1").first().waitFor();
      // Once for a document, however often it is looked at.
      if ((await page.evaluate("typeof axe")) === "undefined") await page.evaluate(axe);
      // No rule that is asked for needs the style sheets themselves, which axe would put into the page as text where it cannot read one.
      const found: unknown = await page.evaluate(`axe.run(document, {
        preload: { assets: ["media"] },
        resultTypes: ["violations"],
        selectors: false,
        runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
      }).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html.slice(0, 160) + " " + failureSummary).join(" / ")))`);
      return Array.isArray(found) ? found.map(String) : ["axe did not answer"];
    },
  };
  if (token !== null) await isSignedIn();
  return reader;
}

/** Fails where anything was seen that must not be. */
export async function expectWell(reader: Reader): Promise<void> {
  expect(await reader.faults()).toEqual([]);
  expect(reader.wrongs).toEqual([]);
}
