// Adopting items 细化条目: a lead for the whole task, or a unit for its own part, adds countable pieces or splits one.

import { z } from "zod";
import { action, isRejection, type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { added, noAmount } from "../kernel/amount.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { most } from "../kernel/most.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { refusalOfPastDueDay } from "./due-day.ts";
import { refusalOfOver } from "./ending.ts";
import { itemId, itemSaid, itemsNamed, itemsNamedToAll, itemWords, type TaskItem } from "./item.ts";
import { itemOf, owing } from "./items-of.ts";
import { unclaimedPart } from "./open-part.ts";
import { asAdopter } from "./rights.ts";
import { type TaskState, withItems } from "./state.ts";

const command = z.object({
  /** The unit whose part alone the items belong to; left out, a lead adopts them for every unit of the task. */
  unitId: unitId.optional(),
  /** The item that these are pieces of: it is done when they are. Left out, they stand beside the others. */
  splits: itemId.optional(),
  items: z.array(itemSaid).min(1).max(most.items),
  reason: freeText.optional(),
});

const said: z.infer<typeof itemSaid> = {
  no: "1",
  text: { text: "召开新闻发布会不少于4次。" },
  measure: "新闻发布会",
  target: "4",
  unitOfMeasure: "次",
  dueOn: "2021-11-15",
};
const example = { unitId: sampleUnit, items: [said], reason: { text: "便于按次核对。" } };

export const ItemsAdopted = event({
  type: "ItemsAdopted",
  title: "细化条目",
  shape: z.object({
    /** The unit whose part alone they belong to; null for the whole task. */
    unitId: unitId.nullable(),
    adoptedBy: unitId,
    splits: itemId.nullable(),
    items: z.array(itemSaid.extend({ itemId })).min(1),
    reason: freeText.optional(),
    /** The units that owe them from now on. */
    units: z.array(unitId),
  }),
  // What is to be done in the whole task is read by everybody, as the task itself is; why it was refined, and what a unit refined
  // for itself, is the units' own.
  sight: (e) =>
    unitsOwn(
      [...new Set([e.adoptedBy, ...e.units])],
      e.unitId === null
        ? ["unitId", "adoptedBy", "splits", "items", "units"]
        : ["unitId", "adoptedBy", "splits", "units"],
    ),
  fields: ({ unitId, items }) =>
    items.flatMap(({ itemId, ...item }) => changesBetween({}, item, unitId, `items.${itemId}`)),
  sample: {
    unitId: sampleUnit,
    adoptedBy: sampleUnit,
    splits: null,
    items: [{ ...said, itemId: "a1" }],
    reason: example.reason,
    units: [sampleUnit],
  },
  evolve(task: TaskState, { unitId, adoptedBy, splits, items }): TaskState {
    const added = items.map(({ itemId, ...item }): [string, TaskItem] => [
      itemId,
      { ...item, unitId, adoptedBy, splits },
    ]);
    return { ...withItems(task, added), adoptedCount: task.adoptedCount + items.length };
  },
  tell(e, nameOf) {
    const items = e.items.map((item) => itemWords(item.itemId, item));
    const part = e.unitId === null ? { zh: "全任务", en: "the whole task" } : { zh: "本单位", en: "its own part" };
    const of = e.splits === null ? { zh: "", en: "" } : { zh: `（拆分${e.splits}）`, en: ` (pieces of ${e.splits})` };
    return {
      zh: `${nameOf(e.adoptedBy)}为${part.zh}细化条目${of.zh}：${items.join("、")}${e.reason ? `；理由：${e.reason.text}` : ""}`,
      en: `adopted items for ${part.en}${of.en}: ${items.join(", ")}${e.reason ? `; reason: ${e.reason.text}` : ""}`,
    };
  },
});

/**
 * The refusal to split the item that pieces are adopted of: it must be owed by all for whom it is split, and done by none of them.
 * Null if none is split.
 */
function refusalToSplit(
  task: TaskState,
  { splits: itemId, unitId }: Pick<z.infer<typeof command>, "splits" | "unitId">,
): Rejection | null {
  if (itemId === undefined) return null;
  const item = task.items[itemId];
  if (!item || (unitId === undefined && item.unitId !== null))
    return reject("ITEM_NOT_FOUND", itemsNamedToAll(task.items, [itemId]));
  for (const owed of unitId === undefined ? owing(task, item) : [unitId]) {
    // What a unit did before its part went to another one stays done.
    if (task.assignments[owed]?.state === "handedOver") continue;
    const found = itemOf(task, owed, itemId);
    if (isRejection(found)) return found;
    if (found.state === "done") return reject("ITEM_DONE", itemsNamed(task.items, [itemId]));
  }
  return null;
}

type Said = z.infer<typeof itemSaid>;
type Command = z.infer<typeof command>;

/** An item as it was said, so that two can be compared; null for what nobody could have said so, such as one without a number. */
function asSaid(item: TaskItem | Said): string | null {
  const { success, data } = itemSaid.safeParse(item);
  if (!success) return null;
  const { target } = data;
  return canonicalJson({ ...data, ...(target && { target: added(target, noAmount) }) });
}

/**
 * Those of the items that whoever adopts them has not adopted yet, for all or for its own part, as pieces of the same item. What differs
 * in anything that is said of it, as in its day or its target, is another item: a year has four quarters.
 */
function newIn(task: TaskState, command: Pick<Command, "unitId" | "splits" | "items">, adoptedBy: string): Said[] {
  const [owner, splits] = [command.unitId ?? null, command.splits ?? null];
  const own = Object.values(task.items).filter(
    (each) => each.unitId === owner && each.splits === splits && (owner !== null || each.adoptedBy === adoptedBy),
  );
  const known = new Set(own.map(asSaid));
  return command.items.filter((item) => !known.has(asSaid(item)));
}

/** The refusal of one item more than a task takes; `more` are those to be adopted. */
const refusalOfMore = (task: TaskState, more: number): Rejection | null =>
  Object.keys(task.items).length + more > most.items ? reject("TOO_MANY_ITEMS", String(most.items)) : null;

/** The task that whoever adopts them adds items to, were there room, with the unit that adopts; or the refusal. */
function openToAdopt(task: TaskState, { unitId }: { readonly unitId?: string | undefined }, actor: Actor) {
  const adoptedBy = unitId ?? actor.unitId;
  if (adoptedBy === null) return reject("NOT_THE_LEAD");
  const open = unitId === undefined ? (refusalOfOver(task) ?? task) : unclaimedPart(task, { unitId });
  return isRejection(open) ? open : { task, adoptedBy };
}

export const adoptItems = action({
  title: { zh: "细化条目", en: "Adopt items" },
  by: ["unit"],
  may: asAdopter,
  command,
  example,
  events: [ItemsAdopted],
  open(task: TaskState, target, actor) {
    const open = openToAdopt(task, target, actor);
    return isRejection(open) ? open : (refusalOfMore(task, 1) ?? open);
  },
  // A task that is full takes what it has once more, as one with room does.
  already(task, command, actor) {
    const open = openToAdopt(task, command, actor);
    if (isRejection(open) || refusalToSplit(task, command)) return false;
    return newIn(task, command, open.adoptedBy).length === 0;
  },
  decide({ task, adoptedBy }, { unitId, splits, items, reason }, actor) {
    const refusal = refusalToSplit(task, { splits, unitId });
    if (refusal) return refusal;
    const owner = unitId ?? null;
    const added = newIn(task, { unitId, splits, items }, adoptedBy);
    const past = added.map(({ dueOn }) => refusalOfPastDueDay(dueOn, actor)).find((each) => each !== null);
    if (past) return past;
    const tooMany = refusalOfMore(task, added.length);
    if (tooMany) return tooMany;
    const numbered = added.map((item, at) => ({ ...item, itemId: `a${task.adoptedCount + at + 1}` }));
    const whose = { unitId: owner, adoptedBy, splits: splits ?? null, units: owing(task, { unitId: owner }) };
    return [ItemsAdopted({ ...whose, items: numbered, ...(reason && { reason }) })];
  },
});
