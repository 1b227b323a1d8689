// A deadline on a promise.

/** Who waits for a promise that is not settled yet. */
const waiting = new WeakMap<Promise<unknown>, Set<() => void>>();

/**
 * True once the work has succeeded or failed; false when it has done neither after `ms` milliseconds. The work itself
 * goes on. Anybody may wait for the same promise again and again: a wait that is over leaves nothing behind.
 */
export function settledWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const waiters = waitersFor(work);
  return new Promise((resolve) => {
    const end = (isSettled: boolean) => {
      clearTimeout(timer);
      waiters.delete(wake);
      resolve(isSettled);
    };
    const wake = () => end(true);
    // A process that was itself held up finds its timers due before it has looked at what has come meanwhile.
    const timer = setTimeout(() => setImmediate(end, false), ms);
    waiters.add(wake);
  });
}

// Each `then` on a promise stays in memory until it settles, and so does each `Promise.race` with it. Whoever looks up
// once a second from waiting for an event would hold some 30 MB after a quiet day. So there is one `then` a promise.
function waitersFor(work: Promise<unknown>): Set<() => void> {
  const known = waiting.get(work);
  if (known) return known;
  const waiters = new Set<() => void>();
  const settled = () => {
    waiting.delete(work);
    for (const wake of waiters) wake();
  };
  work.then(settled, settled);
  waiting.set(work, waiters);
  return waiters;
}
