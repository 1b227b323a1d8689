// The runner: follows the log, turns facts into documents, and commits them together with the position they reflect.
//
// What may go wrong, and what then: views that do not answer are waited for; a fact that a model cannot digest stops
// that model alone, at that position; a log that cannot be read on stops the runner. Nothing is ever skipped.
import { type EventLog, Outage, type Position, type StoredEvent } from "@taizhang/log";
import { type Logger, untilItWorks } from "@taizhang/process";
import { batches, oneAhead } from "./batches.ts";
import { digest, type Folds, keysOf } from "./fold.ts";
import { knownFolds } from "./known-folds.ts";
import type { AnyReadModel } from "./read-model.ts";
import { type Checkpoint, type Commit, noCheckpoint, type Views } from "./views.ts";

/** What the runner works with. */
export interface RunnerParts {
  readonly log: EventLog;
  readonly views: Views;
  readonly models: readonly AnyReadModel[];
  readonly logger: Logger;
}

/** A runner at work. */
export interface Runner {
  /** Resolves once every model that has not stopped includes all that was in the log; never where the runner ends before. */
  readonly caughtUp: Promise<void>;
  /** Resolves when the runner has ended: null after `stop`, else why it could not go on. */
  readonly ended: Promise<string | null>;
  /** Ends the runner after the batch at hand. */
  stop(): Promise<void>;
}

const eventsPerBatch = 500;
// How long nothing is heard before the views are looked at: somebody may have flushed them meanwhile.
const silenceMs = 1000;

/** A model does not stand where the runner left it: it was flushed, it is behind what is at hand, or it is built now. */
class Displaced extends Error {}

