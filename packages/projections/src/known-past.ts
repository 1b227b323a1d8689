// The past of streams: what a model had made of them after each of their events, remembered. History never changes, so what is
// remembered stays right as long as the log is the same; what has been added to it is followed before an answer needs it.
import {
  type CallLimits,
  type EventLog,
  holds,
  markOf,
  type Place,
  type Position,
  placeOf,
  type StoredEvent,
  UnreadableEvent,
} from "@taizhang/log";
import { LRUCache } from "lru-cache";
import { documentsAmong, shownBy } from "./fold.ts";
import type { AnyReadModel, Documents, Shown } from "./read-model.ts";

/**
 * A moment: a position of the log, or an instant, in milliseconds since 1970; both belong to their moment. What had happened by
 * an instant is told from a log that holds at least what is at `seen`, which the asker has seen (null: nothing).
 */
export type PastMoment = { readonly position: Position } | { readonly instant: number; readonly seen: Position | null };

/** The documents of one kind that a stream showed at a moment, by key. */
export interface Past<Doc> {
  readonly docs: ReadonlyMap<string, Doc>;
  /** The position of the last event in them; null if there was none. */
  readonly position: Position | null;
}

/** Where the last event of a region stands, up to a position. */
export interface LastOf {
  /** Null if there is none. */
  readonly position: Position | null;
  /** False if there may be a later one that is not known yet. */
  readonly isSure: boolean;
}

/** The past of streams, as a process knows it. */
export interface KnownPast {
  /**
   * The documents of one kind that a stream showed at a moment. What is asked of one moment, by its object, is of one state of the log.
   * Rejects with `UnreadableEvent` if the moment includes one, and with what the model throws if it cannot digest an event
   * of it.
   */
  at<Doc>(of: Documents<Doc>, stream: string, moment: PastMoment, limits?: CallLimits): Promise<Past<Doc>>;
  /**
   * When the last event of a region up to the position of a moment happened, ISO in UTC; null if there was none. What stands there
   * of other regions is nothing: `lastOf` tells where the last one of this region stands where it is not at the position itself.
   */
  lastHappenedAt(
    regionId: string,
    moment: { readonly position: Position },
    lastOf: () => Promise<LastOf>,
  ): Promise<string | null>;
}

/** How much is remembered, and how far behind the log it may be so that the rest is followed rather than read anew. */
export interface PastBounds {
  /** Folds in all, each of which shares with the one before it what its event has not changed. */
  readonly folds: number;
  /** Folds whose documents are remembered, too: fewer, because these are larger. */
  readonly shown: number;
  /** Positions of which it is known when the last event of a region up to there happened, or that there was none. */
  readonly instants: number;
  /** Events of the whole log. */
  readonly events: number;
  /** How long following may take, in milliseconds. */
  readonly followingMs: number;
  /** How often the log is looked at where nobody knows of anything newer, in milliseconds. */
  readonly lookEveryMs: number;
}

/** A fold takes half a kilobyte (measured), so that what is remembered stays near fifty megabytes. */
const pastBounds: PastBounds = {
  folds: 100_000,
  shown: 2000,
  instants: 1000,
  events: 2000,
  followingMs: 2000,
  lookEveryMs: 1000,
};

/** An event of a stream, and the fold that it has made; no key if the model ignores it. */
interface Step {
  readonly revision: number;
  readonly position: Position;
  readonly instant: number;
  readonly key: string | null;
  readonly fold: unknown;
}

/** Why a stream's past goes no further. A moment before it can be shown. */
interface End {
  readonly position: Position;
  /** Null if it is not known when it happened. */
  readonly instant: number | null;
  readonly error: unknown;
}

interface KnownStream {
  readonly steps: Step[];
  /** The keys under which its events are folded: one, or a few. */
  readonly keys: ReadonlySet<string>;
  readonly end: End | null;
}

