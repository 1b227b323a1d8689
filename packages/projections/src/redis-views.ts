// The views in Redis. Many processes may read and write them: a commit counts only if the model is where its writer left it.
import type { Position } from "@taizhang/log";
import type { Logger } from "@taizhang/process";
import { Packr } from "msgpackr";
import { z } from "zod";
import { type Building, beginBuilding, beside as builtBeside } from "./building.ts";
import { movesIn, type Place } from "./changes.ts";
import { knownTexts } from "./known-texts.ts";
import type { Documents } from "./read-model.ts";
import { connectRedis } from "./redis-connection.ts";
import type { PackedCommit } from "./redis-scripts.ts";
import {
  type Answer,
  type Beside,
  type Commit,
  type ModelRef,
  noCheckpoint,
  type PageOf,
  type ReadBeside,
  rebuilding,
  type Span,
  type Stop,
  stopReasons,
  type Views,
} from "./views.ts";

/** Where the views are kept. */
export interface RedisSettings {
  /** Where it is, as `redisAddress` reads it: a server, a cluster, or sentinels. */
  readonly url: string;
  readonly logger: Logger;
  /** The name of the partition (a set of whole regions): it becomes the hash tag of every key. `p0` if left out. */
  readonly partition?: string;
}

// The answers of the scripts. A position is empty if its model has no event yet.
const position = z.string().transform((text): Position | null => (text === "" ? null : BigInt(text)));
const flag = z.enum(["0", "1"]).transform((text) => text === "1");
const mark = z
  .string()
  .nullable()
  .transform((text) => text || null);
// The reason, and the position behind a sign.
const stop = z
  .string()
  .nullable()
  .transform((text): Stop | null => {
    const [reason, at] = text?.split("@") ?? [];
    const known = stopReasons.find((each) => each === reason);
    return known ? { reason: known, at: at ? BigInt(at) : null } : null;
  });
const doc = z.string().nullable();
const docs = z.array(doc);
// What people read comes as bytes.
const bytes = z.instanceof(Buffer);
const text = bytes.transform(String);
const positionRead = text.pipe(position);
const flagRead = text.pipe(flag);
const docsRead = z.array(bytes.nullable());
const documents = z.tuple([positionRead, flagRead, docsRead]);
const beside = z.tuple([positionRead, flagRead, z.array(text), docsRead]).nullable();
const listed = z.tuple([positionRead, flagRead, z.array(text), docsRead, z.int(), z.array(beside)]);
const counted = z.tuple([position, flag, z.int()]);
const none = z.null();
const standings = z.array(
  z.union([
    z.tuple([position, flag, flag, mark, docs, flag, stop, z.string().nullable()]),
    z.tuple([none, none, none, none, docs, flag, none, none]),
  ]),
);
const outcomes = z.array(z.int());
const taking = z.enum(["done", "behind", "broken", "taken"]);

const parsed = (text: string | null | undefined): unknown => JSON.parse(text ?? "null");

/** Views in a Redis, in which models can be built anew beside those that answer. */
export interface RedisViews extends Views {
  /** Begins to build models anew. `build` names this rebuild, and no other ever. */
  begin(models: readonly ModelRef[], build: string): Promise<Building>;
}

