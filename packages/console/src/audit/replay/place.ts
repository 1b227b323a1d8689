// Where a replay stands 重放位置: at which event, and where a step leads to.

/** An event, as far as its place counts. */
export interface Placed {
  /** Its position in the log, in digits. */
  readonly position: string;
}

const isUpTo = (position: string, at: string): boolean => BigInt(position) <= BigInt(at);

/** The index of the last event at or before a position; the first where there is none, and without a position. -1 without events. */
export function placeAt(events: readonly Placed[], at: string | undefined): number {
  if (events.length === 0) return -1;
  if (at === undefined) return 0;
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const event = events[middle];
    if (event && isUpTo(event.position, at)) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The index that is some events further, never beyond the first and the last. */
export const placeFrom = (place: number, by: number, count: number): number =>
  Math.max(0, Math.min(count - 1, place + by));
