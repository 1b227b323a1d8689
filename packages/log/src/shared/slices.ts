// Slices of a long piece of work: after each of them it leaves the event loop to others.

/** How long a slice is; it is over at whichever comes first. */
export interface SliceBounds {
  /** Pieces of work. */
  readonly pieces: number;
  /** Milliseconds, because on a busy machine few pieces may take long. A piece that has begun is not cut off. */
  readonly ms: number;
}

/** Begins the first slice. `isOver` is asked after each piece. `clock` is in milliseconds, of any start. */
export function slices({ pieces, ms }: SliceBounds, clock: () => number = () => performance.now()) {
  let done = 0;
  let since = clock();
  return {
    isOver(): boolean {
      done += 1;
      return done >= pieces || clock() - since >= ms;
    },
    /** Begins the next slice. */
    begin(): void {
      done = 0;
      since = clock();
    },
  };
}
