// Where regions live 分区表: a table from region to partition, by which commands and questions find their way. Pure.

/** Where a region lives. */
export interface Placed {
  readonly partition: string;
  /** The epoch 归属次: 1 where the region was placed first, and one more with each move. */
  readonly epoch: number;
  /** The partition it is moving to; null while it stays. */
  readonly movingTo: string | null;
  /** The partitions whose logs hold, or held, events of it. None of them takes it again: what it left is still in there. */
  readonly heldBy: ReadonlySet<string>;
}

/** The table. It names regions one by one, because a rule could not be told that a region has moved. */
export type Placement = ReadonlyMap<string, Placed>;

/** Why the table stays as it is. */
export type Refusal = "PLACED_ALREADY" | "NOT_PLACED" | "MOVING_ALREADY" | "HELD_BEFORE" | "NOT_MOVING_THERE";

/** Gives a new region its partition. */
export function placeRegion(table: Placement, region: string, partition: string): Placement | Refusal {
  if (table.has(region)) return "PLACED_ALREADY";
  return new Map(table).set(region, { partition, epoch: 1, movingTo: null, heldBy: new Set([partition]) });
}

/** Begins a move. Beginning the same one again changes nothing. */
export function beginMove(table: Placement, region: string, to: string): Placement | Refusal {
  const placed = table.get(region);
  if (placed === undefined) return "NOT_PLACED";
  if (placed.movingTo === to) return table;
  if (placed.movingTo !== null) return "MOVING_ALREADY";
  if (placed.heldBy.has(to)) return "HELD_BEFORE";
  return new Map(table).set(region, { ...placed, movingTo: to, heldBy: new Set([...placed.heldBy, to]) });
}

/** Ends a move: from now on the region is in its new partition, under this epoch. Nothing changes where that epoch was reached. */
export function endMove(table: Placement, region: string, to: string, epoch: number): Placement | Refusal {
  const placed = table.get(region);
  if (placed === undefined) return "NOT_PLACED";
  if (epoch <= placed.epoch) return table;
  if (placed.movingTo !== to || epoch !== placed.epoch + 1) return "NOT_MOVING_THERE";
  return new Map(table).set(region, { ...placed, partition: to, epoch, movingTo: null });
}
