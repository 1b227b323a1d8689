// The leads of tasks 牵头单位, as far as reading goes.
import { leadUnitIdsOf } from "@taizhang/domain";
import { taskCards } from "@taizhang/projections";
import type { Context } from "../context.ts";

/** The units that may read tasks as their leads, by task. */
export async function leadsOf(
  { views }: Context,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (taskIds.length === 0) return new Map();
  const { value } = await views.getMany(taskCards, taskIds);
  return new Map(value.flatMap((card) => (card ? [[card.opened.taskId, leadUnitIdsOf(card.life)] as const] : [])));
}
