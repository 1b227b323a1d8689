// Wakes readers when events arrive: readers of the whole log, and readers of one stream.

/** Stands for the whole log where a stream is named. */
export const everything: unique symbol = Symbol("everything");

type Key = string | typeof everything;

export class Arrivals {
  readonly #waiting = new Map<Key, Set<() => void>>();

  /** Wakes those who wait for this stream and those who wait for everything. */
  announce(stream: string): void {
    for (const key of [stream, everything] satisfies Key[]) {
      const waiting = this.#waiting.get(key);
      this.#waiting.delete(key);
      for (const wake of waiting ?? []) wake();
    }
  }

  /** Resolves when `isThere` is true, asked now and after each arrival; when the signal aborts; or after `atMostMs`. */
  async until(key: Key, isThere: () => boolean, signal: AbortSignal, atMostMs?: number): Promise<void> {
    const late = new AbortController();
    const timer = atMostMs === undefined ? undefined : setTimeout(() => late.abort(), atMostMs);
    const end = timer === undefined ? signal : AbortSignal.any([signal, late.signal]);
    while (!end.aborted && !isThere()) await this.#next(key, end);
    clearTimeout(timer);
  }

  #next(key: Key, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(key) ?? new Set();
      this.#waiting.set(key, waiting);
      const wake = () => {
        signal.removeEventListener("abort", wake);
        waiting.delete(wake);
        if (waiting.size === 0 && this.#waiting.get(key) === waiting) this.#waiting.delete(key);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }
}
