// Decides when a filtered subscription sends a checkpoint.

/** Counted in the events a subscription looks at, matching or not. */
export interface Pace {
  /** History is divided into windows of this many. */
  readonly window: number;
  /** A checkpoint comes after at least this many. */
  readonly interval: number;
}

/**
 * Counts the events a subscription looks at. In history a checkpoint is a window's last matching event, or its first event
 * if none matched, so it is never beyond a matching event that comes later. Live, every `interval`-th event is one.
 */
export class CheckpointMeter {
  readonly #pace: Pace;
  #counted = 0;
  #inWindow = 0;
  #place: bigint | undefined;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Counts the next event; returns the checkpoint to send after it, if one is due. */
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
