// The end of issuing a plan 开立完毕: every row is a task, and its units are assigned.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import type { PlanState } from "./state.ts";

export const TasksOpened = event({
  type: "TasksOpened",
  title: "任务全部开立",
  shape: z.object({ taskCount: z.int().min(0) }),
  sight: () => everybodys(),
  sample: { taskCount: 1 },
  evolve: (plan: PlanState): PlanState => ({ ...plan, tasksOpened: true }),
  tell: (e) => ({ zh: `任务${e.taskCount}项已全部开立分工`, en: `all ${e.taskCount} tasks are open and assigned` }),
});

export const noteTasksOpened = action({
  title: { zh: "任务开立完毕", en: "Note that all tasks are open" },
  by: ["policy"],
  command: z.object({}),
  example: {},
  events: [TasksOpened],
  open(plan: PlanState) {
    if (plan.issuedOn === null) return reject("PLAN_NOT_ISSUED");
    return plan.tasksOpened ? unchanged : plan;
  },
  decide: ({ rows }) => [TasksOpened({ taskCount: rows.length })],
});
