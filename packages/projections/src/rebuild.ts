// Builds read models anew in Redis, beside those that answer, and puts them in their places once they have caught up.
import { setTimeout as delay } from "node:timers/promises";
import { type EventLog, type Followed, Outage, type Position } from "@taizhang/log";
import { keepRunning, type Logger, type Running, untilItWorks } from "@taizhang/process";
import { type Building, BuildingLost, holdMs } from "./building.ts";
import type { AnyReadModel } from "./read-model.ts";
import type { RedisViews } from "./redis-views.ts";
import { startRunner } from "./runner.ts";
import type { Views } from "./views.ts";

/** Is told after each event that was read how many there were, and where the last one stands. */
export type ReadProgress = (events: number, position: Position) => void;

/** What a rebuild works with. */
export interface RebuildParts {
  readonly log: EventLog;
  readonly views: RedisViews;
  readonly models: readonly AnyReadModel[];
  /** What no other rebuild is called. */
  readonly build: string;
  readonly logger: Logger;
  readonly progress: ReadProgress;
  /** Ends the rebuild; what was built is deleted, and nothing has changed. */
  readonly signal: AbortSignal;
  /** How often a sign of life is given, in milliseconds; ten times as often as needed if left out. */
  readonly holdEveryMs?: number;
}

// Nobody reads what is built, so each document is written once for very many events. They and their documents are in memory
// together, a hundred megabytes or so.
const eventsPerLargeBatch = 10_000;

/** Builds the models and puts them in their places, all of them or none. Rejects if that cannot be, with the reason. */
export async function rebuild({
  log,
  models,
  signal,
  holdEveryMs = holdMs / 10,
  ...parts
}: RebuildParts): Promise<void> {
  const building = await parts.views.begin(models, parts.build);
  const holding = keepHeld(building, holdEveryMs, parts.logger);
  const committing = announcing(building.views);
  const { views } = committing;
  const { logger, progress } = parts;
  const runner = startRunner({ log: counted(log, progress), views, models, logger, eventsPerLargeBatch });
  const ended = runner.ended.then((reason) => Promise.reject(new BuildingLost(reason ?? "it was ended")));
  ended.catch(() => undefined);
  const aborted = new Promise<never>((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
  });
  aborted.catch(() => undefined);
  const unlessOver = <Value>(work: Promise<Value>) => Promise.race([work, ended, aborted]);
  const failing = new AbortController();
  const isOver = AbortSignal.any([signal, failing.signal]);
  // All is built by then: a Redis that is away for a while, or moves the slot, does not make it worthless.
  const asked = <Value>(work: () => Promise<Value>) =>
    unlessOver(
      untilItWorks(work, {
        passes: (error) => error instanceof Outage,
        onFailure: (error, delayMs) =>
          logger.warn({ err: error, delayMs }, "what was built waits for Redis; trying again"),
        signal: isOver,
      }),
    );
  try {
    await unlessOver(runner.caughtUp);
    await asked(() => requireAllDigested(views, models));
    for (let isDone = false; !isDone; ) {
      const next = committing.next();
      isDone = await asked(building.takePlace);
      if (!isDone) await unlessOver(next);
    }
  } catch (error) {
    failing.abort(error);
    await runner.stop();
    await holding.stop();
    // Where Redis is away, the next rebuild deletes it, or a projector.
    await building.abandon().catch(() => undefined);
    throw error;
  }
  await runner.stop();
  await holding.stop();
  await building.letGo().catch(() => undefined);
}

/** Gives a sign of life now and then, and where Redis was away, as soon as it is back. */
function keepHeld({ hold }: Pick<Building, "hold">, everyMs: number, logger: Logger): Running {
  async function holdOn(signal: AbortSignal): Promise<void> {
    for (;;) {
      await delay(everyMs, undefined, { signal });
      const passes = (error: unknown) => error instanceof Outage;
      await untilItWorks(hold, { passes, onFailure: () => undefined, signal });
    }
  }
  return keepRunning(holdOn, { failed: "Redis does not take signs of life of this rebuild", logger });
}

/** The log, but whoever follows it is counted for. */
export function counted(log: EventLog, progress: ReadProgress): EventLog {
  let count = 0;
  return {
    ...log,
    async *follow(after, options): AsyncIterable<Followed> {
      for await (const told of log.follow(after, options)) {
        if (told.kind === "event") {
          count += 1;
          progress(count, told.event.position);
        }
        yield told;
      }
    },
  };
}

/** Views that say when they were committed to. */
function announcing(views: Views): { readonly views: Views; next(): Promise<void> } {
  let tell = () => {};
  let coming = new Promise<void>((resolve) => (tell = resolve));
  return {
    next: () => coming,
    views: {
      ...views,
      async commit(commits) {
        const done = await views.commit(commits);
        tell();
        coming = new Promise((resolve) => (tell = resolve));
        return done;
      },
    },
  };
}

/** Rejects if a model has stopped at an event: it would then be no better than what answers. */
async function requireAllDigested(views: Views, models: readonly AnyReadModel[]): Promise<void> {
  const standings = await views.look(models.map((model) => ({ model, keys: [] })));
  for (const [nth, { at }] of standings.entries()) {
    if (!at.stopped) continue;
    const { stop } = at;
    const where = stop?.at == null ? "" : ` at position ${stop.at}`;
    throw new BuildingLost(
      `the read model ${models[nth]?.name} cannot be built to the end of the log: it stops${where} (${stop?.reason ?? "unknown"})`,
    );
  }
}
