// The events of the log in batches: full ones while history is read, so that a rebuild is quick, and afterwards whatever is
// there, so that a live event does not wait.
import { setImmediate as turn } from "node:timers/promises";
import {
  type EventLog,
  type Followed,
  type Place,
  type Position,
  placeOf,
  type StoredEvent,
  type UnreadableEvent,
} from "@taizhang/log";
import { settledWithin } from "@taizhang/process";

/** Events that belong together in one commit. Empty if the log was silent for a while. */
export interface Batch {
  /** The place after which the batch begins. No domain event is missing between it and the first event of the batch. */
  readonly after: Place | null;
  readonly events: readonly StoredEvent[];
  /** The event behind `events` that cannot be read, and ends the batch; null if all can. */
  readonly unreadable: UnreadableEvent | null;
  /** True if the log held nothing more. */
  readonly caughtUp: boolean;
}

export interface BatchOptions {
  /** How many events a batch holds at most. */
  readonly most: number;
  /** After how many milliseconds of silence an empty batch is given. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** How long a batch of history waits for its next event. */
const momentMs = 50;

/** Follows the log after a place. Ends when the signal is aborted; rejects as `follow` does. */
export async function* batches(
  log: EventLog,
  after: Place | null,
  { most, silenceMs, signal }: BatchOptions,
): AsyncGenerator<Batch, void> {
  const over = new AbortController();
  const followed = log.follow(after, { signal: AbortSignal.any([signal, over.signal]) })[Symbol.asyncIterator]();
  const pull = () => {
    const next = followed.next();
    // A failure is handled where it is awaited, which may be a commit later; until then it must not count as unhandled.
    next.catch(() => undefined);
    return next;
  };
  let next = pull();
  let from = after;
  // While history is read, more comes in a moment, and a full batch costs little more than a small one.
  let isHistory = true;
  try {
    while (!signal.aborted) {
      const events: StoredEvent[] = [];
      let unreadable: UnreadableEvent | null = null;
      let caughtUp = false;
      while (events.length < most && !caughtUp && !unreadable) {
        if (events.length === 0 && !(await settledWithin(next, silenceMs))) break;
        const item = await (events.length === 0 ? next : isHistory ? soon(next) : atHand(next));
        if (item === "nothing") break;
        if (item.done) {
          signal.throwIfAborted();
          throw new Error("the log ended, although it is followed for ever");
        }
        next = pull();
        // A follower gets no event twice. If it ever did, the fact would be counted twice without this check.
        const last = events.at(-1)?.position ?? from?.position ?? null;
        if (item.value.kind === "event" && isBehind(item.value.event, last)) events.push(item.value.event);
        if (item.value.kind === "unreadable" && isBehind(item.value.event, last)) unreadable = item.value.event;
        if (item.value.kind === "caughtUp") caughtUp = true;
        isHistory &&= !caughtUp;
      }
      yield { after: from, events, unreadable, caughtUp };
      const last = unreadable ?? events.at(-1);
      if (last) from = placeOf(last);
      // Lets the rest of the process work, even if the log always has more.
      await turn();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    over.abort();
    await next.catch(() => undefined);
    await followed.return?.();
  }
}

const isBehind = ({ position }: Pick<StoredEvent, "position">, last: Position | null) =>
  last === null || position > last;

type NextItem = Promise<IteratorResult<Followed>>;

/** The next item if it comes within a moment, else "nothing". A failure is left for the next batch, to save this one. */
async function soon(next: NextItem): Promise<Awaited<NextItem> | "nothing"> {
  return (await settledWithin(next, momentMs)) ? next.catch(() => "nothing" as const) : "nothing";
}

/** The next item if it is there already, else "nothing"; a failure is left for the next batch, too. */
async function atHand(next: NextItem): Promise<Awaited<NextItem> | "nothing"> {
  return Promise.race([next.catch(() => "nothing" as const), turn("nothing" as const)]);
}

/** Gives the items of an iterable, and fetches the next one while the consumer works on the last. */
export async function* oneAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  const source = items[Symbol.asyncIterator]();
  const fetch = () => {
    const coming = source.next();
    // A failure is handled where it is awaited.
    coming.catch(() => undefined);
    return coming;
  };
  let coming = fetch();
  try {
    for (let item = await coming; !item.done; item = await coming) {
      coming = fetch();
      yield item.value;
    }
  } finally {
    await source.return?.();
  }
}
