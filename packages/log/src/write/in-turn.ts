// One at a time by key: commands for one stream queue up within a process instead of colliding in the store.
import { Outage } from "../outage.ts";

/** Too much waits for one stream: the answer is to try again later, never to wait without bound. */
export class Overloaded extends Outage {
  override readonly name = "Overloaded";
}

/** A queue per key, of at most `bound` that wait. */
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
