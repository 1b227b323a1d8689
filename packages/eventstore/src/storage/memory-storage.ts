// The log in memory: for tests, and for a server that forgets everything when it stops.
import { type RecordedEvent, sizeOf } from "../core/event.ts";
import type { Direction, LogReader, LogWriter, Storage } from "../core/storage.ts";

interface StreamEvents {
  readonly events: RecordedEvent[];
  readonly revisions: Map<string, bigint>;
}

/** An empty log. `faults.next` makes the next write reject with it, as a disk might. */
export function memoryStorage(faults: { next?: Error } = {}): Storage {
  const log: RecordedEvent[] = [];
  const streams = new Map<string, StreamEvents>();
  let last = 0n;

  const reader: LogReader = {
    lastRevision: (stream) => streams.get(stream)?.events.at(-1)?.revision ?? -1n,
    revisionOf: (stream, id) => streams.get(stream)?.revisions.get(id),
    event(stream, revision) {
      const events = streams.get(stream)?.events ?? [];
      const found = events[firstAtOrAfter(events, (event) => event.revision, revision)];
      return found?.revision === revision ? found : undefined;
    },
    stream: (stream, from, direction) =>
      scan(streams.get(stream)?.events ?? [], (event) => event.revision, from, direction),
    all: (from, direction) => scan(log, (event) => event.position, from, direction),
    lastPosition: () => last,
  };
  const writer: LogWriter = {
    ...reader,
    put(unplaced) {
      last += BigInt(sizeOf(unplaced, unplaced.stream));
      const event = { ...unplaced, position: last };
      const { events, revisions } = streams.get(event.stream) ?? { events: [], revisions: new Map<string, bigint>() };
      streams.set(event.stream, { events, revisions });
      events.push(event);
      if (!revisions.has(event.id)) revisions.set(event.id, event.revision);
      log.push(event);
      return last;
    },
    reserve() {
      last += 1n;
      return last;
    },
  };
  return {
    ...reader,
    async write(work) {
      const { next } = faults;
      if (next) {
        delete faults.next;
        throw next;
      }
      return work(writer);
    },
    async close() {},
  };
}

function* scan(
  events: readonly RecordedEvent[],
  key: (event: RecordedEvent) => bigint,
  from: bigint,
  direction: Direction,
): Iterable<RecordedEvent> {
  const step = direction === "forwards" ? 1 : -1;
  const first = firstAtOrAfter(events, key, direction === "forwards" ? from : from + 1n);
  for (let i = direction === "forwards" ? first : first - 1; ; i += step) {
    const event = events[i];
    if (!event) return;
    yield event;
  }
}

/** Index of the first event whose key is not below the number; the length if there is none. */
function firstAtOrAfter(
  events: readonly RecordedEvent[],
  key: (event: RecordedEvent) => bigint,
  number: bigint,
): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event && key(event) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
