// Closing a day of a region 日终: what its end has to note in tasks and completion reports, and then that the day is closed.
import {
  type Actor,
  type AnyAggregate,
  completion,
  countNoted,
  countReportingNoted,
  dayEndIdOf,
  dayend,
  endOfDay,
  isRejection,
  type NoteKind,
  noteKinds,
  notesAt,
  ownCommandId,
  policySubject,
  reportingNotesAt,
  streamOf,
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

/** What a day's end may have something to note of: a task with all that is owed in it, or a completion report. */
export interface DayEndThing {
  readonly of: "task" | "completion";
  readonly id: string;
}

/** How many things a day's end noted. */
export type NoteCounts = Readonly<Record<NoteKind, number>>;

/** The policy that closes days, as an actor. */
export const dayEndActor = (regionId: string, at: string): Actor => ({
  ...{ subjectId: policySubject("close-day"), regionId, unitId: null, onBehalfOf: null },
  ...{ roles: ["policy"], at },
});

/**
 * Closes a day. `candidates` are the things of which its end may have something to note, each once; those of one batch are
 * gone through at once. Doing it again, by several processes at once, or after being cut off at any point notes nothing
 * twice and forgets nothing. Rejects with an `Outage` where it may be tried again.
 */
export async function closeDay(
  parts: DayEndParts,
  { regionId, day, at }: DayToClose,
  candidates: AsyncIterable<readonly DayEndThing[]> | Iterable<readonly DayEndThing[]>,
): Promise<NoteCounts> {
  const actor = dayEndActor(regionId, at);
  const cause = `day-end/${regionId}/${day}`;
  const counts = { dueSoon: 0, overdue: 0 };
  for await (const things of candidates) {
    for (const noted of await Promise.all(things.map((thing) => noteIn(parts, thing, { day, actor, cause }))))
      for (const kind of noteKinds) counts[kind] += noted[kind];
  }
  const id = dayEndIdOf(regionId, day);
  if ((await parts.executor.load(dayend, id)).state.closed.includes(day)) return counts;
  const closing = { regionId, day, dueSoonCount: counts.dueSoon, overdueCount: counts.overdue };
  const how = { actor, commandId: ownCommandId(cause, "closeDay") };
  accepted(await parts.executor.run(dayend, "closeDay", id, closing, how));
  return counts;
}

/** How things of one kind are noted. */
interface Noting<State> {
  readonly of: AnyAggregate & { readonly initial: State };
  readonly action: string;
  /** What is to be noted of a thing that stood so at the day's end, and stands so now. */
  news(atEnd: State, now: State, day: string): readonly NoteKind[];
  /** How much of a kind stands noted at the end of a day. */
  noted(now: State, kind: NoteKind, day: string): number;
}

const tasks: Noting<typeof task.initial> = {
  of: task,
  action: "noteDueDays",
  news: (...args) => notesAt(...args).map(({ kind }) => kind),
  noted: countNoted,
};

const completionReports: Noting<typeof completion.initial> = {
  of: completion,
  action: "noteReportingDay",
  news: (...args) => reportingNotesAt(...args).map(({ kind }) => kind),
  noted: countReportingNoted,
};

/** What a thing is noted with. */
interface HowNoted {
  readonly day: string;
  readonly actor: Actor;
  readonly cause: string;
}

/** Notes of a thing what the day's end has to note; gives how much it has noted, by now or before. */
const noteIn = (parts: DayEndParts, { of, id }: DayEndThing, how: HowNoted): Promise<NoteCounts> =>
  of === "task" ? noteAs(tasks, parts, id, how) : noteAs(completionReports, parts, id, how);

async function noteAs<State>(
  noting: Noting<State>,
  { log, executor }: DayEndParts,
  id: string,
  { day, actor, cause }: HowNoted,
): Promise<NoteCounts> {
  const { of, action } = noting;
  const commandId = ownCommandId(cause, `${action}/${id}`);
  const standing = (now: State, news: readonly NoteKind[]): NoteCounts => {
    const count = (kind: NoteKind) => noting.noted(now, kind, day) + news.filter((each) => each === kind).length;
    return { dueSoon: count("dueSoon"), overdue: count("overdue") };
  };
  let counts: NoteCounts | null = null;
  const given = async (now: State) => {
    const atEnd = await atDaysEnd(log, of, id, day);
    counts = standing(now, noting.news(atEnd, now, day));
    return { atEnd };
  };
  accepted(await executor.run(of, action, id, { on: day }, { actor, commandId, given }));
  // Where the command was carried out before, nothing was looked up.
  return counts ?? standing((await executor.load(of, id)).state, []);
}

/** A thing as it stood when a day ended, by its own events: what happened after is not in it. */
async function atDaysEnd<State>(
  log: Pick<EventLog, "read">,
  of: AnyAggregate & { readonly initial: State },
  id: string,
  day: string,
): Promise<State> {
  const end = endOfDay(day);
  let atEnd = of.initial;
  for await (const { fact, revision, meta } of log.read(streamOf(of, id))) {
    if (meta.happenedAt > end) break;
    atEnd = of.evolve(atEnd, fact, revision);
  }
  return atEnd;
}

function accepted(outcome: Outcome): void {
  if (isRejection(outcome) || isForbidden(outcome))
    throw new Error(`a day's end was refused: ${JSON.stringify(outcome)}`);
}
