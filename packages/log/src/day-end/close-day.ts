// Closing a day of a region 日终: what its end has to note in the tasks, and then that the day is closed.
import {
  type Actor,
  type AtDaysEnd,
  countNoted,
  dayEndIdOf,
  dayend,
  endOfDay,
  isRejection,
  type NoteKind,
  noteKinds,
  notesAt,
  ownCommandId,
  policySubject,
  streamOf,
  type TaskState,
  task,
} from "@taizhang/domain";
import type { EventLog } from "../event-log.ts";
import type { Executor } from "../write/executor.ts";
import { isForbidden, type Outcome } from "../write/outcome.ts";

/** What days are closed with. */
export interface DayEndParts {
  readonly log: Pick<EventLog, "read">;
  readonly executor: Executor;
}

/** Which day of which region is closed, and when: at an instant after it, ISO in UTC. */
export interface DayToClose {
  readonly regionId: string;
  readonly day: string;
  readonly at: string;
}

/** How many things a day's end noted. */
export type NoteCounts = Readonly<Record<NoteKind, number>>;

/** The policy that closes days, as an actor. */
export const dayEndActor = (regionId: string, at: string): Actor => ({
  ...{ subjectId: policySubject("close-day"), regionId, unitId: null, onBehalfOf: null },
  ...{ roles: ["policy"], at },
});

/**
 * Closes a day. `candidates` are the tasks in which its end may have something to note, each once; those of one batch are
 * gone through at once. Doing it again, by several processes at once, or after being cut off at any point notes nothing
 * twice and forgets nothing. Rejects with an `Outage` where it may be tried again.
 */
export async function closeDay(
  parts: DayEndParts,
  { regionId, day, at }: DayToClose,
  candidates: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): Promise<NoteCounts> {
  const actor = dayEndActor(regionId, at);
  const cause = `day-end/${regionId}/${day}`;
  const counts = { dueSoon: 0, overdue: 0 };
  for await (const taskIds of candidates) {
    for (const noted of await Promise.all(taskIds.map((taskId) => noteIn(parts, taskId, { day, actor, cause }))))
      for (const kind of noteKinds) counts[kind] += noted[kind];
  }
  const id = dayEndIdOf(regionId, day);
  if ((await parts.executor.load(dayend, id)).state.closed.includes(day)) return counts;
  const closing = { regionId, day, dueSoonCount: counts.dueSoon, overdueCount: counts.overdue };
  const how = { actor, commandId: ownCommandId(cause, "closeDay") };
  accepted(await parts.executor.run(dayend, "closeDay", id, closing, how));
  return counts;
}

/** Notes in a task what the day's end has to note; gives how much it has noted, by now or before. */
async function noteIn(
  { log, executor }: DayEndParts,
  taskId: string,
  { day, actor, cause }: { readonly day: string; readonly actor: Actor; readonly cause: string },
): Promise<NoteCounts> {
  const commandId = ownCommandId(cause, `noteDueDays/${taskId}`);
  let noted: NoteCounts | null = null;
  const given = async (now: TaskState) => {
    const looked = await atDaysEnd(log, taskId, day);
    const news = notesAt(looked.atEnd, now, day);
    noted = countsOf(now, day, (kind) => news.filter((note) => note.kind === kind).length);
    return looked;
  };
  accepted(await executor.run(task, "noteDueDays", taskId, { on: day }, { actor, commandId, given }));
  // Where the command was carried out before, nothing was looked up.
  return noted ?? countsOf((await executor.load(task, taskId)).state, day);
}

/** How much stands in a task as noted at the end of a day, and how much more is to come. */
function countsOf(now: TaskState, day: string, more: (kind: NoteKind) => number = () => 0): NoteCounts {
  const count = (kind: NoteKind) => countNoted(now, kind, day) + more(kind);
  return { dueSoon: count("dueSoon"), overdue: count("overdue") };
}

/** The task as it stood when a day ended, by its own events: what happened after is not in it. */
async function atDaysEnd(log: Pick<EventLog, "read">, taskId: string, day: string): Promise<AtDaysEnd> {
  const end = endOfDay(day);
  let atEnd = task.initial;
  for await (const { fact, revision, meta } of log.read(streamOf(task, taskId))) {
    if (meta.happenedAt > end) break;
    atEnd = task.evolve(atEnd, fact, revision);
  }
  return { atEnd };
}

function accepted(outcome: Outcome): void {
  if (isRejection(outcome) || isForbidden(outcome))
    throw new Error(`a day's end was refused: ${JSON.stringify(outcome)}`);
}
