// Withdrawing a task 撤销任务: it is no longer asked for. Its open parts are dropped, with the cause.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { DisputeLapsed, disputeLapseOf } from "./dispute-lapsed.ts";
import { droppedBy, droppedParts, ended, fieldsOfDropped } from "./ending.ts";
import { ExtensionLapsed, lapseOf } from "./extension-lapsed.ts";
import type { TaskState } from "./state.ts";
import { alsoUrged } from "./urging.ts";

const withdrawal = z.object({
  reason: freeText,
  /** What it rests on 依据: a decision, a later notice. */
  authority: freeText,
});
const sample = { reason: { text: "该项工作由市级统一实施。" }, authority: { text: "区政府办补充通知。" } };

export const TaskWithdrawn = event({
  type: "TaskWithdrawn",
  title: "撤销任务",
  /** `unanswered` are the units that keep their state, and owe an answer to an urging no longer. */
  shape: withdrawal.extend({ parts: droppedParts, unanswered: z.array(unitId).optional() }),
  sight: (e) => everybodys([...e.parts.map(({ unitId }) => unitId), ...(e.unanswered ?? [])]),
  fields: ({ parts }) => fieldsOfDropped(parts),
  sample: { ...sample, parts: [{ unitId: sampleUnit, before: "accepted" as const }] },
  evolve: (task: TaskState, { parts }): TaskState =>
    ended(
      task,
      "withdrawn",
      parts.map(({ unitId }) => unitId),
    ),
  tell: (e, nameOf) => ({
    zh: `撤销任务（终止${e.parts.map(({ unitId }) => nameOf(unitId)).join("、") || "无"}的分工）；理由：${e.reason.text}；依据：${e.authority.text}`,
    en: `withdrew the task (dropped the parts of ${e.parts.map(({ unitId }) => nameOf(unitId)).join(", ") || "nobody"}); reason: ${e.reason.text}; authority: ${e.authority.text}`,
  }),
});

export const withdrawTask = action({
  title: { zh: "撤销任务", en: "Withdraw a task" },
  by: ["office", "policy"],
  command: withdrawal,
  example: sample,
  events: [TaskWithdrawn, ExtensionLapsed, DisputeLapsed],
  open(task: TaskState) {
    if (!task.about) return reject("TASK_NOT_FOUND");
    if (task.endings.includes("planClosed")) return reject("PLAN_CLOSED");
    return task.endings.includes("withdrawn") ? unchanged : task;
  },
  decide(task, command) {
    const parts = droppedBy(task);
    const unanswered = alsoUrged(task, parts);
    return [
      ...parts.flatMap(({ unitId }) => [
        ...lapseOf(task, unitId, "taskWithdrawn"),
        ...disputeLapseOf(task, unitId, "taskWithdrawn"),
      ]),
      TaskWithdrawn({ ...command, parts, ...(unanswered.length > 0 && { unanswered }) }),
    ];
  },
});
