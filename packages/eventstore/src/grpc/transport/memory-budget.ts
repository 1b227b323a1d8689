// Memory that all calls share: a call that finds none left is refused, or waits for some.

export class MemoryBudget {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(bytes: number) {
    this.#free = bytes;
  }

  /** Takes these bytes if they are left. */
  take(bytes: number): boolean {
    if (bytes > this.#free) return false;
    this.#free -= bytes;
    return true;
  }

  /** Takes these bytes even if they are not left; others then wait longer. */
  overdraw(bytes: number): void {
    this.#free -= bytes;
  }

  give(bytes: number): void {
    this.#free += bytes;
    if (this.hasRoom) for (const wake of this.#waiting) wake();
  }

  get hasRoom(): boolean {
    return this.#free > 0;
  }

  /** Resolves when there is room, or when the signal aborts. */
  async untilRoom(signal: AbortSignal): Promise<void> {
    while (!this.hasRoom && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          signal.removeEventListener("abort", wake);
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal.addEventListener("abort", wake);
      });
    }
  }
}
