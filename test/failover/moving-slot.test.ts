// A slot of a Redis Cluster on its way to another node: what is asked of it is carried out whole, or not at all.
import {
  type Commit,
  planCard,
  type RedisViews,
  rebuild,
  redisViews,
  startRunner,
  type Views,
} from "@taizhang/projections";
import { ownModel } from "@taizhang/projections/testing/own-model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RedisCluster, type SlotMove, startCluster } from "../support/redis-cluster.ts";
import { storyLog } from "../support/story.ts";
import { keptIn } from "./kept.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

let cluster: RedisCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

const notes = ownModel<{ text: string }>("notes");
const note = (key: string, text: string) => notes.shown(key, { text }, [{ index: "all", sort: text }]);

function commitOf(before: Commit["changes"]["before"], after: Commit["changes"]["after"], from: bigint | null): Commit {
  const to = { position: (from ?? 0n) + 1n, stopped: false, live: true, mark: "a log" };
  return { model: notes.model, changes: { before, after }, from, to };
}

/** What both nodes keep of the slot. */
async function keptBy({ from, to, left }: SlotMove, slot: number) {
  const there = await to.asks.cluster("GETKEYSINSLOT", slot, 100);
  return new Map([...(await keptIn(from.asks, await left())), ...(await keptIn(to.asks, there))]);
}

const unavailable = { name: "ViewsUnavailable" };
const all = async (views: Views) =>
  (await views.list(notes, "all", { first: 9 })).value.items.map(({ doc }) => doc.text);
const isIndex = (key: string) => key.includes(":index:");

/** Which keys are on the other node already. */
const moved: [what: string, isFirst: (key: string) => boolean][] = [
  ["nothing", () => false],
  ["only the index", isIndex],
  ["all but the index", (key) => !isIndex(key)],
  ["only the documents", (key) => key.endsWith(":docs")],
  ["all", () => true],
];

test.each(moved)("%s has been moved", async (what, isFirst) => {
  const partition = `moving ${what}`;
  const views = await redisViews({ url: cluster.url, partition, logger: silent });
  await views.commit([commitOf([], [note("a", "1"), note("b", "2")], null)]);
  const slot = await cluster.slotOf(partition);
  const move = await cluster.move(slot);
  await move.take((await move.left()).filter(isFirst));
  const kept = await keptBy(move, slot);

  const next = commitOf([note("a", "1")], [note("a", "3"), note("c", "4")], 1n);
  if (what === "nothing" || what === "all") {
    // All that it needs is on one node.
    expect(await all(views)).toEqual(["1", "2"]);
    expect(await views.commit([next])).toEqual([true]);
  } else {
    await expect(views.commit([next])).rejects.toMatchObject(unavailable);
    await expect(views.drop(notes.model)).rejects.toMatchObject(unavailable);
    expect(await keptBy(move, slot)).toEqual(kept);
    await expect(all(views)).rejects.toMatchObject(unavailable);
    await move.end();
    expect(await views.commit([next])).toEqual([true]);
  }
  expect(await all(views)).toEqual(["2", "3", "4"]);
  await move.end();
  expect(await all(views)).toEqual(["2", "3", "4"]);
  await views.close();
});

test("an entry that takes the place of the only one does so while a slot moves", async () => {
  const partition = "moving an only entry";
  const views = await redisViews({ url: cluster.url, partition, logger: silent });
  await views.commit([commitOf([], [note("a", "1")], null)]);
  const move = await cluster.move(await cluster.slotOf(partition));
  expect(await views.commit([commitOf([note("a", "1")], [note("a", "2")], 1n)])).toEqual([true]);
  await move.end();
  expect(await all(views)).toEqual(["2"]);
  await views.close();
});

describe("what was built anew takes its place only once the slot has moved", () => {
  test.each(moved)("%s has been moved", async (what, isFirst) => {
    const partition = `taking place, moving ${what}`;
    const views = await redisViews({ url: cluster.url, partition, logger: silent });
    const other = notes.shown("other", { text: "9" }, [{ index: "others", sort: "9" }]);
    await views.commit([commitOf([], [note("a", "1"), note("b", "2"), other], null)]);
    const building = await views.begin([notes.model], "anew");
    const built = { ...commitOf([], [note("a", "1"), note("c", "3")], null), build: "anew" };
    expect(await building.views.commit([built])).toEqual([true]);
    const slot = await cluster.slotOf(partition);
    const move = await cluster.move(slot);
    await move.take((await move.left()).filter(isFirst));
    const kept = await keptBy(move, slot);

    await expect(building.takePlace()).rejects.toMatchObject(unavailable);
    expect(await keptBy(move, slot)).toEqual(kept);
    await move.end();
    expect(await building.takePlace()).toBe(true);
    expect(await all(views)).toEqual(["1", "3"]);
    // As if its answer had been lost.
    expect(await building.takePlace()).toBe(true);
    await views.close();
  });
});

test("a rebuild whose end meets a moving slot waits until it has moved", async () => {
  const partition = "rebuilding while moving";
  const views = await redisViews({ url: cluster.url, partition, logger: silent });
  const log = await storyLog();
  const models = [planCard.model];
  const runner = startRunner({ log, views, models, logger: silent });
  await runner.caughtUp;
  await runner.stop();
  let move: SlotMove | null = null;
  const moving: RedisViews = {
    ...views,
    async begin(...asked) {
      const building = await views.begin(...asked);
      const takePlace = async () => {
        move ??= await cluster.move(await cluster.slotOf(partition));
        return building.takePlace();
      };
      return { ...building, takePlace };
    },
  };
  let waited = 0;
  const warn = () => {
    waited += 1;
    void move?.end();
  };
  const { signal } = new AbortController();
  const logger = { ...silent, warn };
  await rebuild({ log, views: moving, models, build: "anew", logger, progress() {}, signal });
  expect(waited).toBeGreaterThan(0);
  expect(await views.checkpoint(planCard.model)).toMatchObject({ build: "anew", position: await log.head() });
  await views.close();
});
