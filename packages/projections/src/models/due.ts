// When a task is due and how lists sort it: by due day, those without one last, then by plan and row.
import type { TaskCard } from "./task-card.ts";

/** What a lamp and a list must know of a task's due day. */
export interface Due {
  readonly dueOn: string | null;
  /** True where it was due on or before the day of issue; then it is never held against anybody. */
  readonly dueBeforeIssue: boolean;
  readonly dueSoonDays: number;
}

/** The due day of a task, with what its plan sets about it. */
export const dueOf = ({ life: { dueOn }, opened: { dueBeforeIssue, dueSoonDays } }: TaskCard): Due => ({
  dueOn,
  dueBeforeIssue,
  dueSoonDays,
});

/** The row number as index entries sort it. */
export const rowSort = (row: number): string => row.toString().padStart(6, "0");

/** Due days in order, those without one last; then plan and row. */
export const dueSort = ({
  dueOn,
  planId,
  row,
}: {
  readonly dueOn: string | null;
  readonly planId: string;
  readonly row: number;
}): string => `${dueOn ?? "~"}/${planId}/${rowSort(row)}`;
