// One connection to Redis, which runs scripts and has a short time limit for every answer.
import type { Logger } from "@taizhang/process";
import { Redis } from "ioredis";
import { type ScriptName, scripts } from "./redis-scripts.ts";
import { ViewsRefused, ViewsUnavailable } from "./views.ts";

/** The connection, as the views use it. */
export interface RedisConnection {
  /** Runs a script. Rejects with `ViewsUnavailable`, and with `ViewsRefused` if the script itself fails. */
  run(script: ScriptName, keys: readonly string[], args: readonly (string | Buffer)[]): Promise<unknown>;
  /** Runs one command of the client. Rejects with `ViewsUnavailable`. */
  ask<Value>(command: (redis: Redis) => Promise<Value>): Promise<Value>;
  close(): void;
}

/** A script as the client defines it: a command that takes the number of keys, the keys, and the arguments. */
type ScriptCommand = (keyCount: number, ...rest: (string | Buffer)[]) => Promise<unknown>;

/**
 * Connects, and connects again whenever the connection is lost. Resolves after the first attempt, successful or not. No
 * command is sent twice: if its answer is lost, nobody knows whether it was carried out.
 */
export async function connectRedis(url: string, logger: Logger): Promise<RedisConnection> {
  const redis = new Redis(url, {
    lazyConnect: true,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 2000,
    connectTimeout: 2000,
    retryStrategy: (attempt) => Math.min(50 * attempt, 1000),
    scripts: Object.fromEntries(Object.entries(scripts).map(([name, lua]) => [nameOf(name), { lua }])),
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
      const why = `Redis: ${cause instanceof Error ? cause.message : cause}`;
      throw isOfScript(cause) ? new ViewsRefused(why, { cause }) : new ViewsUnavailable(why, { cause });
    }
  }

  return {
    run(script, keys, args) {
      const command: ScriptCommand = Reflect.get(redis, nameOf(script));
      return answered(() => command.call(redis, keys.length, ...keys, ...args));
    },
    ask: (command) => answered(() => command(redis)),
    close: () => redis.disconnect(),
  };
}

/**
 * True for the failure of a script: of its code, of what it was given, or of the type of a key. Redis begins other errors
 * with words of their own (LOADING, OOM, READONLY, NOAUTH and more), and all of them pass once somebody has seen to it.
 */
const isOfScript = (error: unknown): boolean =>
  error instanceof Error && error.name === "ReplyError" && /^(ERR|WRONGTYPE)\b/.test(error.message);

/** The name of a script's command: with a prefix, because the client has a command `get` of its own. */
const nameOf = (script: string) => `views-${script}`;
