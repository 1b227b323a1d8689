// What people do on any page by the keyboard alone: open the form of an act, fill it in, send it; and what the log then holds.
import type { Bearer } from "@taizhang/domain";
import { expect } from "vitest";
import { jsonAt } from "./json-at.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import type { Served } from "./served.ts";
import type { StoryBrowser } from "./story-browser.ts";

/** Somebody opens a page. Its clock can be put forward, so that nobody waits for it. */
export async function looks(browser: StoryBrowser, { address, serving }: Served, who: Bearer, path: string) {
  const context = await browser.clockedContext({ locale: "zh-CN" });
  const reader = await openReader(context, address, path, await serving.token(who));
  await reader.rest();
  await expectWell(reader);
  return reader;
}

/** Presses the button that opens the form of an act, where she is or further on; the form is called as the act, or otherwise. */
export async function begins(reader: Reader, act: string, form = act): Promise<void> {
  if ((await reader.page.evaluate("document.activeElement.textContent")) !== act) await reader.tabTo(act);
  await reader.press("Enter");
  await formOf(reader, form).waitFor();
}

/** Goes to a field and writes into it, in place of what is there. */
export async function fills(reader: Reader, label: string | RegExp, text: string): Promise<void> {
  await reader.tabTo(label);
  await reader.press("Control+A");
  await reader.type(text);
}

// As text, because they run in the page: the legend of the units that are chosen where the focus is, and what is chosen of a list.
const legend = 'document.activeElement.closest("fieldset.unit-picker")?.querySelector("legend")?.textContent';
const chosen = "document.activeElement.selectedOptions[0].textContent";

/** Finds a unit by a part of its name and ticks it, under a legend. */
export async function picks(reader: Reader, under: string, name: string): Promise<void> {
  do await reader.tabTo("找单位（名称或拼音首字母）");
  while ((await reader.page.evaluate(legend)) !== under);
  await reader.type(name);
  await reader.page.getByRole("checkbox", { name, exact: true }).waitFor();
  await reader.tabTo(name);
  await reader.press("Space");
}

/** Chooses from a list by its words. */
export async function selects(reader: Reader, label: string | RegExp, words: string): Promise<void> {
  await reader.tabTo(label);
  await reader.press("Home");
  for (let before: unknown = null; ; ) {
    const now = await reader.page.evaluate(chosen);
    if (now === words) return;
    if (now === before) throw new Error(`${label} offers no ${words}`);
    before = now;
    await reader.press("ArrowDown");
  }
}

const formOf = ({ page }: Reader, act: string) => page.getByRole("form", { name: act, exact: true });

/** Sends the form of an act; answers the sentence of its refusal, or nothing where it is done. The focus is never lost. */
export async function sends(reader: Reader, act: string): Promise<string> {
  await expectWell(reader);
  await reader.press("Control+Enter");
  const outcome = async () => {
    const form = formOf(reader, act);
    if ((await form.count()) === 0) return "done";
    return (await form.locator(".outcome-refused").allTextContents()).join("");
  };
  await expect.poll(outcome).not.toBe("");
  await reader.rest();
  await expect.poll(() => reader.page.evaluate("document.activeElement !== document.body")).toBe(true);
  await expectWell(reader);
  const said = await outcome();
  return said === "done" ? "" : said;
}

/** Opens a form, fills in its lines, and sends it. */
export async function does(reader: Reader, act: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await begins(reader, act);
  for (const [label, text] of Object.entries(fields)) await fills(reader, label, text);
  expect(await sends(reader, act)).toBe("");
}

/** The data of the events of a type that were recorded for a task or plan, in order. */
export async function recorded(
  { serving, region }: Served,
  of: { readonly taskId: string } | { readonly planId: string },
  type: string,
): Promise<readonly unknown[]> {
  const asked = await serving.ask(
    `query ($of: HistoryOf!, $types: [String!]) {
      history(of: $of, types: $types, order: OLDEST_FIRST) { edges { node { data } } }
    }`,
    { of, types: [type] },
    region.office,
  );
  const edges = jsonAt(asked.data, "history", "edges");
  return Array.isArray(edges) ? edges.map((edge) => jsonAt(edge, "node", "data")) : [];
}
