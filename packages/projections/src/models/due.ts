// When a task is due, and how lists sort it: by due day (tasks without one last), then by plan and row.
import type { TaskCard } from "./task-card.ts";

/** What lamps and lists must know about a task's due day. */
export interface Due {
  readonly dueOn: string | null;
  /** True if it was due on or before the day of issue; then it is never held against anybody. */
  readonly dueBeforeIssue: boolean;
  readonly dueSoonDays: number;
}

/** The due day of a task, with what its plan sets about it. */
export const dueOf = ({ life: { dueOn }, opened: { dueBeforeIssue, dueSoonDays } }: TaskCard): Due => ({
  dueOn,
  dueBeforeIssue,
  dueSoonDays,
});

/** The row number as a sort value of an index. */
export const rowSort = (row: number): string => row.toString().padStart(6, "0");

/** The sort value of a task in lists by due day, plan and row; without a due day it comes last. */
export const dueSort = ({
  dueOn,
  planId,
  row,
}: {
  readonly dueOn: string | null;
  readonly planId: string;
  readonly row: number;
}): string => `${dueOn ?? "~"}/${planId}/${rowSort(row)}`;
