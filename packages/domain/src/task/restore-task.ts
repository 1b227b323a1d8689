// Restoring a task 恢复任务: its withdrawal is undone, and each part stands as it stood. Requests that lapsed stay lapsed.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { fieldsOfRestored, restoredFrom, restoredParts, resumed } from "./ending.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import type { TaskState } from "./state.ts";
import { alsoUrged } from "./urging.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

const restoration = z.object({
  reason: freeText,
  /** What it rests on 依据. */
  authority: freeText,
});
const sample = { reason: { text: "市级不再统一实施。" }, authority: { text: "区政府专题会议纪要。" } };

export const TaskRestored = event({
  type: "TaskRestored",
  title: "恢复任务",
  /** `unanswered` are the units that keep their state, and owe an answer to an urging again. */
  shape: restoration.extend({ parts: restoredParts, unanswered: z.array(unitId).optional() }),
  sight: (e) => everybodys([...e.parts.map(({ unitId }) => unitId), ...(e.unanswered ?? [])]),
  fields: ({ parts }) => fieldsOfRestored(parts),
  sample: { ...sample, parts: [{ unitId: sampleUnit, state: "accepted" as const }] },
  evolve: (task: TaskState, { parts }): TaskState => resumed(task, "withdrawn", parts),
  tell: (e, nameOf) => ({
    zh: `恢复任务（恢复${e.parts.map(({ unitId }) => nameOf(unitId)).join("、") || "无"}的分工）；理由：${e.reason.text}；依据：${e.authority.text}`,
    en: `restored the task (and the parts of ${e.parts.map(({ unitId }) => nameOf(unitId)).join(", ") || "nobody"}); reason: ${e.reason.text}; authority: ${e.authority.text}`,
  }),
});

export const restoreTask = action({
  title: { zh: "恢复任务", en: "Restore a task" },
  by: ["office"],
  command: restoration,
  example: sample,
  events: [TaskRestored, AssignmentSignedOff],
  open(task: TaskState) {
    if (!task.about) return reject("TASK_NOT_FOUND");
    if (task.endings.includes("planClosed")) return reject("PLAN_CLOSED");
    return task.endings.includes("withdrawn") ? task : unchanged;
  },
  decide(task, command) {
    const parts = restoredFrom(task, "withdrawn");
    const unanswered = alsoUrged(resumed(task, "withdrawn", parts), parts);
    const restored = TaskRestored({ ...command, parts, ...(unanswered.length > 0 && { unanswered }) });
    return [restored, ...signedOffBy(TaskRestored.evolve(task, restored.data, 0))];
  },
});
