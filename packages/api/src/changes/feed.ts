// The feed 变更流: the log as one reader may see it, from a cursor on: first history, then live, without gap or repeat.
//
// It is independent of the transport. It reads only as fast as it is read, so nothing piles up behind a slow reader.
import { setImmediate as macrotask } from "node:timers/promises";
import { aggregates, type Reader, streamOf } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import type { Parts } from "../context.ts";
import { namesOfRegion } from "../roster/names.ts";
import { changeFor } from "./change.ts";
import { type Begun, begin, cursorOf, type Start } from "./cursor.ts";
import { type ChangesFilter, filtered } from "./filter.ts";
import type { ChangesMessage } from "./message.ts";
import { patiently } from "./slow-reader.ts";
import { leadsFor } from "./task-leads.ts";

// An iterator that always has something ready would starve timers and sockets.
const eventsPerMacrotask = 256;
// A reader who may see little of the log must not go over all of it again when it resumes.
const eventsPerCheckpoint = 256;

/** What one reader wants of the feed. */
export interface Wanted extends Start {
  readonly reader: Reader;
  readonly filter: ChangesFilter;
  /** How long the reader may take to ask for the next message, in milliseconds. */
  readonly patienceMs: number;
}

/**
 * Begins a feed. Rejects with `BAD_USER_INPUT` on a start that makes no sense or a filter that nothing meets, and with
 * `CURSOR_OF_OTHER_LOG`. Rights are decided for each event. At an event that cannot be read it ends with
 * `EVENT_UNREADABLE`, because whoever takes it for the whole must not miss one. The feed ends when the reader leaves (`return`), even while
 * it waits for the log, or after `Lagging`.
 */
export async function feed(
  parts: Pick<Parts, "log" | "executor">,
  { reader, filter, patienceMs, ...start }: Wanted,
): Promise<AsyncIterableIterator<ChangesMessage>> {
  const matches = await filtered(filter, parts.executor, reader);
  const begun = await begin(parts.log, start);
  const ending = new AbortController();
  const messages = patiently(told(parts, { ...begun, reader, matches, signal: ending.signal }), patienceMs, ending);
  const iterator: AsyncIterableIterator<ChangesMessage> = {
    next: () => messages.next(),
    // A generator that waits for the log would see `return` only after the next event.
    async return() {
      ending.abort();
      return messages.return();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

interface Following extends Begun {
  readonly reader: Reader;
  readonly matches: (event: StoredEvent) => boolean;
  readonly signal: AbortSignal;
}

async function* told(
  { log, executor }: Pick<Parts, "log" | "executor">,
  { reader, from, cursor: start, matches, signal }: Following,
): AsyncGenerator<ChangesMessage, void> {
  const leadsOf = leadsFor(executor, reader);
  const rosterStream = streamOf(aggregates.roster, reader.regionId);
  let names = await namesOfRegion(executor, reader.regionId);
  let cursor = start;
  let heard = 0;
  let skipped = 0;
  let isCaughtUp = false;

  for await (const followed of log.follow(from, { signal })) {
    heard += 1;
    if (heard % eventsPerMacrotask === 0) await macrotask();

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
      if (event.stream === rosterStream && event.revision > names.revision) {
        names = await namesOfRegion(executor, reader.regionId);
      }
      const leadUnitIds = await leadsOf(event);
      const change = matches(event) ? changeFor(event, { reader, leadUnitIds, names, cursor }) : null;
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