/** Views in a Redis. While Redis is away they reject with `ViewsUnavailable`; afterwards they work again. */
export async function redisViews({ url, logger, partition = "p0" }: RedisSettings): Promise<RedisViews> {
  const redis = await connectRedis(url, logger);
  const docIn = knownTexts();
  const docOf = (read: Buffer | null | undefined): unknown => (read ? docIn(read) : null);

  const versionsOf = ({ name }: Pick<ModelRef, "name">) => `tz:{${partition}}:${name}:versions`;
  const keyOf = ({ name, version }: ModelRef, what: string) => `tz:{${partition}}:${name}:v${version}:${what}`;
  const keysToRead = (model: ModelRef) => [keyOf(model, "checkpoint"), keyOf(model, "docs")];
  const keysToWrite = (model: ModelRef) => [...keysToRead(model), versionsOf(model)];
  /** Nobody ever writes it: while its slot moves, a cluster refuses what names it. */
  const neverKey = `tz:{${partition}}:never`;
  const indexKey = (model: ModelRef, index: string) => keyOf(model, `index:${index}`);
  const keysToList = ({ model, prefix }: Documents<unknown>, index: string) => [
    ...keysToRead(model),
    indexKey(model, prefix + index),
  ];

  async function getMany<Doc>(of: Documents<Doc>, keys: readonly string[]): Promise<Answer<readonly (Doc | null)[]>> {
    const { model, prefix } = of;
    const wanted = keys.map((key) => prefix + key);
    const reply = await redis.runForBytes("get", keysToRead(model), wanted);
    if (reply === null) throw rebuilding(model);
    const [position, stopped, found] = documents.parse(reply);
    return { value: found.map((each) => (each === null ? null : of.read(docOf(each)))), position, stopped };
  }

  async function listBeside<Doc>(of: Documents<Doc>, index: string, page: PageOf, besides: readonly Beside[]) {
    const { model, prefix } = of;
    const { lowest, highest, others } = rangeOf(page, prefix);
    const reply = await redis.runForBytes(
      "list",
      [...keysToList(of, index), ...besides.flatMap((each) => keysToRead(each.of.model))],
      [
        prefix + index,
        lowest,
        highest,
        String(page.first + 1),
        ...others,
        page.backward ? "1" : "0",
        ...besides.flatMap(besideArgs),
      ],
    );
    if (reply === null) throw rebuilding(model);
    const [position, stopped, members, found, onOtherSide, read] = listed.parse(reply);
    const items = members.slice(0, page.first).map((member, at) => {
      const split = member.lastIndexOf("\0");
      const key = member.slice(split + 1 + prefix.length);
      return { sort: member.slice(0, split), key, doc: of.read(docOf(found[at])) };
    });
    const ahead = members.length > items.length;
    const value = page.backward
      ? { items: items.reverse(), hasMore: onOtherSide > 0, hasPrevious: ahead }
      : { items, hasMore: ahead, hasPrevious: onOtherSide > 0 };
    return { value, position, stopped, beside: read.map((each) => readBeside(each, docOf)) };
  }

  async function look(models: readonly ModelRef[], keys: readonly (readonly string[])[]) {
    const args = keys.flatMap((each) => [String(each.length), ...each]);
    return standings.parse(await redis.run("look", models.flatMap(keysToRead), args)).map(([at, ...rest]) => {
      const [stopped, live, mark, found, isWhole, stop, build] = rest;
      const isThere = stopped !== null && live !== null;
      const more = { ...(stop ? { stop } : {}), ...(build ? { build } : {}) };
      const there = { position: at, stopped: stopped === true, live: live === true, mark, ...more };
      return { at: isThere ? there : noCheckpoint, folds: found.map(parsed), isWhole };
    });
  }

  /** Who builds a model, for as long as that is sure. */
  const holdKey = ({ name }: Pick<ModelRef, "name">) => `tz:{${partition}}:${name}:held`;
  const keysToDrop = (model: ModelRef) => [
    ...keysToWrite(model),
    keyOf(model, "indexes"),
    keyOf(model, "entries"),
    neverKey,
  ];
  const dropArgs = (model: ModelRef) => [String(model.version), indexKey(model, "")];

  async function drop(model: ModelRef): Promise<void> {
    await redis.run("drop", keysToDrop(model), dropArgs(model));
  }

  async function versionsKept(model: Pick<ModelRef, "name">): Promise<number[]> {
    return (await redis.ask((to) => to.smembers(versionsOf(model)))).map(Number);
  }

  async function dropLeft({ name }: Pick<ModelRef, "name">): Promise<boolean> {
    let isCleared = false;
    for (const version of await versionsKept(builtBeside({ name, version: 0 }))) {
      const model = builtBeside({ name, version });
      const outcome = await redis.run("dropLeft", [...keysToDrop(model), holdKey(model)], dropArgs(model));
      isCleared ||= outcome === 1;
    }
    return isCleared;
  }

  async function hold(build: string, built: readonly ModelRef[], ms: number): Promise<void> {
    await Promise.all(built.map((model) => redis.ask((to) => to.set(holdKey(model), build, "PX", ms))));
  }

  async function letGo(build: string, built: readonly ModelRef[]): Promise<void> {
    await redis.run("letGo", built.map(holdKey), [build]);
  }

  /** Puts models in the places of others, all in one step. */
  async function takePlace(build: string, taken: readonly { readonly built: ModelRef; readonly place: ModelRef }[]) {
    const keys = taken.flatMap(({ built, place }) => [...keysToWrite(built), ...keysToWrite(place)]);
    const args = taken.flatMap(({ built, place }) => [String(place.version), indexKey(built, ""), indexKey(place, "")]);
    return taking.parse(await redis.run("takePlace", [...keys, neverKey], [build, ...args]));
  }

  const views: Views = {
    getMany,
    async get(of, key) {
      const { value, ...at } = await getMany(of, [key]);
      return { value: value[0] ?? null, ...at };
    },
    async list(of, index, page) {
      const { beside: _none, ...listed } = await listBeside(of, index, page, []);
      return listed;
    },
    listBeside,
    async count(of, index, span = {}) {
      const { lowest, highest } = spanOf(span);
      const reply = await redis.run("count", keysToList(of, index), [of.prefix + index, lowest, highest]);
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
      const texts = commits.map(({ changes }) => changes.after.map(({ doc }) => JSON.stringify(doc)));
      const packed = commits.map((each, nth) => packedCommit(each, indexKey(each.model, ""), texts[nth] ?? []));
      const keys = commits.flatMap(({ model }) => keysToWrite(model));
      // While a slot moves to another node, a cluster must know of every key whether it is still here.
      if (redis.isCluster) keys.push(...packed.flatMap(indexesIn));
      const args = [messagePack.pack(packed), Buffer.from(texts.flat().join(""))];
      const done = outcomes.parse(await redis.run("commit", keys, args));
      return done.map((outcome) => outcome === 1);
    },
    drop,
    dropLeft,
    async dropOlder({ name, version }) {
      const older = (await versionsKept({ name })).filter((each) => each < version);
      for (const each of older) await drop({ name, version: each });
    },
    async close() {
      redis.close();
    },
  };
  return { ...views, begin: (models, build) => beginBuilding({ views, takePlace, hold, letGo }, models, build) };
}

