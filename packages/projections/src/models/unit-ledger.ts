// The unit ledger 工作台账: everything a unit owes, over all plans of its region, by due day.
import { isOpen } from "@taizhang/domain";
import type { ReadModel } from "../read-model.ts";
import { dueSort, type Part, standing, type TaskStanding } from "./standing.ts";

/** One line of a unit's ledger: its part in one task. */
export interface LedgerEntry
  extends Omit<Part, "unreviewed">,
    Pick<
      TaskStanding,
      "taskId" | "planId" | "regionId" | "row" | "no" | "text" | "dueOn" | "dueBeforeIssue" | "dueSoonDays"
    > {}

/** The key of a unit's line for a task. */
export const ledgerKey = (unitId: string, taskId: string): string => `${unitId}/${taskId}`;

/**
 * The lines of a unit by due day (those without one last), plan and row: all that it ever had (`unit/<unitId>`), those
 * still open (`unit/<unitId>/open`), and those in one state (`unit/<unitId>/state/<state>`).
 */
export const unitLedger: ReadModel<LedgerEntry, TaskStanding> = {
  name: "unit-ledger",
  version: 1,
  ...standing,
  shows(task) {
    const { taskId, planId, regionId, row, no, text, dueOn, dueBeforeIssue, dueSoonDays } = task;
    const about = { taskId, planId, regionId, row, no, text, dueOn, dueBeforeIssue, dueSoonDays };
    const sort = dueSort(task);
    return task.parts.map(({ unreviewed: _unreviewed, ...part }) => {
      const unit = `unit/${part.unitId}`;
      const indexes = [unit, `${unit}/state/${part.state}`, ...(isOpen(part.state) ? [`${unit}/open`] : [])];
      return {
        key: ledgerKey(part.unitId, taskId),
        doc: { ...about, ...part },
        entries: indexes.map((index) => ({ index, sort })),
      };
    });
  },
};
