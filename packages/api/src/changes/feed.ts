// The feed 变更流: the log as one reader may see it, from a cursor on: first history, then live, without gap or repeat.
//
// It is independent of the transport. It reads only as fast as it is read, so nothing piles up behind a slow reader.

import type { Reader } from "@taizhang/domain";
import {
  type Executor,
  type Followed,
  type FollowedLog,
  over,
  type Placed,
  type Position,
  type StoredEvent,
  type Supply,
  supplied,
  supplyOf,
} from "@taizhang/log";
import { namesNobody } from "../auth/people.ts";
import type { Change } from "./change.ts";
import { begin, cursorOf, type Start } from "./cursor.ts";
import { type ChangesFilter, filtered } from "./filter.ts";
import type { ChangesMessage } from "./message.ts";
import { patiently } from "./slow-reader.ts";
import { type Teller, type TellsReader, teller } from "./teller.ts";
import { noTexts } from "./texts-then.ts";

// A reader who may see little of the log must not go over all of it again when it resumes.
const eventsPerCheckpoint = 256;

/** What one reader wants of the feed. */
export interface Wanted extends Start {
  readonly reader: Reader;
  readonly filter: ChangesFilter;
  /** How long the reader may take to ask for the next message, in milliseconds. */
  readonly patienceMs: number;
}

/** What all feeds of a process share. */
export interface SharedFeeds {
  readonly log: FollowedLog;
  readonly teller: Teller;
}

/** What a feed is made of. */
export interface FeedParts extends Pick<SharedFeeds, "log"> {
  /** Left out, what the feed tells is shared with nobody, calls nobody by their name, and finds no texts. */
  readonly teller?: Teller;
  /** Ends with the request, as what is looked up for it alone. */
  readonly executor: Pick<Executor, "load">;
}

/**
 * Begins a feed. Rejects with `BAD_USER_INPUT` on a start that makes no sense or a filter that nothing meets, and with
 * `CURSOR_OF_OTHER_LOG`. Rights are decided for each event. At an event that cannot be read it ends with
 * `EVENT_UNREADABLE`, because whoever takes it for the whole must not miss one. The feed ends when the reader leaves (`return`), even while
 * it waits for the log, or after `Lagging`.
 */
export async function feed(
  { log, executor, ...parts }: FeedParts,
  { reader, filter, patienceMs, ...start }: Wanted,
): Promise<AsyncIterableIterator<ChangesMessage>> {
  const matches = await filtered(filter, executor, reader);
  const { from, cursor, unsaidUpTo } = await begin(log, start);
  const tells = await (
    parts.teller ??
    teller({ executor, people: namesNobody, texts: noTexts, isLast: () => false, isShared: () => false })
  ).to(reader);
  const ending = new AbortController();
  const followed = supplyOf(log.follow(from, { signal: ending.signal }));
  const { regionId } = reader;
  return supplied(patiently(told({ followed, cursor, unsaidUpTo, regionId, tells, matches }), patienceMs, ending));
}

interface Following {
  readonly followed: Supply<Followed>;
  /** Where it begins. */
  readonly cursor: string | null;
  /** Up to this position nothing is told; null where there is nothing to leave out. */
  readonly unsaidUpTo: Position | null;
  /** The reader's. */
  readonly regionId: string;
  readonly tells: TellsReader;
  readonly matches: (event: StoredEvent) => boolean;
}

function told({ followed, cursor: start, unsaidUpTo, regionId, tells, matches }: Following): Supply<ChangesMessage> {
  let passed: Placed | null = null;
  let skipped = 0;
  let isCaughtUp = false;
  /** What an event has come to for which something had to be looked up; null where there is none. */
  let lookedUp: { readonly change: Change | null } | null = null;

  function heardOf(change: Change | null): void {
    lookedUp = { change };
  }

  /** An event as the reader may know it. Nothing is awaited that is there: this runs for every delivery. */
  function changeOf(event: StoredEvent): Change | null | Promise<Change | null> {
    const heard = tells.hear(event);
    if (heard) return heard.then(() => (matches(event) ? tells.tell(event) : null));
    return matches(event) ? tells.tell(event) : null;
  }

  function take(): ReturnType<Supply<ChangesMessage>["take"]> {
    for (;;) {
      let change: Change | null = null;
      if (lookedUp) {
        change = lookedUp.change;
        lookedUp = null;
      } else {
        const next = followed.take();
        if (next === over || next instanceof Promise) return next;
        // The log also tells of what it has looked at beyond the last event. A cursor stands where an event does, because only
        // by an event can be told later whether the log is still the same.
        if (next.kind === "checkpoint") continue;
        if (next.kind === "caughtUp") {
          // The log repeats this after every pause and every reconnection.
          if (isCaughtUp) continue;
          isCaughtUp = true;
          skipped = 0;
          return { kind: "CaughtUp", cursor: passed === null ? start : cursorOf(passed) };
        }
        passed = next.event;
        if (unsaidUpTo !== null && passed.position <= unsaidUpTo) continue;
        if (next.kind === "event") {
          const found = changeOf(next.event);
          if (found instanceof Promise) return found.then(heardOf);
          change = found;
        } else if (next.event.regionId === null || next.event.regionId === regionId) {
          // Nobody can tell whether it concerns this reader, unless it says that it is another region's.
          throw next.event;
        }
      }
      if (change) {
        skipped = 0;
        return change;
      }
      skipped += 1;
      if (skipped < eventsPerCheckpoint || passed === null) continue;
      skipped = 0;
      return { kind: "Checkpoint", cursor: cursorOf(passed) };
    }
  }

  return { take, leave: followed.leave };
}
