// Reopening a plan reopens its tasks: what closing it dropped gets its state back. A last fact says that all are there.
// So it is also where the plan is closed again by then.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { turnAt } from "../plan/turns.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const reopenTasks = policy({
  name: "reopen-tasks",
  on: "PlanReopened",
  needs: ({ meta: { planId } }) => (planId === null ? null : { reopened: { of: plan, id: planId } }),
  react({ revision }, { reopened: { id: planId, state: of } }, identity) {
    const turn = turnAt(of, revision);
    if (turn === null) return [];
    const tasks = of.rows
      .slice(0, turn.taskCount)
      .map(({ row }) => command(task, "reopenTask", taskIdOf(identity, planId, row), {}));
    return [...tasks, command(plan, "noteTasksReopened", planId, {})];
  },
});
