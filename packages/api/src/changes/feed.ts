// The feed 变更流: the log as one reader may see it, from a cursor on: first history, then live, without gap or repeat.
//
// It is independent of the transport. It reads only as fast as it is read, so nothing piles up behind a slow reader.

import type { Reader } from "@taizhang/domain";
import type { Executor, FollowedLog, StoredEvent } from "@taizhang/log";
import { namesNobody } from "../auth/people.ts";
import { type Begun, begin, cursorOf, type Start } from "./cursor.ts";
import { type ChangesFilter, filtered } from "./filter.ts";
import type { ChangesMessage } from "./message.ts";
import { patiently } from "./slow-reader.ts";
import { type Teller, teller } from "./teller.ts";
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
  parts: FeedParts,
  { reader, filter, patienceMs, ...start }: Wanted,
): Promise<AsyncIterableIterator<ChangesMessage>> {
  const matches = await filtered(filter, parts.executor, reader);
  const begun = await begin(parts.log, start);
  const ending = new AbortController();
  return patiently(told(parts, { ...begun, reader, matches, signal: ending.signal }), patienceMs, ending);
}

interface Following extends Begun {
  readonly reader: Reader;
  readonly matches: (event: StoredEvent) => boolean;
  readonly signal: AbortSignal;
}

async function* told(
  { log, executor, teller: tells = teller(executor, namesNobody, noTexts) }: FeedParts,
  { reader, from, cursor: start, matches, signal }: Following,
): AsyncGenerator<ChangesMessage, void> {
  const { hear, tell } = await tells.to(reader);
  let cursor = start;
  let skipped = 0;
  let isCaughtUp = false;

  for await (const followed of log.follow(from, { signal })) {
    // The log also tells of what it has looked at beyond the last event. A cursor stands where an event does, because only
    // by an event can be told later whether the log is still the same.
    if (followed.kind === "checkpoint") continue;

    if (followed.kind === "caughtUp") {
      // The log repeats this after every pause and every reconnection.
      if (isCaughtUp) continue;
      isCaughtUp = true;
      skipped = 0;
      yield { kind: "CaughtUp", cursor };
      continue;
    }

    if (followed.kind === "unreadable") {
      const { regionId } = followed.event;
      // Nobody can tell whether it concerns this reader, unless it says that it is another region's.
      if (regionId === null || regionId === reader.regionId) throw followed.event;
      cursor = cursorOf(followed.event);
    } else {
      const { event } = followed;
      cursor = cursorOf(event);
      // Nothing is awaited that is there: this runs for every delivery.
      const heard = hear(event);
      if (heard) await heard;
      const telling = matches(event) ? tell(event) : null;
      const change = telling instanceof Promise ? await telling : telling;
      if (change) {
        skipped = 0;
        yield change;
        continue;
      }
    }
    skipped += 1;
    if (skipped < eventsPerCheckpoint) continue;
    skipped = 0;
    yield { kind: "Checkpoint", cursor };
  }
}
