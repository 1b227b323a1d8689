// Every line of the five notices damaged in every way: what changes in a draft is said in a warning about that row.
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { DAMAGES, type Damage } from "../testing/damage.ts";
import { LAYOUTS } from "../testing/damage-layouts.ts";
import { groundOf, type Outcome, pageOf, tried } from "../testing/damage-table.ts";
import { NOTICES, printed } from "../testing/notice.ts";

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ...NOTICES.map((notice) => [notice, printed(notice)] as const),
  ...Object.entries(LAYOUTS),
];

// biome-ignore lint/style/noProcessEnv: whoever runs the test says whether all lines are damaged.
const IS_FULL = process.env["DOCUMENTS_TEST_DAMAGE"] === "full";
/** Without a full run, one line in so many is damaged, another one in each way. */
const STEP = IS_FULL ? 1 : 41;

const tally = new Map<Damage, Outcome[]>(DAMAGES.map((kind) => [kind, []]));

describe.each(TEXTS)("nothing that can be noticed is lost in silence in %s", (name, text) => {
  const ground = groundOf(name, text);

  test.each(DAMAGES.map((kind, way) => ({ kind, way })))("where lines suffer this: $kind", async ({ kind, way }) => {
    const missed: string[] = [];
    for (let line = ground.first + ((way * 5) % STEP); line < ground.last; line += STEP) {
      const outcome = tried(ground, kind, line);
      if (outcome) tally.get(kind)?.push(outcome);
      if (outcome?.is === "missed") missed.push(outcome.what);
      // A full run takes minutes, in which others hear that the test is alive.
      await setImmediate();
    }
    expect(missed).toEqual([]);
  });
});

test.runIf(IS_FULL)("DAMAGE.md shows a full run", async () => {
  await expect(pageOf(tally)).toMatchFileSnapshot("../DAMAGE.md");
});
