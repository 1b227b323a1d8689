// A few seats for many: whoever comes first is seated first, and nobody keeps a seat for long while others wait.

/** A seat that is held. */
export interface Seat {
  /** Aborted when the seat is given to somebody else, or its holder no longer wants it. */
  readonly signal: AbortSignal;
  /** Gives the seat back. */
  leave(): void;
}

/** How many seats there are, and for how long one is kept while others wait, in milliseconds. */
export interface SeatBounds {
  readonly atOnce: number;
  readonly leaseMs: number;
}

/** Gives a function that waits for a seat; it resolves with null where the signal is aborted first. */
export function seats({ atOnce, leaseMs }: SeatBounds): (wanted: AbortSignal) => Promise<Seat | null> {
  /** Those who wait, in their order. */
  const queue = new Set<() => void>();
  /** Those who have had their time; they stay until somebody comes. */
  const overdue = new Set<() => void>();
  let taken = 0;

  function seat(wanted: AbortSignal): Seat {
    taken += 1;
    let isHeld = true;
    const ending = new AbortController();
    function leave(): void {
      if (!isHeld) return;
      isHeld = false;
      clearTimeout(lease);
      overdue.delete(leave);
      wanted.removeEventListener("abort", leave);
      ending.abort();
      taken -= 1;
      const [next] = queue;
      next?.();
    }
    const lease = setTimeout(() => (queue.size > 0 ? leave() : overdue.add(leave)), leaseMs).unref();
    wanted.addEventListener("abort", leave);
    return { signal: ending.signal, leave };
  }

  return (wanted) =>
    new Promise((resolve) => {
      if (wanted.aborted) return resolve(null);
      if (taken < atOnce && queue.size === 0) return resolve(seat(wanted));
      function sitDown(): void {
        queue.delete(sitDown);
        wanted.removeEventListener("abort", giveUp);
        resolve(seat(wanted));
      }
      function giveUp(): void {
        queue.delete(sitDown);
        resolve(null);
      }
      queue.add(sitDown);
      wanted.addEventListener("abort", giveUp);
      const [first] = overdue;
      first?.();
    });
}
