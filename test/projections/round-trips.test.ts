// How often a projector asks Redis: counted where Redis hears it, without what its scripts do inside.
import { models, redisViews, startRunner, type Views } from "@taizhang/projections";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { startRedis } from "../support/redis.ts";
import { oneTask } from "./one-task.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Whether a command is the look around after a silence: it asks for no document and has nothing to do with a batch. */
function isLookAround([command, _script, keyCount, ...rest]: readonly string[]): boolean {
  const documentCounts = rest.slice(Number(keyCount));
  return command === "evalsha" && documentCounts.length > 0 && documentCounts.every((count) => count === "0");
}

/** Runs a projector with all models on a Redis of its own while `act` goes on; tells what Redis was asked meanwhile. */
async function askedWhile(
  act: (report: (count?: number) => Promise<void>, committed: () => Promise<void>) => Promise<void>,
) {
  const redis = await startRedis();
  const views = await redisViews({ url: redis.url, logger: silent });
  let batches = 0;
  let told = () => {};
  const counting: Views = {
    ...views,
    async commit(commits) {
      const done = await views.commit(commits);
      batches += 1;
      told();
      return done;
    },
  };
  const { log, report } = await oneTask();
  const runner = startRunner({ log, views: counting, models, logger: silent });
  await runner.caughtUp;

  const admin = new Redis(redis.url);
  const monitor = await admin.monitor();
  const commands: string[][] = [];
  // Redis tells its monitors in the order in which it was asked, so that the echo comes last.
  const ended = new Promise<void>((resolve) => {
    monitor.on("monitor", (_time: string, command: string[], source: string) => {
      if (command[0] === "echo") resolve();
      else if (source !== "lua" && !isLookAround(command)) commands.push(command);
    });
  });
  batches = 0;
  await act(report, () => new Promise((resolve) => (told = resolve)));
  await admin.echo("the end");
  await ended;

  monitor.disconnect();
  admin.disconnect();
  await runner.stop();
  await views.close();
  await redis.stop();
  return { batches, commands };
}

test("one report costs two round trips with all models: one to look, one to commit", async () => {
  const { batches, commands } = await askedWhile(async (report, committed) => {
    for (let nth = 0; nth < 3; nth++) {
      const done = committed();
      await report();
      await done;
    }
  });
  expect(batches).toBe(3);
  expect(commands.map(([command]) => command)).toEqual(Array.from({ length: 3 * 2 }, () => "evalsha"));
});

test("so does a batch of many", async () => {
  const { batches, commands } = await askedWhile(async (report, committed) => {
    const done = committed();
    await report(40);
    await done;
  });
  expect(commands).toHaveLength(2 * batches);
});
