// Closing a plan closes its tasks: what is still open is dropped, with the cause. A last fact says that all are closed.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const closeTasks = policy({
  name: "close-tasks",
  on: "PlanClosed",
  needs: ({ meta: { planId } }) => (planId === null ? null : { closed: { of: plan, id: planId } }),
  react(_event, { closed: { id: planId, state: of } }, identity) {
    if (of.status !== "closed" || of.tasksClosed) return [];
    const tasks = of.rows.map(({ row }) =>
      command(task, "closeTask", taskIdOf(identity, planId, row), { cause: "planClosed" }),
    );
    return [...tasks, command(plan, "noteTasksClosed", planId, {})];
  },
});
