// The day's ends of the story 日终, by its own clock: the days at whose end something is to be noted are closed, in order.
import {
  type AnyAggregate,
  addDays,
  endOfDay,
  type Identity,
  nextNoteOn,
  plan,
  task,
  taskIdOf,
} from "@taizhang/domain";
import { closeDay, type EventLog, type Executor } from "@taizhang/log";

/** A task of the story: its region, and the first day at whose end something is to be noted of it. */
interface Watched {
  readonly regionId: string;
  readonly next: string | null;
}

/** What days are closed with. */
interface DayParts {
  readonly executor: Executor;
  readonly log: EventLog;
  readonly identity: Identity;
}

/** Watches the tasks of the story, and closes days. */
export function daysOf({ executor, log, identity }: DayParts) {
  const watched = new Map<string, Watched>();

  /** Looks at a task. What it owes as of a day can be noted at that day's end, and not before. */
  async function watch(taskId: string, day: string): Promise<boolean> {
    const { state } = await executor.load(task, taskId);
    const next = nextNoteOn(state);
    if (state.about)
      watched.set(taskId, { regionId: state.about.regionId, next: next !== null && next < day ? day : next });
    return state.about !== null;
  }

  /** The tasks of the first day at whose end something is to be noted, up to a last day. */
  function nextDay(last: string) {
    const days = [...watched.values()].flatMap(({ next }) => (next !== null && next <= last ? [next] : []));
    const day = days.sort()[0];
    return day === undefined ? null : { day, tasks: [...watched].filter(([, { next }]) => next === day) };
  }

  return {
    /** The tasks of a region. */
    tasksOf: (regionId: string): string[] =>
      [...watched].flatMap(([taskId, each]) => (each.regionId === regionId ? [taskId] : [])),
    /** Something has happened, at an instant of Beijing, to a task, or to a plan, whose tasks may all have changed. */
    async touched(of: AnyAggregate, id: string, instant: string): Promise<void> {
      const day = instant.slice(0, 10);
      if (of.name === task.name) await watch(id, day);
      if (of.name !== plan.name) return;
      for (let row = 1; await watch(taskIdOf(identity, id, row), day); ) row += 1;
    },
    /** Closes what is over at an instant of Beijing (`2021-09-30 17:50`), wherever something is to be noted. */
    async endBefore(instant: string): Promise<void> {
      const last = addDays(instant.slice(0, 10), -1);
      for (let due = nextDay(last); due; due = nextDay(last)) {
        const { day, tasks } = due;
        const at = new Date(Date.parse(endOfDay(day)) + 1).toISOString();
        for (const regionId of new Set(tasks.map(([, each]) => each.regionId))) {
          const own = tasks.filter(([, each]) => each.regionId === regionId).map(([taskId]) => taskId);
          // One after the other, so that the story always has the same order.
          await closeDay(
            { log, executor },
            { regionId, day, at },
            own.map((taskId) => [taskId]),
          );
        }
        for (const [taskId] of tasks) await watch(taskId, addDays(day, 1));
      }
    },
  };
}
