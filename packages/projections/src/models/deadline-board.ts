// The deadline board 时限: every task with a due day that somebody still owes, the earliest first.
import { isOpen } from "@taizhang/domain";
import { type ReadModel, readModel } from "../read-model.ts";
import { dueSort, standing, type TaskStanding } from "./standing.ts";

/** The units whose part in the task is still open. */
export const openUnits = (task: TaskStanding): string[] =>
  task.parts.filter((part) => isOpen(part.state)).map((part) => part.unitId);

/** Tasks by taskId; those with a due day and something open stand in `region/<regionId>`, by due day. */
export const deadlineBoard: ReadModel<TaskStanding> = readModel<TaskStanding>({
  name: "deadline-board",
  version: 1,
  ...standing,
  indexes: (task) =>
    task.dueOn !== null && openUnits(task).length > 0
      ? [{ index: `region/${task.regionId}`, sort: dueSort(task) }]
      : [],
});
