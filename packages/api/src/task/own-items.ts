// Items that units adopted for themselves 专属条目: what they say is shown to those units, the task's leads, and who reads all units.
import { readsAllUnits, readsItem } from "@taizhang/domain";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { leadsOf } from "./leads-of.ts";

/** What may be about an item of a task. */
export interface AboutItem {
  readonly regionId: string;
  readonly taskId: string | null;
  readonly item: { readonly ownerIds: readonly string[] } | null;
}

/** Tells of each of these things whether the reader may read what its item says; of one that is about no item it is true. */
export async function itemsRead(
  context: Context,
  things: readonly AboutItem[],
): Promise<(thing: AboutItem) => boolean> {
  const reader = readerOf(context);
  const own = readsAllUnits(reader) ? [] : things.filter(({ item }) => item !== null && item.ownerIds.length > 0);
  const leads = await leadsOf(context, [...new Set(own.flatMap(({ taskId }) => taskId ?? []))]);
  return ({ regionId, taskId, item }) =>
    item === null ||
    readsItem(reader, { regionId, ownerIds: item.ownerIds, leadUnitIds: leads.get(taskId ?? "") ?? [] });
}
