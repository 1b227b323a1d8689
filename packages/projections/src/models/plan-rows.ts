// The rows of a plan 任务分解表: the tasks as read from the notice, before and after the plan is issued.
import type { DraftTask } from "@taizhang/domain";
import { readModel } from "../read-model.ts";

export interface PlanRows {
  readonly planId: string;
  readonly regionId: string;
  /** In document order; as long as the notice is. */
  readonly rows: readonly DraftTask[];
}

/** The rows of each plan, by planId. */
export const planRows = readModel<PlanRows>({
  name: "plan-rows",
  version: 1,
  key: ({ meta }) => meta.planId,
  on: {
    PlanImported: (_rows, { fact, meta }) =>
      meta.planId === null ? null : { planId: meta.planId, regionId: fact.data.regionId, rows: fact.data.tasks },
    PlanRowsImported: (plan, { fact }) => plan && { ...plan, rows: [...plan.rows, ...fact.data.tasks] },
  },
  indexes: () => [],
});
