// Who may change an item 条目 that is not printed: the unit that adopted it, as long as it may still adopt.
import { type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { TaskItem } from "./item.ts";
import { isOpen, leads, type TaskState } from "./state.ts";

/** An item that the actor's unit adopted, or the refusal to change it. */
export function ownItem(task: TaskState, itemId: string, { unitId }: Actor): TaskItem | Rejection {
  if (!task.about) return reject("TASK_NOT_FOUND");
  const item = task.items[itemId];
  if (!item) return reject("ITEM_NOT_FOUND", itemId);
  if (item.adoptedBy === null) return reject("ITEM_PRINTED", itemId);
  if (item.adoptedBy !== unitId) return reject("NOT_YOUR_ITEM", itemId);
  if (task.closed) return reject("PLAN_CLOSED");
  if (item.unitId === null) return leads(task, unitId) ? item : reject("NOT_THE_LEAD");
  const part = task.assignments[unitId];
  if (!part || !isOpen(part.state)) return reject("ASSIGNMENT_NOT_OPEN");
  return part.state === "claimed" || part.state === "endorsed" ? reject("CLAIM_PENDING") : item;
}
