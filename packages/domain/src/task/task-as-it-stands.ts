// A task of a plan as decisions and policies about the whole plan are given it.
import type { TaskState } from "./state.ts";

/** A task with its state, folded to the end of its stream. */
export interface TaskAsItStands {
  readonly taskId: string;
  readonly row: number;
  readonly state: TaskState;
}
