// The leads of tasks 牵头单位, as far as reading goes: who may read a task as its lead today may read all of its past.
import { leadUnitIdsOf, readsAllUnits } from "@taizhang/domain";
import type { TaskCard } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import type { AsOf } from "../reading/as-of.ts";
import { cardOf } from "./past.ts";

/** Tells the units that may read the task of a card as its leads. */
export type LeadsOf = (card: TaskCard) => readonly string[];

/** The same, by cards of the present, which say it themselves. */
export const leadsAtHand: LeadsOf = ({ life }) => leadUnitIdsOf(life);

/** The units that may read tasks as their leads today, by task. */
export async function leadsOf(
  context: Context,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const cards = await Promise.all(taskIds.map((taskId) => cardOf(context, taskId, null)));
  return new Map(cards.flatMap(({ doc }) => (doc ? [[doc.opened.taskId, leadsAtHand(doc)] as const] : [])));
}

/** The same, by cards as of a moment; null for now. For those of the past it is looked up, unless the reader reads all units anyway. */
export async function leadsToday(context: Context, taskIds: readonly string[], asOf: AsOf | null): Promise<LeadsOf> {
  if (asOf === null || readsAllUnits(readerOf(context))) return leadsAtHand;
  const today = await leadsOf(context, [...new Set(taskIds)]);
  // The moment may be later than what the views know of today.
  return (card) => [...new Set([...leadsAtHand(card), ...(today.get(card.opened.taskId) ?? [])])];
}