/** The past of the streams of a log; nothing is read before it is asked for. */
export function knownPast(log: Pick<EventLog, "read" | "follow" | "head" | "eventAt">, bounds = pastBounds): KnownPast {
  const known = new LRUCache<string, KnownStream>({
    maxSize: bounds.folds,
    sizeCalculation: ({ steps }) => steps.length + 1,
  });
  const models = new Set<AnyReadModel>();
  const shown = new LRUCache<object, readonly Shown[]>({ max: bounds.shown });
  const instants = new LRUCache<string, { readonly happenedAt: string | null }>({ max: bounds.instants });
  /** Whatever is remembered includes the log up to here. */
  let place: Place | null = null;
  /** When the log was last seen to be the same, and its end to be there; by a clock that nobody sets. */
  let lookedAt = Number.NEGATIVE_INFINITY;
  const nameOf = (model: AnyReadModel, stream: string) => `${model.name} ${stream}`;

  /** Takes in an event of any stream. */
  function learn(stream: string, after: (model: AnyReadModel, before: KnownStream) => KnownStream): void {
    for (const model of models) {
      const name = nameOf(model, stream);
      const before = known.peek(name);
      // What was read when the event was there already has it.
      if (before && before.end === null) known.set(name, after(model, before));
    }
  }

  /** Follows the log from the place to its end; false if that is too far, or does not come to an end. */
  async function hasFollowed(from: Place): Promise<boolean> {
    let left = bounds.events;
    const signal = AbortSignal.timeout(bounds.followingMs);
    for await (const told of log.follow(from, { signal })) {
      if (told.kind === "caughtUp") return true;
      if (told.kind === "checkpoint") continue;
      if (left-- === 0) return false;
      const { event } = told;
      if (told.kind === "event") learn(event.stream, (model, before) => withEvent(model, before, told.event));
      else learn(event.stream, (_model, before) => ({ ...before, end: endAt(told.event) }));
      place = placeOf(event);
    }
    return false;
  }

  /** Brings what is remembered up to a moment, and forgets it all if the log is another one, or has gone far. */
  async function reach(moment: PastMoment): Promise<void> {
    const wanted = "position" in moment ? moment.position : moment.seen;
    const isThere = place !== null && (wanted === null || wanted <= place.position);
    const now = performance.now();
    if (isThere && now - lookedAt < bounds.lookEveryMs) return;
    if (place === null || !(await isStillIn(place))) {
      known.clear();
      instants.clear();
      const head = await log.head();
      const last = head === null ? null : await log.eventAt(head);
      place = head === null || last === null ? null : { position: head, mark: markOf(last) };
    }
    lookedAt = now;
  }

  /** True if the log holds what it held at the place, and all that has come since is now remembered. */
  async function isStillIn(from: Place): Promise<boolean> {
    if (!(await holds(log, from))) return false;
    const head = await log.head();
    return head !== null && (head <= from.position || (await hasFollowed(from)));
  }

  const moments = new WeakMap<PastMoment, Promise<void>>();
  let last: Promise<void> = Promise.resolve();
  /** One after the other, so that two do not take in the same events. */
  function reached(moment: PastMoment): Promise<void> {
    const before = moments.get(moment);
    if (before) return before;
    const reaching = last.then(() => reach(moment));
    moments.set(moment, reaching);
    last = reaching.catch(() => undefined);
    return reaching;
  }

  async function streamOf(model: AnyReadModel, stream: string, limits?: CallLimits): Promise<KnownStream> {
    const name = nameOf(model, stream);
    const found = known.get(name);
    if (found) return found;
    limits?.signal?.throwIfAborted();
    models.add(model);
    const before = place;
    const read = await readWhole(log, model, stream, limits);
    // What was followed meanwhile may be missing in it.
    if (before !== null && place === before) known.set(name, read);
    return read;
  }

  /** The documents of a fold of a model, which are the same whenever they are made. */
  function shownIn(model: AnyReadModel, key: string, fold: unknown): readonly Shown[] {
    if (typeof fold !== "object" || fold === null) return [];
    const made = shown.get(fold) ?? shownBy(fold, model, key);
    shown.set(fold, made);
    return made;
  }

  return {
    async at(of, stream, moment, limits) {
      await reached(moment);
      const { steps, keys, end } = await streamOf(of.model, stream, limits);
      if (end && isIn(moment, end)) throw end.error;
      const count = countIn(steps, moment);
      const folds = new Map<string, unknown>();
      for (let at = count - 1; at >= 0 && folds.size < keys.size; at--) {
        const { key, fold } = steps[at] ?? nothing;
        if (key !== null && !folds.has(key)) folds.set(key, fold);
      }
      const docs = [...folds].flatMap(([key, fold]) => [...documentsAmong(of, shownIn(of.model, key, fold))]);
      return { docs: new Map(docs), position: steps[count - 1]?.position ?? null };
    },
    async lastHappenedAt(regionId, moment, lastOf) {
      await reached(moment);
      const { position } = moment;
      const name = `${regionId} ${position}`;
      const remembered = instants.get(name);
      if (remembered) return remembered.happenedAt;
      const before = place;
      const there = await log.eventAt(position);
      const isThere = there?.regionId === regionId && there.happenedAt !== null;
      const last = isThere ? { position, isSure: true } : await lastOf();
      const event = isThere || last.position === null ? there : await log.eventAt(last.position);
      const happenedAt = last.position === null ? null : (event?.happenedAt ?? null);
      // Where nothing stands now before the end of the log, nothing ever will.
      if (last.isSure && place !== null && place === before && position <= place.position)
        instants.set(name, { happenedAt });
      return happenedAt;
    },
  };
}

/** True if a moment includes what stands at a position and happened at an instant. In a stream, no event happened before the last. */
const isIn = (moment: PastMoment, { position, instant }: Pick<End, "position" | "instant">): boolean =>
  "position" in moment ? position <= moment.position : instant === null || instant <= moment.instant;

const nothing = { key: null, fold: null };

/** How many steps a moment includes. */
function countIn(steps: readonly Step[], moment: PastMoment): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const step = steps[middle];
    if (step && isIn(moment, step)) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function readWhole(
  log: Pick<EventLog, "read">,
  model: AnyReadModel,
  stream: string,
  limits?: CallLimits,
): Promise<KnownStream> {
  let read: KnownStream = { steps: [], keys: new Set(), end: null };
  try {
    for await (const event of log.read(stream, {}, limits)) {
      read = withEvent(model, read, event);
      if (read.end) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    return { ...read, end: endAt(error) };
  }
  return read;
}

const endAt = (error: UnreadableEvent): End => ({ position: error.position, instant: null, error });

/** A stream with one more event, which is added to its steps; the same if it has the event. */
function withEvent(model: AnyReadModel, before: KnownStream, event: StoredEvent): KnownStream {
  const { steps, keys } = before;
  const { position, revision, meta } = event;
  if (revision <= (steps.at(-1)?.revision ?? -1)) return before;
  const place = { revision, position, instant: Date.parse(meta.happenedAt) };
  try {
    const key = model.key(event);
    const last = key === null ? null : steps.findLast((step) => step.key === key);
    steps.push({ ...place, key, fold: key === null ? null : model.fold(last?.fold ?? null, event) });
    return { steps, keys: key === null || keys.has(key) ? keys : new Set([...keys, key]), end: null };
  } catch (error) {
    return { steps, keys, end: { ...place, error } };
  }
}
