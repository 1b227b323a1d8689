// Ends the feed of a reader that takes too long over a message, and tells it the cursor to resume from.
import type { ChangesMessage } from "./message.ts";

/**
 * Passes messages on as they are asked for. Where the next one is not asked for within `patienceMs`, `ending` is aborted,
 * which stops following the log, and the reader gets `Lagging` as its last message. Returning it aborts `ending`, too: a
 * generator that waits for the log would see `return` only after the next event.
 */
export function patiently(
  messages: AsyncGenerator<ChangesMessage, void>,
  patienceMs: number,
  ending: AbortController,
): AsyncIterableIterator<ChangesMessage> {
  let taken: ChangesMessage | null = null;
  let isOver = false;
  // One timer for all messages, begun again with each: this runs for every delivery.
  const timer = setTimeout(() => taken && ending.abort(), patienceMs).unref();

  async function end(): Promise<IteratorResult<ChangesMessage, void>> {
    isOver = true;
    clearTimeout(timer);
    return messages.return();
  }

  const iterator: AsyncIterableIterator<ChangesMessage> = {
    async next() {
      const last = taken;
      taken = null;
      if (isOver) return { done: true, value: undefined };
      if (last && ending.signal.aborted) {
        await end();
        return { done: false, value: { kind: "Lagging", cursor: last.cursor } };
      }
      try {
        const next = await messages.next();
        if (next.done) return end();
        taken = next.value;
        timer.refresh();
        return next;
      } catch (error) {
        await end();
        throw error;
      }
    },
    async return() {
      ending.abort();
      return end();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
