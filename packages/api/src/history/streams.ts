// Reads streams of the log from behind a cursor on, several as one: no more of them than is wanted.
import type { EventLog, StoredEvent } from "@taizhang/log";
import type { Narrowed } from "./candidates.ts";

type Reading = Pick<EventLog, "read">;
type Wanted = Pick<Narrowed, "order" | "after">;

// Most people look at one page.
const few = 32;

/** The events of all streams that are behind the cursor, in the order wanted. */
export async function* streamsInOrder(
  log: Reading,
  streams: readonly string[],
  wanted: Wanted,
): AsyncGenerator<StoredEvent, void> {
  const readings = streams.map((stream) => eventsBehind(log, stream, wanted));
  try {
    const heads = await Promise.all(readings.map((reading) => reading.next()));
    for (;;) {
      const at = indexOfNext(
        heads.map(({ value }) => value ?? null),
        wanted,
      );
      const [reading, head] = [readings[at], heads[at]];
      if (!reading || !head?.value) return;
      yield head.value;
      heads[at] = await reading.next();
    }
  } finally {
    await Promise.all(readings.map((reading) => reading.return()));
  }
}

/** Which of the next events of some streams is the next of all; -1 where each stream has ended. */
function indexOfNext(heads: readonly (StoredEvent | null)[], { order }: Pick<Wanted, "order">): number {
  const isBefore = (one: StoredEvent, other: StoredEvent) =>
    order === "oldestFirst" ? one.position < other.position : one.position > other.position;
  return heads.reduce((best, head, at) => {
    const sofar = heads[best] ?? null;
    return head !== null && (sofar === null || isBefore(head, sofar)) ? at : best;
  }, -1);
}

/** The events of a stream that are behind the cursor, in the order wanted. */
async function* eventsBehind(
  log: Reading,
  stream: string,
  { order, after }: Wanted,
): AsyncGenerator<StoredEvent, void> {
  const backwards = order === "newestFirst";
  if (after === null) return yield* log.read(stream, { backwards, few });
  const from = backwards
    ? (await firstRevision(log, stream, ({ position }) => position >= after)) - 1
    : await firstRevision(log, stream, ({ position }) => position > after);
  if (from >= 0) yield* log.read(stream, { from, backwards, few });
}

/**
 * The revision of the first event of a stream that is what is looked for, as all behind it are; how many events there are where
 * none is. A cursor holds a position, which stands in one of the streams alone: where it leads in each must be looked for.
 */
async function firstRevision(log: Reading, stream: string, isIt: (event: StoredEvent) => boolean): Promise<number> {
  const last = await firstOf(log.read(stream, { backwards: true, few: 1 }));
  let [low, high] = [0, last === null ? 0 : last.revision + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const event = await firstOf(log.read(stream, { from: middle, few: 1 }));
    if (event === null || isIt(event)) high = middle;
    else low = middle + 1;
  }
  return low;
}

async function firstOf(events: AsyncIterable<StoredEvent>): Promise<StoredEvent | null> {
  for await (const event of events) return event;
  return null;
}
