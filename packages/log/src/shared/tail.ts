// The end of the log, as one subscription tells it to all who wait for what is new.
import { type EventLog, LogReplaced, LogUnavailable, type Place, placeOf } from "../event-log.ts";
import { type RecentBounds, type RecentEvents, recentEvents } from "./recent-events.ts";

/** The end of a log, from the moment at which it began to be followed. */
export interface Tail {
  readonly recent: RecentEvents;
  /** True once it tells nothing new any more, because the log was replaced or is no longer followed. */
  isOver(): boolean;
  /**
   * Resolves when something has happened since it was looked at last, and rejects where that is a failure. `ears` may also be
   * opened by whoever waits.
   */
  news(ears: Ears): Promise<void>;
  /** Ends it. */
  end(): void;
}

/** Through which one waits: opened, one waits no longer. */
export interface Ears {
  open(failure?: unknown): void;
}

/** How much is told in one round of the event loop, so that timers and sockets get theirs. */
export interface TellingBounds {
  /** How many of those who wait are woken. */
  readonly wokenAtOnce: number;
  /** How many events are taken from the log. */
  readonly eventsAtOnce: number;
}

/** What a tail is made of. */
export interface TailParts {
  readonly log: Pick<EventLog, "follow" | "head" | "eventAt">;
  readonly recent: RecentBounds;
  readonly telling: TellingBounds;
  readonly signal: AbortSignal;
}

/** Follows a log from its end on. Rejects with `LogUnavailable`. */
export async function startTail({ log, telling, signal, ...bounds }: TailParts): Promise<Tail> {
  const { wokenAtOnce, eventsAtOnce } = telling;
  const start = await endOf(log);
  const recent = recentEvents(start, bounds.recent);
  const waiting = new Set<Ears>();
  const ending = new AbortController();
  let isOver = false;
  let bug: unknown;

  async function wakeAll(): Promise<void> {
    const all = [...waiting];
    for (let from = 0; from < all.length; from += wokenAtOnce) {
      if (from > 0) await nextRound();
      for (const ears of all.slice(from, from + wokenAtOnce)) ears.open();
    }
  }

  async function keepUp(): Promise<void> {
    let taken = 0;
    try {
      for await (const followed of log.follow(start, { signal: AbortSignal.any([signal, ending.signal]) })) {
        if (followed.kind !== "event" && followed.kind !== "unreadable") continue;
        recent.add(followed);
        // No faster than they can be told: who is not woken yet would soon be too far behind.
        await wakeAll();
        taken += 1;
        if (taken % eventsAtOnce === 0) await nextRound();
      }
    } catch (error) {
      // Whether that concerns a follower depends on where it is: it finds out by itself.
      if (!(error instanceof LogReplaced)) bug = error;
    }
    end();
  }

  function end(): void {
    isOver = true;
    ending.abort();
    for (const ears of [...waiting]) ears.open(bug);
  }

  void keepUp();
  return {
    recent,
    isOver: () => isOver,
    news: (ears) =>
      new Promise<void>((resolve, reject) => {
        ears.open = (failure) => {
          waiting.delete(ears);
          if (failure === undefined) resolve();
          else reject(failure);
        };
        if (isOver) ears.open(bug);
        else waiting.add(ears);
      }),
    end,
  };
}

/** Leaves the event loop to others. */
const nextRound = () => new Promise(setImmediate);

async function endOf(log: Pick<EventLog, "head" | "eventAt">): Promise<Place | null> {
  const position = await log.head();
  if (position === null) return null;
  const event = await log.eventAt(position);
  if (event === null)
    throw new LogUnavailable(`the log has lost its last event, at ${position}, while it was looked at`);
  return placeOf({ position, ...event });
}
