// A position over many partitions 分区位置: one for each log that was read. There is no order between two logs, so "later" is
// only said where no part is earlier.
import type { Position } from "@taizhang/log";
import { z } from "zod";

/** Up to where each partition was read; one that is not named, from its beginning. */
export type PartitionedPosition = ReadonlyMap<string, Position>;

export const nowhereYet: PartitionedPosition = new Map();

/** How far a partition was read: 0 where it was not. */
export const positionIn = (at: PartitionedPosition, partition: string): Position => at.get(partition) ?? 0n;

/** The same, with one partition read up to a position. Reading never goes back. */
export function readUpTo(at: PartitionedPosition, partition: string, position: Position): PartitionedPosition {
  return position > positionIn(at, partition) ? new Map(at).set(partition, position) : at;
}

/** What two readers have read between them. */
export const joined = (one: PartitionedPosition, other: PartitionedPosition): PartitionedPosition =>
  [...other].reduce((at, [partition, position]) => readUpTo(at, partition, position), one);

/** True if all of `wanted` was read. Of two positions it may be that neither includes the other. */
export const includes = (at: PartitionedPosition, wanted: PartitionedPosition): boolean =>
  [...wanted].every(([partition, position]) => positionIn(at, partition) >= position);

const written = z.record(z.string(), z.string().regex(/^\d+$/));

/** As a reader keeps it: the same for the same positions. */
export const writtenPosition = (at: PartitionedPosition): string =>
  JSON.stringify(Object.fromEntries([...at].sort().map(([partition, position]) => [partition, String(position)])));

/** Reads what `writtenPosition` wrote. Throws on anything else. */
export const readPosition = (text: string): PartitionedPosition =>
  new Map(
    Object.entries(written.parse(JSON.parse(text))).map(([partition, position]) => [partition, BigInt(position)]),
  );
