// How often a projector asks Redis: counted by Redis itself, without what its scripts call inside.
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { models, redisViews, startRunner, type Views } from "@taizhang/projections";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { startRedis } from "../support/redis.ts";
import { oneTask } from "./one-task.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * True for what is asked now and then and belongs to no batch: the look at the checkpoints after some silence, which asks for
 * no document, and whether Redis may evict keys.
 */
function isLookAround([command, _script, keyCount, ...rest]: readonly string[]): boolean {
  if (command === "info") return true;
  const documentCounts = rest.slice(Number(keyCount));
  return command === "evalsha" && documentCounts.length > 0 && documentCounts.every((count) => count === "0");
}

/** A command that Redis got, and from where: an address, or `lua`. */
interface Monitored {
  readonly source: string;
  readonly command: string[];
}

// ioredis takes the first command that is monitored for the answer to another, where both come in one packet.
/** What a Redis gets from now on. */
async function monitored(url: string): Promise<AsyncIterable<Monitored>> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write("MONITOR\r\n");
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("+OK");
  return (async function* () {
    try {
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        const source = /\[\d+ (\S+)\]/.exec(line.value)?.[1] ?? "";
        const command = [...line.value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = ""]) => word);
        yield { source, command };
      }
    } finally {
      socket.destroy();
    }
  })();
}

/** Runs a projector with all models on a Redis of its own, and returns what Redis was asked during `act`. */
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
  // Its own greeting does not count.
  await admin.ping();
  const monitor = await monitored(redis.url);
  batches = 0;
  await act(report, () => new Promise((resolve) => (told = resolve)));
  await admin.echo("the end");
  const commands: string[][] = [];
  // A monitor gets the commands in the order in which Redis gets them, so the echo comes last.
  for await (const { source, command } of monitor) {
    if (command[0] === "echo") break;
    if (source !== "lua" && !isLookAround(command)) commands.push(command);
  }
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
