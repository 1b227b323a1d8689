// The leads 牵头单位 of the tasks that events belong to, looked up only where they change what a reader sees.
import { leadUnitIdsOf, type Reader, sightOfEvent, task } from "@taizhang/domain";
import type { Executor, StoredEvent } from "@taizhang/log";
import { LRUCache } from "lru-cache";

const tasksKept = 1000;
const assigning: ReadonlySet<string> = new Set(["UnitsAssigned", "GroupExpanded"]);

/** Finds the leads of events' tasks for one reader, as they are now. The last 1,000 tasks are remembered. */
export function leadsFor(executor: Executor, reader: Reader): (event: StoredEvent) => Promise<readonly string[]> {
  const known = new LRUCache<string, readonly string[]>({ max: tasksKept });
  const asLead = reader.unitId === null ? [] : [reader.unitId];
  return async (event) => {
    const { taskId } = event.meta;
    if (taskId === null) return [];
    if (assigning.has(event.fact.type)) known.delete(taskId);
    if (sightOfEvent(reader, event, asLead) === sightOfEvent(reader, event, [])) return [];
    const leads = known.get(taskId) ?? leadUnitIdsOf((await executor.load(task, taskId)).state.assignments);
    known.set(taskId, leads);
    return leads;
  };
}
