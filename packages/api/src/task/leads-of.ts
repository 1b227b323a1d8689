// The leads of tasks 牵头单位, as far as reading goes: who may read a task as its lead today may read all of its past.
import { leadUnitIdsOf, type Reader, readsAllUnits } from "@taizhang/domain";
import { Abandoned } from "@taizhang/log";
import type { TaskCard } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import { leadsNow } from "../changes/sight-of.ts";
import type { Context } from "../context.ts";
import { outageOf } from "../errors.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import type { AsOf } from "../reading/as-of.ts";
import { cardOf } from "./past.ts";

/** Tells the units that may read the task of a card as its leads. */
export type LeadsOf = (card: TaskCard) => readonly string[];

/** The same, by cards of the present, which say it themselves. */
export const leadsAtHand: LeadsOf = ({ life }) => leadUnitIdsOf(life);

/** Whether it depends on the leads of tasks what a reader reads of them. */
export const readsAsLead = (reader: Reader): boolean => !readsAllUnits(reader) && reader.unitId !== null;

/**
 * The units that may read tasks as their leads today, by task; none where that changes nothing for the reader. While the views
 * cannot tell it, it is read from the log: the past is told without them, and with the rights of today all the same.
 */
export async function leadsOf(
  context: Context,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (!readsAsLead(readerOf(context))) return new Map();
  try {
    const cards = await Promise.all(taskIds.map((taskId) => cardOf(context, taskId, null)));
    return new Map(cards.flatMap(({ doc }) => (doc ? [[doc.opened.taskId, leadsAtHand(doc)] as const] : [])));
  } catch (error) {
    if (error instanceof Abandoned || outageOf(error) === null) throw error;
    const leads = await fewAtOnce(taskIds, (taskId) => leadsNow(context.executor, taskId));
    return new Map(leads.map(({ leadUnitIds }, at) => [taskIds[at] ?? "", leadUnitIds]));
  }
}

/** The same, by cards as of a moment; null for now. For those of the past it is looked up. */
export async function leadsToday(context: Context, taskIds: readonly string[], asOf: AsOf | null): Promise<LeadsOf> {
  if (asOf === null) return leadsAtHand;
  const today = await leadsOf(context, [...new Set(taskIds)]);
  // The moment may be later than what the views know of today.
  return (card) => [...new Set([...leadsAtHand(card), ...(today.get(card.opened.taskId) ?? [])])];
}
