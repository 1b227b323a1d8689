// Building all read models anew in a real Redis, as `taizhang rebuild` does and as a projector does where there are none,
// compared with only reading the same log.
import type { EventLog } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import { rebuild as anew, models, redisViews, startRunner } from "@taizhang/projections";
import { startRedis } from "@taizhang/test/support/redis";
import { startBusyLog } from "../busy-log.ts";
import type { Rounds } from "../line.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

export const rebuild: Rounds = {
  name: "rebuild",
  unit: "events",
  async open({ after }) {
    const log = await startBusyLog(after);
    const redis = await startRedis();
    after(redis.stop);
    const { length } = await everything(log);
    let round = 0;
    return {
      ours: {
        name: "into Redis",
        async round() {
          const views = await redisViews({ url: redis.url, partition: "rebuilt", logger: silent });
          const { signal } = new AbortController();
          await anew({ log, views, models, build: String(round++), logger: silent, progress() {}, signal });
          await views.close();
          return { done: length, times: [] };
        },
      },
      peers: [
        {
          name: "reading alone",
          wanted: { atLeast: 0.8 },
          round: async () => ({ done: (await everything(log)).length, times: [] }),
        },
        {
          name: "a projector's first build",
          async round() {
            await rebuilt(log, redis.url, `round-${round++}`);
            return { done: length, times: [] };
          },
        },
      ],
    };
  },
};

/** Builds everything in a partition that was empty. */
async function rebuilt(log: EventLog, url: string, partition: string): Promise<void> {
  const views = await redisViews({ url, partition, logger: silent });
  const runner = startRunner({ log, views, models, logger: silent });
  const stopped = runner.ended.then((why) => Promise.reject(new Error(`the rebuild ended early: ${why}`)));
  stopped.catch(() => undefined);
  await Promise.race([runner.caughtUp, stopped]);
  await runner.stop();
  await views.close();
}
