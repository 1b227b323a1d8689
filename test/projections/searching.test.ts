// Search by words over the demonstration's whole year: both views find what a look at every task and plan finds.
import { foldName } from "@taizhang/domain";
import { everything } from "@taizhang/log/testing/shell";
import {
  documentsAfter,
  holdingAll,
  holdsTerms,
  memoryViews,
  redisViews,
  type Searchable,
  searchable,
  startRunner,
  type Views,
  wordsOf,
} from "@taizhang/projections";
import { expect, test } from "vitest";
import { startRedis } from "../support/redis.ts";
import { storyLog } from "../support/story.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const regions = ["420304", "350405", "440200", "500155", "500237"];
const searches = [
  "政务公开",
  "公开",
  "惠企政策",
  "互联网+",
  "规范性文件 清理",
  "2021",
  "〔2021〕",
  "没有这样的词",
  "政 公开",
  "办公室",
];

test("in memory and in Redis, what is found is what holds the words", async () => {
  const log = await storyLog();
  const all = [...documentsAfter(searchable, await everything(log)).values()];
  const redis = await startRedis();
  const both: readonly Views[] = [memoryViews(), await redisViews({ url: redis.url, logger: silent })];
  for (const views of both) {
    const runner = startRunner({ log, views, models: [searchable.model], logger: silent });
    await runner.caughtUp;
    await runner.stop();
  }
  let hits = 0;
  for (const regionId of regions) {
    for (const text of searches) {
      const terms = text.split(" ").map(foldName);
      const fits = (of: Searchable) => of.regionId === regionId && holdsTerms(wordsOf(of), terms);
      const wanted = all.filter(fits).map(({ id }) => id);
      hits += wanted.length;
      const answers = await Promise.all(both.map((views) => holdingAll(views, regionId, terms, 1000)));
      for (const answer of answers) {
        expect(answer?.value.isCut).toBe(false);
        expect(new Set(answer?.value.found.map(({ key }) => key)), `${regionId} ${text}`).toEqual(new Set(wanted));
      }
      expect(answers[1]?.value).toEqual(answers[0]?.value);
    }
  }
  // The searches are of this story: nothing found at all would prove nothing.
  expect(hits).toBeGreaterThan(100);
  await Promise.all(both.map((views) => views.close()));
  await redis.stop();
});
