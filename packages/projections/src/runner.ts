// The runner: follows the log, turns facts into documents, and commits them together with the position they reflect.
//
// What may go wrong, and what then: views that do not answer are waited for; a fact that a model cannot digest stops
// that model alone, at that position; a log that cannot be read on stops the runner. Nothing is ever skipped.
import type { EventLog, Position, StoredEvent } from "@taizhang/domain";
import { batches } from "./batches.ts";
import { digest, keysOf } from "./fold.ts";
import type { Logger } from "./logger.ts";
import type { AnyReadModel } from "./read-model.ts";
import { untilItWorks } from "./retry.ts";
import { type Checkpoint, type Views, ViewsUnavailable } from "./views.ts";

/** What the runner works with. */
export interface RunnerParts {
  readonly log: EventLog;
  readonly views: Views;
  readonly models: readonly AnyReadModel[];
  readonly logger: Logger;
}

/** A runner at work. */
export interface Runner {
  /** Resolves once every model that has not stopped includes all that was in the log. */
  readonly caughtUp: Promise<void>;
  /** Resolves when the runner has ended: null after `stop`, else why it could not go on. */
  readonly ended: Promise<string | null>;
  /** Ends the runner after the batch at hand. */
  stop(): Promise<void>;
}

const eventsPerBatch = 500;
// How long nothing is heard before the views are looked at: somebody may have flushed them meanwhile.
const silenceMs = 1000;

/** A model does not stand where the runner left it: it was flushed, or it is behind what is at hand. */
class Displaced extends Error {}

/** Starts a runner. Any number may run on the same views, in any number of processes. */
export function startRunner({ log, views, models, logger }: RunnerParts): Runner {
  const stopping = new AbortController();
  const { signal } = stopping;
  let tellCaughtUp: () => void = () => {};
  const caughtUp = new Promise<void>((resolve) => {
    tellCaughtUp = resolve;
  });

  /** Asks the views until they answer. */
  const asked = <Value>(work: () => Promise<Value>): Promise<Value> =>
    untilItWorks(work, {
      passes: (error) => error instanceof ViewsUnavailable,
      onFailure: (error, delayMs) => logger.warn({ err: error, delayMs }, "the views do not answer; trying again"),
      signal,
    });

  async function project(model: AnyReadModel, heard: Heard): Promise<void> {
    // Another runner may commit first, so that the model is looked at anew; each time it has come further.
    for (;;) {
      const at = await views.checkpoint(model);
      if (at.logId !== null && at.logId !== heard.logId) await renew(model, "it was built from another log");
      else if (at.stopped || (await advance(model, at, heard))) return;
    }
  }

  /** Commits what is new to a model. False where somebody else has moved it meanwhile. */
  async function advance(
    model: AnyReadModel,
    at: Checkpoint,
    { events, after, isEnd, logId }: Heard,
  ): Promise<boolean> {
    if (isBefore(at.position, after)) throw new Displaced(`${model.name} is behind`);
    const fresh = events.filter((event) => isBefore(at.position, event.position));
    const live = at.live || isEnd;
    if (fresh.length === 0 && live === at.live) return true;
    const keys = keysOf(model, fresh);
    const folds = await views.current(model, keys);
    const made = digest(model, new Map(keys.map((key, place) => [key, folds[place] ?? null])), fresh);
    const stopped = made.poison !== null;
    if (made.poison) {
      const { event, error } = made.poison;
      const where = { model: model.name, position: event.position.toString(), type: event.fact.type, err: error };
      logger.error(where, "a read model cannot digest an event and stands still there; mend it and raise its version");
    }
    const to = { position: made.upTo ?? at.position, stopped, live, logId };
    const isCommitted = await views.commit(model, made.changes, at.position, to);
    if (isCommitted && live && !at.live) await views.dropOlder(model);
    return isCommitted;
  }

  async function renew(model: AnyReadModel, why: string): Promise<void> {
    logger.warn({ model: model.name, why }, "a read model is built anew");
    await views.drop(model);
    throw new Displaced(model.name);
  }

  /** Follows the log from the model that is furthest back, until a model is found elsewhere or the runner is stopped. */
  async function follow(): Promise<void> {
    const checkpoints = await asked(() => Promise.all(models.map((model) => views.checkpoint(model))));
    const from = lowest(checkpoints.filter((at) => !at.stopped).map((at) => at.position));
    for await (const { after, events, caughtUp: isEnd } of batches(log, from, {
      most: eventsPerBatch,
      silenceMs,
      signal,
    })) {
      const logId = await log.id();
      await asked(() => Promise.all(models.map((model) => project(model, { after, events, isEnd, logId }))));
      if (isEnd) tellCaughtUp();
    }
  }

  async function run(): Promise<string | null> {
    while (!signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (signal.aborted) break;
        if (error instanceof Displaced) continue;
        logger.error({ err: error }, "the log cannot be read on; the read models stand still");
        return `the log cannot be read on: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    return null;
  }

  const ended = run();
  return {
    caughtUp,
    ended,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** What was heard of the log at one go, and the log it was heard from. */
interface Heard {
  readonly after: Position | null;
  readonly events: readonly StoredEvent[];
  readonly isEnd: boolean;
  readonly logId: string | null;
}

const isBefore = (position: Position | null, other: Position | null): boolean =>
  other !== null && (position === null || position < other);

/** The position furthest back; null where one has not begun, or where there is none at all. */
const lowest = (positions: readonly (Position | null)[]): Position | null =>
  positions.reduce((low, position) => (isBefore(position, low) ? position : low), positions[0] ?? null);
