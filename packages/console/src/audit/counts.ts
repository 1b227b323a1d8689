// The counts of a board 计数, one by one in the order of the board, so that two moments can stand beside each other.
import type { AssignmentState, CountsAuditedFragment, Lamp } from "../generated/operations.ts";

/** One of them: what is counted, and how many there are. */
export interface Count {
  readonly of:
    | "tasks"
    | "unassigned"
    | "assignments"
    | "ownerless"
    | { readonly lamp: Lamp }
    | { readonly state: AssignmentState };
  readonly count: number;
}

/** Tasks with their lamps, then assignments with their states. */
export function countsIn({ byLamp, byState, ...whole }: CountsAuditedFragment): readonly Count[] {
  const lamp = (of: Lamp, count: number): Count => ({ of: { lamp: of }, count });
  const state = (of: AssignmentState, count: number): Count => ({ of: { state: of }, count });
  return [
    { of: "tasks", count: whole.tasks },
    { of: "unassigned", count: whole.unassignedTasks },
    lamp("OVERDUE", byLamp.overdue),
    lamp("DUE_SOON", byLamp.dueSoon),
    lamp("AHEAD", byLamp.ahead),
    lamp("CLAIMED", byLamp.claimed),
    lamp("NONE", byLamp.none),
    lamp("DONE", byLamp.done),
    lamp("FLAGGED", byLamp.flagged),
    lamp("TERMINATED", byLamp.terminated),
    { of: "assignments", count: whole.assignments },
    { of: "ownerless", count: whole.ownerless },
    state("ASSIGNED", byState.assigned),
    state("ACCEPTED", byState.accepted),
    state("CLAIMED", byState.claimed),
    state("ENDORSED", byState.endorsed),
    state("SIGNED_OFF", byState.signedOff),
    state("EXEMPTED", byState.exempted),
    state("HANDED_OVER", byState.handedOver),
    state("DROPPED", byState.dropped),
  ];
}

/** True where everything that does not depend on the day is the same: which lamps are lit does. */
export const sameStates = (one: CountsAuditedFragment, other: CountsAuditedFragment): boolean =>
  JSON.stringify(withoutLamps(one)) === JSON.stringify(withoutLamps(other));

const withoutLamps = (counts: CountsAuditedFragment) =>
  countsIn(counts).filter(({ of }) => typeof of === "string" || "state" in of);
