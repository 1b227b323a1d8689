// Whether a read model is behind: whether it lacks what the log has held for some time. Answers that it gives are stale.
import type { EventLog, Position } from "@taizhang/log";

/** Watches how far the log is. */
export interface Lag {
  /** True if a read model at this position lacks an event that the log has held for longer than is tolerated. */
  isBehind(position: Position | null): boolean;
  /** How far the log was when it was last seen; null where it has not been seen, or was empty. The log may be further by now. */
  seen(): Position | null;
  /** Takes in that the log has come to a position, as a receipt says. */
  reached(position: Position): void;
  /** Ends the watching. */
  stop(): void;
}

/** A sight of the log: how far it was, and when that was seen. */
interface Sight {
  readonly head: Position | null;
  readonly at: number;
}

interface Watching {
  readonly log: Pick<EventLog, "head">;
  /** How long a read model may be behind, in milliseconds. */
  readonly toleratedMs: number;
  /** Milliseconds of a clock that is never set. */
  readonly clock: () => number;
}

/** How often the log is looked at, in milliseconds. */
const everyMs = 1000;

/**
 * Looks at the log once a second. While it does not answer nothing new is known, so what was known before still holds: a
 * read model that includes it is as good as can be told.
 */
export function watchLag({ log, toleratedMs, clock }: Watching): Lag {
  // In order of time. Of those that are old enough to count, only the last matters.
  let sights: readonly Sight[] = [];
  let isLooking = false;
  /** What receipts have said since the last look began. */
  let told: Position | null = null;

  const countsAt = (now: number) => sights.findLastIndex(({ at }) => at <= now - toleratedMs);

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const before = told;
    try {
      const head = await log.head();
      // Dated when the answer is here: what it tells was in the log before.
      const now = clock();
      sights = [...sights.slice(Math.max(0, countsAt(now))), { head, at: now }];
      // A restored log may be shorter than receipts have said.
      if (told === before) told = null;
    } catch {
      // Whoever needs the log tells of its absence.
    } finally {
      isLooking = false;
    }
  }

  void look();
  const looking = setInterval(() => void look(), everyMs);
  looking.unref();
  return {
    isBehind(position) {
      const head = sights[countsAt(clock())]?.head ?? null;
      return head !== null && (position === null || position < head);
    },
    seen() {
      const head = sights.at(-1)?.head ?? null;
      return head !== null && (told === null || told < head) ? head : told;
    },
    reached(position) {
      if (told === null || told < position) told = position;
    },
    stop: () => clearInterval(looking),
  };
}
