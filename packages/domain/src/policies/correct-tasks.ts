// Correcting the issue of a plan corrects its tasks: their day of issue, what the plan sets for them, and days that count from it.
import { taskIdOf } from "../identity.ts";
import { countedFromIssue } from "../plan/from-issue.ts";
import { plan } from "../plan/index.ts";
import { openingOf, takesEffectOn } from "../plan/opening.ts";
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
    return of.rows.flatMap((row) => {
      const taskId = taskIdOf(identity, planId, row.row);
      // A row that was added after the correction may not be a task yet. It is opened as corrected, from the day of its addition.
      const open = row.added && openingOf(of, planId, taskId, row);
      const fromIssue = countedFromIssue(row.deadline);
      const terms = {
        ...{ issuedOn: takesEffectOn(of, row) ?? issuedOn, dueSoonDays, steps },
        ...(fromIssue && { fromIssue }),
      };
      return [
        ...(open ? [command(task, "openTask", taskId, open)] : []),
        command(task, "correctTaskIssue", taskId, terms),
      ];
    });
  },
});
