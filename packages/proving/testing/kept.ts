// What is kept in a directory of proofs, read back and held against the log.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EventLog, LogOfBytes } from "@taizhang/log";
import {
  checkpointsIn,
  digestOf,
  leafBytes,
  memoryNodes,
  merkleLog,
  openCheckpoint,
  parseVerifierKey,
  sameBytes,
} from "@taizhang/proofs";
import { machineDisk } from "../src/disk.ts";
import { regionsOf } from "../src/regions.ts";
import { readState, type State } from "../src/state.ts";

export const stateOf = async (directory: string): Promise<State> => {
  const state = await readState(machineDisk, directory);
  if (state === null) throw new Error(`${directory} has no state`);
  return state;
};

/** The checkpoints of a region, the first first; those of the current log unless another is named. */
export async function checkpointsOf(directory: string, regionId: string, logId?: string): Promise<readonly string[]> {
  const own = join(directory, logId ?? (await stateOf(directory)).logId, regionId);
  return checkpointsIn(await readFile(join(own, "checkpoints"), "utf8")).sources;
}

/** The key that verifies the checkpoints of a region. */
export const keyOf = async (directory: string, regionId: string): Promise<string> =>
  (await readFile(join(directory, (await stateOf(directory)).logId, regionId, "key"), "utf8")).trim();

/**
 * Holds all that is signed against the log: every checkpoint is signed by the region's key and has the root of the log, in
 * order of size, and the last ones cover the whole log. Answers how many events each region has.
 */
export async function requireSigned(
  directory: string,
  log: Pick<EventLog, "read"> & LogOfBytes,
): Promise<Record<string, number>> {
  const { sizes, digest: name } = await stateOf(directory);
  const digest = digestOf(name);
  const regionOf = regionsOf(log);
  const trees = new Map<string, Awaited<ReturnType<typeof merkleLog>>>();
  for await (const event of log.bytes(null)) {
    const regionId = await regionOf(event);
    const tree = trees.get(regionId) ?? (await merkleLog(digest, memoryNodes()));
    trees.set(regionId, tree);
    await tree.append([digest.leaf(leafBytes(event))]);
  }
  const found: Record<string, number> = {};
  for (const [regionId, tree] of trees) {
    const key = parseVerifierKey(await keyOf(directory, regionId));
    let last = 0;
    for (const source of await checkpointsOf(directory, regionId)) {
      const { checkpoint } = openCheckpoint(source, key);
      if (checkpoint.size <= last) throw new Error(`${regionId} signed ${checkpoint.size} after ${last}`);
      if (!sameBytes(checkpoint.root, await tree.root(checkpoint.size)))
        throw new Error(`${regionId} signed another root of ${checkpoint.size}`);
      last = checkpoint.size;
    }
    if (last !== tree.size || sizes[regionId] !== tree.size)
      throw new Error(`${regionId} signed ${last} of ${tree.size}, and its state says ${sizes[regionId]}`);
    found[regionId] = tree.size;
  }
  return found;
}
