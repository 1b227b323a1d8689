// Events of the log by the batch: full ones of history, so that a rebuild is quick, and then whatever is at hand, so that a
// live event waits for nobody.
import { setImmediate as turn } from "node:timers/promises";
import type { EventLog, Followed, Position, StoredEvent } from "@taizhang/log";
import { settledWithin } from "@taizhang/process";

/** What was heard at one go. Nothing at all where the log was silent for a while. */
export interface Batch {
  /** The position behind which it begins: its events are all that the log holds from there on. */
  readonly after: Position | null;
  readonly events: readonly StoredEvent[];
  /** True where nothing more was in the log. */
  readonly caughtUp: boolean;
}

export interface BatchOptions {
  /** The most events in a batch. */
  readonly most: number;
  /** After how much silence an empty batch is given. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** How long a batch of history waits for its next event. */
const momentMs = 50;

/** Follows the log from behind a position. Ends when the signal is aborted; rejects as `follow` does. */
export async function* batches(
  log: EventLog,
  after: Position | null,
  { most, silenceMs, signal }: BatchOptions,
): AsyncGenerator<Batch, void> {
  const over = new AbortController();
  const followed = log.follow(after, { signal: AbortSignal.any([signal, over.signal]) })[Symbol.asyncIterator]();
  const pull = () => {
    const next = followed.next();
    // Its failure is met where it is awaited, which may be a commit later.
    next.catch(() => undefined);
    return next;
  };
  let next = pull();
  let from = after;
  // Of history there is always more in a moment, and a full batch costs little more than a small one.
  let isHistory = true;
  try {
    while (!signal.aborted) {
      const events: StoredEvent[] = [];
      let caughtUp = false;
      while (events.length < most && !caughtUp) {
        if (events.length === 0 && !(await settledWithin(next, silenceMs))) break;
        const heard = await (events.length === 0 ? next : isHistory ? soon(next) : atHand(next));
        if (heard === "nothing") break;
        if (heard.done) {
          signal.throwIfAborted();
          throw new Error("the log ended, although it is followed for ever");
        }
        next = pull();
        // A follower hears nothing twice; if it ever did, a fact would count twice.
        if (heard.value.kind === "event" && isBehind(heard.value.event, events.at(-1)?.position ?? from)) {
          events.push(heard.value.event);
        }
        if (heard.value.kind === "caughtUp") caughtUp = true;
        isHistory &&= !caughtUp;
      }
      yield { after: from, events, caughtUp };
      from = events.at(-1)?.position ?? from;
      // A log that always has more at hand would keep everything else in the process waiting.
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

const isBehind = ({ position }: StoredEvent, last: Position | null) => last === null || position > last;

type Heard = Promise<IteratorResult<Followed>>;

/** What comes in a moment, or "nothing"; a failure is left for the next batch, so that this one is not lost to it. */
async function soon(next: Heard): Promise<Awaited<Heard> | "nothing"> {
  return (await settledWithin(next, momentMs)) ? next.catch(() => "nothing" as const) : "nothing";
}

/** What is there already, or "nothing"; a failure is left here, too. */
async function atHand(next: Heard): Promise<Awaited<Heard> | "nothing"> {
  return Promise.race([next.catch(() => "nothing" as const), turn("nothing" as const)]);
}

/** Hands items out while the next one is being fetched already. */
export async function* oneAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  const source = items[Symbol.asyncIterator]();
  const fetch = () => {
    const coming = source.next();
    // Its failure is met where it is awaited.
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
