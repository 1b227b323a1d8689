// The state of one stream: where it ends, and which of its events are shown.

import { type RecordedEvent, ticksPerSecond, tombstoneRevision } from "./event.ts";
import { describedBy, isMetastream, metastreamOf, readMetadata } from "./metadata.ts";
import type { Direction, EventLookup, LogReader } from "./storage.ts";

export interface StreamState {
  /** Revision of the last event, −1 if there has never been one. */
  readonly last: bigint;
  /** Deleted for good; for a metastream also when its stream is. */
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  readonly hasMetadata: boolean;
  /** The first revision that truncation leaves to be shown. */
  readonly firstVisible: bigint;
  /** Events created before these ticks are too old to be shown. */
  readonly notBefore: bigint;
}

/** Reads the state of a stream at a time given in ticks. */
export function streamState(log: EventLookup, stream: string, now: bigint): StreamState {
  const last = log.lastRevision(stream);
  const metastream = metastreamOf(stream);
  const metadataRevision = log.lastRevision(metastream);
  const hasMetadata = metadataRevision >= 0n;
  if (isMetastream(stream)) {
    const tombstoned = last === tombstoneRevision || log.lastRevision(describedBy(stream)) === tombstoneRevision;
    // Only the last event of a metastream counts, whatever its own metadata says.
    return { last, tombstoned, softDeleted: false, hasMetadata, firstVisible: last, notBefore: 0n };
  }
  const metadata = readMetadata(hasMetadata ? log.event(metastream, metadataRevision) : undefined);
  const { truncateBefore = 0n, maxCount, maxAge } = metadata;
  const firstCounted = maxCount === undefined ? 0n : last - maxCount + 1n;
  return {
    last,
    tombstoned: last === tombstoneRevision,
    softDeleted: truncateBefore === tombstoneRevision,
    hasMetadata,
    firstVisible: truncateBefore > firstCounted ? truncateBefore : firstCounted,
    notBefore: maxAge === undefined ? 0n : now - maxAge * ticksPerSecond,
  };
}

/** Whether a reader finds the stream: it has events and is not soft-deleted. */
export function isFound(state: StreamState): boolean {
  return state.last >= 0n && !state.softDeleted;
}

/** Whether truncation leaves the event to be shown. */
export function isShown(state: StreamState, event: RecordedEvent): boolean {
  return event.revision >= state.firstVisible && event.created >= state.notBefore;
}

/** The shown events of a stream from a revision on, inclusive. Lazy; take from it without awaiting in between. */
export function* shownEvents(
  log: LogReader,
  stream: string,
  state: StreamState,
  from: bigint,
  direction: Direction,
): Iterable<RecordedEvent> {
  const first = direction === "forwards" && from < state.firstVisible ? state.firstVisible : from;
  if (first > tombstoneRevision) return;
  for (const event of log.stream(stream, first, direction)) {
    if (event.revision < state.firstVisible) return;
    if (event.created >= state.notBefore) yield event;
  }
}
