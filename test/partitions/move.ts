// A move 迁移: a region goes from one partition to another. Every step may be done again, so that whoever finds a move that was
// cut off, at whatever step, carries it through from its beginning; two at once do no harm.
import type { EventBytes } from "@taizhang/log";
import { digestOf, leafBytes, memoryNodes, merkleLog, sameBytes } from "@taizhang/proofs";
import type { Directory } from "./directory.ts";
import type { Partition } from "./partition.ts";
import { readUpTo } from "./partitioned-position.ts";
import type { Step } from "./world.ts";

const digest = digestOf("sha256");

/** The root of a region's tree, as its checkpoints sign it: no leaf holds a position, so it is the same in every log. */
async function rootOf(events: readonly EventBytes[]): Promise<Uint8Array> {
  const tree = await merkleLog(digest, memoryNodes());
  await tree.append(events.map((event) => digest.leaf(leafBytes(event))));
  return tree.root();
}

export interface MoveParts {
  readonly directory: Directory;
  readonly partitionOf: (name: string) => Partition;
  readonly step: Step;
}

/** Carries through the move of a region that the directory has begun. Nothing is done where it is not moving. */
export async function carryThrough({ directory, partitionOf, step }: MoveParts, region: string): Promise<void> {
  const placed = (await directory.read()).get(region);
  if (!placed || placed.movingTo === null) return;
  const [source, target] = [partitionOf(placed.partition), partitionOf(placed.movingTo)];

  /** Copies what the target does not have yet; gives all that the source holds. */
  async function copied(): Promise<readonly EventBytes[]> {
    const events = await source.eventsOf(region);
    const { length } = await target.eventsOf(region);
    for (const event of events.slice(length)) {
      await target.copy(event);
      await step("after an event is copied");
    }
    return events;
  }

  // Most of it while the region goes on, so that it stands still only for the rest.
  await copied();
  await step("before the line is drawn");
  const { line, before } = await source.leave(region);
  if (line === null) throw new Error(`${region} has not left ${source.name}`);
  await step("before the rest is copied");
  const events = await copied();

  const there = (await target.eventsOf(region)).slice(0, events.length);
  if (!sameBytes(await rootOf(there), await rootOf(events)))
    throw new Error(`${region} in ${target.name} is not what it was in ${source.name}`);

  await step("before the region arrives");
  const epoch = placed.epoch + 1;
  const stay = { epoch, from: there.at(-1)?.position ?? 0n, before: readUpTo(before, source.name, line) };
  target.arrive(region, stay, await source.positionsOf(region));

  await step("before the table says so");
  const refused = await directory.endMove(region, target.name, epoch);
  if (refused) throw new Error(`the move of ${region} to ${target.name} cannot end: ${refused}`);
  await step("after the table says so");
}
