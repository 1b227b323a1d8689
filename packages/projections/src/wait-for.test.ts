// Waiting until the read models have reached a position.
import { expect, test } from "vitest";
import { memoryViews } from "./memory-views.ts";
import { planCard } from "./models/plan-card.ts";
import { taskCards } from "./models/task.ts";
import type { AnyReadModel } from "./read-model.ts";
import type { Views } from "./views.ts";
import { listsUpTo, reached } from "./wait-for.ts";

const [tasks, plans] = [taskCards.model, planCard.model];
const comes = (views: Views, model: AnyReadModel, position: bigint, stopped = false) =>
  views.commit([
    {
      model,
      changes: { before: [], after: [] },
      from: null,
      to: { position, live: true, stopped, mark: "log" },
    },
  ]);

test("a position that every model includes is reached", async () => {
  const views = memoryViews();
  await comes(views, tasks, 7n);
  await comes(views, plans, 8n);
  expect(await reached(views, [tasks, plans], 7n, 0)).toBe(true);
  expect(await reached(views, [tasks, plans], 8n, 0)).toBe(false);
});

test("a position is waited for until the time is over", async () => {
  const views = memoryViews();
  const waiting = reached(views, [tasks], 7n, 60_000);
  await comes(views, tasks, 7n);
  expect(await waiting).toBe(true);
});

test("a model that was never built has reached no position", async () => {
  expect(await reached(memoryViews(), [tasks], 1n, 30)).toBe(false);
});

test("a model that has stopped before a position is not waited for; one that has stopped behind it includes it", async () => {
  const views = memoryViews();
  await comes(views, plans, 9n);
  await comes(views, tasks, 7n, true);
  expect(await reached(views, [plans, tasks], 8n, Number.POSITIVE_INFINITY)).toBe(false);
  expect(await reached(views, [plans, tasks], 7n, 0)).toBe(true);
});

test("a list of an older copy, to which the store failed over, is none: whoever goes over it would forget the rest", async () => {
  const [newer, older] = [memoryViews(), memoryViews()];
  await comes(newer, tasks, 7n);
  await comes(older, tasks, 6n);
  let current: Views = newer;
  const store: Pick<Views, "look" | "list"> = {
    look: (looks) => current.look(looks),
    list: (...asked) => current.list(...asked),
  };
  const lists = await listsUpTo(store, [tasks], 7n, 0);
  expect((await lists.list(taskCards, "all", { first: 1 })).position).toBe(7n);
  current = older;
  await expect(lists.list(taskCards, "all", { first: 1 })).rejects.toMatchObject({ name: "ReadModelShort" });
  await expect(listsUpTo(store, [tasks], 7n, 0)).rejects.toMatchObject({ name: "ReadModelShort" });
  expect((await (await listsUpTo(store, [tasks], null, 0)).list(taskCards, "all", { first: 1 })).position).toBe(6n);
});
