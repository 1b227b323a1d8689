// Every line of the five notices damaged in every way: what changes in a draft is said in a warning about that row.
import { describe, expect, test } from "vitest";
import { DAMAGES, type Damage } from "../testing/damage.ts";
import { groundOf, type Outcome, pageOf, tried } from "../testing/damage-table.ts";
import { NOTICES } from "../testing/notice.ts";

// biome-ignore lint/style/noProcessEnv: whoever runs the test says whether all lines are damaged.
const IS_FULL = process.env["DOCUMENTS_TEST_DAMAGE"] === "full";
/** Without a full run, one line in so many is damaged, another one in each way. */
const STEP = IS_FULL ? 1 : 41;

describe("nothing is lost in silence that can be noticed", () => {
  const tally = new Map<Damage, Outcome[]>(DAMAGES.map((kind) => [kind, []]));

  test.each(NOTICES)("in %s", (notice) => {
    const ground = groundOf(notice);
    const missed: string[] = [];
    DAMAGES.forEach((kind, way) => {
      for (let line = ground.first + ((way * 5) % STEP); line < ground.last; line += STEP) {
        const outcome = tried(ground, kind, line);
        if (outcome) tally.get(kind)?.push(outcome);
        if (outcome?.is === "missed") missed.push(outcome.what);
      }
    });
    expect(missed).toEqual([]);
  });

  test.runIf(IS_FULL)("DAMAGE.md shows a full run", async () => {
    await expect(pageOf(tally)).toMatchFileSnapshot("../DAMAGE.md");
  });
});
