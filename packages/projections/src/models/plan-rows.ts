// The rows of a plan 任务分解表: the tasks as read from the notice, before and after the plan is issued, and those added to it.
import { type DraftTask, plan } from "@taizhang/domain";
import { ignored, readModel } from "../read-model.ts";

/** The rows of one plan. */
export interface PlanRows {
  readonly planId: string;
  readonly regionId: string;
  /** In document order, and behind them what was added. */
  readonly rows: readonly DraftTask[];
}

/** The rows of each plan, by planId. */
export const planRows = readModel<PlanRows, typeof plan>({
  name: "plan-rows",
  version: 4,
  of: plan,
  key: ({ meta }) => meta.planId,
  on: {
    PlanImported: (_rows, { fact, meta }) =>
      meta.planId === null ? null : { planId: meta.planId, regionId: fact.data.regionId, rows: fact.data.tasks },
    PlanRowsImported: (before, { fact }) => before && { ...before, rows: [...before.rows, ...fact.data.tasks] },
    TaskAdded: (before, { fact }) => before && { ...before, rows: [...before.rows, fact.data.row] },
    others: ignored("the rows stay as the notice prints them"),
  },
  indexes: () => [],
});
