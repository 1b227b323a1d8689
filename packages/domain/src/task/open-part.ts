// What of a task is open for an act: a unit's part that is open, unclaimed, claimed. Each is found with its task, or refused.
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import { isClaimed } from "./assignment-state.ts";
import { refusalOfOver } from "./ending.ts";
import { type Assignment, assignmentOf, openAssignment, type TaskState } from "./state.ts";

/** What names a unit's part. */
export interface OfUnit {
  readonly unitId: string;
}

/** A unit's part, and the task that it is of. */
export interface PartInTask {
  readonly task: TaskState;
  readonly part: Assignment;
}

const withTask = (task: TaskState, part: Assignment | Rejection): PartInTask | Rejection =>
  isRejection(part) ? part : { task, part };

/** A part that is open. */
export const openPart = (task: TaskState, { unitId }: OfUnit): PartInTask | Rejection =>
  withTask(task, openAssignment(task, unitId));

/** A part, whatever its state, in a task that runs. */
export function partInRunning(task: TaskState, { unitId }: OfUnit): PartInTask | Rejection {
  const part = assignmentOf(task, unitId);
  return withTask(task, isRejection(part) ? part : (refusalOfOver(task) ?? part));
}

/** An open part of which nothing is claimed. What is claimed is judged as it was claimed: it is withdrawn or returned first. */
export function unclaimedPart(task: TaskState, of: OfUnit): PartInTask | Rejection {
  const open = openPart(task, of);
  return isRejection(open) || !isClaimed(open.part.state) ? open : reject("CLAIM_PENDING");
}

/** An open part that its unit claims to be done. */
export function claimedPart(task: TaskState, of: OfUnit): PartInTask | Rejection {
  const open = openPart(task, of);
  return isRejection(open) || isClaimed(open.part.state) ? open : reject("NOT_CLAIMED");
}
