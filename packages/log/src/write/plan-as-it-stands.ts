// A plan with all its tasks as they stand, folded from the log for decisions and policies about the whole plan.
import {
  type CompletionState,
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
 * Looks up what a completion report freezes: the plan that it is owed to, or nothing if none is owed. The head of the log is
 * asked for first, so that whatever is read then is at or past it.
 */
export function planAsItStands({
  log,
  executor,
  identity,
}: {
  readonly log: Pick<EventLog, "head">;
  readonly executor: Loading;
  readonly identity: Identity;
}): (owed: CompletionState) => Promise<PlanAsItStands> {
  return async ({ about }) => {
    const position = String((await log.head()) ?? 0n);
    if (about === null) return { position, tasks: [] };
    const { state } = await executor.load(plan, about.planId);
    return { position, tasks: await tasksOfPlan(executor, identity, { id: about.planId, state }) };
  };
}
