// The states of an assignment 办理状态, and how something that is owed stands 了结情况.
import { z } from "zod";

/** The state of an assignment; `life.test.ts` has the table of what may follow. */
export const assignmentState = z.enum([
  "assigned",
  "accepted",
  "claimed",
  "endorsed",
  "signedOff",
  "dropped",
  "exempted",
  "handedOver",
]);
export type AssignmentState = z.infer<typeof assignmentState>;

/** How something stands: somebody still owes something, it is done 办结, or it ended without being done 终止. */
export type Standing = "open" | "done" | "terminated";

const standings: Readonly<Record<AssignmentState, Standing>> = {
  assigned: "open",
  accepted: "open",
  claimed: "open",
  endorsed: "open",
  signedOff: "done",
  dropped: "terminated",
  exempted: "terminated",
  handedOver: "terminated",
};

/** How a unit's part stands. */
export const standingOf = (state: AssignmentState): Standing => standings[state];

/** True while the unit still owes its part: while it is neither signed off nor ended otherwise. */
export const isOpen = (state: AssignmentState): boolean => standingOf(state) === "open";

/** True of a part whose claim nobody has decided on. */
export const isClaimed = (state: AssignmentState): boolean => state === "claimed" || state === "endorsed";

/** True of a part that has a claim: one that nobody has decided on, or that it was signed off by. */
export const hasClaim = ({ state }: { readonly state: AssignmentState }): boolean =>
  isClaimed(state) || state === "signedOff";

/** True while the unit itself has something left to do: what it claims to be done waits for others. */
export const isStillToDo = (state: AssignmentState): boolean => isOpen(state) && !isClaimed(state);

/** True unless a part counts for nobody in shares: because it was exempted, or another unit has it now. */
export const isCounted = (state: AssignmentState): boolean => state !== "exempted" && state !== "handedOver";

/** The states in which a unit still owes something. */
export const openStates: readonly AssignmentState[] = assignmentState.options.filter(isOpen);