/** Starts a runner. Any number may run on the same views, in any number of processes. */
export function startRunner({ log, views, models, logger }: RunnerParts): Runner {
  const stopping = new AbortController();
  const { signal } = stopping;
  const known = knownFolds();
  let tellCaughtUp: () => void = () => {};
  const caughtUp = new Promise<void>((resolve) => {
    tellCaughtUp = resolve;
  });

  /** Asks the views or the log until they answer. */
  const asked = <Value>(work: () => Promise<Value>, until: AbortSignal): Promise<Value> =>
    untilItWorks(work, {
      passes: (error) => error instanceof Outage,
      onFailure: (error, delayMs) => logger.warn({ err: error, delayMs }, "no answer for the projector; trying again"),
      signal: until,
    });

  /** Commits what was heard to every model, all in one step; whatever others have committed meanwhile is looked at anew. */
  async function project(all: readonly AnyReadModel[], heard: Heard): Promise<void> {
    let left = all;
    while (left.length > 0) {
      const looks = left.map((model) => {
        const wanted = keysOf(model, heard.events);
        return { model, wanted, keys: known.missing(model, wanted) };
      });
      const standings = await views.look(looks);
      const advances: Advance[] = [];
      const again: AnyReadModel[] = [];
      for (const [place, { model, wanted, keys }] of looks.entries()) {
        const { at, folds: found } = standings[place] ?? { at: noCheckpoint, folds: [] };
        if (at.logId !== null && at.logId !== heard.logId) await renew(model, "it was built from another log");
        if (at.stopped) continue;
        if (heard.wasAtEnd && !at.live) throw new Displaced(`${model.name} is not live any more`);
        const fetched = new Map(keys.map((key, nth) => [key, found[nth] ?? null]));
        const folds = known.completed(model, at.position, wanted, fetched);
        const advance = folds && advanceOf(model, at, folds, heard);
        if (advance) advances.push(advance);
        if (!folds) again.push(model);
      }
      const done = advances.length > 0 ? await views.commit(advances) : [];
      for (const [place, { model, to, folds }] of advances.entries()) {
        if (done[place]) known.learn(model, to.position, folds);
        // Others were quicker with it; each time round it has come further.
        else again.push(model);
      }
      left = again;
    }
  }

  /** What is new to a model; null where nothing is. */
  function advanceOf(
    model: AnyReadModel,
    at: Checkpoint,
    folds: Folds,
    { events, after, isEnd, logId }: Heard,
  ): Advance | null {
    if (isBefore(at.position, after)) throw new Displaced(`${model.name} is behind`);
    const fresh = events.filter((event) => isBefore(at.position, event.position));
    const live = at.live || isEnd;
    if (fresh.length === 0 && live === at.live) return null;
    const { changes, folds: changed, upTo, poison } = digest(model, folds, fresh);
    if (poison) {
      const { event, error } = poison;
      const where = { model: model.name, position: event.position.toString(), type: event.fact.type, err: error };
      logger.error(where, "a read model cannot digest an event and stands still there; mend it and raise its version");
    }
    const to = { position: upTo ?? at.position, stopped: poison !== null, live, logId };
    return { model, changes, folds: changed, from: at.position, to };
  }

  /** Forgets what the models that are live stand in the place of, whoever made them live. */
  async function retireOlder(all: readonly AnyReadModel[]): Promise<void> {
    const standings = await views.look(all.map((model) => ({ model, keys: [] })));
    for (const { name, version, replaces = [] } of all.filter((_, place) => standings[place]?.at.live)) {
      await views.dropOlder({ name, version });
      for (const former of replaces) await views.dropOlder({ name: former, version: Number.POSITIVE_INFINITY });
    }
  }

  async function renew(model: AnyReadModel, why: string): Promise<never> {
    logger.warn({ model: model.name, why }, "a read model is built anew");
    known.forget(model);
    await views.drop(model);
    throw new Displaced(model.name);
  }

  /** Where the models stand; one that is ahead of the log is built anew: the log was restored from before. */
  async function places(): Promise<Checkpoint[]> {
    const standings = await views.look(models.map((model) => ({ model, keys: [] })));
    // Asked for last, because the log grows meanwhile and other runners go on.
    const head = await log.head();
    return Promise.all(
      models.map(async (model, place) => {
        const { at } = standings[place] ?? { at: noCheckpoint };
        return isBefore(head, at.position) ? renew(model, "it is ahead of the log") : at;
      }),
    );
  }

  /** Follows the log from the model that is furthest back, until a model is found elsewhere or the signal is given. */
  async function follow(followers: readonly Follower[], until: AbortSignal, onEnd: () => void): Promise<void> {
    const from = lowest(followers.filter(({ at }) => !at.stopped).map(({ at }) => at.position));
    const all = followers.map(({ model }) => model);
    let wasAtEnd = false;
    const over = new AbortController();
    const options = { most: eventsPerBatch, silenceMs, signal: AbortSignal.any([until, over.signal]) };
    for await (const { after, events, caughtUp: isEnd } of oneAhead(batches(log, from, options))) {
      const logId = await asked(() => log.id(), until);
      const heard = { after, events, isEnd, wasAtEnd, logId };
      try {
        await asked(() => project(all, heard), until);
        // At the first end and not as a model becomes live: whoever commits that may be gone before it can forget anything.
        if (isEnd && !wasAtEnd) await asked(() => retireOlder(all), until);
      } catch (error) {
        // The next batch is being waited for already.
        over.abort();
        throw error;
      }
      wasAtEnd ||= isEnd;
      if (isEnd) onEnd();
    }
  }

  /**
   * Follows with all models. Those still to be built follow by themselves until they have caught up, so that the
   * others stay as fresh as ever.
   */
  async function followAll(): Promise<void> {
    const checkpoints = await asked(places, signal);
    const all = models.map((model, place): Follower => ({ model, at: checkpoints[place] ?? noCheckpoint }));
    const isUnbuilt = ({ at }: Follower) => !at.live && !at.stopped;
    const unbuilt = all.filter(isUnbuilt);
    if (unbuilt.length === 0 || unbuilt.length === all.length) return follow(all, signal, tellCaughtUp);
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    const end = () => over.abort(new Displaced("all models can follow together"));
    const rest = all.filter((follower) => !isUnbuilt(follower));
    await Promise.all([follow(unbuilt, until, end).finally(end), follow(rest, until, () => {}).finally(end)]);
  }

  async function run(): Promise<string | null> {
    while (!signal.aborted) {
      try {
        await followAll();
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

/** A commit of one of the models that are projected. */
interface Advance extends Commit {
  readonly model: AnyReadModel;
  readonly folds: Folds;
}

/** A model, and where it stood when the following began. */
interface Follower {
  readonly model: AnyReadModel;
  readonly at: Checkpoint;
}

/** What was heard of the log at one go, and the log it was heard from. */
interface Heard {
  readonly after: Position | null;
  readonly events: readonly StoredEvent[];
  readonly isEnd: boolean;
  /** True where the end was reached before: by then every model is live. */
  readonly wasAtEnd: boolean;
  readonly logId: string | null;
}

const isBefore = (position: Position | null, other: Position | null): boolean =>
  other !== null && (position === null || position < other);

/** The position furthest back; null where one has not begun, or where there is none at all. */
const lowest = (positions: readonly (Position | null)[]): Position | null =>
  positions.reduce((low, position) => (isBefore(position, low) ? position : low), positions[0] ?? null);
