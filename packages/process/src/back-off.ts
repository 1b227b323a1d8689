// Back-off: trying again after delays that grow, until it works or is called off.
import { setTimeout as delay } from "node:timers/promises";

const firstDelayMs = 50;
const longestDelayMs = 5000;

/** How long to wait after so many failures in a row: twice as long each time, up to a bound. */
export function delayAfter(failures: number, longestMs = longestDelayMs): number {
  return Math.min(firstDelayMs * 2 ** (failures - 1), longestMs);
}

export interface Retries {
  /** True where the failure passes by itself; anything else is thrown at once. */
  readonly passes: (error: unknown) => boolean;
  /** Told of every failure that is waited out, and for how long. */
  readonly onFailure: (error: unknown, delayMs: number) => void;
  readonly signal: AbortSignal;
}

/** Does the work until it succeeds. Rejects where it fails for good, or with the signal's reason once that is aborted. */
export async function untilItWorks<Value>(
  work: () => Promise<Value>,
  { passes, onFailure, signal }: Retries,
): Promise<Value> {
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!passes(error)) throw error;
      // Work that was called off is not tried again, so nobody is told that it will be.
      signal.throwIfAborted();
      const delayMs = delayAfter(failures);
      onFailure(error, delayMs);
      await delay(delayMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}
