// Issuing a plan opens its tasks and assigns their units 印发即分工, row by row; a last fact says that all are there.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { assigningOf, openingOf } from "../plan/opening.ts";
import { unitsAsRead } from "../plan/reading.ts";
import { roster } from "../roster/index.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const openTasks = policy({
  name: "open-tasks",
  on: "PlanIssued",
  needs({ meta: { planId, regionId } }) {
    return planId === null ? null : { issued: { of: plan, id: planId }, names: { of: roster, id: regionId } };
  },
  react(_event, { issued, names }, identity) {
    const { id: planId, state: of } = issued;
    if (of.tasksOpened) return [];
    const read = unitsAsRead(of);
    const tasks = of.rows.flatMap((row) => {
      const taskId = taskIdOf(identity, planId, row.row);
      const open = openingOf(of, planId, taskId, row);
      const assign = assigningOf(of, read.get(row.row) ?? [], names.state);
      return [
        ...(open ? [command(task, "openTask", taskId, open)] : []),
        ...(assign ? [command(task, "assignUnits", taskId, assign, names.state)] : []),
      ];
    });
    return [...tasks, command(plan, "noteTasksOpened", planId, {})];
  },
});
