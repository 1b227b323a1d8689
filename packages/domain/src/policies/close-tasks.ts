// Closing a plan closes its tasks: what is still open is dropped, with the cause.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const closeTasks = policy({
  name: "close-tasks",
  on: "PlanClosed",
  needs: ({ meta: { planId } }) => (planId === null ? null : { closed: { of: plan, id: planId } }),
  react: (_event, { closed }, identity) =>
    closed.state.rows.map(({ row }) =>
      command(task, "closeTask", taskIdOf(identity, closed.id, row), { cause: "planClosed" }),
    ),
});
