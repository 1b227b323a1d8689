// The log as many followers of one process share it: what is new is fetched and decoded once, for all of them.
import {
  type EventLog,
  type Followed,
  type FollowOptions,
  holds,
  type Place,
  type Position,
  placeOf,
  type StoredEvent,
} from "../event-log.ts";
import { Outage } from "../outage.ts";
import { regionOf } from "../stored-event.ts";
import { afresh } from "./afresh.ts";
import type { FollowedEvent, RecentBounds } from "./recent-events.ts";
import { type Seat, type SeatBounds, seats } from "./seats.ts";
import { type SliceBounds, slices } from "./slices.ts";
import { over, type Supply, supplied } from "./supply.ts";
import { type Ears, startTail, type Tail, type TellingBounds } from "./tail.ts";
import { turns } from "./turns.ts";

/** What followers need of a log. */
export type FollowedLog = Pick<EventLog, "follow" | "eventAt">;

/** A log that is shared. */
export interface SharedLog extends FollowedLog {
  /** True of the event that it told last, as long as nothing newer is known. */
  isLast(event: StoredEvent): boolean;
  /** Whether the event at a position is among those that are kept, and told to all followers as the same object. */
  keeps(position: Position): boolean;
  close(): void;
}

/** The bounds of what is shared. */
export interface SharedBounds {
  /** The latest events, which are kept for whoever is a little behind. */
  readonly recent: RecentBounds;
  /** How many go over the history by themselves at the same time; null where they are so few that nobody waits. */
  readonly replays: SeatBounds | null;
  /** After how much of its history a follower leaves the event loop to others: the pieces are events, as they are taken. */
  readonly replaySlice: SliceBounds;
  /** How what is new is told. */
  readonly telling: TellingBounds;
}

/** What is kept of the latest events, wherever they are shared. */
export const usualRecent: RecentBounds = { events: 1000, characters: 8 * 2 ** 20 };

const ofACrowd: SharedBounds = {
  recent: usualRecent,
  replays: { atOnce: 8, leaseMs: 1000 },
  replaySlice: { pieces: 16, ms: 5 },
  telling: { wokenAtOnce: 128, eventsAtOnce: 1 },
};

/** What a look at the log has found: where it ends now, and the tail, which holds nothing that the log does not hold. */
interface Seen {
  readonly tail: Tail;
  readonly head: Position | null;
}

/** A follower among what is kept: the number of its next event, and whether it has been told that it has caught up. */
interface Live extends Seen {
  next: number;
  isCaughtUp: boolean;
}

/**
 * Shares one following of a log. A follower that is behind what is kept of it goes over its history by itself, a few at a
 * time, and joins the others where they meet; so does one that was too slow. Nothing is missing, nothing comes twice. What
 * it tells is never older than the log was when it was asked. Checkpoints of the store are left out: only events move a
 * follower, and the place of one that it does not want is told as a checkpoint. Each following is a `Supply`, too.
 */
