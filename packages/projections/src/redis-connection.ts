// One connection to Redis, which runs scripts and has a short time limit for every answer.
import type { Logger } from "@taizhang/process";
import { Redis } from "ioredis";
import { type ScriptName, scripts } from "./redis-scripts.ts";
import { ViewsRefused, ViewsUnavailable } from "./views.ts";

/** How often Redis is asked for its policy, in milliseconds: somebody may change it while we run. */
const policyEveryMs = 5000;

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
 * Connects, and connects again whenever the connection is lost. Resolves after the first attempt, successful or not, and
 * rejects if this Redis may evict keys. One that does so later is not used until it no longer does: everything is rejected
 * with `ViewsUnavailable`. No command is sent twice: if its answer is lost, nobody knows whether it was carried out.
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
  /** Why this Redis must not be used; null while it may be, as far as that is known. */
  let objection: string | null = null;
  let isSilent = false;
  /** Looks whether keys may be evicted. `CONFIG` is often forbidden where a provider runs Redis; `INFO` tells it, too. */
  async function checkPolicy(): Promise<void> {
    try {
      const policy = evictionPolicyIn(await redis.info("memory"));
      const isNews = objection === null;
      objection = policy === null || policy === "noeviction" ? null : evicting(policy);
      if (objection !== null && isNews) logger.error({ policy }, objection);
      if (objection === null && !isNews) logger.info({ policy }, "Redis no longer evicts keys, and is used again");
      if (policy === null) throw new Error("INFO memory does not name maxmemory_policy");
    } catch (error) {
      const isRefusal =
        !(error instanceof Error) || error.name === "ReplyError" || /maxmemory_policy/.test(error.message);
      if (isRefusal && !isSilent) logger.warn({ err: error }, unknownPolicy);
      isSilent ||= isRefusal;
    }
  }

  await redis.connect().catch(() => undefined);
  if (redis.status === "ready") await checkPolicy();
  if (objection !== null) {
    redis.disconnect();
    throw new Error(`REDIS_URL: ${objection}`);
  }
  const checking = setInterval(() => redis.status === "ready" && void checkPolicy(), policyEveryMs);
  checking.unref();
  // Nothing may be asked of a Redis that came back before its policy is known.
  let known: Promise<void> = Promise.resolve();
  redis.on("ready", () => (known = checkPolicy()));

  async function answered<Value>(work: () => Promise<Value>): Promise<Value> {
    await known;
    if (objection !== null) throw new ViewsUnavailable(objection);
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
    close() {
      clearInterval(checking);
      redis.disconnect();
    },
  };
}

const evictionPolicyIn = (info: string): string | null => /^maxmemory_policy:(.+?)\s*$/m.exec(info)?.[1] ?? null;

const evicting = (policy: string) =>
  `Redis may throw keys away when its memory is full (maxmemory-policy ${policy}), and read models with lost keys would ` +
  "look empty. Set maxmemory-policy noeviction there, or use a Redis of its own for the ledger.";

const unknownPolicy =
  "Redis does not tell whether it evicts keys (INFO memory); make sure that its maxmemory-policy is noeviction. Read " +
  "models that lose keys all the same are found out and built anew";

/**
 * True for the failure of a script: of its code, of what it was given, or of the type of a key. Redis begins other errors
 * with words of their own (LOADING, OOM, READONLY, NOAUTH and more), and all of them pass once somebody has seen to it.
 */
const isOfScript = (error: unknown): boolean =>
  error instanceof Error && error.name === "ReplyError" && /^(ERR|WRONGTYPE)\b/.test(error.message);

/** The name of a script's command: with a prefix, because the client has a command `get` of its own. */
const nameOf = (script: string) => `views-${script}`;
