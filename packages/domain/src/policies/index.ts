// The list of all policies.
import { closeTasks } from "./close-tasks.ts";
import { completionReports } from "./completion-reports.ts";
import { correctTasks } from "./correct-tasks.ts";
import { openAddedTask } from "./open-added-task.ts";
import { openTasks } from "./open-tasks.ts";
import type { Policy } from "./policy.ts";
import { reopenTasks } from "./reopen-tasks.ts";
import { supplementTasks } from "./supplement-tasks.ts";

/** All policies; several may react to the same event, in this order. */
export const policies: readonly Policy[] = [
  openTasks,
  correctTasks,
  openAddedTask,
  supplementTasks,
  closeTasks,
  reopenTasks,
  ...completionReports,
];
