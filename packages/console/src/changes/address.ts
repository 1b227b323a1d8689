// The address of the live changes 变更地址: the filters, and behind which cursor they begin.
import type { Filter } from "../ask/followings.ts";
import type { Raw } from "../page.ts";

/** What the page shows. */
export interface ChangesState {
  readonly plan?: string;
  readonly task?: string;
  readonly unit?: string;
  /** An event type, such as `ProgressReported`. */
  readonly type?: string;
  /** The cursor behind which everything is shown; left out, the latest. */
  readonly after?: string;
}

const read = ({ plan, task, unit, type, after }: Raw): ChangesState => ({
  ...(plan ? { plan } : {}),
  ...(task ? { task } : {}),
  ...(unit ? { unit } : {}),
  ...(type ? { type } : {}),
  ...(after ? { after } : {}),
});

const write = (state: ChangesState): Raw => ({ ...state });

/** The address, both ways. */
export const changesAddress = { path: "/changes", read, write };

/** The filter of the feed. */
export const filterOf = ({ plan, task, unit, type }: ChangesState): Filter => ({
  ...(plan ? { planId: plan } : {}),
  ...(task ? { taskId: task } : {}),
  ...(unit ? { unitId: unit } : {}),
  ...(type ? { types: [type] } : {}),
});

/** What tells filters apart, for what is remembered of each. */
export const nameOfFilter = ({ plan = "", task = "", unit = "", type = "" }: ChangesState): string =>
  [plan, task, unit, type].join("|");
