// The succession runner 承接: hands on what units left open, when they end, after each midnight, and when it starts; and gives
// back what nobody took over, when their end is undone.
import { beijingDay, endOfDay, type Succession } from "@taizhang/domain";
import { type EventLog, type Executor, LogReplaced, Outage, type Place, succeed, successionFacts } from "@taizhang/log";
import { keepRunning, type Logger, type Running, untilItWorks } from "@taizhang/process";
import type { DayEndClock } from "../day-end/runner.ts";
import { dayEnds } from "../models/day-ends.ts";
import { unitLedger } from "../models/task.ts";
import type { Views } from "../views.ts";
import { listsUpTo } from "../wait-for.ts";
import { keptFor, leftBy } from "./left-by.ts";

/** What the runner works with. */
export interface SuccessionRunnerParts {
  readonly log: EventLog;
  readonly executor: Executor;
  readonly views: Pick<Views, "look" | "list">;
  readonly clock: DayEndClock;
  readonly logger: Logger;
}

// Beside the ends of units: what gives a unit that has ended something open, or gives it back. A task that is added as of an
// earlier day gives its parts to the units that there were then.
const wakes = [
  ...successionFacts,
  ...["TasksOpened", "TasksReopened", "TaskRestored", "UnitsAssigned", "AssignmentReopened", "AssignmentRestored"],
  ...["CompletionReportDue", "CompletionReportResumed"],
];
const lagMs = 60_000;

/** Starts handing on. Any number may run: whatever is handed on twice is handed on once. Outages are waited out. */
export const startSuccessions = (parts: SuccessionRunnerParts): Running =>
  keepRunning((signal) => handOnForEver(parts, signal), {
    failed: "what units left open is not handed on any more",
    logger: parts.logger,
  });

async function handOnForEver(
  { log, executor, views, clock, logger }: SuccessionRunnerParts,
  signal: AbortSignal,
): Promise<void> {
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  stopped.catch(() => {});
  let wake = () => {};

  const patiently = <Value>(work: () => Promise<Value>) =>
    untilItWorks(work, {
      passes: (error) => error instanceof Outage,
      onFailure: (error, delayMs) =>
        logger.warn({ err: error, delayMs }, "what units left open cannot be handed on yet; trying again"),
      signal,
    });

  async function* untilStopped<Thing>(things: AsyncIterable<Thing>) {
    for await (const some of things) {
      signal.throwIfAborted();
      yield some;
    }
  }

  /** Goes over all regions, by read models that hold all that is in the log by now. */
  async function handOn(): Promise<void> {
    const coming = listsUpTo(views, [dayEnds.model, unitLedger.model], await log.head(), lagMs);
    const whole = await Promise.race([coming, stopped]);
    const left = ({ unitId, to }: Succession) => untilStopped(leftBy(whole, unitId, to));
    const kept = (unitId: string) => untilStopped(keptFor(whole, unitId));
    // A province has some hundred regions.
    for (const { doc } of (await whole.list(dayEnds, "all", { first: 100_000 })).value.items) {
      const { regionId } = doc;
      const count = await succeed({ log, executor, logger, left, kept }, { regionId, at: clock.now() });
      if (count > 0) logger.info({ regionId, count }, "what units left open is handed on, or noted as nobody's");
    }
  }

  const head = async (): Promise<Place | null> => {
    const position = await patiently(() => log.head());
    return position === null ? null : { position, mark: null };
  };

  /** Wakes the runner at every fact behind a place from which something may follow. */
  async function listen(from: Place | null): Promise<void> {
    try {
      for await (const { kind } of log.follow(from, { types: wakes, signal })) if (kind === "event") wake();
    } catch (error) {
      if (signal.aborted || !(error instanceof LogReplaced)) throw error;
      const anew = await head();
      wake();
      return listen(anew);
    }
  }

  async function untilMidnightOr(...others: readonly Promise<void>[]): Promise<void> {
    const waiting = new AbortController();
    const nextDay = new Date(Date.parse(endOfDay(beijingDay(clock.now()))) + 1).toISOString();
    const midnight = clock.until(nextDay, AbortSignal.any([signal, waiting.signal]));
    try {
      await Promise.race([midnight, ...others]);
    } finally {
      midnight.catch(() => {});
      waiting.abort();
    }
  }

  // What comes behind it wakes; what is before it, the first round goes over.
  const listening = listen(await head());
  // It is waited for below; until then its failure is nobody's.
  listening.catch(() => {});
  for (;;) {
    // Made first, so that what happens meanwhile is gone over again.
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await patiently(handOn);
    await untilMidnightOr(woken, listening);
  }
}
