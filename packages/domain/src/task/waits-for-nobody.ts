// Parts that wait for nobody any more: the step they waited for is gone, so the step before it signs them off.
import { AssignmentSignedOff } from "./sign-off.ts";
import { needsEndorsement, type TaskState } from "./state.ts";

/**
 * The sign-offs of the parts that wait for nobody, in a plan that needs no sign-off of its own: what is endorsed, and what is
 * claimed where no lead has to endorse it. Whatever may take a step or a lead away from a claim ends with these: the plan gives
 * up a step, the lead is exempted, hands its part over to the unit that claims or ends with nobody in its place, or the unit
 * becomes a lead itself.
 */
export function signedOffBy(task: TaskState) {
  if (task.steps.signOff) return [];
  return Object.entries(task.assignments).flatMap(([unitId, { state }]) =>
    state === "endorsed" || (state === "claimed" && !needsEndorsement(task, unitId))
      ? [AssignmentSignedOff({ unitId, opinion: null })]
      : [],
  );
}
