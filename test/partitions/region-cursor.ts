// The cursor of who reads one region 地区游标. It stays good when the region moves: the nth event of a region is the nth in every
// log that it ever lived in, so a position of an earlier log is turned into one of this log by counting.
import type { Position } from "@taizhang/log";

/** Up to where a region was read: a position of the log that it lived in under this epoch. */
export interface RegionCursor {
  readonly epoch: number;
  readonly position: Position;
}

/** The positions of a region's events in their order, by the epoch of the log: they grow alike, and an earlier one has ended. */
export type RegionPositions = ReadonlyMap<number, readonly Position[]>;

/**
 * How many events of the region a cursor has behind it. A position between two events, or behind the line, has those before it;
 * null for an epoch that the region did not have.
 */
export function readCount({ epoch, position }: RegionCursor, positions: RegionPositions): number | null {
  const known = positions.get(epoch);
  if (known === undefined) return null;
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known[middle] ?? 0n) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
