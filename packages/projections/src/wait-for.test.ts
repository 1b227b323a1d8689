import { expect, test } from "vitest";
import { memoryViews } from "./memory-views.ts";
import { planBoard } from "./models/plan-board.ts";
import { taskCard } from "./models/task-card.ts";
import { reached } from "./wait-for.ts";

const nothing = { kept: [], gone: [] };
const at = (position: bigint) => ({ position, live: true, stopped: false, logId: "log" });

test("a position that every model includes is reached", async () => {
  const views = memoryViews();
  await views.commit(taskCard, nothing, null, at(7n));
  await views.commit(planBoard, nothing, null, at(8n));
  expect(await reached(views, [taskCard, planBoard], 7n, 0)).toBe(true);
  expect(await reached(views, [taskCard, planBoard], 8n, 0)).toBe(false);
});

test("it is waited for while there is time", async () => {
  const views = memoryViews();
  const waiting = reached(views, [taskCard], 7n, 60_000);
  await views.commit(taskCard, nothing, null, at(7n));
  expect(await waiting).toBe(true);
});

test("a model that nobody built has reached nothing", async () => {
  expect(await reached(memoryViews(), [taskCard], 1n, 30)).toBe(false);
});
