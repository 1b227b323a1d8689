// All policies.
import { closeTasks } from "./close-tasks.ts";
import { openTasks } from "./open-tasks.ts";
import type { Policy } from "./policy.ts";

export const policies: readonly Policy[] = [openTasks, closeTasks];
