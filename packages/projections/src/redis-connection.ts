// One connection to Redis, which runs scripts and has a short time limit for every answer.
import { type Logger, type Said, SettingsRefused } from "@taizhang/process";
import { type RedisClient, redisClient, serversOf } from "./redis-client.ts";
import { type ScriptName, scripts } from "./redis-scripts.ts";
import { ViewsRefused, ViewsUnavailable } from "./views.ts";

/** How often Redis is asked for its policy, in milliseconds: somebody may change it while we run. */
const policyEveryMs = 5000;

/** The connection, as the views use it. */
export interface RedisConnection {
  /** True where the Redis is a cluster. */
  readonly isCluster: boolean;
  /** Runs a script. Rejects with `ViewsUnavailable`, and with `ViewsRefused` if the script itself fails. */
  run(script: ScriptName, keys: readonly string[], args: readonly (string | Buffer)[]): Promise<unknown>;
  /** The same, with every text of the answer as its bytes. */
  runForBytes(script: ScriptName, keys: readonly string[], args: readonly (string | Buffer)[]): Promise<unknown>;
  /** Runs one command of the client. Rejects with `ViewsUnavailable`. */
  ask<Value>(command: (redis: RedisClient) => Promise<Value>): Promise<Value>;
  close(): void;
}

/** A script as the client defines it: a command that takes the number of keys, the keys, and the arguments. */
type ScriptCommand = (keyCount: number, ...rest: (string | Buffer)[]) => Promise<unknown>;

/**
 * Connects, and connects again whenever the connection is lost. Resolves after the first attempt, successful or not, and
 * rejects if this Redis may evict keys. One that does so later is not used until it no longer does: everything is rejected
 * with `ViewsUnavailable`. A script may be carried out although its answer is lost, and in a cluster twice.
 */
export async function connectRedis(url: string, logger: Logger): Promise<RedisConnection> {
  const named = Object.fromEntries(Object.entries(scripts).map(([name, lua]) => [nameOf(name), { lua }]));
  const redis = redisClient(url, { answerMs: 2000, waitsForCluster: true, scripts: named });
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
  let objection: Said | null = null;
  const objected = () => objection;
  let isSilent = false;
  /** Looks whether keys may be evicted. `CONFIG` is often forbidden where a provider runs Redis; `INFO` tells it, too. */
  async function checkPolicy(): Promise<void> {
    const asked = await Promise.allSettled(serversOf(redis).map((server) => server.info("memory")));
    const policies = asked.map((each) => (each.status === "fulfilled" ? evictionPolicyIn(each.value) : null));
    const evicts = policies.find((policy) => policy !== null && policy !== "noeviction");
    const isNews = objection === null;
    if (evicts !== undefined && evicts !== null) objection = evicting(evicts);
    // A server that does not answer may still be the one that evicts.
    else if (asked.every(({ status }) => status === "fulfilled")) objection = null;
    if (objection !== null && isNews) logger.error({ policy: evicts }, objection.en);
    if (objection === null && !isNews) logger.info({}, "Redis no longer evicts keys, and is used again");
    const isUnknown = asked.some((each, at) =>
      each.status === "fulfilled"
        ? policies[at] === null
        : each.reason instanceof Error && each.reason.name === "ReplyError",
    );
    if (isUnknown && !isSilent) logger.warn({}, unknownPolicy);
    isSilent ||= isUnknown;
  }

  await firstAttempt(redis);
  if (redis.status === "ready") await checkPolicy();
  const refused = objected();
  if (refused !== null) {
    redis.disconnect();
    throw new SettingsRefused([{ name: "REDIS_URL", ...refused }]);
  }
  const checking = setInterval(() => redis.status === "ready" && void checkPolicy(), policyEveryMs);
  checking.unref();
  // Nothing may be asked of a Redis that came back before its policy is known.
  let known: Promise<void> = Promise.resolve();
  redis.on("ready", () => (known = checkPolicy()));
  redis.on("+node", () => void checkPolicy());

  async function answered<Value>(work: () => Promise<Value>): Promise<Value> {
    await known;
    if (objection !== null) throw new ViewsUnavailable(objection.en);
    try {
      return await work();
    } catch (cause) {
      const why = `Redis: ${cause instanceof Error ? cause.message : cause}`;
      throw isOfScript(cause) ? new ViewsRefused(why, { cause }) : new ViewsUnavailable(why, { cause });
    }
  }

  function called(name: string, keys: readonly string[], args: readonly (string | Buffer)[]): Promise<unknown> {
    const command: ScriptCommand = Reflect.get(redis, name);
    return answered(() => command.call(redis, keys.length, ...keys, ...args));
  }

  return {
    isCluster: redis.isCluster,
    run: (script, keys, args) => called(nameOf(script), keys, args),
    // The client has a second command for each script.
    runForBytes: (script, keys, args) => called(`${nameOf(script)}Buffer`, keys, args),
    ask: (command) => answered(() => command(redis)),
    close() {
      clearInterval(checking);
      redis.disconnect();
    },
  };
}

/** Connects. Resolves at the first success or failure: where sentinels are away, the attempt itself never ends. */
const firstAttempt = (redis: RedisClient) =>
  new Promise<void>((resolve) => {
    redis.once("error", () => resolve());
    redis.connect().then(resolve, () => resolve());
  });

const evictionPolicyIn = (info: string): string | null => /^maxmemory_policy:(.+?)\s*$/m.exec(info)?.[1] ?? null;

const evicting = (policy: string): Said => ({
  zh:
    `Redis 内存用满时可能丢弃键（maxmemory-policy ${policy}），丢了键的读模型看上去会是空的。请在 Redis 上设 maxmemory-policy ` +
    "noeviction，或为台账另用一个 Redis。",
  en:
    `Redis may throw keys away when its memory is full (maxmemory-policy ${policy}), and read models with lost keys would ` +
    "look empty. Set maxmemory-policy noeviction there, or use a Redis of its own for the ledger.",
});

const unknownPolicy =
  "Redis does not tell whether it evicts keys (INFO memory); make sure that its maxmemory-policy is noeviction. Read " +
  "models that lose keys all the same are found out and built anew";

/**
 * True for the failure of a script: of its code, of what it was given, or of the type of a key. Redis begins other errors
 * with words of their own (LOADING, OOM, READONLY, NOAUTH and more), and all of them pass once somebody has seen to it. So does
 * what a script meets in a cluster that is moving a slot or is down.
 */
const isOfScript = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === "ReplyError" &&
  /^(ERR|WRONGTYPE)\b/.test(error.message) &&
  !/non local key|cluster is down/.test(error.message);

/** The name of a script's command: with a prefix, because the client has a command `get` of its own. */
const nameOf = (script: string) => `views-${script}`;
