// Asks once for many: whoever asks gets what was found after that.
import { LRUCache } from "lru-cache";

/**
 * Shares the calls of a function. While one runs, all who come wait for the next one, which begins when it is over: what it
 * finds is no older than their question, and there is one call at a time, however many ask.
 */
export function afresh<Found>(find: () => Promise<Found>): () => Promise<Found> {
  let running: Promise<Found> | null = null;
  let next: Promise<Found> | null = null;

  function begin(): Promise<Found> {
    next = null;
    const call = find();
    running = call;
    const over = () => {
      if (running === call && next === null) running = null;
    };
    call.then(over, over);
    return call;
  }

  return () => {
    if (running === null) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
}

/** The same by a key, of which as many are remembered as may be asked for at the same time. */
export function afreshBy<Found>(keys: number, find: (key: string) => Promise<Found>): (key: string) => Promise<Found> {
  const known = new LRUCache<string, () => Promise<Found>>({ max: keys });
  return (key) => {
    const ask = known.get(key) ?? afresh(() => find(key));
    known.set(key, ask);
    return ask();
  };
}
