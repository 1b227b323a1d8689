// Reopening a plan reopens its tasks: what closing it dropped gets its state back. A last fact says that all are there.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const reopenTasks = policy({
  name: "reopen-tasks",
  on: "PlanReopened",
  needs: ({ meta: { planId } }) => (planId === null ? null : { reopened: { of: plan, id: planId } }),
  react(_event, { reopened: { id: planId, state: of } }, identity) {
    if (of.reopening !== "underWay") return [];
    const tasks = of.rows.map(({ row }) => command(task, "reopenTask", taskIdOf(identity, planId, row), {}));
    return [...tasks, command(plan, "noteTasksReopened", planId, {})];
  },
});
