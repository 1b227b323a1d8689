// Correcting the issue of a plan corrects its tasks: their day of issue, and what the plan sets for them.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const correctTasks = policy({
  name: "correct-tasks",
  on: "IssueCorrected",
  needs: ({ meta: { planId } }) => (planId === null ? null : { corrected: { of: plan, id: planId } }),
  react(_event, { corrected: { id: planId, state: of } }, identity) {
    const { issuedOn, settings } = of;
    if (issuedOn === null) return [];
    const { dueSoonDays, steps } = settings;
    return of.rows.map(({ row }) =>
      command(task, "correctTaskIssue", taskIdOf(identity, planId, row), { issuedOn, dueSoonDays, steps }),
    );
  },
});
