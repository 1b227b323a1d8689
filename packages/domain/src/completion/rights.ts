// Who may do what about a completion report: a unit for itself.
import { type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { CompletionState } from "./state.ts";

/** The right of a unit to its own report. Everybody gets the same answer for one that is missing and for one of another region. */
export function ownReport(
  state: CompletionState,
  { unitId }: { readonly unitId: string },
  actor: Actor,
): Rejection | null {
  if (!state.about) return reject("COMPLETION_REPORT_NOT_FOUND");
  return actor.unitId === unitId ? null : reject("NOT_YOUR_COMPLETION_REPORT");
}
