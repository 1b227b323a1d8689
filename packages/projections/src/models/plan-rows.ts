// The rows of a plan 任务分解表: the tasks as read from the notice, before and after the plan is issued, and those added to it.
import { type DomainFact, type DraftTask, plan } from "@taizhang/domain";
import { ignored, readModel } from "../read-model.ts";

type Assigning = Extract<DomainFact, { type: "TaskAdded" }>["data"]["assigning"];

/** The rows of one plan. */
export interface PlanRows {
  readonly planId: string;
  readonly regionId: string;
  /** In document order, and behind them what was added. */
  readonly rows: readonly DraftTask[];
  /** By row: who was to have a part in a task that was added by hand, whose row prints no units. */
  readonly assigned: Readonly<Record<number, Assigning>>;
}

/** The rows of each plan, by planId. */
export const planRows = readModel<PlanRows, typeof plan>({
  name: "plan-rows",
  version: 5,
  of: plan,
  key: ({ meta }) => meta.planId,
  on: {
    PlanImported: (_rows, { fact, meta }) =>
      meta.planId === null
        ? null
        : { planId: meta.planId, regionId: fact.data.regionId, rows: fact.data.tasks, assigned: {} },
    PlanRowsImported: (before, { fact }) => before && { ...before, rows: [...before.rows, ...fact.data.tasks] },
    TaskAdded(before, { fact }) {
      const { row, assigning } = fact.data;
      const assigned = row.units.length > 0 ? before?.assigned : { ...before?.assigned, [row.row]: assigning };
      return before && { ...before, rows: [...before.rows, row], assigned: assigned ?? {} };
    },
    others: ignored("the rows stay as the notice prints them"),
  },
  indexes: () => [],
});
