// What a call brings, in order, and waiting until it has brought enough.
export class Tape {
  readonly items: unknown[] = [];
  /** Whatever the call ended with. */
  ended: unknown;
  readonly #settled: () => Promise<void>;
  #onChange = () => {};

  /** `settled` resolves when whatever the server has sent by then must have come. */
  constructor(settled: () => Promise<void>) {
    this.#settled = settled;
  }

  add(item: unknown): void {
    this.items.push(item);
    this.#onChange();
  }

  end(how: unknown): void {
    this.ended ??= how;
    this.#onChange();
  }

  /** To be called when something else changed that somebody may wait for. */
  touch(): void {
    this.#onChange();
  }

  /** Resolves when `isEnough` is true or the call has ended. */
  async until(isEnough: () => boolean): Promise<void> {
    while (this.ended === undefined && !isEnough()) {
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
  }

  /** As `until`, and then until anything beyond that has come, too. */
  async untilQuiet(isEnough: () => boolean): Promise<void> {
    await this.until(isEnough);
    if (this.ended === undefined) await this.#settled();
  }
}