export function sharedLog(
  log: Pick<EventLog, "follow" | "head" | "eventAt">,
  { recent, replays, replaySlice, telling }: SharedBounds = ofACrowd,
): SharedLog {
  const closing = new AbortController();
  const seat = replays ? seats(replays) : atOnce;
  const turn = turns();
  let tail: Tail | null = null;
  let isClosed = false;

  const look = afresh(async (): Promise<Seen> => {
    const last = tail?.recent.last() ?? null;
    if (tail?.isOver() || (last !== null && !(await holds(log, last)))) {
      tail?.end();
      tail = null;
    }
    tail ??= await startTail({ log, recent, telling, signal: closing.signal });
    return { tail, head: await log.head() };
  });

  function close(): void {
    isClosed = true;
    closing.abort();
    tail?.end();
  }

  /** Goes over the history behind a place, until it meets the tail or the end of the log, or others want their turn. */
  async function* replay(after: Place | null, wanted: AbortSignal): AsyncGenerator<FollowedEvent, void> {
    const held = await seat(wanted);
    if (!held) return;
    try {
      const slice = slices(replaySlice);
      for await (const followed of log.follow(after, { signal: held.signal })) {
        if (followed.kind === "caughtUp") return;
        if (followed.kind === "checkpoint") continue;
        yield followed;
        const isMet = tail !== null && tail.recent.behind(placeOf(followed.event)) !== null;
        if (isMet) return;
        if (!slice.isOver()) continue;
        await turn();
        slice.begin();
      }
      // A log ends a following that nobody has ended only where it is closed itself.
      if (!held.signal.aborted) close();
    } finally {
      held.leave();
    }
  }

  function following(after: Place | null, { types, signal }: FollowOptions): Supply<Followed> {
    const told = types ? onlyOf(types) : asItIs;
    const ears: Ears = { open: () => {} };
    const ending = new AbortController();
    let isLeaving = signal.aborted;
    /** The last event that was told; null before the first. */
    let last: FollowedEvent["event"] | null = null;
    /** Where it is among what is kept; null while it is behind that. */
    let live: Live | null = null;
    let replaying: AsyncGenerator<FollowedEvent, void> | null = null;
    let replayed: FollowedEvent | null = null;

    const place = (): Place | null => (last === null ? after : placeOf(last));

    function tell(followed: FollowedEvent): Followed {
      last = followed.event;
      return told(followed);
    }

    /** Goes on where no event is at hand: by the history, or among the others. */
    async function goOn(): Promise<void> {
      if (replaying) {
        const { done, value } = await replaying.next();
        if (done) replaying = null;
        else replayed = value;
        return;
      }
      // While the store is away, the log's own following waits for it.
      const seen = await look().catch(unlessAway);
      if (isLeaving) return;
      const next = seen?.tail.recent.behind(place()) ?? null;
      if (seen && next !== null) live = { ...seen, next, isCaughtUp: false };
      else if (seen && isAhead(place(), seen)) await seen.tail.news(ears);
      else replaying = replay(place(), ending.signal);
    }

    async function leave(): Promise<void> {
      isLeaving = true;
      signal.removeEventListener("abort", leave);
      ending.abort();
      ears.open();
      await replaying?.return();
    }

    signal.addEventListener("abort", leave);
    return {
      take() {
        if (isLeaving || isClosed) return over;
        if (replayed !== null) {
          const followed = replayed;
          replayed = null;
          return tell(followed);
        }
        if (live === null) return goOn();
        const { tail, head } = live;
        const followed = tail.recent.numbered(live.next);
        if (followed === "gone" || (followed === "none" && tail.isOver())) {
          live = null;
          return goOn();
        }
        if (followed !== "none") {
          live.next += 1;
          return tell(followed);
        }
        if (live.isCaughtUp || !reaches(place(), head)) return tail.news(ears);
        live.isCaughtUp = true;
        return { kind: "caughtUp" };
      },
      leave,
    };
  }

  return {
    follow: (after, options) => supplied(following(after, options)),
    async eventAt(position) {
      const known = (await look()).tail.recent.at(position);
      if (known?.kind !== "event") return log.eventAt(position);
      const { id, stream, recordedAt, meta } = known.event;
      return { id, recordedAt, happenedAt: meta.happenedAt, regionId: regionOf({ stream, metadata: meta }) };
    },
    isLast: (event) => tail?.recent.newest()?.event === event,
    keeps: (position) => tail?.recent.at(position) != null,
    close,
  };
}

/** A seat for whoever comes. */
const atOnce = async (signal: AbortSignal): Promise<Seat> => ({ signal, leave() {} });

const asItIs = (followed: FollowedEvent): Followed => followed;

/** Tells events of these types, and of others that they were passed, whether or not they can be read. */
function onlyOf(types: readonly string[]): (followed: FollowedEvent) => Followed {
  const wanted = new Set(types);
  return (followed) => {
    const { type } = followed.kind === "event" ? followed.event.fact : followed.event;
    return wanted.has(type) ? followed : { kind: "checkpoint", position: followed.event.position };
  };
}

const reaches = (place: Place | null, head: Position | null): boolean =>
  head === null || (place !== null && place.position >= head);

/** True for a place in the log that the tail has not come to. */
function isAhead(place: Place | null, { tail, head }: Seen): boolean {
  if (place === null || head === null || place.position > head) return false;
  const last = tail.recent.last();
  return last === null || last.position < place.position;
}

function unlessAway(error: unknown): null {
  if (error instanceof Outage) return null;
  throw error;
}
