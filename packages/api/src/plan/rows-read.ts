// The rows of a plan beside what its unit cells are read as 认读: as printed, or as a person decided.
import { type DraftTask, type ReadUnit, unitsAsRead } from "@taizhang/domain";
import { decisionsOf, type PlanCard, type PlanRows, planCard, planRows } from "@taizhang/projections";
import type { Context } from "../context.ts";
import { batched } from "../reading/batched.ts";

/** The units of each row as they are read, by row. */
export type UnitsRead = ReadonlyMap<number, readonly ReadUnit[]>;

const read = new WeakMap<PlanCard, WeakMap<readonly DraftTask[], UnitsRead>>();

/** The units of each row of a plan as they are read. Many fields of a page ask for one plan, which is read once. */
export function unitsReadIn(card: PlanCard, rows: readonly DraftTask[]): UnitsRead {
  const known = read.get(card) ?? new WeakMap<readonly DraftTask[], UnitsRead>();
  read.set(card, known);
  const found = known.get(rows) ?? unitsAsRead({ rows, warnings: card.warnings, settled: decisionsOf(card) });
  known.set(rows, found);
  return found;
}

const cardNow = batched(planCard);
const rowsNow = batched(planRows);

/** A plan with its rows as they are now; null where there is none. What a notice prints is the same at every moment. */
export async function planWithRows(
  { views }: Context,
  planId: string,
): Promise<{ readonly card: PlanCard; readonly rows: PlanRows["rows"] } | null> {
  const [card, found] = await Promise.all([cardNow(views, planId), rowsNow(views, planId)]);
  return card.value && found.value && { card: card.value, rows: found.value.rows };
}
