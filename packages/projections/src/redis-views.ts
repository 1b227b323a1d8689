// The views in Redis: many processes read them, and any number of projectors may write; a fence keeps one at a time.
import type { Position } from "@taizhang/log";
import type { Logger } from "@taizhang/process";
import { z } from "zod";
import { connectRedis } from "./redis-connection.ts";
import { commitScript, countScript, dropScript, getScript, listScript } from "./redis-scripts.ts";
import {
  type Answer,
  type ModelOf,
  type ModelRef,
  noCheckpoint,
  type PageOf,
  rebuilding,
  type Views,
} from "./views.ts";

export interface RedisSettings {
  /** `redis://` or `rediss://`, with user and password where they are needed. */
  readonly url: string;
  readonly logger: Logger;
  /** The partition, a set of whole regions, that is kept here: the hash tag of every key. */
  readonly partition?: string;
}

// What the scripts answer, as text; the empty position is that of a model that has heard nothing yet.
const position = z.string().transform((text): Position | null => (text === "" ? null : BigInt(text)));
const flag = z.enum(["0", "1"]).transform((text) => text === "1");
const docs = z.array(z.string().nullable());
const documents = z.tuple([position, flag, docs]);
const listed = z.tuple([position, flag, z.array(z.string()), docs]);
const counted = z.tuple([position, flag, z.int()]);
const checkpointFields = z.tuple([position, flag, flag, z.string()]);

/** A document of this model: only `commit` writes under the model, and only what the model itself has made. */
const docOf = <Doc>(_model: ModelOf<Doc>, text: string | null | undefined): Doc => JSON.parse(text ?? "null");

/** Views in a Redis. Where it is away they come back with it; until then they reject with `ViewsUnavailable`. */
export async function redisViews({ url, logger, partition = "p0" }: RedisSettings): Promise<Views> {
  const redis = await connectRedis(url, logger);

  const versionsOf = ({ name }: ModelRef) => `tz:{${partition}}:${name}:versions`;
  const keyOf = ({ name, version }: ModelRef, what: string) => `tz:{${partition}}:${name}:v${version}:${what}`;
  const keysToRead = (model: ModelRef) => [keyOf(model, "checkpoint"), keyOf(model, "docs")];
  const keysToWrite = (model: ModelRef) => [
    ...keysToRead(model),
    keyOf(model, "entries"),
    keyOf(model, "indexes"),
    versionsOf(model),
  ];
  const indexKey = (model: ModelRef, index: string) => keyOf(model, `index:${index}`);

  async function getMany<Doc>(model: ModelOf<Doc>, keys: readonly string[]): Promise<Answer<readonly (Doc | null)[]>> {
    const reply = await redis.run(getScript, keysToRead(model), keys);
    if (reply === null) throw rebuilding(model);
    const [position, stopped, found] = documents.parse(reply);
    return { value: found.map((text) => docOf(model, text)), position, stopped };
  }

  async function drop(model: ModelRef): Promise<void> {
    await redis.run(dropScript, keysToWrite(model), [String(model.version), indexKey(model, "")]);
  }

  return {
    getMany,
    async get(model, key) {
      const { value, ...at } = await getMany(model, [key]);
      return { value: value[0] ?? null, ...at };
    },
    async list(model, index, page) {
      const { lowest, highest } = rangeOf(page);
      const keys = [...keysToRead(model), indexKey(model, index)];
      const reply = await redis.run(listScript, keys, [lowest, highest, String(page.first + 1)]);
      if (reply === null) throw rebuilding(model);
      const [position, stopped, members, found] = listed.parse(reply);
      const items = members.slice(0, page.first).map((member, at) => {
        const split = member.lastIndexOf("\0");
        return { sort: member.slice(0, split), key: member.slice(split + 1), doc: docOf(model, found[at]) };
      });
      return { value: { items, hasMore: members.length > items.length }, position, stopped };
    },
    async count(model, index) {
      const reply = await redis.run(countScript, [...keysToRead(model), indexKey(model, index)], []);
      if (reply === null) throw rebuilding(model);
      const [position, stopped, value] = counted.parse(reply);
      return { value, position, stopped };
    },
    async checkpoint(model) {
      const key = keyOf(model, "checkpoint");
      const fields = await redis.ask((to) => to.hmget(key, "position", "stopped", "live", "log"));
      if (fields.includes(null)) return noCheckpoint;
      const [position, stopped, live, log] = checkpointFields.parse(fields);
      return { position, stopped, live, logId: log === "" ? null : log };
    },
    async current(model, keys) {
      if (keys.length === 0) return [];
      const found = await redis.ask((to) => to.hmget(keyOf(model, "docs"), ...keys));
      return found.map((text) => JSON.parse(text ?? "null"));
    },
    async commit(model, { kept, gone }, from, to) {
      const changes = [
        ...gone.flatMap((key) => [key, "", "[]"]),
        ...kept.flatMap(({ key, doc, entries }) => [
          key,
          JSON.stringify(doc),
          JSON.stringify(entries.map(({ index, sort }) => [index, sort])),
        ]),
      ];
      const done = await redis.run(commitScript, keysToWrite(model), [
        String(from ?? ""),
        String(to.position ?? ""),
        to.stopped ? "1" : "0",
        to.live ? "1" : "0",
        to.logId ?? "",
        String(model.version),
        indexKey(model, ""),
        ...changes,
      ]);
      return done === 1;
    },
    drop,
    async dropOlder({ name, version }) {
      const versions = await redis.ask((to) => to.smembers(versionsOf({ name, version })));
      for (const older of versions.map(Number).filter((each) => each < version)) await drop({ name, version: older });
    },
    async close() {
      redis.close();
    },
  };
}

/** The lowest and the highest member of a page, as ZRANGEBYLEX takes them; no text in UTF-8 holds the byte 255. */
function rangeOf({ after, from, to }: PageOf): { lowest: string | Buffer; highest: string | Buffer } {
  const behind = after && Buffer.from(`${after.sort}\0${after.key}`);
  const start = from === undefined ? undefined : Buffer.from(from);
  const isBehind = behind !== undefined && (start === undefined || behind.compare(start) >= 0);
  return {
    lowest: isBehind
      ? Buffer.concat([Buffer.from("("), behind])
      : start
        ? Buffer.concat([Buffer.from("["), start])
        : "-",
    highest: to === undefined ? "+" : Buffer.concat([Buffer.from(`(${to}`), Buffer.from([255])]),
  };
}
