// Where the audit leads to outside of itself 去处: the board of a moment, and the list behind each of its numbers.
import { base, type Raw } from "../page.ts";
import type { Count } from "./counts.ts";

/** The board of a plan as of a moment. */
export const boardAt = (planId: string, asOf: string): string =>
  `${base}/plans/${encodeURIComponent(planId)}?${new URLSearchParams({ asOf }).toString()}`;

/** What was counted in a plan, and as of which moment. */
interface Counted extends Pick<Count, "of"> {
  readonly planId: string;
  readonly asOf: string;
}

function write({ planId, of, asOf }: Counted): Raw {
  const whole = { planId, asOf };
  if (typeof of !== "string")
    return "lamp" in of ? { ...whole, of: "tasks", lamp: of.lamp } : { ...whole, of: "assignments", state: of.state };
  if (of === "unassigned") return { ...whole, of: "tasks", unassigned: "yes" };
  return of === "ownerless" ? { ...whole, of: "assignments", ownerless: "yes" } : { ...whole, of };
}

/** The list behind a number. */
export const listOf = { path: "/plans/$planId/list", write };
