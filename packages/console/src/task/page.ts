// The page 任务 task.
import type { Page } from "../page.ts";
import { type TaskState, taskAddress } from "./address.ts";

export const page: Page<TaskState> = {
  ...taskAddress,
  title: { zh: "任务", en: "Task" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST"],
  load: async () => (await import("./task-page.tsx")).TaskPage,
};
