// Which item 条目 may be changed: one that is not printed, as long as whoever adopted it may still adopt.
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import { refusalOfOver } from "./ending.ts";
import { itemsNamed, type TaskItem } from "./item.ts";
import { unclaimedPart } from "./open-part.ts";
import type { TaskState } from "./state.ts";

/** An item that can be changed as things stand, or the refusal. */
export function changeableItem(task: TaskState, itemId: string): TaskItem | Rejection {
  const item = task.items[itemId];
  if (!item) return reject("ITEM_NOT_FOUND", itemId);
  if (item.adoptedBy === null) return reject("ITEM_PRINTED", itemsNamed(task.items, [itemId]));
  const over = refusalOfOver(task);
  if (over || item.unitId === null) return over ?? item;
  const open = unclaimedPart(task, { unitId: item.unitId });
  return isRejection(open) ? open : item;
}