const besideArgs = ({ of, keys }: Beside): string[] =>
  "inField" in keys ? [of.prefix, keys.inField, "0"] : [of.prefix, "", String(keys.length), ...keys];

function readBeside(
  answer: z.output<typeof beside>,
  docOf: (read: Buffer | null | undefined) => unknown,
): ReadBeside | null {
  if (answer === null) return null;
  const [position, stopped, keys, found] = answer;
  return { value: new Map(keys.map((key, at) => [key, docOf(found[at])])), position, stopped };
}

// Plain maps: the library's records are an extension that Redis cannot read.
const messagePack = new Packr({ useRecords: false });

function packedCommit(
  { model, changes, from, build, to }: Commit,
  prefix: string,
  texts: readonly string[],
): PackedCommit {
  const { gone, left, taken } = movesIn(changes);
  return {
    from: String(from ?? ""),
    build: build ?? "",
    checkpoint: {
      position: String(to.position ?? ""),
      stopped: to.stopped ? "1" : "0",
      live: to.live ? "1" : "0",
      mark: to.mark ?? "",
      stop: to.stop ? `${to.stop.reason}@${to.stop.at ?? ""}` : "",
      build: to.build ?? "",
    },
    version: String(model.version),
    prefix,
    docs: changes.after.flatMap(({ key }, nth) => [key, Buffer.byteLength(texts[nth] ?? "")]),
    gone,
    left: byIndex(left, (member) => [member]),
    taken: byIndex(taken, (member) => ["0", member]),
  };
}

/** The keys of the indexes that a commit changes. */
const indexesIn = ({ prefix, left, taken }: PackedCommit): string[] =>
  [...new Set([...left.keys(), ...taken.keys()])].map((index) => prefix + index);

function byIndex(places: readonly Place[], membersOf: (member: string) => readonly string[]): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const { index, sort, key } of places) {
    const list = members.get(index) ?? [];
    list.push(...membersOf(`${sort}\0${key}`));
    members.set(index, list);
  }
  return members;
}

interface RangeOf {
  readonly lowest: string | Buffer;
  readonly highest: string | Buffer;
  /** From where to where the entries lie that the page is read away from; empty texts where it begins at an end. */
  readonly others: readonly [string | Buffer, string | Buffer];
}

/** The bounds of a span for ZRANGEBYLEX. The upper one ends in the byte 255, which is in no UTF-8 text. */
const spanOf = ({ from, to }: Span): Pick<RangeOf, "lowest" | "highest"> => ({
  lowest: from === undefined ? "-" : Buffer.from(`[${from}`),
  highest: to === undefined ? "+" : Buffer.concat([Buffer.from(`(${to}`), Buffer.from([255])]),
});

const bound = (sign: "(" | "[", bytes: Buffer): Buffer => Buffer.concat([Buffer.from(sign), bytes]);

/** The bounds of a page. An entry before the span leaves it whole, read forward, and one behind it, read backward. */
function rangeOf({ after, backward = false, from, to }: PageOf, prefix: string): RangeOf {
  const { lowest, highest } = spanOf({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
  if (after === undefined) return { lowest, highest, others: ["", ""] };
  const at = Buffer.from(`${after.sort}\0${prefix}${after.key}`);
  if (backward) {
    const end = to === undefined ? undefined : Buffer.concat([Buffer.from(to), Buffer.from([255])]);
    if (end !== undefined && at.compare(end) >= 0) return { lowest, highest, others: ["", ""] };
    return { lowest, highest: bound("(", at), others: [bound("[", at), highest] };
  }
  if (from !== undefined && at.compare(Buffer.from(from)) < 0) return { lowest, highest, others: ["", ""] };
  return { lowest: bound("(", at), highest, others: [lowest, bound("[", at)] };
}
