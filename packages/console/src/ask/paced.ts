// What is done again and again 限频: at once the first time, then at most once in a while, and always once more after the last wish for it.

/**
 * A call that may be wished for as often as one likes. The first is made at once; whatever is wished for in the `restMs` milliseconds
 * after a call is one more call at their end. `after` calls after so many milliseconds.
 */
export function paced(call: () => void, restMs: number, after: (call: () => void, ms: number) => void): () => void {
  let [isResting, isOwed] = [false, false];
  function make(): void {
    [isResting, isOwed] = [true, false];
    after(() => {
      isResting = false;
      if (isOwed) make();
    }, restMs);
    call();
  }
  return () => {
    if (isResting) isOwed = true;
    else make();
  };
}
