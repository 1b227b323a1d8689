// Parts that wait for nobody any more: the step they waited for is gone, so the step before it signs them off.
import { AssignmentSignedOff } from "./sign-off.ts";
import { needsEndorsement, type TaskState } from "./state.ts";

/** The sign-offs of the parts that wait for nobody, in a plan that needs no sign-off of its own. */
export function signedOffBy(task: TaskState) {
  if (task.steps.signOff) return [];
  return Object.entries(task.assignments).flatMap(([unitId, { state }]) =>
    state === "endorsed" || (state === "claimed" && !needsEndorsement(task, unitId))
      ? [AssignmentSignedOff({ unitId, opinion: null })]
      : [],
  );
}
