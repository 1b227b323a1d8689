// Extending a task 任务延期: the office moves the due day of the whole task for every open part, or that of one item for every unit
// that owes it, without a request. It gives time, and excuses nothing: what is claimed by then is judged by the day that held when
// it was claimed, also if that was too late. If the claim comes back the unit has the new day, and so has a part that is signed
// off once it is reopened.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { everybodys, unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { isOpen } from "./assignment-state.ts";
import { dayAfter } from "./due-day.ts";
import { runningTask } from "./ending.ts";
import { extendedItem, fieldOf, pendingIn, refusalOfNewDueDay } from "./extension.ts";
import { ExtensionLapsed, lapseOfItems, lapseOfPart } from "./extension-lapsed.ts";
import { dayOfItem, itemsOf } from "./items-of.ts";
import { onAssignment, type TaskState } from "./state.ts";

const extension = z.object({
  ...extendedItem,
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
    /** The unit whose part alone the item belongs to; left out for an item of the whole task, and for the task. */
    ofUnit: unitId.optional(),
    /** The due day of the task, or of the item, until then. */
    before: day,
    /** The open parts that were due earlier, or owed the item earlier, claimed ones too, each with its day until then. */
    parts: z.array(z.object({ unitId, before: day.nullable() })),
  }),
  sight: ({ ofUnit, parts }) =>
    ofUnit === undefined
      ? everybodys(parts.map((part) => part.unitId))
      : unitsOwn([ofUnit], ["itemId", "ofUnit", "before", "dueOn", "parts"]),
  fields: ({ itemId, before, dueOn, parts }) => {
    const field = fieldOf({ itemId }, "dueOn");
    return [
      { field, unitId: null, before, after: dueOn },
      ...parts.map((part) => ({ field, unitId: part.unitId, before: part.before, after: dueOn })),
    ];
  },
  sample: { ...sample, before: "2021-11-30", parts: [{ unitId: sampleUnit, before: "2021-11-30" }] },
  evolve(task: TaskState, { itemId, dueOn, parts }): TaskState {
    if (itemId !== undefined) {
      const item = task.items[itemId];
      return item ? { ...task, items: { ...task.items, [itemId]: { ...item, extendedTo: dueOn } } } : task;
    }
    return parts.reduce<TaskState>((so, { unitId }) => onAssignment(so, unitId, (part) => ({ ...part, dueOn })), {
      ...task,
      dueOn,
    });
  },
  tell(e, nameOf) {
    const what =
      e.itemId === undefined ? { zh: "任务", en: "the task" } : { zh: `条目${e.itemId}`, en: `item ${e.itemId}` };
    const units = e.parts.map(({ unitId }) => nameOf(unitId));
    return {
      zh: `${what.zh}由${e.before}延至${e.dueOn}（${units.join("、") || "无未了结分工"}）；理由：${e.reason.text}；依据：${e.authority.text}`,
      en: `extended ${what.en} from ${e.before} to ${e.dueOn} (${units.join(", ") || "no open part"}); reason: ${e.reason.text}; authority: ${e.authority.text}`,
    };
  },
});

/** The open parts that are due before the new day of the task, with the requests that it meets. */
function partsDueEarlier(task: TaskState, dueOn: string) {
  const earlier = Object.entries(task.assignments).filter(
    ([, part]) => isOpen(part.state) && dayAfter(part.dueOn, task.dueOn, dueOn) !== part.dueOn,
  );
  // A request for a day that everybody now has is answered by this; one for a later day still waits.
  return earlier.map(([unitId, part]) => ({
    ...{ unitId, before: part.dueOn },
    lapses: isMet(part, dueOn) ? lapseOfPart(task, unitId, "taskExtended") : [],
  }));
}

/** The open parts that still owe the item, before its new day, with the requests that it meets. */
function itemDueEarlier(task: TaskState, itemId: string, dueOn: string) {
  return Object.entries(task.assignments).flatMap(([unitId, part]) => {
    const owed = itemsOf(task.items, unitId, part).find((each) => each.itemId === itemId);
    if (owed?.state !== "open" || owed.dueOn === null || owed.dueOn >= dueOn) return [];
    const lapses = isMet(owed, dueOn) ? lapseOfItems(task, unitId, "itemExtended", (each) => each === itemId) : [];
    return [{ unitId, before: owed.dueOn, lapses }];
  });
}

const isMet = (extended: Parameters<typeof pendingIn>[0], dueOn: string): boolean => {
  const pending = pendingIn(extended);
  return pending !== null && pending.dueOn <= dueOn;
};

export const extendTask = action({
  title: { zh: "任务延期", en: "Extend a task" },
  by: ["office"],
  command: extension,
  example: sample,
  events: [TaskExtended, ExtensionLapsed],
  open(state: TaskState, { itemId }) {
    const task = runningTask(state);
    if (isRejection(task)) return task;
    const item = itemId === undefined ? null : task.items[itemId];
    if (item === undefined) return reject("ITEM_NOT_FOUND", itemId);
    const before = item === null ? task.dueOn : dayOfItem(item);
    return before === null ? reject("NO_DUE_DAY") : { task, before, ofUnit: item?.unitId ?? null };
  },
  decide({ task, before, ofUnit }, command, actor) {
    const { itemId, dueOn } = command;
    if (dueOn === before) return [];
    const refusal = refusalOfNewDueDay(before, dueOn, actor);
    if (refusal) return refusal;
    const earlier = itemId === undefined ? partsDueEarlier(task, dueOn) : itemDueEarlier(task, itemId, dueOn);
    const parts = earlier.map(({ unitId, before }) => ({ unitId, before }));
    return [
      TaskExtended({ ...command, ...(ofUnit !== null && { ofUnit }), before, parts }),
      ...earlier.flatMap(({ lapses }) => lapses),
    ];
  },
});
