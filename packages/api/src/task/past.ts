// The tasks of a plan as of a moment of the past, folded from the log.
import { streamOf, task, taskIdOf } from "@taizhang/domain";
import type { Position } from "@taizhang/log";
import {
  isTaskCard,
  type Past,
  planRows,
  type TaskCard,
  type TaskReport,
  taskCards,
  taskReports,
} from "@taizhang/projections";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { type AsOf, documentsAsOf, nowOrAsOf, type Seen } from "../reading/as-of.ts";
import { greatest } from "../reading/positions.ts";

const found = nowOrAsOf(taskCards, task);

/** The card of a task, now or as of a moment. An id may be anything, also that of what is no task. */
export async function cardOf(context: Context, taskId: string, asOf: AsOf | null): Promise<Seen<TaskCard>> {
  const seen = await found(context, taskId, asOf);
  return seen.doc && isTaskCard(seen.doc) ? seen : { ...seen, doc: null };
}

/** Finds reports on a task by their keys, as they were at a moment; nothing is looked up before the first. */
export function reportThen(context: Context, taskId: string, asOf: AsOf): (key: string) => Promise<TaskReport | null> {
  let found: Promise<Past<TaskReport>> | undefined;
  return async (key) => {
    found ??= documentsAsOf(context, taskReports, streamOf(task, taskId), asOf);
    return (await found).docs.get(key) ?? null;
  };
}

/** The tasks that a plan had at a moment, by row, and the position of the last event in them. */
export interface PastTasks {
  readonly cards: readonly TaskCard[];
  readonly position: Position | null;
}

/** Folds all tasks of a plan as of a moment. Before the day of issue there are none. */
export async function tasksAsOf(context: Context, planId: string, asOf: AsOf): Promise<PastTasks> {
  const found = await fewAtOnce(await rowsOf(context, planId, asOf), (row) =>
    cardOf(context, taskIdOf(context.identity, planId, row), asOf),
  );
  return {
    cards: found.flatMap(({ doc }) => (doc ? [doc] : [])),
    position: asOf.position ?? greatest(found.map(({ position }) => position)),
  };
}

/**
 * The rows of a plan, read from a model that must include the moment. What was added after the moment is among them: it has
 * no task then.
 */
export async function rowsOf({ views }: Context, planId: string, asOf: AsOf): Promise<readonly number[]> {
  views.atLeast(asOf.position);
  return ((await views.get(planRows, planId)).value?.rows ?? []).map(({ row }) => row);
}
