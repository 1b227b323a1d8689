// What is folded 收起: on the pages where something can be done, every form fits the narrowest screen that WCAG asks for, and gives the focus back to the button that it was opened from.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Seen } from "./examples.ts";
import { expectFits } from "./fitting.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";
import { plainWords, serveWorld, type World } from "./world.ts";

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

/** Of the forms that each page has at least these, by the names of their acts. */
const pages: readonly (readonly [
  what: string,
  as: string,
  address: (seen: Seen) => string,
  acts: readonly string[],
])[] = [
  ["a draft", "office", ({ draftId }) => `/import/${draftId}`, ["discardDraft"]],
  ["a task, for the office", "office", ({ taskId }) => `/tasks/${taskId}`, ["amendTask", "withdrawTask"]],
  ["a task, for a unit", "unit", ({ taskId }) => `/tasks/${taskId}`, ["reportProgress", "claimCompletion"]],
  ["a ledger", "unit", ({ unitId }) => `/ledger/${unitId}`, ["reportProgress", "claimCompletion", "correctReport"]],
  ["a board", "office", ({ planId }) => `/plans/${planId}`, ["addTask", "closePlan"]],
  ["what is to be reviewed", "office", () => "/reviews", ["returnReport"]],
  ["the roster", "office", () => "/roster", ["registerUnit"]],
  ["a unit", "office", ({ unitId }) => `/roster/${unitId}`, ["addAlias"]],
];

const narrowest = { width: 320, height: 640 };

/** What takes effect as soon as it is pressed, and what has a form only once a notice is chosen. */
const withoutForm = ["acceptAssignment", "confirmPlan", "supplementPlan"];

test.each(pages)("every form of %s", async (_what, as, address, acts) => {
  const token = await world.serving.token(world.bearer(as));
  const context = await browser.newContext({ locale: "zh-CN", viewport: narrowest });
  const reader = await openReader(context, world.serving.address, `/console${address(world.seen)}`, token);
  const { page } = reader;
  await reader.rest();
  const line = page.locator("main .line-open").first();
  if ((await line.count()) > 0) await line.press("Enter");
  await reader.rest();
  await unfolds(reader);

  const offered = page.locator("main button[data-act]:not([aria-disabled])");
  const cancel = page.locator("main form button.quiet", { hasText: /^(收起|再想想)$/ });
  const names: string[] = [];
  for (let at = 0; at < (await offered.count()); at += 1) {
    const button = offered.nth(at);
    const name = (await button.getAttribute("data-act")) ?? "";
    if (withoutForm.includes(name)) continue;
    names.push(name);
    await button.press("Enter");
    await cancel.waitFor();
    await reader.rest();
    await expectFits(reader, name);
    await cancel.press("Enter");
    await cancel.waitFor({ state: "detached" });
    const message = `behind ${name}`;
    await expect.poll(() => page.evaluate("document.activeElement.dataset.act"), { message }).toBe(name);
    expect(await button.and(page.locator(":focus")).count(), name).toBe(1);
  }
  expect(names).toEqual(expect.arrayContaining([...acts]));
  await expectWell(reader);
});

/** Opens whatever is folded away. */
async function unfolds(reader: Reader): Promise<void> {
  const folded = reader.page.locator("main details:not([open]) > summary");
  while ((await folded.count()) > 0) {
    await folded.first().press("Enter");
    await reader.rest();
  }
}
