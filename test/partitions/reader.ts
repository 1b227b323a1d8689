// Readers. One of all partitions, with a position in each; and one of a region, whose cursor outlives the region's moves.
import type { EventBytes } from "@taizhang/log";
import type { Directory } from "./directory.ts";
import type { Partition } from "./partition.ts";
import { includes, type PartitionedPosition, positionIn, readUpTo } from "./partitioned-position.ts";
import { type RegionCursor, readCount } from "./region-cursor.ts";
import { isOwn } from "./stay.ts";

/** What was read, and up to where. */
export interface Batch {
  readonly events: readonly (EventBytes & { readonly region: string })[];
  readonly at: PartitionedPosition;
}

/**
 * Reads on in every partition. Each event comes once, from the log that it was stored in first. Those of a region come in
 * their order: what it did in a partition that it came to waits until those it came from are read up to their lines. Nobody waits for ever:
 * the lines were drawn before the event was stored, so the earliest unread event of all waits for none.
 */
export async function readOn(partitions: Iterable<Partition>, after: PartitionedPosition): Promise<Batch> {
  const events: Batch["events"][number][] = [];
  let at = after;
  for (const partition of partitions) {
    for await (const { region, ...event } of partition.eventsAfter(positionIn(at, partition.name))) {
      const stay = region === null ? null : await partition.stayOf(region);
      if (region !== null && stay !== null && isOwn(stay, event.position)) {
        if (!includes(at, stay.before)) break;
        events.push({ ...event, region });
      }
      at = readUpTo(at, partition.name, event.position);
    }
  }
  return { events, at };
}

/** Reads on in one region, wherever it lives; gives what was read, and the cursor behind it. Null while it moves. */
export async function readRegion(
  { directory, partitionOf }: { readonly directory: Directory; readonly partitionOf: (name: string) => Partition },
  region: string,
  cursor: RegionCursor | null,
): Promise<{ readonly events: readonly EventBytes[]; readonly cursor: RegionCursor | null } | null> {
  const placed = (await directory.read()).get(region);
  if (!placed || placed.movingTo !== null) return null;
  const home = partitionOf(placed.partition);
  const events = await home.eventsOf(region);
  const count = cursor === null ? 0 : readCount(cursor, await home.positionsOf(region));
  if (count === null) throw new Error(`the cursor is of an epoch that region ${region} never had`);
  const last = events.at(-1);
  return {
    events: events.slice(count),
    cursor: last === undefined ? cursor : { epoch: placed.epoch, position: last.position },
  };
}
