// What a piece of work asks of a Redis that nobody else uses, by what Redis itself counts.
import { Redis } from "ioredis";
import type { After } from "./after.ts";
import { median } from "./figures.ts";

/** The traffic of one piece of work. */
export interface RedisTraffic {
  /**
   * How often something arrived at Redis: commands that are sent together arrive together, so that this is the number of
   * round trips where one waits for the other.
   */
  readonly messages: number;
  /** How many commands came from outside. */
  readonly count: number;
  /** Which ones, such as `evalsha 3, info 1`. */
  readonly commands: string;
}

/** How often the work is done: what the product asks now and then beside it is in the minority. */
const times = 21;

/** Does the work several times, one after the other, and counts what arrives meanwhile; the middle one counts. */
export async function redisTraffic(url: string, after: After, work: () => Promise<unknown>): Promise<RedisTraffic> {
  const redis = new Redis(url);
  after(async () => redis.disconnect());
  const seen: { messages: number; calls: ReadonlyMap<string, number> }[] = [];
  for (let nth = 0; nth < times; nth++) {
    const before = countersIn(await redis.info("everything"));
    await work();
    const now = countersIn(await redis.info("everything"));
    const calls = [...now.calls].map(([name, count]) => [name, count - (before.calls.get(name) ?? 0)] as const);
    // Our own question arrived once in between.
    seen.push({ messages: now.reads - before.reads - 1, calls: new Map(calls) });
  }
  const names = [...new Set(seen.flatMap(({ calls }) => [...calls.keys()]))];
  const middle = (name: string) => median(seen.map(({ calls }) => calls.get(name) ?? 0));
  const scripts = names
    .filter((name) => /^(eval|evalsha|fcall)/.test(name))
    .map((name) => [name, middle(name)] as const);
  const used = scripts.filter(([, count]) => count > 0);
  return {
    messages: median(seen.map(({ messages }) => messages)),
    count: used.reduce((sum, [, count]) => sum + count, 0),
    commands: used.map(([name, count]) => `${name} ${count}`).join(", "),
  };
}

interface Counters {
  readonly reads: number;
  readonly calls: ReadonlyMap<string, number>;
}

function countersIn(info: string): Counters {
  const calls = [...info.matchAll(/^cmdstat_(\S+?):calls=(\d+)/gm)];
  return {
    reads: Number(/^total_reads_processed:(\d+)/m.exec(info)?.[1] ?? Number.NaN),
    calls: new Map(calls.map(([, name = "", count]) => [name, Number(count)])),
  };
}
