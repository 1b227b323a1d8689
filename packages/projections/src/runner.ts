// The runner: follows the log, turns facts into documents, and commits them together with the position they reflect.
//
// If the views do not answer, it tries again until they do. A fact that a model cannot digest, or whose documents the views
// cannot keep, stops only that model, before the fact; an event that cannot be read stops the models it may concern. What has
// stopped is served as stale, and tried once more at the next start. No fact is ever skipped.
import { setImmediate as turn } from "node:timers/promises";
import {
  type EventLog,
  holds,
  LogReplaced,
  markOf,
  Outage,
  type Place,
  type Placed,
  type Position,
  placeOf,
  type StoredEvent,
  type UnreadableEvent,
} from "@taizhang/log";
import { type Logger, untilItWorks } from "@taizhang/process";
import { batches, oneAhead } from "./batches.ts";
import { noChanges } from "./changes.ts";
import { digest, type Folds, keysOf } from "./fold.ts";
import { knownFolds, type Made, nothingMade } from "./known-folds.ts";
import type { AnyReadModel } from "./read-model.ts";
import {
  type Checkpoint,
  type Commit,
  type Look,
  noCheckpoint,
  type Standing,
  type Stop,
  type Views,
  ViewsRefused,
} from "./views.ts";

/** What the runner works with. */
export interface RunnerParts {
  readonly log: EventLog;
  readonly views: Views;
  readonly models: readonly AnyReadModel[];
  readonly logger: Logger;
  /** The most events of one commit while nothing is served; 2,000 if left out. */
  readonly eventsPerLargeBatch?: number;
}

/** A runner at work. */
export interface Runner {
  /** Resolves once every model that has not stopped includes all that was in the log; never if the runner ends first. */
  readonly caughtUp: Promise<void>;
  /** Resolves when the runner has ended: with null after `stop`, else with the reason. */
  readonly ended: Promise<string | null>;
  /** Ends the runner after the batch at hand. */
  stop(): Promise<void>;
}

const eventsPerBatch = 500;
// While nothing is served there is nobody to wait, and what changes often is written less often.
const eventsPerLargeCommit = 2000;
// So few are digested by all models at one go, so that what is asked for next sees them.
const eventsAtOneGo = 10;
// After so much silence of the log the runner looks at the views, because somebody may have flushed them.
const silenceMs = 1000;

/** Thrown to make the runner start over from the checkpoints: a model was flushed, is behind, or has been built now. */
class Displaced extends Error {}

