// When something in a task is due, and how lists sort it: by due day (tasks without one last), then by plan and row.
import { isDueBeforeIssue } from "@taizhang/domain";
import type { TaskCard } from "./task-card.ts";

/** What lamps and lists must know about a due day. */
export interface Due {
  readonly dueOn: string | null;
  /** True if it was due on or before the day of issue; then it is never held against anybody. */
  readonly dueBeforeIssue: boolean;
  readonly dueSoonDays: number;
}

/** A due day in a task, of the task itself or of one part, with what the plan sets about it. */
export const dueIn = (
  { issuedOn, dueSoonDays }: Pick<TaskCard["opened"], "issuedOn" | "dueSoonDays">,
  dueOn: string | null,
): Due => ({ dueOn, dueBeforeIssue: isDueBeforeIssue(dueOn, issuedOn), dueSoonDays });

/** The row number as a sort value of an index. */
export const rowSort = (row: number): string => row.toString().padStart(6, "0");

/** The sort value of a day, an instant or a number of fixed length by which the latest comes first. */
export const latestFirst = (text: string): string => text.replace(/\d/g, (digit) => String(9 - Number(digit)));

/**
 * The sort value of a task, or of something in it, in lists by due day, plan and row; without a due day it comes last.
 * What is about a plan as a whole comes before its rows.
 */
export const dueSort = ({
  dueOn,
  planId,
  row,
}: {
  readonly dueOn: string | null;
  readonly planId: string;
  readonly row: number | null;
}): string => `${dueOn ?? "~"}/${planId}/${rowSort(row ?? 0)}`;
