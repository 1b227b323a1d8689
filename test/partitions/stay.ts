// The stay of a region in a partition 驻留: which events of that partition's log count as events of the region. Pure.
import type { Position } from "@taizhang/log";
import type { PartitionedPosition } from "./partitioned-position.ts";

/** The only stay that a region ever has in a partition. */
export interface Stay {
  /** The epoch of the table under which it is here. A command that names another is not for this stay. */
  readonly epoch: number;
  /** What was copied here ends at this position; 0 where the region began here. */
  readonly from: Position;
  /** The lines that were drawn wherever it lived before. Who has read up to all of them has read what it did before it came. */
  readonly before: PartitionedPosition;
  /** The line 界线: the position in this log at which the region left. Null while it is here. */
  readonly line: Position | null;
}

/** True if a command of this epoch may be carried out here. */
export const isHere = (stay: Stay | null, epoch: number): boolean =>
  stay !== null && stay.epoch === epoch && stay.line === null;

/**
 * True if an event of the region at this position counts. One behind the line is a stray 失效写入: it was stored by a process that
 * had not seen the line yet, was acknowledged to nobody, is not copied, and nobody is told of it.
 */
export const counts = ({ line }: Stay, position: Position): boolean => line === null || position <= line;

/** True if an event was stored here first, and did not come with a move: whoever reads many logs takes it from this one. */
export const isOwn = (stay: Stay, position: Position): boolean => position > stay.from && counts(stay, position);
