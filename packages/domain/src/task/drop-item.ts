// Dropping an item 删去条目: the unit that adopted it takes it out, with the reason. A printed item is never dropped.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { changeableItem } from "./changeable-item.ts";
import { ExtensionLapsed, lapseOfDone, lapseOfItems } from "./extension-lapsed.ts";
import { itemId, itemSaid, itemsNamed, itemWords } from "./item.ts";
import { owing } from "./items-of.ts";
import { ownItem } from "./rights.ts";
import type { Assignment, TaskState } from "./state.ts";

const dropping = z.object({ itemId, reason: freeText });
const sample = { itemId: "a1", reason: { text: "与另一条重复。" } };

export const ItemDropped = event({
  type: "ItemDropped",
  title: "删去条目",
  shape: dropping.extend({
    /** The unit whose part alone it belonged to; null for the whole task. */
    unitId: unitId.nullable(),
    before: itemSaid,
    /** The units that owed it. */
    units: z.array(unitId),
  }),
  sight: (e) =>
    unitsOwn(e.units, e.unitId === null ? ["itemId", "unitId", "before", "units"] : ["itemId", "unitId", "units"]),
  fields: ({ itemId, unitId, before }) => [{ field: `items.${itemId}`, unitId, before: before.text.text, after: null }],
  sample: {
    ...{ ...sample, unitId: sampleUnit, before: { no: "1", text: { text: "召开新闻发布会不少于4次。" }, target: "4" } },
    units: [sampleUnit],
  },
  evolve(task: TaskState, e): TaskState {
    const { [e.itemId]: dropped, ...items } = task.items;
    if (!dropped || dropped.adoptedBy === null) return task;
    const without = ({ items: { [e.itemId]: _gone, ...items }, ...part }: Assignment): Assignment => ({
      ...part,
      items,
    });
    const assignments = Object.entries(task.assignments).map(([unitId, part]): [string, Assignment] => [
      unitId,
      e.itemId in part.items ? without(part) : part,
    ]);
    return { ...task, items, assignments: Object.fromEntries(assignments) };
  },
  tell: (e) => ({
    zh: `删去条目${itemWords(e.itemId, e.before)}；理由：${e.reason.text}`,
    en: `dropped item ${itemWords(e.itemId, e.before)}; reason: ${e.reason.text}`,
  }),
});

export const dropItem = action({
  title: { zh: "删去条目", en: "Drop an item" },
  by: ["unit"],
  may: ownItem,
  command: dropping,
  example: sample,
  events: [ItemDropped, ExtensionLapsed],
  open(task: TaskState, { itemId }) {
    const item = changeableItem(task, itemId);
    if (isRejection(item)) return item;
    // Its pieces would be left without what they are pieces of.
    const isSplit = Object.values(task.items).some(({ splits }) => splits === itemId);
    return isSplit ? reject("ITEM_SPLIT", itemsNamed(task.items, [itemId])) : { task, item };
  },
  decide({ task, item }, command) {
    const units = owing(task, item);
    const dropped = ItemDropped({ ...command, unitId: item.unitId, before: itemSaid.parse(item), units });
    // An item of which only this piece was open is done without it.
    const now = ItemDropped.evolve(task, dropped.data, 0);
    const lapsed = units.flatMap((unit) => [
      ...lapseOfItems(task, unit, "itemDropped", (itemId) => itemId === command.itemId),
      ...lapseOfDone(task, now, unit),
    ]);
    return [...lapsed, dropped];
  },
});
