// What the acts on a request for an extension 延期申请 share: what is extended, which request is meant, and the days it may ask for.
import { isRejection, type Rejection, reject, type Unchanged, unchanged } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Sentence } from "../kernel/event.ts";
import { refusalOfPastDueDay } from "./due-day.ts";
import type { ExtensionRequest, ExtensionState } from "./extension-request.ts";
import { itemId } from "./item.ts";
import { itemOf } from "./items-of.ts";
import { type Assignment, onAssignment, onFulfilment, type TaskState } from "./state.ts";

/** What of a unit is due, and extended: its part, or one item of it. */
export interface Extended {
  readonly unitId: string;
  readonly itemId?: string | undefined;
}

/** The field that names the item; left out, the unit's part itself is extended. */
export const extendedItem = { itemId: itemId.optional() };

/** What may be extended: it has a due day, and its own series of requests. */
export type Extendable = Pick<Assignment, "dueOn" | "extension">;

/** The part, or the item of it that is meant, or the refusal. */
export function extendableOf(
  task: TaskState,
  part: Assignment | Rejection,
  { unitId, itemId }: Extended,
): Extendable | Rejection {
  return isRejection(part) || itemId === undefined ? part : itemOf(task, unitId, itemId);
}

/** The task with the due day or the last request of a part, or of an item of it, changed. */
export function onExtendable(
  task: TaskState,
  { unitId, itemId }: Extended,
  change: (now: Extendable) => Partial<Extendable>,
): TaskState {
  return itemId === undefined
    ? onAssignment(task, unitId, (part) => ({ ...part, ...change(part) }))
    : onFulfilment(task, { unitId, itemId }, change);
}

/** What is extended, in a sentence after the unit's name; nothing for the part itself. */
export const extendedWords = ({ itemId }: Extended): Sentence =>
  itemId === undefined ? { zh: "", en: "" } : { zh: `条目${itemId}`, en: ` (item ${itemId})` };

/** The name of a field of what is extended, in a list of changes: `dueOn` of the part, `items.p1.dueOn` of an item. */
export const fieldOf = ({ itemId }: Pick<Extended, "itemId">, field: string): string =>
  itemId === undefined ? field : `items.${itemId}.${field}`;

/** How many requests the unit's earlier parts made for the same; those of its present part are numbered from there. */
export const earlierRequests = ({ before }: Pick<Assignment, "before">, { itemId }: Extended): number =>
  itemId === undefined ? before.extensions : (before.itemExtensions[itemId] ?? 0);

/** The request for an extension that waits for an answer; null if none does. */
export const pendingIn = ({ extension }: Pick<Extendable, "extension">): ExtensionRequest | null =>
  extension?.state === "pending" ? extension : null;

/** The last request of a part or item if it has this number, in whatever state, or the refusal. */
export function lastRequest(
  of: Pick<Extendable, "extension"> | Rejection,
  extensionNo: number,
): ExtensionRequest | Rejection {
  if (isRejection(of)) return of;
  const { extension } = of;
  if (extension === null || extensionNo > extension.no) return reject("EXTENSION_NOT_FOUND");
  return extension.no === extensionNo ? extension : reject("EXTENSION_NOT_PENDING");
}

/** The last request of a part or item if it has this number and waits for an answer, or why it cannot be answered so. */
export function requestToAnswer(
  of: Pick<Extendable, "extension"> | Rejection,
  extensionNo: number,
  answer: Exclude<ExtensionState, "pending" | "granted" | "lapsed">,
): ExtensionRequest | Rejection | Unchanged {
  const request = lastRequest(of, extensionNo);
  if (isRejection(request)) return request;
  if (request.state === answer) return unchanged;
  return request.state === "pending" ? request : reject("EXTENSION_NOT_PENDING");
}

/** The refusal of a day to extend to that is not later than the present one, or that is over; null if it is fit. */
export function refusalOfNewDueDay(present: string, dueOn: string, actor: Actor): Rejection | null {
  if (dueOn <= present) return reject("EXTENSION_NOT_LATER", `${dueOn}; ${present}`);
  return refusalOfPastDueDay(dueOn, actor, "EXTENSION_IN_THE_PAST");
}

/** The task with the last request of a unit's part or item in another state; the task itself if it has another number. */
export function answered(
  task: TaskState,
  of: Extended & { readonly extensionNo: number },
  state: ExtensionState,
): TaskState {
  return onExtendable(task, of, ({ extension }) =>
    extension?.no === of.extensionNo ? { extension: { ...extension, state } } : {},
  );
}
