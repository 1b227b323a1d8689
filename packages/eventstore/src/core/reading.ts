// Reads the log page by page, so that memory is bounded, others get their turn, and truncation and deletion take effect at once.
import { setImmediate as macrotask } from "node:timers/promises";
import { type RecordedEvent, tombstoneRevision } from "./event.ts";
import type { Filter } from "./filter.ts";
import type { Direction } from "./storage.ts";
import type { Store } from "./store.ts";
import { isFound, type StreamState, shownEvents } from "./stream-state.ts";

const pageEvents = 256;
const pageBytes = 1 << 20;

/** Some consecutive events; `isLast` when there were no more. */
export interface Page {
  readonly events: readonly RecordedEvent[];
  readonly isLast: boolean;
}

/** Takes a page of events, limited by number and bytes; at least one event if there is one. */
export function takePage(source: Iterable<RecordedEvent>, most = pageEvents): Page {
  const events: RecordedEvent[] = [];
  let bytes = 0;
  for (const event of source) {
    events.push(event);
    bytes += event.data.length + event.metadata.length;
    if (events.length >= most || bytes >= pageBytes) return { events, isLast: false };
  }
  return { events, isLast: true };
}

/** The stream is not there, or was deleted during a read: the end of such a read is not the end of the stream. */
export class StreamGone extends Error {
  /** Ended for good; otherwise without events, or soft-deleted. */
  readonly tombstoned: boolean;

  constructor(stream: string, tombstoned: boolean) {
    super(`The stream "${stream}" is gone.`);
    this.tombstoned = tombstoned;
  }
}

/** The state of a stream that can be read. Throws `StreamGone`. */
export function readableState(store: Store, stream: string): StreamState {
  const state = store.state(stream);
  if (state.tombstoned || !isFound(state)) throw new StreamGone(stream, state.tombstoned);
  return state;
}

/**
 * The shown events of a stream from a revision on, inclusive, in pages. Of no more than `wanted` the first page is no longer
 * than that. Throws `StreamGone`, also between pages.
 */
export async function* readStream(
  store: Store,
  stream: string,
  from: bigint,
  direction: Direction,
  wanted: bigint,
): AsyncGenerator<readonly RecordedEvent[]> {
  let next = from;
  let most = firstPage(wanted);
  while (next >= 0n) {
    const state = readableState(store, stream);
    const { events, isLast } = takePage(shownEvents(store.log, stream, state, next, direction), most);
    yield events;
    most = pageEvents;
    const last = events.at(-1);
    if (isLast || !last) return;
    next = direction === "forwards" ? last.revision + 1n : last.revision - 1n;
    await macrotask();
  }
}

/**
 * The events of the whole log from a position on, inclusive, that pass the filter, in pages. Of no more than `wanted` the first
 * page is no longer than that: most reads want one event.
 */
export async function* readAll(
  store: Store,
  from: bigint,
  direction: Direction,
  wanted: bigint,
  filter?: Filter,
): AsyncGenerator<readonly RecordedEvent[]> {
  let next = from;
  let most = firstPage(wanted);
  while (next >= 0n) {
    const { events, isLast } = takePage(store.log.all(next, direction), most);
    most = pageEvents;
    const open = events.filter((event) => !isHiddenFromAll(event));
    yield filter ? select(open, filter) : open;
    const last = events.at(-1);
    if (isLast || !last) return;
    next = direction === "forwards" ? last.position + 1n : last.position - 1n;
    await macrotask();
  }
}

const firstPage = (wanted: bigint): number => (wanted < pageEvents ? Math.max(1, Number(wanted)) : pageEvents);

function select(events: readonly RecordedEvent[], filter: Filter): readonly RecordedEvent[] {
  const matching = filter(events);
  return events.filter((_, i) => matching[i]);
}

/** The server's own bookkeeping, which readers of the whole log never see. */
export function isHiddenFromAll({ stream }: RecordedEvent): boolean {
  return stream === "$epoch-information" || /^\$persistentsubscription-\$all::.*-(checkpoint|parked)$/s.test(stream);
}

/** Reading backwards from here begins at the end. */
export const endOfLog = tombstoneRevision;
