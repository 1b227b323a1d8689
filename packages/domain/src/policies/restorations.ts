// Restorations 恢复: what ended with a unit, or was nobody's, is its own again once its end is undone. What another unit has stays there.
import { completion } from "../completion/index.ts";
import type { PlanState } from "../plan/state.ts";
import type { RosterState } from "../roster/state.ts";
import { hasEnded } from "../roster/unit-end.ts";
import { task } from "../task/index.ts";
import { reportingTermsOf } from "./completion-reports.ts";
import { command, type PolicyCommand } from "./policy.ts";

/** What such a unit may get back: a part that is noted as nobody's, or a completion report that ended with the unit. */
export type Kept =
  | { readonly kind: "part"; readonly taskId: string }
  | { readonly kind: "completionReport"; readonly completionId: string; readonly planId: string };

/** The units of a region whose end was undone, and that have not ended again by a day. */
export const restoredUnits = ({ units }: Pick<RosterState, "units">, day: string): string[] =>
  [...units].flatMap(([unitId, unit]) => (unit.isRestored && !hasEnded(unit, day) ? [unitId] : []));

/** The command that gives it back; null for a report whose plan is not open: it is resumed when the plan is. */
export function returning(unitId: string, kept: Kept, plan: PlanState | null): PolicyCommand | null {
  if (kept.kind === "part") return command(task, "liftOwnerless", kept.taskId, { unitId });
  const terms = plan && reportingTermsOf(plan);
  return terms && command(completion, "resumeCompletionReport", kept.completionId, { unitId, terms });
}
