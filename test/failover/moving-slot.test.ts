// A slot of a Redis Cluster on its way to another node: what is asked of it is carried out whole, or not at all.
import { type Commit, redisViews, type Views } from "@taizhang/projections";
import { ownModel } from "@taizhang/projections/testing/own-model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RedisCluster, type SlotMove, startCluster } from "../support/redis-cluster.ts";
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

test.each<[string, (key: string) => boolean]>([
  ["nothing", () => false],
  ["only the index", isIndex],
  ["all but the index", (key) => !isIndex(key)],
  ["only the documents", (key) => key.endsWith(":docs")],
  ["all", () => true],
])("%s has been moved", async (what, isFirst) => {
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
