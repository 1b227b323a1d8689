// The day's ends of the story 日终, by its own clock: the days at whose end something is to be noted are closed, in order.
import {
  type AnyAggregate,
  addDays,
  completion,
  completionIdOf,
  endOfDay,
  type Identity,
  nextNoteOn,
  nextReportingNoteOn,
  plan,
  task,
  taskIdOf,
} from "@taizhang/domain";
import { closeDay, type DayEndThing, type EventLog, type Executor } from "@taizhang/log";

/** A task or completion report of the story: its region, and the first day at whose end something is to be noted of it. */
interface Watched {
  readonly thing: DayEndThing;
  readonly regionId: string;
  readonly next: string | null;
}

/** What days are closed with. */
interface DayParts {
  readonly executor: Executor;
  readonly log: EventLog;
  readonly identity: Identity;
}

const keyOf = ({ of, id }: DayEndThing): string => `${of}/${id}`;

/** Watches what is owed in the story, and closes days. */
export function daysOf({ executor, log, identity }: DayParts) {
  const watched = new Map<string, Watched>();

  /** Looks at a task; gives its units, or null where there is none. */
  async function watchTask(id: string, day: string) {
    const { about, assignments, ...state } = (await executor.load(task, id)).state;
    if (about === null) return null;
    keep({ of: "task", id }, about.regionId, nextNoteOn({ about, assignments, ...state }), day);
    return { planId: about.planId, units: Object.keys(assignments) };
  }

  /** Looks at a completion report. */
  async function watchReport(id: string, day: string): Promise<void> {
    const { state } = await executor.load(completion, id);
    if (state.about) keep({ of: "completion", id }, state.about.regionId, nextReportingNoteOn(state), day);
  }

  /** What is owed as of a day can be noted at that day's end, and not before. */
  function keep(thing: DayEndThing, regionId: string, next: string | null, day: string): void {
    watched.set(keyOf(thing), { thing, regionId, next: next !== null && next < day ? day : next });
  }

  /** What is to be looked at on the first day at whose end something is to be noted, up to a last day. */
  function nextDay(last: string) {
    const days = [...watched.values()].flatMap(({ next }) => (next !== null && next <= last ? [next] : []));
    const day = days.sort()[0];
    return day === undefined ? null : { day, things: [...watched.values()].filter(({ next }) => next === day) };
  }

  return {
    /** The tasks and the completion reports of a region. */
    thingsOf: (regionId: string): DayEndThing[] =>
      [...watched.values()].flatMap(({ thing, ...each }) => (each.regionId === regionId ? [thing] : [])),
    /** Something has happened, at an instant of Beijing, to a task or a completion report, or to a plan, all of whose may have changed. */
    async touched(of: AnyAggregate, id: string, instant: string): Promise<void> {
      const day = instant.slice(0, 10);
      if (of.name === completion.name) await watchReport(id, day);
      if (of.name === task.name) {
        const seen = await watchTask(id, day);
        // A part that a unit gets may make it owe a report.
        for (const unitId of seen?.units ?? []) {
          const report = completionIdOf(identity, seen?.planId ?? "", unitId);
          if (!watched.has(keyOf({ of: "completion", id: report }))) await watchReport(report, day);
        }
      }
      if (of.name !== plan.name) return;
      const units = new Set<string>();
      for (let row = 1; ; row += 1) {
        const seen = await watchTask(taskIdOf(identity, id, row), day);
        if (seen === null) break;
        for (const unitId of seen.units) units.add(unitId);
      }
      for (const unitId of units) await watchReport(completionIdOf(identity, id, unitId), day);
    },
    /** Closes what is over at an instant of Beijing (`2021-09-30 17:50`), wherever something is to be noted. */
    async endBefore(instant: string): Promise<void> {
      const last = addDays(instant.slice(0, 10), -1);
      for (let due = nextDay(last); due; due = nextDay(last)) {
        const { day, things } = due;
        const at = new Date(Date.parse(endOfDay(day)) + 1).toISOString();
        for (const regionId of new Set(things.map((each) => each.regionId))) {
          const own = things.filter((each) => each.regionId === regionId).map(({ thing }) => thing);
          // One after the other, so that the story always has the same order.
          await closeDay(
            { log, executor },
            { regionId, day, at },
            own.map((thing) => [thing]),
          );
        }
        for (const { thing } of things)
          await (thing.of === "task" ? watchTask : watchReport)(thing.id, addDays(day, 1));
      }
    },
  };
}
