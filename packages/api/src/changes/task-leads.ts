// Finds the leads 牵头单位 of the tasks that events belong to, where they matter to what a reader sees.
import {
  type Executor,
  keep,
  leadUnitIdsOf,
  type Reader,
  type StoredEvent,
  sightOfEvent,
  task,
} from "@taizhang/domain";

const tasksKept = 1000;
const assigning: ReadonlySet<string> = new Set(["UnitsAssigned", "GroupExpanded"]);

/** Makes the lookup of the current leads of an event's task, for one reader. It remembers the last 1,000 tasks. */
export function leadsFor(executor: Executor, reader: Reader): (event: StoredEvent) => Promise<readonly string[]> {
  const known = new Map<string, readonly string[]>();
  const asLead = reader.unitId === null ? [] : [reader.unitId];
  return async (event) => {
    const { taskId } = event.meta;
    if (taskId === null) return [];
    if (assigning.has(event.fact.type)) known.delete(taskId);
    if (sightOfEvent(reader, event, asLead) === sightOfEvent(reader, event, [])) return [];
    const leads = known.get(taskId) ?? leadUnitIdsOf((await executor.load(task, taskId)).state.assignments);
    keep(known, taskId, leads, tasksKept);
    return leads;
  };
}
