// The plan that most acts are open on: one that is issued and not closed.
import { type Rejection, reject } from "../kernel/action.ts";
import type { PlanState } from "./state.ts";

/** A plan that is issued and not closed, with its day of issue, or the refusal. */
export function issuedPlan(plan: PlanState): (PlanState & { readonly issuedOn: string }) | Rejection {
  const { status, issuedOn } = plan;
  if (status === "none") return reject("PLAN_NOT_FOUND");
  if (status === "closed") return reject("PLAN_CLOSED");
  return status === "issued" && issuedOn !== null ? { ...plan, issuedOn } : reject("PLAN_NOT_ISSUED");
}
