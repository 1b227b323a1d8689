// The end of closing a plan 终止完毕: every task is closed with it.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import type { PlanState } from "./state.ts";
import { turnDone, turnUnderWay } from "./turns.ts";

export const TasksClosed = event({
  type: "TasksClosed",
  title: "任务全部关闭",
  shape: z.object({ taskCount: z.int().min(0) }),
  sight: () => everybodys(),
  sample: { taskCount: 1 },
  evolve: (plan: PlanState): PlanState => ({ ...plan, turns: turnDone(plan, "closed") }),
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
    if (plan.turns.length === 0) return reject("PLAN_NOT_CLOSED");
    const turn = turnUnderWay(plan);
    return turn?.to === "closed" ? turn : unchanged;
  },
  decide: ({ taskCount }) => [TasksClosed({ taskCount })],
});
