// Adding a task to an issued plan opens it and assigns its units, as issuing a plan does with its rows.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { openingOf } from "../plan/opening.ts";
import { roster } from "../roster/index.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const openAddedTask = policy({
  name: "open-added-task",
  on: "TaskAdded",
  needs({ meta: { planId, regionId } }) {
    return planId === null ? null : { issued: { of: plan, id: planId }, names: { of: roster, id: regionId } };
  },
  react({ fact }, { issued: { id: planId, state: of }, names }, identity) {
    const { row, assigning } = fact.data;
    const { assignments, groups, external } = assigning;
    const taskId = taskIdOf(identity, planId, row.row);
    const open = openingOf(of, planId, taskId, row);
    return [
      ...(open ? [command(task, "openTask", taskId, open)] : []),
      ...(assignments.length + groups.length + external.length > 0
        ? [command(task, "assignUnits", taskId, assigning, names.state)]
        : []),
    ];
  },
});
