import { memoryViews, type Views } from "@taizhang/projections";
import { ownModel } from "@taizhang/projections/testing/own-model";
import { expect, test } from "vitest";
import { reading } from "./reading.ts";

/** No read model is behind. */
const current = { isBehind: () => false };

const ahead = ownModel<number>("ahead");
const behind = ownModel<number>("behind");
const further = ownModel<number>("further behind");

const standsAt = (position: bigint) => ({ position, stopped: false, live: true, mark: "a log" });
const nothing = { before: [], after: [] };
const move = (views: Views, { model }: typeof ahead, from: bigint | null, to: bigint) =>
  views.commit([{ model, changes: nothing, from, to: standsAt(to) }]);
const page = { first: 1 };
const longMs = 1_000_000;

/** Views that record which model's progress was asked for. */
async function watched() {
  const views = memoryViews();
  await move(views, ahead, null, 300n);
  await move(views, behind, null, 100n);
  await move(views, further, null, 100n);
  const looks: string[] = [];
  const look: Views["look"] = (at) => {
    looks.push(...at.map(({ model }) => model.name));
    return views.look(at);
  };
  return { views, looks, readFor: (patienceMs: number) => reading({ ...views, look }, patienceMs, current) };
}

test.each([
  ["a document", (views: Views) => reading(views, 0, current).get(behind, "1")],
  ["documents", (views: Views) => reading(views, 0, current).getMany(behind, ["1"])],
  ["a page of an index", (views: Views) => reading(views, 0, current).list(behind, "all", page)],
  ["a count", (views: Views) => reading(views, 0, current).count(behind, "all")],
])("%s is read at once where no position is asked for", async (_what, ask) => {
  const { views } = await watched();
  expect((await ask(views)).position).toBe(100n);
});

test("every read waits until its model includes the position", async () => {
  const { views, readFor } = await watched();
  const read = readFor(longMs);
  const order: string[] = [];
  read.atLeast(200n);
  const answers = [
    read.get(behind, "1"),
    read.getMany(behind, ["1"]),
    read.list(behind, "all", page),
    read.count(behind, "all"),
  ].map(async (answer) => {
    const { position } = await answer;
    order.push("answered");
    return position;
  });
  expect((await read.get(ahead, "1")).position).toBe(300n);
  order.push("reached");
  await move(views, behind, 100n, 200n);
  expect(await Promise.all(answers)).toEqual([200n, 200n, 200n, 200n]);
  expect(order).toEqual(["reached", "answered", "answered", "answered", "answered"]);
});

test("of several positions, the last in the log counts", async () => {
  const { views, readFor } = await watched();
  const read = readFor(longMs);
  read.atLeast(100n);
  await read.get(behind, "1");
  read.atLeast(200n);
  read.atLeast(50n);
  read.atLeast(null);
  const answer = read.get(behind, "1");
  await move(views, behind, 100n, 200n);
  expect((await answer).position).toBe(200n);
});

test("a model that includes the position is waited for once", async () => {
  const { looks, readFor } = await watched();
  const read = readFor(longMs);
  read.atLeast(300n);
  for (let times = 0; times < 3; times += 1) await read.get(ahead, "1");
  expect(looks).toEqual(["ahead"]);
});

test("all models together are waited for no longer than the limit, and an older answer is not given", async () => {
  const { looks, readFor } = await watched();
  const read = readFor(30);
  read.atLeast(200n);
  const code = { extensions: { code: "READ_MODEL_BEHIND" } };
  await expect(read.get(behind, "1")).rejects.toMatchObject(code);
  await expect(read.get(behind, "1")).rejects.toMatchObject(code);
  looks.length = 0;
  await expect(read.get(further, "1")).rejects.toMatchObject(code);
  expect(looks).toEqual(["further behind"]);
  expect((await read.get(ahead, "1")).position).toBe(300n);
});

test.each<[string, (read: ReturnType<typeof reading>) => Promise<{ position: bigint | null }>]>([
  ["a document", (read) => read.get(behind, "1")],
  ["documents", (read) => read.getMany(behind, ["1"])],
  ["a page of an index", (read) => read.list(behind, "all", page)],
  ["a page with others beside it", (read) => read.listBeside(behind, "all", page, [])],
  ["a count", (read) => read.count(behind, "all")],
  ["a position", async (read) => ({ position: await read.positionOf(behind.model) })],
])("%s of an older copy, to which the store failed over meanwhile, is not passed off as fresh", async (_what, ask) => {
  const lost = (await watched()).views;
  await move(lost, behind, 100n, 200n);
  const { views: older } = await watched();
  let looks = 0;
  /** Answers from the lost copy until it was looked at once. */
  const failingOver: Views = { ...older, look: (at) => (++looks === 1 ? lost : older).look(at) };
  const inTime = reading(failingOver, longMs, current);
  inTime.atLeast(200n);
  const answer = ask(inTime);
  await expect.poll(() => looks).toBeGreaterThan(2);
  await move(older, behind, 100n, 200n);
  expect((await answer).position).toBe(200n);

  looks = 0;
  const { views: evenOlder } = await watched();
  const tooLate = reading({ ...evenOlder, look: (at) => (++looks === 1 ? lost : evenOlder).look(at) }, 30, current);
  tooLate.atLeast(200n);
  await expect(ask(tooLate)).rejects.toMatchObject({ extensions: { code: "READ_MODEL_BEHIND" } });
});