/** Starts a runner. Any number may run on the same views, in any number of processes. */
export function startRunner({ log, views, models, logger, ...sizes }: RunnerParts): Runner {
  const { eventsPerLargeBatch = eventsPerLargeCommit } = sizes;
  const stopping = new AbortController();
  const { signal } = stopping;
  const known = knownFolds();
  // The models that have stopped under this runner. Another build may have stopped the others, or a log since restored.
  const stoppedHere = new Set<AnyReadModel>();
  const isOver = (model: AnyReadModel, at: Checkpoint) => at.stopped && stoppedHere.has(model);
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

  /** Looks at models, and deletes one whose keys cannot be read or are not all there: it is then built anew. */
  async function looked(looks: readonly (Look & { readonly model: AnyReadModel })[]): Promise<readonly Standing[]> {
    try {
      const standings = await views.look(looks);
      for (const [place, { model }] of looks.entries()) {
        if (standings[place]?.isWhole === false) await renew(model, "some of what is kept of it has been lost");
      }
      return standings;
    } catch (error) {
      if (!(error instanceof ViewsRefused)) throw error;
      const [only, ...others] = looks;
      if (only && others.length === 0) return renew(only.model, `what is kept of it cannot be read: ${error.message}`);
      return oneByOne(looks, (each) => looked([each]));
    }
  }

  /** Commits, and stops each model whose commit the views refuse, because trying again would not help. */
  async function committed(advances: readonly Advance[]): Promise<readonly Outcome[]> {
    if (advances.length === 0) return [];
    try {
      const done = await views.commit(advances);
      return advances.map((advance, place) => ({ advance, isDone: done[place] === true }));
    } catch (error) {
      const [only, ...others] = advances;
      if (!(error instanceof ViewsRefused) || !only || only.changes === noChanges) throw error;
      // The others may be committed or not; each tells when it is tried alone.
      if (others.length > 0) return oneByOne(advances, (each) => committed([each]));
      const { model, from, to } = only;
      stoppedHere.add(model);
      logger.error(
        { model: model.name, position: String(from), err: error },
        "the views cannot keep what a read model has made, and it has stopped; fix the cause and raise its version",
      );
      const stopped = { ...to, position: from, stopped: true, stop: { at: null, reason: "unkept" as const } };
      return committed([{ ...only, changes: noChanges, ...nothingMade, to: stopped }]);
    }
  }

  /** Commits a batch to all models in one step, and again to those that another runner has moved meanwhile. */
  async function project(all: readonly AnyReadModel[], batch: LogBatch): Promise<void> {
    let left = all;
    while (left.length > 0) {
      const looks = left.map((model) => {
        const wanted = keysOf(model, batch.events);
        return { model, wanted, keys: known.missing(model, wanted) };
      });
      const standings = await looked(looks);
      const advances: Advance[] = [];
      const again: AnyReadModel[] = [];
      for (const [place, { model, wanted, keys }] of looks.entries()) {
        const { at, folds: found } = standings[place] ?? { at: noCheckpoint, folds: [] };
        // Model by model, so that whoever asks this process for something does not wait for all of them.
        if (batch.events.length > eventsAtOneGo) await turn();
        if (isForeignTo(batch, at)) await renew(model, "it was built from another log");
        if (isOver(model, at)) {
          // It answers, as stale, with what it had made until then.
          const to = { ...at, live: true };
          if (batch.isEnd && !at.live) advances.push({ model, changes: noChanges, ...nothingMade, ...seen(at), to });
          continue;
        }
        if (batch.wasAtEnd && !at.live) throw new Displaced(`${model.name} is not live any more`);
        const fetched = new Map(keys.map((key, nth) => [key, found[nth] ?? null]));
        const folds = known.completed(model, at, wanted, fetched);
        const advance = folds && advanceOf(model, at, folds, batch);
        if (advance) advances.push(advance);
        if (!folds) again.push(model);
      }
      for (const { advance, isDone } of await committed(advances)) {
        const { model, to, build } = advance;
        if (isDone) known.learn(model, { position: to.position, ...(build === undefined ? {} : { build }) }, advance);
        // Another runner was quicker. That ends, because each time the model has come further.
        else again.push(model);
      }
      left = again;
    }
  }

  /** The commit of what is new to a model; null if nothing is. */
  function advanceOf(
    model: AnyReadModel,
    at: Checkpoint,
    folds: Folds,
    { events, unreadable, after, isEnd }: LogBatch,
  ): Advance | null {
    if (isBefore(at.position, after?.position ?? null)) throw new Displaced(`${model.name} is behind`);
    const isFresh = (event: StoredEvent) => isBefore(at.position, event.position);
    // While history is read all of them are, for all models.
    const fresh = events[0] && isFresh(events[0]) ? events : events.filter(isFresh);
    const strange = unreadable && isBefore(at.position, unreadable.position) ? unreadable : null;
    const live = at.live || isEnd;
    if (fresh.length === 0 && !strange && live === at.live && !at.stopped) return null;
    const shownBefore = (key: string, fold: unknown) => known.shown(model, key, fold);
    const { changes, upTo, poison, ...made } = digest(model, folds, fresh, shownBefore);
    const isConcerned = strange !== null && (model.concernedBy?.(strange) ?? true);
    const stop = stopOf(poison?.event ?? null, isConcerned ? strange : null);
    if (poison) {
      const { event, error } = poison;
      const where = { model: model.name, position: event.position.toString(), type: event.fact.type, err: error };
      logger.error(
        where,
        "a read model cannot digest an event and has stopped before it; fix the model and raise its version",
      );
    } else if (isConcerned) {
      const { position, type, stream } = strange;
      const where = { model: model.name, position: `${position}`, type, stream, err: strange };
      logger.error(
        where,
        "a read model has stopped before an event that cannot be read; start a build that knows it, or restore a backup",
      );
    }
    if (stop) stoppedHere.add(model);
    const last = fresh.findLast(({ position }) => position === upTo);
    const reached = last ? placeOf(last) : at;
    const { position, mark } = strange !== null && !stop ? placeOf(strange) : reached;
    const to = { position, mark, stopped: stop !== null, live, ...(stop ? { stop } : {}) };
    return { model, changes, ...made, ...seen(at), to };
  }

  /** Deletes the older versions of models that are whole, and the models that they replace. */
  async function retireOlder(all: readonly AnyReadModel[]): Promise<void> {
    const standings = await looked(all.map((model) => ({ model, keys: [] })));
    for (const { name, version, replaces = [] } of all.filter((_, place) => isWhole(standings[place]))) {
      await views.dropOlder({ name, version });
      for (const former of replaces) await views.dropOlder({ name: former, version: Number.POSITIVE_INFINITY });
    }
  }

  async function renew(model: AnyReadModel, why: string): Promise<never> {
    logger.warn({ model: model.name, why }, "a read model is deleted and built anew");
    known.forget(model);
    await views.drop(model);
    throw new Displaced(model.name);
  }

  /** The checkpoints of all models. One that the log does not lead to is built anew: the log was restored, or is another. */
  async function places(): Promise<Checkpoint[]> {
    const standings = await looked(models.map((model) => ({ model, keys: [] })));
    const checkpoints = models.map((model, nth) => ({ model, at: standings[nth]?.at ?? noCheckpoint }));
    for (const { model, at } of checkpoints) {
      if (at.position !== null && !(await leadsTo(at.position, at.mark))) {
        await renew(model, "it reflects events that the log does not hold");
      }
    }
    return checkpoints.map(({ at }) => at);
  }

  /** True if the log holds this event. A model without a mark is of a version that kept none, and so of no known log. */
  const leadsTo = async (position: Position, mark: string | null) => mark !== null && holds(log, { position, mark });

  /** Follows the log from the model that is furthest back, until one is displaced or the signal is aborted. */
  async function follow(followers: readonly Follower[], until: AbortSignal, onEnd: () => void): Promise<void> {
    const from = lowest(followers.filter(({ model, at }) => !isOver(model, at)).map(({ at }) => at));
    const all = followers.map(({ model }) => model);
    let wasAtEnd = false;
    const over = new AbortController();
    const isServing = models.length > followers.length || followers.some(({ at }) => at.live);
    const options = {
      most: isServing ? eventsPerBatch : eventsPerLargeBatch,
      silenceMs,
      signal: AbortSignal.any([until, over.signal]),
    };
    for await (const { caughtUp: isEnd, ...read } of oneAhead(batches(log, from, options))) {
      const batch = { ...read, isEnd, wasAtEnd };
      try {
        await asked(() => project(all, batch), until);
        // At the first end after every start, not when a model becomes live: the runner that commits that may end too soon.
        if (isEnd && !wasAtEnd) await asked(() => retireOlder(all), until);
      } catch (error) {
        // The next batch is being fetched already.
        over.abort();
        throw error;
      }
      wasAtEnd ||= isEnd;
      if (isEnd) onEnd();
    }
  }

  /**
   * Follows with all models. Those that are not live yet, or try again what stopped them, follow separately until they have
   * caught up, so that they do not delay the others.
   */
  async function followAll(): Promise<void> {
    const checkpoints = await asked(places, signal);
    const all = models.map((model, place): Follower => ({ model, at: checkpoints[place] ?? noCheckpoint }));
    const isBehind = ({ model, at }: Follower) => (at.stopped ? !isOver(model, at) : !at.live);
    const behind = all.filter(isBehind);
    if (behind.length === 0 || behind.length === all.length) return follow(all, signal, tellCaughtUp);
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    const end = () => over.abort(new Displaced("all models can follow together"));
    const rest = all.filter((follower) => !isBehind(follower));
    await Promise.all([follow(behind, until, end).finally(end), follow(rest, until, () => {}).finally(end)]);
  }

  async function run(): Promise<string | null> {
    while (!signal.aborted) {
      try {
        await followAll();
      } catch (error) {
        if (signal.aborted) break;
        if (error instanceof Displaced || error instanceof LogReplaced) continue;
        logger.error({ err: error }, "the log cannot be read any further; the read models have stopped");
        return `the log cannot be read any further: ${error instanceof Error ? error.message : String(error)}`;
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

/** Where and why a model stops, at an event that it cannot digest or else at one that cannot be read; null where it does not. */
function stopOf(undigested: Placed | null, unreadable: Placed | null): Stop | null {
  if (undigested) return { at: undigested.position, reason: "undigested" };
  return unreadable && { at: unreadable.position, reason: "unreadable" };
}

/** What a commit has to find as it was looked at. */
const seen = ({ position, build }: Checkpoint): Pick<Commit, "from" | "build"> => ({
  from: position,
  ...(build === undefined ? {} : { build }),
});

/** A commit, with what to remember if it succeeds. */
interface Advance extends Commit, Made {
  readonly model: AnyReadModel;
}

/** A commit, and whether it counted. */
interface Outcome {
  readonly advance: Advance;
  readonly isDone: boolean;
}

/** True for a model that answers with all that the log holds; one that has stopped replaces no other. */
const isWhole = (standing: Standing | undefined): boolean => standing?.at.live === true && !standing.at.stopped;

async function oneByOne<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(...(await work(item)));
  return results;
}

/** A model, and its checkpoint when the following began. */
interface Follower {
  readonly model: AnyReadModel;
  readonly at: Checkpoint;
}

/** A batch, and where it lies in the log. */
interface LogBatch {
  readonly after: Place | null;
  readonly events: readonly StoredEvent[];
  readonly unreadable: UnreadableEvent | null;
  readonly isEnd: boolean;
  /** True if the end of the log was reached before this batch, so that every model must be live. */
  readonly wasAtEnd: boolean;
}

/** True if a batch shows that a model is of another log: where the model stands, the batch has another event, or none. */
function isForeignTo({ after, events }: LogBatch, { position, mark }: Checkpoint): boolean {
  const last = events.at(-1)?.position ?? after?.position ?? null;
  if (position === null || isBefore(position, after?.position ?? null) || isBefore(last, position)) return false;
  const event = events.find((each) => each.position === position);
  return mark !== (event ? markOf(event) : position === after?.position ? after.mark : null);
}

const isBefore = (position: Position | null, other: Position | null): boolean =>
  other !== null && (position === null || position < other);

/** The lowest place; null if a model has not begun, or if there are no places. */
function lowest(all: readonly Checkpoint[]): Place | null {
  const [first, ...others] = all;
  const low = others.reduce((least, at) => (isBefore(at.position, least?.position ?? null) ? at : least), first);
  return low?.position == null ? null : { position: low.position, mark: low.mark };
}
