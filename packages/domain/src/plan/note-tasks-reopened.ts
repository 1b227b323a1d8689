// The end of reopening a plan 恢复完毕: every part that its closing dropped stands as it stood.
import { z } from "zod";
import { action, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import type { PlanState } from "./state.ts";
import { turnDone, turnUnderWay } from "./turns.ts";

export const TasksReopened = event({
  type: "TasksReopened",
  title: "任务全部恢复",
  shape: z.object({ taskCount: z.int().min(0) }),
  sight: () => everybodys(),
  sample: { taskCount: 1 },
  evolve: (plan: PlanState): PlanState => ({ ...plan, turns: turnDone(plan, "reopened") }),
  tell: (e) => ({
    zh: `任务${e.taskCount}项已随计划全部恢复`,
    en: `all ${e.taskCount} tasks are reopened with the plan`,
  }),
});

export const noteTasksReopened = action({
  title: { zh: "任务恢复完毕", en: "Note that all tasks are reopened" },
  by: ["policy"],
  command: z.object({}),
  example: {},
  events: [TasksReopened],
  open(plan: PlanState) {
    const turn = turnUnderWay(plan);
    return turn?.to === "reopened" ? turn : unchanged;
  },
  decide: ({ taskCount }) => [TasksReopened({ taskCount })],
});
