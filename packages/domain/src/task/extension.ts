// What the acts on a request for an extension 延期申请 share: which request is meant, and the days it may ask for.
import { beijingDay } from "../calendar.ts";
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import { type Assignment, type ExtensionRequest, type ExtensionState, onAssignment, type TaskState } from "./state.ts";

/** Whatever may be extended: it has a last request for an extension, or none. */
type Extended = Pick<Assignment, "extension">;

/** The request for an extension that waits for an answer; null if none does. */
export const pendingIn = ({ extension }: Extended): ExtensionRequest | null =>
  extension?.state === "pending" ? extension : null;

/** The last request if it has this number, in whatever state, or the refusal. */
export function lastRequest(part: Extended | Rejection, extensionNo: number): ExtensionRequest | Rejection {
  if (isRejection(part)) return part;
  const { extension } = part;
  if (extension === null || extensionNo > extension.no) return reject("EXTENSION_NOT_FOUND");
  return extension.no === extensionNo ? extension : reject("EXTENSION_NOT_PENDING");
}

/** The refusal of a new due day that is not later than the present one, or that is over; null if it is fit. */
export function refusalOfNewDueDay(present: string, dueOn: string, { at }: Actor): Rejection | null {
  const today = beijingDay(at);
  if (dueOn <= present) return reject("EXTENSION_NOT_LATER", `${dueOn}; ${present}`);
  return dueOn < today ? reject("EXTENSION_IN_THE_PAST", `${dueOn}; ${today}`) : null;
}

/** The task with the last request of a unit's part in another state; the task itself if it has another number. */
export function answered(
  task: TaskState,
  { unitId, extensionNo }: { readonly unitId: string; readonly extensionNo: number },
  state: ExtensionState,
): TaskState {
  return onAssignment(task, unitId, (part) =>
    part.extension?.no === extensionNo ? { ...part, extension: { ...part.extension, state } } : part,
  );
}
