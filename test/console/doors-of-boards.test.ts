// Every number of five boards equals the list behind it: each number that the pages show is the length of the list that its address names.
import { fileURLToPath } from "node:url";
import { type Serving, serve } from "@taizhang/api/testing/serving";
import { listAt } from "@taizhang/console/testing/list-at";
import { type Bearer, planIdOf } from "@taizhang/domain";
import { built } from "@taizhang/eventstore/test/built";
import { executor, identity, memoryLog } from "@taizhang/log";
import { storyEndsOn, storyNotices } from "@taizhang/seeds";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readStoryNotices, storyLog } from "../support/story.ts";
import { openReader, type Reader } from "./reader.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const notices = readStoryNotices();
/** So many lists in one request. */
const together = 15;
/** So high a window that no row is out of sight. */
const viewport = { width: 1600, height: 12_000 };

let browser: StoryBrowser;
let serving: Serving;
beforeAll(async () => {
  const now = () => `${storyEndsOn}T04:00:00.000Z`;
  const log = await storyLog(memoryLog(now));
  const ledger = {
    ...{ log, clock: { now, setDay: () => undefined } },
    executor: executor({ log, identity, usedCommand: async () => null }),
  };
  const consoleDir = fileURLToPath(built("packages/console/dist/"));
  [serving, browser] = await Promise.all([serve({ ledger, parts: { consoleDir } }), storyBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await serving.close();
});

/** A number on the screen, and the address of the list behind it. */
interface Door {
  readonly called: string;
  readonly count: number;
  readonly address: string;
}

const doorsShown = z.array(z.object({ called: z.string(), count: z.number(), address: z.string() }));

/** All numbers of the board that is on the screen, but those that are 0. */
const doorsIn = async ({ page }: Reader): Promise<readonly Door[]> =>
  doorsShown.parse(
    await page.evaluate(`[...document.querySelectorAll(".board .number-cell a")].map((link) => ({
      called: link.getAttribute("aria-label"), count: Number(link.textContent), address: link.getAttribute("href"),
    }))`),
  );

const answered = z.record(z.string(), z.object({ totalCount: z.number() }));

/** How many lines the lists at some addresses have, as the page asks for them. */
async function lengths(doors: readonly Door[], as: Bearer): Promise<readonly number[]> {
  const found: number[] = [];
  for (let from = 0; from < doors.length; from += together) {
    const lists = doors.slice(from, from + together).map(({ address }) => listAt(address));
    const args = lists.map((_, at) => `$w${at}: StandingWhere!`).join(" ");
    const fields = lists.map(({ of }, at) => `a${at}: ${of}(where: $w${at}, first: 1) { totalCount }`).join(" ");
    const variables = Object.fromEntries(lists.map(({ where }, at) => [`w${at}`, where]));
    const { data } = await serving.ask(`query (${args}) { ${fields} }`, variables, as);
    const counts = answered.parse(data);
    found.push(...lists.map((_, at) => counts[`a${at}`]?.totalCount ?? -1));
  }
  return found;
}

/** The numbers that are not the lengths of their lists. */
const differing = (doors: readonly Door[], found: readonly number[]): readonly string[] =>
  doors.flatMap(({ called, count }, at) => (found[at] === count ? [] : [`${called}, listed ${found[at]}`]));

// A notice that supplements another becomes no plan of its own.
const plans = storyNotices.filter(({ key }) => !key.endsWith("-buchong"));

test.each(plans)("every number of the board of $key", async ({ regionId, key }) => {
  const planId = planIdOf(identity, regionId, notices.get(key)?.sha256 ?? "");
  const office: Bearer = { sub: `office-${regionId}`, regionId, unitId: null, roles: ["office"] };
  const context = await browser.newContext({ locale: "zh-CN", viewport });
  const reader = await openReader(context, serving.address, `/console/plans/${planId}`, await serving.token(office));
  const { page } = reader;
  await page.locator(".board").waitFor();
  const byHeading = await doorsIn(reader);
  await reader.tabTo("按单位");
  await reader.press("Enter");
  await page.locator("caption", { hasText: "按单位的看板" }).waitFor({ state: "attached" });
  const byUnit = await doorsIn(reader);
  expect(byHeading.length).toBeGreaterThan(20);
  expect(byUnit.length).toBeGreaterThan(20);

  const doors = [...byHeading, ...byUnit];
  const found = await lengths(doors, office);
  expect(differing(doors, found)).toEqual([]);
  // Whoever compares them notices a list that is one line short.
  const short = found.map((count, at) => (at === found.length - 1 ? count - 1 : count));
  expect(differing(doors, short)).toHaveLength(1);

  // The page itself shows as many lines, under the number.
  const [door] = [...byUnit].sort((a, b) => b.count - a.count).slice(3);
  await page.getByRole("link", { name: door?.called ?? "", exact: true }).focus();
  await reader.press("Enter");
  await reader.sees(`清单 ${door?.count} 项`);
  await expect.poll(() => page.locator(".listed").count()).toBe(door?.count);
  expect(reader.wrongs).toEqual([]);
  await context.close();
});
