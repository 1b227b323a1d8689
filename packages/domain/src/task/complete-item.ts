// Completing an item 完成条目: the unit says what it has done of it. Amounts add up, and the item is done at its target.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { added, amount, noAmount, reaches, total } from "../kernel/amount.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleDay, sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { day, evidenceList, unitId } from "../kernel/shapes.ts";
import { ExtensionLapsed, lapseOfDone } from "./extension-lapsed.ts";
import { itemId, itemsNamed } from "./item.ts";
import { wholeItem } from "./items-of.ts";
import { ownPart } from "./rights.ts";
import { moved, onFulfilment, refusalOfWorkDay, type TaskState } from "./state.ts";

const completion = z.object({
  itemId,
  unitId,
  /** The day the work was done. */
  doneOn: day,
  /** How much was done this time; of an item that has a target, and of no other. */
  amount: amount.optional(),
  evidence: evidenceList,
});
const sample = { itemId: "p1", unitId: sampleUnit, doneOn: sampleDay, evidence: [sampleEvidence] };

export const ItemCompleted = event({
  type: "ItemCompleted",
  title: "完成条目",
  shape: completion.extend({
    /** The sum of the amounts until then, and from now on; zero for an item that is not counted. */
    before: total,
    after: total,
    /** Whether the item is done by this. */
    done: z.boolean(),
  }),
  sight: (e) => unitsOwn([e.unitId], ["itemId", "unitId", "done"]),
  fields: ({ itemId, unitId, before, after, amount, done }) =>
    changesBetween(
      amount === undefined ? { done: false } : { done: false, amount: before },
      amount === undefined ? { done } : { done, amount: after },
      unitId,
      `items.${itemId}`,
    ),
  sample: { ...sample, before: noAmount, after: noAmount, done: true },
  // Work on an item takes the part on, as a report does.
  evolve(task: TaskState, e): TaskState {
    const isFirst = task.items[e.itemId] && task.assignments[e.unitId]?.state === "assigned";
    const begun = isFirst ? moved(task, e.unitId, "accepted") : task;
    return onFulfilment(begun, e, () => ({ isCompleted: true, amount: e.after }));
  },
  tell(e, nameOf) {
    const zh = e.amount === undefined ? "" : `，本次${e.amount}，累计${e.after}${e.done ? "，达到目标" : ""}`;
    const en = e.amount === undefined ? "" : `: ${e.amount} more, ${e.after} in all${e.done ? ", the target" : ""}`;
    return {
      zh: `${nameOf(e.unitId)}${e.done ? "完成" : "推进"}条目${e.itemId}（${e.doneOn}）${zh}`,
      en: `${e.done ? "completed" : "went on with"} item ${e.itemId} for ${nameOf(e.unitId)} (${e.doneOn})${en}`,
    };
  },
});

export const completeItem = action({
  title: { zh: "完成条目", en: "Complete an item" },
  by: ["unit"],
  may: ownPart,
  command: completion,
  example: sample,
  events: [ItemCompleted, ExtensionLapsed],
  open(task: TaskState, target) {
    const owed = wholeItem(task, target);
    if (isRejection(owed) || owed.state !== "done") return owed;
    return reject("ITEM_DONE", itemsNamed(task.items, [target.itemId]));
  },
  decide({ task, item: { target }, amount: before }, command, actor) {
    if (target === undefined && command.amount !== undefined) return reject("ITEM_HAS_NO_TARGET");
    if (target !== undefined && command.amount === undefined) return reject("AMOUNT_MISSING");
    const refusal = refusalOfWorkDay(task, command.doneOn, actor);
    if (refusal) return refusal;
    const after = command.amount === undefined ? before : added(before, command.amount);
    const completed = ItemCompleted({
      ...command,
      before,
      after,
      done: target === undefined || reaches(after, target),
    });
    // The last piece of a split item completes that one, too.
    const now = ItemCompleted.evolve(task, completed.data, 0);
    return [...lapseOfDone(task, now, command.unitId), completed];
  },
});
