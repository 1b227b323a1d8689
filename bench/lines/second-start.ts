// How long the product takes to start on a hundred thousand events that it has seen before, with views in Redis and in memory.
import { startRedis } from "@taizhang/test/support/redis";
import { startTaizhang } from "@taizhang/test/support/taizhang";
import { median } from "../figures.ts";
import { keptHistory } from "../history/kept-history.ts";
import { longHistory } from "../history/write-history.ts";
import type { Trial } from "../line.ts";
import { untilQuiet } from "../product.ts";

const starts = 3;

export const secondStart: Trial = {
  name: "second-start",
  async make({ after }, say) {
    const redis = await startRedis();
    after(redis.stop);
    const sides: { name: string; env: Record<string, string>; dataDir: string; seconds: number[] }[] = [];
    // One after the other: the first may have to write the history of both.
    for (const [name, env] of [
      ["views in Redis", { REDIS_URL: redis.url }],
      ["views in memory", {}],
    ] as const) {
      sides.push({ name, env, dataDir: (await keptHistory(longHistory(12), after, say)).dataDir, seconds: [] });
    }
    for (const { dataDir, env } of sides) {
      const first = await startTaizhang(dataDir, ["--no-demo"], env);
      await untilQuiet(first);
      await first.stop();
    }
    for (let nth = 0; nth < starts; nth++) {
      for (const { name, dataDir, env, seconds } of sides) {
        say(`${name}, start ${nth + 1} of ${starts}`);
        const began = performance.now();
        const running = await startTaizhang(dataDir, ["--no-demo"], env);
        seconds.push((performance.now() - began) / 1000);
        await running.stop();
      }
    }
    return sides.map(({ name, seconds }) => ({ what: `until it serves, ${name}`, value: median(seconds), unit: "s" }));
  },
};
