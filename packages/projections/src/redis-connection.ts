// One connection to Redis, that answers soon or not at all, and runs scripts.

import { delayAfter, type Logger } from "@taizhang/process";
import { Redis } from "ioredis";
import type { Script } from "./redis-scripts.ts";
import { ViewsUnavailable } from "./views.ts";

export interface RedisConnection {
  /** Runs a script, and sends it first where Redis does not have it (any more). Rejects with `ViewsUnavailable`. */
  run(script: Script, keys: readonly string[], args: readonly (string | Buffer)[]): Promise<unknown>;
  /** Gives one command. Rejects with `ViewsUnavailable`. */
  ask<Value>(command: (redis: Redis) => Promise<Value>): Promise<Value>;
  close(): void;
}

/**
 * Connects, and comes back on its own whenever the connection is lost; resolves after the first attempt, successful or
 * not. A command is never sent twice, because a lost answer does not tell whether it was carried out.
 */
export async function connectRedis(url: string, logger: Logger): Promise<RedisConnection> {
  const redis = new Redis(url, {
    lazyConnect: true,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 2000,
    connectTimeout: 2000,
    retryStrategy: (attempt) => delayAfter(attempt, 1000),
  });
  let isAway = false;
  redis.on("error", (error: Error) => {
    if (!isAway) logger.warn({ error: error.message }, "Redis does not answer; trying again until it does");
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) logger.info({}, "Redis answers again");
    isAway = false;
  });
  await redis.connect().catch(() => undefined);

  async function answered<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (cause) {
      throw new ViewsUnavailable(`Redis: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }

  return {
    run: ({ sha, lua }, keys, args) =>
      answered(async () => {
        try {
          return await redis.evalsha(sha, keys.length, ...keys, ...args);
        } catch (error) {
          if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
          return await redis.eval(lua, keys.length, ...keys, ...args);
        }
      }),
    ask: (command) => answered(() => command(redis)),
    close: () => redis.disconnect(),
  };
}
