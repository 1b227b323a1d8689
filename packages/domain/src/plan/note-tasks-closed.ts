// The end of closing a plan 终止完毕: every task is closed with it.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import type { PlanState } from "./state.ts";

export const TasksClosed = event({
  type: "TasksClosed",
  title: "任务全部关闭",
  shape: z.object({ taskCount: z.int().min(0) }),
  sight: () => everybodys(),
  sample: { taskCount: 1 },
  evolve: (plan: PlanState): PlanState => ({ ...plan, tasksClosed: true }),
  tell: (e) => ({
    zh: `任务${e.taskCount}项已随计划全部关闭`,
    en: `all ${e.taskCount} tasks are closed with the plan`,
  }),
});

export const noteTasksClosed = action({
  title: { zh: "任务关闭完毕", en: "Note that all tasks are closed" },
  by: ["policy"],
  command: z.object({}),
  example: {},
  events: [TasksClosed],
  open(plan: PlanState) {
    // A plan that is reopened before all its tasks were closed has nothing more to note.
    if (plan.status !== "closed") return plan.reopening === null ? reject("PLAN_NOT_CLOSED") : unchanged;
    return plan.tasksClosed ? unchanged : plan;
  },
  decide: ({ rows }) => [TasksClosed({ taskCount: rows.length })],
});
