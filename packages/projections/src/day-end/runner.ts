// The day's end runner 日终: the only timer. After every midnight in Beijing it closes the days that are over, in order.
import { setTimeout as delay } from "node:timers/promises";
import { addDays, beijingDay, dayEndIdOf, dayend, endOfDay, ownCommandId } from "@taizhang/domain";
import { closeDay, dayEndActor, type EventLog, type Executor, Outage, policiesAreDone } from "@taizhang/log";
import { keepRunning, type Logger, type Running, untilItWorks } from "@taizhang/process";
import { dayEnds, type RegionDays } from "../models/day-ends.ts";
import type { Views } from "../views.ts";
import { listsUpTo } from "../wait-for.ts";
import { candidates } from "./candidates.ts";
import { daysToClose, firstDayOf } from "./days-to-close.ts";

/** The time as the day's end sees it. */
export interface DayEndClock {
  /** This instant, ISO in UTC. */
  now(): string;
  /** Resolves once an instant is reached by this clock, or rejects with the signal's reason. */
  until(instant: string, signal: AbortSignal): Promise<void>;
}

const lookAgainMs = 60_000;

/** The clock of the machine. It is looked at every minute, because a machine may sleep, and its clock may be set. */
export const machineClock: DayEndClock = {
  now: () => new Date().toISOString(),
  async until(instant, signal) {
    for (;;) {
      const left = Date.parse(instant) - Date.now();
      if (left <= 0) return;
      await delay(Math.min(left, lookAgainMs), undefined, { signal, ref: false });
    }
  },
};

/**
 * How long after midnight days are closed. A command that was given before has arrived by then: requests end after ten
 * seconds, and the clocks of hosts may be a minute apart.
 */
const graceMs = 120_000;

/** What the runner works with. */
export interface DayEndRunnerParts {
  readonly log: EventLog;
  readonly executor: Executor;
  readonly views: Pick<Views, "look" | "list" | "get">;
  readonly clock: DayEndClock;
  readonly logger: Logger;
  /** How long to wait for the policies, in milliseconds; a plan whose stream cannot be read holds them up for ever. */
  readonly policiesMs?: number;
}

/** Starts closing days. Any number may run: whatever is closed twice is closed once. Outages are waited out. */
export const startDayEnds = (parts: DayEndRunnerParts): Running =>
  keepRunning((signal) => closeDays(parts, signal), { failed: "days are not closed any more", logger: parts.logger });

async function closeDays(parts: DayEndRunnerParts, signal: AbortSignal): Promise<void> {
  const { log, views, executor, clock, logger, policiesMs = 600_000 } = parts;
  const lagMs = 60_000;

  const patiently = <Value>(work: () => Promise<Value>) =>
    untilItWorks(work, {
      passes: (error) => error instanceof Outage,
      // Policies are at work for a moment after every start: nothing is wrong then.
      onFailure: (error, delayMs) =>
        error instanceof PoliciesBehind
          ? logger.info({ delayMs }, `${error.message}; the day's end waits for them`)
          : logger.warn({ err: error, delayMs }, "a day cannot be closed yet; trying again"),
      signal,
    });

  /** The last day that is over, with the grace. */
  const lastOver = (): string => beijingDay(new Date(Date.parse(clock.now()) - graceMs - dayMs).toISOString());

  async function regions(): Promise<readonly RegionDays[]> {
    const whole = await listsUpTo(views, [dayEnds.model], await log.head(), lagMs);
    // A province has some hundred regions.
    return (await whole.list(dayEnds, "all", { first: 100_000 })).value.items.map(({ doc }) => doc);
  }

  /** Says from which day on a region is closed, where nobody has said so. */
  async function begin(region: RegionDays): Promise<void> {
    const on = firstDayOf(region);
    if (region.begunOn !== null || on === null) return;
    const { regionId } = region;
    const actor = dayEndActor(regionId, clock.now());
    const commandId = ownCommandId(`day-end/${regionId}`, "beginDayEnds");
    await executor.run(dayend, "beginDayEnds", dayEndIdOf(regionId, on), { regionId, on }, { actor, commandId });
  }

  /** What followed from yesterday's acts, such as closing the tasks of a plan, must be in the log before yesterday is closed. */
  async function policiesDone(since: number): Promise<void> {
    if (await policiesAreDone(log, signal)) return;
    if (performance.now() - since < policiesMs) throw new PoliciesBehind("the policies are still at work");
    logger.warn({}, "the policies have not carried out all that happened; days are closed by what is in the log");
  }

  async function closeWhatIsOver(): Promise<void> {
    for (const region of await regions()) {
      await begin(region);
      const { regionId } = region;
      const days = daysToClose(region, lastOver());
      if (days.length > 1) logger.info({ regionId, days: days.length }, "closing the days that were missed");
      for (const day of days) {
        signal.throwIfAborted();
        const counts = await closeDay(parts, { regionId, day, at: clock.now() }, candidates(parts, regionId, day));
        logger.info({ regionId, day, ...counts }, "a day is closed");
      }
    }
  }

  for (;;) {
    const since = performance.now();
    await patiently(() => policiesDone(since));
    await patiently(closeWhatIsOver);
    const nextMidnight = Date.parse(endOfDay(addDays(lastOver(), 1))) + 1;
    await clock.until(new Date(nextMidnight + graceMs).toISOString(), signal);
  }
}

const dayMs = 24 * 60 * 60 * 1000;

/** The policies are still at work on what happened before; a day is closed once they are done. */
class PoliciesBehind extends Outage {
  override readonly name = "PoliciesBehind";
}
