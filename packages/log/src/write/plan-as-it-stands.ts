// A plan with all its tasks as they stand, folded from the log for decisions and policies about the whole plan.
import {
  type Identity,
  type PlanAsItStands,
  type PlanState,
  plan,
  type TaskAsItStands,
  task,
  taskIdOf,
} from "@taizhang/domain";
import type { EventLog } from "../event-log.ts";
import type { Executor } from "./executor.ts";

type Loading = Pick<Executor, "load">;

/** The tasks of a plan, by row. Each is read to its end after the plan was; one that is not open yet is empty. */
export async function tasksOfPlan(
  executor: Loading,
  identity: Identity,
  { id: planId, state: { rows } }: { readonly id: string; readonly state: PlanState },
): Promise<TaskAsItStands[]> {
  const tasks: TaskAsItStands[] = [];
  for (const { row } of rows) {
    const taskId = taskIdOf(identity, planId, row);
    tasks.push({ taskId, row, state: (await executor.load(task, taskId)).state });
  }
  return tasks;
}

/**
 * Looks up what a completion report freezes. The head of the log is asked for first, so that whatever is read then is at
 * or past it.
 */
export function planAsItStands(
  {
    log,
    executor,
    identity,
  }: { readonly log: Pick<EventLog, "head">; readonly executor: Loading; readonly identity: Identity },
  planId: string,
): () => Promise<PlanAsItStands> {
  return async () => {
    const head = await log.head();
    const { state } = await executor.load(plan, planId);
    return { position: String(head ?? 0n), tasks: await tasksOfPlan(executor, identity, { id: planId, state }) };
  };
}
