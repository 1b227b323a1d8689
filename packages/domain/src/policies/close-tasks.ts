// Closing a plan closes its tasks: what is still open is dropped, with the cause. A last fact says that all are closed. So it is
// also where the plan is reopened by then: its reopening is carried out next, and what anybody does late has no effect.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { turnAt } from "../plan/turns.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const closeTasks = policy({
  name: "close-tasks",
  on: "PlanClosed",
  needs: ({ meta: { planId } }) => (planId === null ? null : { closed: { of: plan, id: planId } }),
  react({ revision: closing }, { closed: { id: planId, state: of } }, identity) {
    const turn = turnAt(of, closing);
    if (turn === null) return [];
    const tasks = of.rows
      .slice(0, turn.taskCount)
      .map(({ row }) =>
        command(task, "closeTask", taskIdOf(identity, planId, row), { cause: "planClosed" }, { closing }),
      );
    return [...tasks, command(plan, "noteTasksClosed", planId, {})];
  },
});
