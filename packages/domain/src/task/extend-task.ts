// Extending a task 任务延期: the office moves the due day of the whole task, for every open part, without a request. It gives
// time, and excuses nothing: what is claimed by then is judged by the day that held when it was claimed, also if that was too
// late. If the claim comes back the unit has the new day, and so has a part that is signed off once it is reopened.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { isOpen } from "./assignment-state.ts";
import { dayAfter } from "./due-day.ts";
import { runningTask } from "./ending.ts";
import { refusalOfNewDueDay } from "./extension.ts";
import { ExtensionLapsed, lapseOfPart } from "./extension-lapsed.ts";
import { onAssignment, type TaskState } from "./state.ts";

const extension = z.object({
  dueOn: day,
  reason: freeText,
  /** What it rests on 依据: a decision, a document of the level above. */
  authority: freeText,
});
const sample = {
  dueOn: "2021-12-31",
  reason: { text: "全省统一平台推迟上线。" },
  authority: { text: "区政府第12次常务会议纪要。" },
};

export const TaskExtended = event({
  type: "TaskExtended",
  title: "任务延期",
  shape: extension.extend({
    /** The due day of the task until then. */
    before: day,
    /** The open parts that were due earlier, claimed ones too, each with its due day until then. */
    parts: z.array(z.object({ unitId, before: day.nullable() })),
  }),
  sight: (e) => everybodys(e.parts.map((part) => part.unitId)),
  fields: ({ before, dueOn, parts }) => [
    { field: "dueOn", unitId: null, before, after: dueOn },
    ...parts.map((part) => ({ field: "dueOn", unitId: part.unitId, before: part.before, after: dueOn })),
  ],
  sample: { ...sample, before: "2021-11-30", parts: [{ unitId: sampleUnit, before: "2021-11-30" }] },
  evolve: (task: TaskState, { dueOn, parts }): TaskState =>
    parts.reduce<TaskState>((so, { unitId }) => onAssignment(so, unitId, (part) => ({ ...part, dueOn })), {
      ...task,
      dueOn,
    }),
  tell: (e, nameOf) => ({
    zh: `任务由${e.before}延至${e.dueOn}（${e.parts.map(({ unitId }) => nameOf(unitId)).join("、") || "无未了结分工"}）；理由：${e.reason.text}；依据：${e.authority.text}`,
    en: `extended the task from ${e.before} to ${e.dueOn} (${e.parts.map(({ unitId }) => nameOf(unitId)).join(", ") || "no open part"}); reason: ${e.reason.text}; authority: ${e.authority.text}`,
  }),
});

export const extendTask = action({
  title: { zh: "任务延期", en: "Extend a task" },
  by: ["office"],
  command: extension,
  example: sample,
  events: [TaskExtended, ExtensionLapsed],
  open(state: TaskState) {
    const task = runningTask(state);
    if (isRejection(task)) return task;
    const { dueOn } = task;
    return dueOn === null ? reject("NO_DUE_DAY") : { task, before: dueOn };
  },
  decide({ task, before }, command, actor) {
    if (command.dueOn === before) return [];
    const refusal = refusalOfNewDueDay(before, command.dueOn, actor);
    if (refusal) return refusal;
    const earlier = Object.entries(task.assignments).filter(
      ([, { state, dueOn }]) => isOpen(state) && dayAfter(dueOn, task.dueOn, command.dueOn) !== dueOn,
    );
    // A request for a day that everybody now has is answered by this; one for a later day still waits.
    const met = earlier.filter(([, { extension }]) => extension !== null && extension.dueOn <= command.dueOn);
    const parts = earlier.map(([unitId, { dueOn }]) => ({ unitId, before: dueOn }));
    return [
      TaskExtended({ ...command, before, parts }),
      ...met.flatMap(([unitId]) => lapseOfPart(task, unitId, "taskExtended")),
    ];
  },
});
