// How much of events a reader sees. The leads 牵头单位 of their tasks are looked up only where that depends on them.
import { leadUnitIdsOf, type Reader, type Sight, sightOfEvent, task } from "@taizhang/domain";
import type { Executor, StoredEvent } from "@taizhang/log";
import { LRUCache } from "lru-cache";

const tasksKept = 1000;

/** The leads of a task, as of a revision of it. */
export interface Leads {
  readonly leadUnitIds: readonly string[];
  readonly revision: number;
}

/** Looks up the leads of a task as they are now. */
export async function leadsNow(executor: Pick<Executor, "load">, taskId: string): Promise<Leads> {
  const { state, revision } = await executor.load(task, taskId);
  return { leadUnitIds: leadUnitIdsOf(state), revision };
}

/**
 * Finds how much of events one reader sees. `leadsOf` finds the leads of an event's task, as of the event at the least. The last
 * 1,000 tasks are remembered, each until an event comes that is newer than what is known of it.
 */
export function sightOf(
  reader: Reader,
  leadsOf: (taskId: string, event: StoredEvent) => Promise<Leads>,
): (event: StoredEvent) => Sight | Promise<Sight> {
  const known = new LRUCache<string, Leads>({ max: tasksKept });
  const asLead = reader.unitId === null ? [] : [reader.unitId];

  async function lookedUp(taskId: string, event: StoredEvent): Promise<Sight> {
    const leads = await leadsOf(taskId, event);
    known.set(taskId, leads);
    return sightOfEvent(reader, event, leads.leadUnitIds);
  }

  return (event) => {
    const sight = sightOfEvent(reader, event, []);
    const { taskId } = event.meta;
    if (taskId === null || sight === "whole" || sight === sightOfEvent(reader, event, asLead)) return sight;
    const before = known.get(taskId);
    if (before && before.revision >= event.revision) return sightOfEvent(reader, event, before.leadUnitIds);
    return lookedUp(taskId, event);
  };
}
