// Who may change an item 条目 that is not printed: the unit that adopted it, as long as it may still adopt; one that a
// lead adopted for the whole task is its successor's once it leads no more.
import { type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import { isOpen } from "./assignment-state.ts";
import { refusalOfOver } from "./ending.ts";
import type { TaskItem } from "./item.ts";
import { leads, type TaskState } from "./state.ts";

/** True if a unit leads the task, and the one that adopted an item for the whole task does not any more. */
const inherits = (task: TaskState, item: TaskItem, unitId: string | null): boolean =>
  item.unitId === null && leads(task, unitId) && !leads(task, item.adoptedBy);

/** An item that the actor's unit adopted or inherited, or the refusal to change it. */
export function ownItem(task: TaskState, itemId: string, { unitId }: Actor): TaskItem | Rejection {
  if (!task.about) return reject("TASK_NOT_FOUND");
  const item = task.items[itemId];
  if (!item) return reject("ITEM_NOT_FOUND", itemId);
  if (item.adoptedBy === null) return reject("ITEM_PRINTED", itemId);
  if (item.adoptedBy !== unitId && !inherits(task, item, unitId)) return reject("NOT_YOUR_ITEM", itemId);
  const over = refusalOfOver(task);
  if (over) return over;
  if (item.unitId === null || unitId === null) return leads(task, unitId) ? item : reject("NOT_THE_LEAD");
  const part = task.assignments[unitId];
  if (!part || !isOpen(part.state)) return reject("ASSIGNMENT_NOT_OPEN");
  return part.state === "claimed" || part.state === "endorsed" ? reject("CLAIM_PENDING") : item;
}
