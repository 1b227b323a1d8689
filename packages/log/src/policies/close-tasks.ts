// Closing a plan closes its tasks: what is still open is dropped, with the cause.
import { plan, task, taskIdOf } from "@taizhang/domain";
import type { Policy, PolicyCommand } from "./policy.ts";

export const closeTasks: Policy = {
  name: "close-tasks",
  on: "PlanClosed",
  async react(event, executor, identity) {
    const planId = event.meta.planId;
    if (planId === null) return [];
    const { state } = await executor.load(plan, planId);
    return state.rows.map(({ row }): PolicyCommand => {
      const taskId = taskIdOf(identity, planId, row);
      return {
        deed: `closeTask/${taskId}`,
        run: (to, how) => to.run(task, "closeTask", taskId, { cause: "planClosed" }, how),
      };
    });
  },
};
