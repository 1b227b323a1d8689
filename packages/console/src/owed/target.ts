// What acts are about 所涉事项: a unit's part in a task, or its report on a plan; and under which keys that is known.
import { partKey } from "../act/part-key.ts";

export type Target =
  | { readonly taskId: string; readonly unitId: string }
  | { readonly planId: string; readonly unitId: string };

/** Under which key it is known to what is expected of it. */
export const keyOfTarget = (target: Target): string =>
  "taskId" in target ? partKey(target.taskId, target.unitId) : `completion/${target.planId}/${target.unitId}`;

/** What drafts about it are kept under. */
export const draftOfTarget = (target: Target, ...more: readonly (string | number)[]): string =>
  ["taskId" in target ? target.taskId : target.planId, target.unitId, ...more].join("/");
