// Closing a task 任务关闭 with its plan: assignments that are still open are dropped, with the cause. What a unit has asked since the
// plan is open again is not over with its closing: it waits again once the task is reopened.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import type { PlanEnding } from "../plan/plan-now.ts";
import { DisputeLapsed, disputeLapseOf } from "./dispute-lapsed.ts";
import { droppedBy, ended } from "./ending.ts";
import { ExtensionLapsed, lapseOf } from "./extension-lapsed.ts";
import type { TaskState } from "./state.ts";
import { alsoUrged } from "./urging.ts";

const cause = z.enum(["planClosed"]);

export const TaskClosed = event({
  type: "TaskClosed",
  title: "任务随计划关闭",
  /** `unanswered` are the units that are not dropped, and owe an answer to an urging no longer. */
  shape: z.object({ cause, dropped: z.array(unitId), unanswered: z.array(unitId).optional() }),
  sight: (e) => everybodys([...e.dropped, ...(e.unanswered ?? [])]),
  sample: { cause: "planClosed", dropped: [sampleUnit] },
  evolve: (task: TaskState, e): TaskState => ended(task, e.cause, e.dropped),
  tell: (e, nameOf) => ({
    zh: e.dropped.length ? `计划关闭，终止${e.dropped.map(nameOf).join("、")}的分工` : "计划关闭，无未完分工",
    en: e.dropped.length
      ? `dropped the open assignments of ${e.dropped.map(nameOf).join(", ")}: the plan is closed`
      : "closed with the plan; nothing was open",
  }),
});

export const closeTask = action({
  title: { zh: "任务关闭", en: "Close a task with its plan" },
  by: ["policy"],
  command: z.object({ cause }),
  example: { cause: "planClosed" },
  events: [TaskClosed, ExtensionLapsed, DisputeLapsed],
  open(task: TaskState) {
    if (!task.about) return reject("TASK_NOT_FOUND");
    return task.endings.includes("planClosed") ? unchanged : task;
  },
  decide(task, command, _actor, ending: PlanEnding) {
    const parts = droppedBy(task);
    const dropped = parts.map(({ unitId }) => unitId);
    const lapsed = dropped.flatMap((unit) => [
      ...lapseOf(task, unit, "planClosed", ending),
      ...disputeLapseOf(task, unit, "planClosed", ending),
    ]);
    const unanswered = alsoUrged(task, parts);
    return [...lapsed, TaskClosed({ ...command, dropped, ...(unanswered.length > 0 && { unanswered }) })];
  },
});
