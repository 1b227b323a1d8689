// When a filtered subscription tells how far it has come.

/** In considered events, matching or not. */
export interface Pace {
  /** History is measured in windows of this many. */
  readonly window: number;
  /** A checkpoint after at least this many. */
  readonly interval: number;
}

/**
 * Counts what a subscription considers. In history a checkpoint lies at a window's last matching event, or at its first
 * event if none matched, so it is never beyond a matching event that comes later; live, every `interval`-th event is one.
 */
export class CheckpointMeter {
  readonly #pace: Pace;
  #counted = 0;
  #inWindow = 0;
  #place: bigint | undefined;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Takes the next event; gives the position to tell the subscriber after it, if it is time. */
  consider(position: bigint, matches: boolean, isLive: boolean): bigint | undefined {
    this.#counted += 1;
    if (isLive) return this.#due() ? position : undefined;
    this.#inWindow += 1;
    if (matches || this.#place === undefined) this.#place = position;
    if (this.#inWindow < this.#pace.window) return undefined;
    const place = this.#place;
    this.#inWindow = 0;
    this.#place = undefined;
    return this.#due() ? place : undefined;
  }

  #due(): boolean {
    if (this.#counted < this.#pace.interval) return false;
    this.#counted = 0;
    return true;
  }
}
