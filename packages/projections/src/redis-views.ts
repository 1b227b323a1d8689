// The views in Redis. Many processes may read and write them: a commit counts only if the model is where its writer left it.
import type { Position } from "@taizhang/log";
import type { Logger } from "@taizhang/process";
import { z } from "zod";
import { type Changes, movesIn, type Place } from "./changes.ts";
import type { Documents } from "./read-model.ts";
import { connectRedis } from "./redis-connection.ts";
import { type Answer, type Commit, type ModelRef, noCheckpoint, type PageOf, rebuilding, type Views } from "./views.ts";

/** Where the views are kept. */
export interface RedisSettings {
  /** `redis://` or `rediss://`, with user and password if they are needed. */
  readonly url: string;
  readonly logger: Logger;
  /** The name of the partition (a set of whole regions): it becomes the hash tag of every key. `p0` if left out. */
  readonly partition?: string;
}

// The answers of the scripts. A position is empty if its model has no event yet.
const position = z.string().transform((text): Position | null => (text === "" ? null : BigInt(text)));
const flag = z.enum(["0", "1"]).transform((text) => text === "1");
const logId = z.string().transform((text) => text || null);
const doc = z.string().nullable();
const docs = z.array(doc);
const documents = z.tuple([position, flag, docs]);
const listed = z.tuple([position, flag, z.array(z.string()), docs]);
const counted = z.tuple([position, flag, z.int()]);
const none = z.null();
const standings = z.array(
  z.union([z.tuple([position, flag, flag, logId, docs]), z.tuple([none, none, none, none, docs])]),
);
const outcomes = z.array(z.int());

const parsed = (text: string | null | undefined): unknown => JSON.parse(text ?? "null");

/** Views in a Redis. While Redis is away they reject with `ViewsUnavailable`; afterwards they work again. */
export async function redisViews({ url, logger, partition = "p0" }: RedisSettings): Promise<Views> {
  const redis = await connectRedis(url, logger);

  const versionsOf = ({ name }: Pick<ModelRef, "name">) => `tz:{${partition}}:${name}:versions`;
  const keyOf = ({ name, version }: ModelRef, what: string) => `tz:{${partition}}:${name}:v${version}:${what}`;
  const keysToRead = (model: ModelRef) => [keyOf(model, "checkpoint"), keyOf(model, "docs")];
  const keysToWrite = (model: ModelRef) => [...keysToRead(model), keyOf(model, "indexes"), versionsOf(model)];
  const indexKey = (model: ModelRef, index: string) => keyOf(model, `index:${index}`);
  const keysToList = ({ model, prefix }: Documents<unknown>, index: string) => [
    ...keysToRead(model),
    indexKey(model, prefix + index),
  ];

  async function getMany<Doc>(of: Documents<Doc>, keys: readonly string[]): Promise<Answer<readonly (Doc | null)[]>> {
    const { model, prefix } = of;
    const wanted = keys.map((key) => prefix + key);
    const reply = await redis.run("get", keysToRead(model), wanted);
    if (reply === null) throw rebuilding(model);
    const [position, stopped, found] = documents.parse(reply);
    return { value: found.map((text) => (text === null ? null : of.read(parsed(text)))), position, stopped };
  }

  async function look(models: readonly ModelRef[], keys: readonly (readonly string[])[]) {
    const args = keys.flatMap((each) => [String(each.length), ...each]);
    return standings.parse(await redis.run("look", models.flatMap(keysToRead), args)).map(([at, ...rest]) => {
      const [stopped, live, logId, found] = rest;
      const isThere = stopped !== null && live !== null;
      return { at: isThere ? { position: at, stopped, live, logId } : noCheckpoint, folds: found.map(parsed) };
    });
  }

  async function drop(model: ModelRef): Promise<void> {
    await redis.run(
      "drop",
      [...keysToWrite(model), keyOf(model, "entries")],
      [String(model.version), indexKey(model, "")],
    );
  }

  return {
    getMany,
    async get(of, key) {
      const { value, ...at } = await getMany(of, [key]);
      return { value: value[0] ?? null, ...at };
    },
    async list(of, index, page) {
      const { model, prefix } = of;
      const { lowest, highest } = rangeOf(page, prefix);
      const reply = await redis.run("list", keysToList(of, index), [lowest, highest, String(page.first + 1)]);
      if (reply === null) throw rebuilding(model);
      const [position, stopped, members, found] = listed.parse(reply);
      const items = members.slice(0, page.first).map((member, at) => {
        const split = member.lastIndexOf("\0");
        const key = member.slice(split + 1 + prefix.length);
        return { sort: member.slice(0, split), key, doc: of.read(parsed(found[at])) };
      });
      return { value: { items, hasMore: members.length > items.length }, position, stopped };
    },
    async count(of, index) {
      const reply = await redis.run("count", keysToList(of, index), []);
      if (reply === null) throw rebuilding(of.model);
      const [position, stopped, value] = counted.parse(reply);
      return { value, position, stopped };
    },
    async checkpoint(model) {
      const [standing] = await look([model], [[]]);
      return standing?.at ?? noCheckpoint;
    },
    look: (looks) =>
      look(
        looks.map(({ model }) => model),
        looks.map(({ keys }) => keys),
      ),
    async commit(commits) {
      const args = commits.flatMap((each) => [
        ...checkpointArgs(each, indexKey(each.model, "")),
        ...changeArgs(each.changes),
      ]);
      const done = await redis.run(
        "commit",
        commits.flatMap(({ model }) => keysToWrite(model)),
        args,
      );
      return outcomes.parse(done).map((outcome) => outcome === 1);
    },
    drop,
    async dropOlder({ name, version }) {
      const versions = await redis.ask((to) => to.smembers(versionsOf({ name })));
      for (const older of versions.map(Number).filter((each) => each < version)) await drop({ name, version: older });
    },
    async close() {
      redis.close();
    },
  };
}

const checkpointArgs = ({ model, from, to }: Commit, indexes: string): string[] => [
  String(from ?? ""),
  String(to.position ?? ""),
  to.stopped ? "1" : "0",
  to.live ? "1" : "0",
  to.logId ?? "",
  String(model.version),
  indexes,
];

const changeArgs = (changes: Changes): string[] => {
  const { gone, left, taken } = movesIn(changes);
  return [
    ...withLength(changes.after.flatMap(({ key, doc }) => [key, JSON.stringify(doc)])),
    ...withLength(gone),
    ...byIndex(left, (member) => [member]),
    ...byIndex(taken, (member) => ["0", member]),
  ];
};

const withLength = (list: readonly string[]): string[] => [String(list.length), ...list];

function byIndex(places: readonly Place[], argsOf: (member: string) => readonly string[]): string[] {
  const members = new Map<string, string[]>();
  for (const { index, sort, key } of places) {
    const list = members.get(index) ?? [];
    list.push(...argsOf(`${sort}\0${key}`));
    members.set(index, list);
  }
  return [String(members.size), ...[...members].flatMap(([index, list]) => [index, ...withLength(list)])];
}

/** The bounds of a page for ZRANGEBYLEX. The upper one ends in the byte 255, which is in no UTF-8 text. */
function rangeOf({ after, from, to }: PageOf, prefix: string): { lowest: string | Buffer; highest: string | Buffer } {
  const behind = after && Buffer.from(`${after.sort}\0${prefix}${after.key}`);
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
