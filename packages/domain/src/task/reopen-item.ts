// Reopening an item 撤回条目完成: what a unit has completed of it does not count, with the reason. It begins anew.
import { z } from "zod";
import { action, isRejection, unchanged } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { noAmount, total } from "../kernel/amount.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { itemId } from "./item.ts";
import { wholeItem } from "./items-of.ts";
import { ownPartOrAbove } from "./rights.ts";
import { onFulfilment, type TaskState } from "./state.ts";

const reopening = z.object({ itemId, unitId, reason: freeText });
const sample = { itemId: "p1", unitId: sampleUnit, reason: { text: "页面内容不全。" } };

export const ItemReopened = event({
  type: "ItemReopened",
  title: "撤回条目完成",
  shape: reopening.extend({
    /** Whether it was done, and the sum of the amounts until then; from now on it is zero. */
    before: z.object({ done: z.boolean(), amount: total }),
  }),
  sight: (e) => unitsOwn([e.unitId], ["itemId", "unitId"]),
  fields: ({ itemId, unitId, before }) =>
    changesBetween(before, { done: false, amount: noAmount }, unitId, `items.${itemId}`),
  sample: { ...sample, before: { done: true, amount: noAmount } },
  evolve: (task: TaskState, e): TaskState => onFulfilment(task, e, () => ({ isCompleted: false, amount: noAmount })),
  tell: (e, nameOf) => ({
    zh: `撤回${nameOf(e.unitId)}对条目${e.itemId}的完成${e.before.amount === noAmount ? "" : `（原累计${e.before.amount}）`}；理由：${e.reason.text}`,
    en: `reopened item ${e.itemId} of ${nameOf(e.unitId)}${e.before.amount === noAmount ? "" : ` (it had ${e.before.amount})`}: ${e.reason.text}`,
  }),
});

export const reopenItem = action({
  title: { zh: "撤回条目完成", en: "Reopen an item" },
  by: ["unit", "office"],
  may: ownPartOrAbove,
  command: reopening,
  example: sample,
  events: [ItemReopened],
  open(task: TaskState, target) {
    const owed = wholeItem(task, target);
    return isRejection(owed) || owed.isBegun ? owed : unchanged;
  },
  decide: ({ state, amount }, command) => [ItemReopened({ ...command, before: { done: state === "done", amount } })],
});
