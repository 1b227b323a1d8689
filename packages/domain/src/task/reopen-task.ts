// Reopening a task with its plan 随计划恢复: what closing the plan dropped stands as it stood. Requests that lapsed stay lapsed.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { fieldsOfRestored, restoredFrom, restoredParts, resumed } from "./ending.ts";
import type { TaskState } from "./state.ts";
import { alsoUrged } from "./urging.ts";

export const TaskReopened = event({
  type: "TaskReopened",
  title: "任务随计划恢复",
  /** `unanswered` are the units that keep their state, and owe an answer to an urging again. */
  shape: z.object({ parts: restoredParts, unanswered: z.array(unitId).optional() }),
  sight: (e) => everybodys([...e.parts.map(({ unitId }) => unitId), ...(e.unanswered ?? [])]),
  fields: ({ parts }) => fieldsOfRestored(parts),
  sample: { parts: [{ unitId: sampleUnit, state: "accepted" as const }] },
  evolve: (task: TaskState, { parts }): TaskState => resumed(task, "planClosed", parts),
  tell: (e, nameOf) => ({
    zh: e.parts.length
      ? `计划恢复，恢复${e.parts.map(({ unitId }) => nameOf(unitId)).join("、")}的分工`
      : "计划恢复，没有终止的分工",
    en: e.parts.length
      ? `restored the parts of ${e.parts.map(({ unitId }) => nameOf(unitId)).join(", ")}: the plan is reopened`
      : "reopened with the plan; nothing had been dropped",
  }),
});

export const reopenTask = action({
  title: { zh: "随计划恢复任务", en: "Reopen a task with its plan" },
  by: ["policy"],
  command: z.object({}),
  example: {},
  events: [TaskReopened],
  open(task: TaskState) {
    if (!task.about) return reject("TASK_NOT_FOUND");
    return task.endings.includes("planClosed") ? task : unchanged;
  },
  decide(task) {
    const parts = restoredFrom(task, "planClosed");
    const unanswered = alsoUrged(resumed(task, "planClosed", parts), parts);
    return [TaskReopened({ parts, ...(unanswered.length > 0 && { unanswered }) })];
  },
});
