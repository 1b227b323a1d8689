// How much a bearer may ask for in a while, and how often an address may come without a good token. Counted in memory, or
// for all machines together in Redis; while Redis is away each machine counts for itself.
import { isIPv6 } from "node:net";
import type { Bearer, Sentence } from "@taizhang/domain";
import type { Logger } from "@taizhang/process";
import { type RedisClient, redisClient } from "@taizhang/projections";
import { LRUCache } from "lru-cache";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { ApiConfig } from "../config.ts";
import { tooMany } from "../errors.ts";
import { type Bounds, limits } from "./limits.ts";

/** The counters of a process. Each method rejects with `TOO_MANY_REQUESTS` where more has been asked for than allowed. */
export interface Rates {
  /** Counts what a bearer asks for, in points. What alone is more than all points takes all of them. */
  spend(bearer: Bearer, points: number): Promise<void>;
  /** Throws `TOO_MANY_REQUESTS` where this process knows that a bearer has spent all points. Asks and counts nothing. */
  refuseSpent(bearer: Bearer): void;
  /** Counts a notice that a bearer uploads. */
  upload(bearer: Bearer): Promise<void>;
  /** Counts a request from an address that carries no good token. */
  stranger(address: string): Promise<void>;
  close(): void;
}

/** What counters are made of. */
export interface RateParts extends Pick<ApiConfig, "bearerPoints" | "bearerUploads" | "strangerRequests"> {
  readonly countedSeconds: Bounds["countedSeconds"];
  /** The Redis that counts for all machines; null where this process counts alone. */
  readonly redisUrl: string | null;
  /** Ledgers of different partitions count apart in one Redis. */
  readonly partition: string;
  readonly logger: Logger;
}

export function rates(parts: RateParts): Rates {
  const { bearerPoints, bearerUploads, strangerRequests, countedSeconds, redisUrl, partition, logger } = parts;
  const redis = redisUrl === null ? null : connect(redisUrl, logger);

  function counter(name: string, points: number, duration: number, told: Sentence) {
    const options = { keyPrefix: `tz:{${partition}}:rate:${name}`, points, duration };
    const alone = new RateLimiterMemory(options);
    const limiter: RateLimiterAbstract = redis
      ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: alone, rejectIfRedisNotReady: true })
      : alone;
    /** Who has nothing left, until when: nobody else needs to be asked about them. */
    const spent = new LRUCache<string, true>({ max: limits.knownSpenders });

    function refuseSpent(key: string): void {
      const leftMs = spent.has(key) ? spent.getRemainingTTL(key) : 0;
      if (leftMs > 0) throw tooMany(told, Math.max(1, Math.ceil(leftMs / 1000)));
    }

    async function count(key: string, by: number): Promise<void> {
      refuseSpent(key);
      const { remainingPoints, msBeforeNext } = await limiter.consume(key, Math.min(by, points)).catch((refusal) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        spent.set(key, true, { ttl: Math.max(1, refusal.msBeforeNext) });
        throw tooMany(told, Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      });
      if (remainingPoints <= 0) spent.set(key, true, { ttl: Math.max(1, msBeforeNext) });
    }

    return { count, refuseSpent };
  }

  const spent = counter("points", bearerPoints, countedSeconds.points, {
    zh: `本令牌持有人在${countedSeconds.points}秒内的查询与命令已超过 ${bearerPoints} 点；留痕、追溯和长列表的点数最多。`,
    en:
      `The bearer has spent the ${bearerPoints} points for ${countedSeconds.points} seconds of queries and commands; ` +
      "history, asOf and long lists take most.",
  });
  const uploaded = counter("uploads", bearerUploads, countedSeconds.uploads, {
    zh: `本令牌持有人在${countedSeconds.uploads}秒内上传的来文已超过 ${bearerUploads} 份。`,
    en: `The bearer has uploaded the ${bearerUploads} notices for ${countedSeconds.uploads} seconds.`,
  });
  const came = counter("strangers", strangerRequests, countedSeconds.points, {
    zh: `本地址在${countedSeconds.points}秒内未带有效令牌的请求已超过 ${strangerRequests} 次。`,
    en:
      `From this address came the ${strangerRequests} requests without a good token that are answered in ` +
      `${countedSeconds.points} seconds.`,
  });

  return {
    spend: (bearer, points) => spent.count(keyOf(bearer), points),
    refuseSpent: (bearer) => spent.refuseSpent(keyOf(bearer)),
    upload: (bearer) => uploaded.count(keyOf(bearer), 1),
    stranger: (address) => came.count(networkOf(address), 1),
    close: () => redis?.disconnect(),
  };
}

/** Who a bearer is, whichever of their tokens they show. */
export const keyOf = ({ regionId, sub }: Bearer): string => `${regionId}/${sub}`;

/** A household or an office has a whole /64 of IPv6 addresses, so they count as one. */
export function networkOf(address: string): string {
  const v4 = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (v4) return v4;
  return isIPv6(address) ? `${address.split("::")[0]?.split(":").slice(0, 4).join(":")}::/64` : address;
}

/** A connection that never makes a request wait: an answer that is late counts as none. */
function connect(url: string, logger: Logger): RedisClient {
  const redis = redisClient(url, { answerMs: 200, waitsForCluster: false });
  redis.connect().catch(() => undefined);
  let isAway = false;
  redis.on("error", (error: Error) => {
    if (!isAway) logger.warn({ error: error.message }, "Redis is away: requests are counted by this process alone");
    isAway = true;
  });
  redis.on("ready", () => {
    isAway = false;
  });
  return redis;
}
