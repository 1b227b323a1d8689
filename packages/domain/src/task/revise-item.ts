// Revising an item 修改条目: the unit that adopted it says it anew, with the reason. The old words stay on the record.
import { z } from "zod";
import { action, isRejection } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { changeableItem } from "./changeable-item.ts";
import { refusalOfPastDueDay } from "./due-day.ts";
import { ExtensionLapsed, lapseOfDone } from "./extension-lapsed.ts";
import { itemId, itemSaid, itemWords } from "./item.ts";
import { owing } from "./items-of.ts";
import { ownItem } from "./rights.ts";
import type { TaskState } from "./state.ts";

const revision = z.object({
  itemId,
  /** The item as it is to read from now on, whole. */
  item: itemSaid,
  reason: freeText,
});

const before = { no: "1", text: { text: "召开新闻发布会不少于4次。" }, target: "4", unitOfMeasure: "次" };
const sample = {
  itemId: "a1",
  item: { no: "1", text: { text: "召开新闻发布会不少于3次。" }, target: "3", unitOfMeasure: "次" },
  reason: { text: "一次并入线上访谈。" },
};

export const ItemRevised = event({
  type: "ItemRevised",
  title: "修改条目",
  shape: z.object({
    itemId,
    /** The unit whose part alone it belongs to; null for the whole task. */
    unitId: unitId.nullable(),
    before: itemSaid,
    after: itemSaid,
    reason: freeText,
    /** The units that owe it. */
    units: z.array(unitId),
  }),
  sight: (e) =>
    unitsOwn(
      e.units,
      e.unitId === null ? ["itemId", "unitId", "before", "after", "units"] : ["itemId", "unitId", "units"],
    ),
  fields: ({ itemId, unitId, before, after }) => changesBetween(before, after, unitId, `items.${itemId}`),
  sample: {
    ...{ itemId: "a1", unitId: sampleUnit, before, after: sample.item, reason: sample.reason },
    units: [sampleUnit],
  },
  evolve(task: TaskState, { itemId, after }): TaskState {
    const item = task.items[itemId];
    if (!item || item.adoptedBy === null) return task;
    const { unitId, adoptedBy, handedOnBy, extendedTo, splits } = item;
    const kept = { unitId, adoptedBy, splits, ...(handedOnBy && { handedOnBy }), ...(extendedTo && { extendedTo }) };
    return { ...task, items: { ...task.items, [itemId]: { ...after, ...kept } } };
  },
  tell: (e) => ({
    zh: `修改条目${itemWords(e.itemId, e.before)}：${changesOf(e.before, e.after).join("；")}；理由：${e.reason.text}`,
    en: `revised item ${itemWords(e.itemId, e.before)}: ${changesOf(e.before, e.after).join("; ")}; reason: ${e.reason.text}`,
  }),
});

/** What changes, field by field: the old value and the new one. */
function changesOf(before: z.infer<typeof itemSaid>, after: z.infer<typeof itemSaid>): string[] {
  const values = ({ no, text, measure, target, unitOfMeasure, dueOn, publicationPath }: z.infer<typeof itemSaid>) => [
    ...[no, text.text, measure, target, unitOfMeasure, dueOn],
    publicationPath?.join(">"),
  ];
  const now = values(after);
  return values(before).flatMap((old, at) => (old === now[at] ? [] : [`${old ?? "—"} → ${now[at] ?? "—"}`]));
}

export const reviseItem = action({
  title: { zh: "修改条目", en: "Revise an item" },
  by: ["unit"],
  may: ownItem,
  command: revision,
  example: sample,
  events: [ItemRevised, ExtensionLapsed],
  open(task: TaskState, { itemId }) {
    const item = changeableItem(task, itemId);
    return isRejection(item) ? item : { task, item };
  },
  decide({ task, item }, { itemId, item: after, reason }, actor) {
    const before = itemSaid.parse(item);
    if (canonicalJson(before) === canonicalJson(after)) return [];
    const refusal = after.dueOn === before.dueOn ? null : refusalOfPastDueDay(after.dueOn, actor);
    if (refusal) return refusal;
    const units = owing(task, item);
    const revised = ItemRevised({ itemId, unitId: item.unitId, before, after, reason, units });
    // A lower target may be reached already.
    const now = ItemRevised.evolve(task, revised.data, 0);
    return [...units.flatMap((unit) => lapseOfDone(task, now, unit)), revised];
  },
});
