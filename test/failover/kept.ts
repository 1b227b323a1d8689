// What read models keep in a Redis, key by key, in a form to compare.
import type { Redis } from "ioredis";

/**
 * What these keys hold, by their names without that of the partition. A node that is getting a slot from another is asked for
 * what it has already.
 */
export async function keptIn(redis: Redis, keys: readonly string[]): Promise<Map<string, unknown>> {
  const kept = new Map<string, unknown>();
  for (const key of [...keys].sort()) {
    async function ask(command: string, ...rest: readonly string[]): Promise<unknown> {
      const answers = await redis
        .pipeline()
        .call("ASKING")
        .call(command, key, ...rest)
        .exec();
      const [error, value] = answers?.[1] ?? [];
      if (error) throw error;
      return value;
    }
    const type = await ask("TYPE");
    const name = key.replace(/\{.*?\}/, "");
    if (type === "hash") kept.set(name, fieldsIn(await ask("HGETALL")));
    if (type === "zset") kept.set(name, await ask("ZRANGE", "0", "-1"));
    if (type === "set") kept.set(name, await ask("SMEMBERS"));
  }
  return kept;
}

/** Field, value, field, value, … */
function fieldsIn(answer: unknown): Map<unknown, unknown> {
  if (!Array.isArray(answer)) throw new Error("no fields");
  const fields = new Map<unknown, unknown>();
  for (let at = 0; at < answer.length; at += 2) fields.set(answer[at], answer[at + 1]);
  return new Map([...fields].sort());
}
