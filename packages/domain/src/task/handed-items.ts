// What a hand-over takes along of the items 条目 that are of the unit alone: those still open, which the other unit owes from now on.
// What was done of them stays with the part that did it, and its amount counts towards the target.
import { z } from "zod";
import { noAmount, total } from "../kernel/amount.ts";
import { day } from "../kernel/shapes.ts";
import { isOpen } from "./assignment-state.ts";
import { noFulfilment } from "./fulfilment.ts";
import { itemId } from "./item.ts";
import { itemsOf } from "./items-of.ts";
import { type Assignment, onFulfilment, type TaskState } from "./state.ts";

/** The open items of a unit alone that go along, with the day granted for each, and the amount done of it so far. */
export const handedItems = z.array(z.object({ itemId, dueOn: day.optional(), amount: total.optional() }));
type HandedItems = z.infer<typeof handedItems>;

/**
 * The items that go along with a unit's part. A piece of something that the other unit has done already, or of an item that stays
 * behind for that reason, does not: nobody does the same twice.
 */
export function itemsHandedOn(task: TaskState, unitId: string, part: Assignment, toUnitId: string): HandedItems {
  const to = task.assignments[toUnitId];
  // A part that begins with the hand-over has done nothing yet.
  const owedThere = to && isOpen(to.state) ? itemsOf(task.items, toUnitId, to) : [];
  const isDoneThere = (itemId: string) => owedThere.some((each) => each.itemId === itemId && each.state === "done");
  const staying = new Set<string>();
  return itemsOf(task.items, unitId, part).flatMap(({ itemId, item, state, amount }) => {
    if (item.unitId !== unitId || state !== "open") return [];
    if (item.splits !== null && (staying.has(item.splits) || isDoneThere(item.splits))) {
      staying.add(itemId);
      return [];
    }
    const dueOn = part.items[itemId]?.dueOn ?? null;
    return [{ itemId, ...(dueOn !== null && { dueOn }), ...(amount !== noAmount && { amount }) }];
  });
}

/** The task with items that go from a unit's part to another unit, which has its own part already. */
export function withItemsHandedOn(
  task: TaskState,
  { unitId, partNo }: { readonly unitId: string; readonly partNo: number },
  toUnitId: string,
  handed: HandedItems,
): TaskState {
  let now = task;
  for (const { itemId, dueOn = null, amount = noAmount } of handed) {
    const item = now.items[itemId];
    if (item?.unitId !== unitId) continue;
    const moved = { ...item, unitId: toUnitId, handedOnBy: [...(item.handedOnBy ?? []), { unitId, partNo }] };
    const items = { ...now.items, [itemId]: moved };
    now = onFulfilment({ ...now, items }, { unitId: toUnitId, itemId }, () => ({ ...noFulfilment, dueOn, amount }));
  }
  return now;
}
