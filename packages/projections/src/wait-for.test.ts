// Waiting until the read models have reached a position.
import { expect, test } from "vitest";
import { memoryViews } from "./memory-views.ts";
import { planCard } from "./models/plan-card.ts";
import { taskCards } from "./models/task.ts";
import type { AnyReadModel } from "./read-model.ts";
import type { Views } from "./views.ts";
import { reached } from "./wait-for.ts";

const [tasks, plans] = [taskCards.model, planCard.model];
const comes = (views: Views, model: AnyReadModel, position: bigint) =>
  views.commit([
    {
      model,
      changes: { before: [], after: [] },
      from: null,
      to: { position, live: true, stopped: false, mark: "log" },
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
