// The tasks that lines of a unit's ledger are about, now or as of a moment.
import type { Position } from "@taizhang/log";
import { type Answer, type Found, type LedgerEntry, type TaskCard, taskCards } from "@taizhang/projections";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import type { AsOf } from "../reading/as-of.ts";
import { greatest } from "../reading/positions.ts";
import { cardOf } from "./past.ts";

/** Tasks with the position that they reflect. */
interface TasksOnLines {
  readonly cards: readonly TaskCard[];
  readonly position: Position | null;
  readonly stopped: boolean;
}

/** The tasks that lines are about, each once, in the order of the lines. */
export async function tasksOnLines(
  context: Context,
  lines: Answer<readonly Found<LedgerEntry>[]>,
  asOf: AsOf | null,
): Promise<TasksOnLines> {
  const taskIds = [...new Set(lines.value.flatMap(({ doc }) => doc.taskId ?? []))];
  if (asOf === null) {
    const { value, ...answer } = await context.views.getMany(taskCards, taskIds);
    return { ...answer, cards: value.flatMap((card) => card ?? []) };
  }
  const seen = await fewAtOnce(taskIds, (taskId) => cardOf(context, taskId, asOf));
  return {
    cards: seen.flatMap(({ doc }) => doc ?? []),
    position: asOf.position ?? greatest(seen.map(({ position }) => position)),
    stopped: lines.stopped,
  };
}
