// The list behind a number of a board 去处: which one it is.
import type { ListState } from "../list/address.ts";
import type { Count } from "./counts.ts";

/** What the list shows of what was counted. */
export function pickedOf(of: Count["of"]): Omit<ListState, "planId" | "asOf"> {
  if (typeof of !== "string")
    return "lamp" in of ? { of: "tasks", lamp: of.lamp } : { of: "assignments", state: of.state };
  if (of === "unassigned") return { of: "tasks", unassigned: true };
  return of === "ownerless" ? { of: "assignments", ownerless: true } : { of };
}
