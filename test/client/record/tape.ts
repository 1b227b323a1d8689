// What a call brings, in order, and waiting until it has brought enough.

/** How long to wait for what may still come after all that is wanted came. */
const quietMs = 60;

export class Tape {
  readonly items: unknown[] = [];
  /** Whatever the call ended with. */
  ended: unknown;
  readonly #watchers = new Set<() => void>();

  add(item: unknown): void {
    this.items.push(item);
    this.#wake();
  }

  end(how: unknown): void {
    this.ended ??= how;
    this.#wake();
  }

  /** To be called when something else changed that somebody may wait for. */
  touch(): void {
    this.#wake();
  }

  /** Resolves when `isEnough` says so, the call has ended, or the time is over; after a moment for what is too much. */
  async until(isEnough: () => boolean, limitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const check = () => {
        if (this.ended === undefined && !isEnough()) return;
        clearTimeout(timer);
        this.#watchers.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(check);
        resolve();
      }, limitMs);
      this.#watchers.add(check);
      check();
    });
    if (this.ended === undefined) await new Promise((resolve) => setTimeout(resolve, quietMs));
  }

  #wake(): void {
    for (const check of this.#watchers) check();
  }
}
