// Turns at the event loop: who has much to do takes one for each piece of it, so that timers and sockets get theirs.

/** Gives a function that resolves when it is the caller's turn: one caller in each round of the event loop, in their order. */
export function turns(): () => Promise<void> {
  const waiting: (() => void)[] = [];

  function serve(): void {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(serve);
  }

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(serve);
    });
}
