// One at a time for each key: commands on one stream queue up in the process instead of colliding in the store.
import { Outage } from "../outage.ts";

/** Too many commands wait for one stream, or too much other work waits: try again later. */
export class Overloaded extends Outage {
  override readonly name = "Overloaded";
}

/** Runs work one at a time for each key; rejects with `Overloaded` if `bound` pieces of work wait or run already. */
export function inTurn(bound: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, { last: Promise<unknown>; length: number }>();
  return async (key, work) => {
    const queue = queues.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length >= bound) throw new Overloaded(`${bound} commands wait for ${key} already`);
    queues.set(key, queue);
    queue.length += 1;
    const turn = queue.last.then(work);
    queue.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) queues.delete(key);
    }
  };
}
