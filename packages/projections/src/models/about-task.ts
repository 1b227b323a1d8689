// What every list says of the task that an entry is about: in the words that hold now.
import type { TaskState } from "@taizhang/domain";
import { recalling } from "../recall.ts";
import type { TaskCard } from "./task-card.ts";

/** What entries of lists are about: a task, or a plan as a whole, which has no row. */
export interface About extends Pick<TaskCard["opened"], "planId" | "regionId"> {
  readonly taskId: string | null;
  readonly row: number | null;
  readonly no: string | null;
  readonly text: string | null;
}

/** The fields that all entries about a task have in common. */
export interface AboutTask
  extends Pick<TaskCard["opened"], "taskId" | "planId" | "regionId">,
    Pick<TaskCard["opened"]["row"], "row" | "no" | "text"> {}

/** These fields, as one object for as long as nothing of them changes. */
export const aboutOf = recalling(
  ({ taskId, planId, regionId, row }: TaskCard["opened"], { text }: TaskState["words"]): AboutTask => ({
    taskId,
    planId,
    regionId,
    row: row.row,
    no: row.no,
    text,
  }),
);
