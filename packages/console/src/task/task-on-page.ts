// A task as its page has it.
import type { TaskShownQuery } from "../generated/operations.ts";

export type TaskOnPage = NonNullable<TaskShownQuery["task"]>;
