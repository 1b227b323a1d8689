// The address of a task 任务地址: which, as of when, compared with what, and in which order its history is told.
import { momentIn } from "../moment.ts";
import type { Raw } from "../page.ts";

/** What a task page shows. */
export interface TaskState {
  readonly taskId: string;
  readonly asOf?: string;
  /** The second moment, with which the one that is shown is compared; `now` is one, too. */
  readonly against?: string;
  /** Whether the history begins with the oldest. */
  readonly oldest?: boolean;
  /** Of the history only what people did, or only what rules did; left out, everything. */
  readonly show?: "people" | "rules";
  /** The event whose entry is open. */
  readonly event?: string;
}

/** The moment that is always the present one. */
export const now = "now";

const read = ({ taskId = "", asOf, against, oldest, show, event }: Raw): TaskState => {
  const second = against === now ? now : momentIn(against);
  return {
    taskId,
    ...(momentIn(asOf) ? { asOf: momentIn(asOf) ?? "" } : {}),
    ...(second ? { against: second } : {}),
    ...(oldest === "yes" ? { oldest: true } : {}),
    ...(show === "people" || show === "rules" ? { show } : {}),
    ...(event ? { event } : {}),
  };
};

const write = ({ oldest, ...state }: TaskState): Raw => ({
  ...state,
  ...(oldest ? { oldest: "yes" } : {}),
});

/** The address, both ways. */
export const taskAddress = { path: "/tasks/$taskId", read, write };
