// Trying again, after delays that grow, until it works or is called off.
import { setTimeout as delay } from "node:timers/promises";

export interface Retries {
  /** True where the failure passes by itself; anything else is thrown at once. */
  readonly passes: (error: unknown) => boolean;
  readonly onFailure: (error: unknown, delayMs: number) => void;
  readonly signal: AbortSignal;
}

const firstDelayMs = 50;
const longestDelayMs = 5000;

/** Does the work until it succeeds; rejects where it fails for good, or with the signal's reason once that is aborted. */
export async function untilItWorks<Value>(
  work: () => Promise<Value>,
  { passes, onFailure, signal }: Retries,
): Promise<Value> {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(2 * delayMs, longestDelayMs)) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!passes(error)) throw error;
      onFailure(error, delayMs);
      await delay(delayMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}
