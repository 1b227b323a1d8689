// The leads 牵头单位 of the tasks that events belong to, looked up only where they change what a reader sees.
import { leadUnitIdsOf, type Reader, sightOfEvent, type TaskState } from "@taizhang/domain";
import type { Folded, StoredEvent } from "@taizhang/log";
import { LRUCache } from "lru-cache";

const tasksKept = 1000;

interface Known {
  readonly leadUnitIds: readonly string[];
  /** The revision of the task that they are the leads as of. */
  readonly revision: number;
}

/**
 * Finds the leads of events' tasks for one reader, as of the event at the least. The last 1,000 tasks are remembered,
 * each until an event comes that is newer than what is known of it.
 */
export function leadsFor(
  load: (taskId: string) => Promise<Folded<TaskState>>,
  reader: Reader,
): (event: StoredEvent) => readonly string[] | Promise<readonly string[]> {
  const known = new LRUCache<string, Known>({ max: tasksKept });
  const asLead = reader.unitId === null ? [] : [reader.unitId];

  async function lookUp(taskId: string): Promise<Known> {
    const { state, revision } = await load(taskId);
    const found = { leadUnitIds: leadUnitIdsOf(state), revision };
    known.set(taskId, found);
    return found;
  }

  return (event) => {
    const { taskId } = event.meta;
    if (taskId === null || sightOfEvent(reader, event, asLead) === sightOfEvent(reader, event, [])) return [];
    const before = known.get(taskId);
    if (before && before.revision >= event.revision) return before.leadUnitIds;
    return lookUp(taskId).then(({ leadUnitIds }) => leadUnitIds);
  };
}
