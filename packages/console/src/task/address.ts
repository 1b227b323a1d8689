// The address of a task 任务地址: which, as of when, compared with what, and in which order its history is told.
import { momentIn } from "../moment.ts";
import type { Raw } from "../page.ts";

/** What a task page shows. */
export interface TaskState {
  readonly taskId: string;
  readonly asOf?: string;
  /** Whether the history begins with the oldest. */
  readonly oldest?: boolean;
  /** Whether what rules did is left out. */
  readonly people?: boolean;
  /** The event whose entry is open. */
  readonly event?: string;
}

const read = ({ taskId = "", asOf, oldest, people, event }: Raw): TaskState => ({
  taskId,
  ...(momentIn(asOf) ? { asOf: momentIn(asOf) ?? "" } : {}),
  ...(oldest === "yes" ? { oldest: true } : {}),
  ...(people === "yes" ? { people: true } : {}),
  ...(event ? { event } : {}),
});

const write = ({ oldest, people, ...state }: TaskState): Raw => ({
  ...state,
  ...(oldest ? { oldest: "yes" } : {}),
  ...(people ? { people: "yes" } : {}),
});

/** The address, both ways. */
export const taskAddress = { path: "/tasks/$taskId", read, write };
