// One region's tree as the keeper holds it: it grows with the log, and must meet every checkpoint that was signed before.

import type { Position } from "@taizhang/log";
import type { Logger } from "@taizhang/process";
import {
  type Digest,
  digestOf,
  type MerkleLog,
  merkleLog,
  openCheckpoint,
  originText,
  sameBytes,
  signCheckpoint,
  signerOf,
  type TreeHead,
} from "@taizhang/proofs";
import type { Disk } from "./disk.ts";
import { NodesLost } from "./file-nodes.ts";
import { CheckpointsLost, LogAltered } from "./mismatch.ts";
import { type RegionFiles, regionFiles } from "./region-files.ts";
import type { State } from "./state.ts";

/** What all trees of a log have in common. */
export interface TreeParts {
  readonly disk: Disk;
  readonly directory: string;
  readonly issued: Pick<State, "logId" | "ledger" | "digest">;
  /** The secret half of the key that signs. */
  readonly secret: Uint8Array;
  readonly logger: Pick<Logger, "info" | "warn">;
}

export interface RegionTree {
  /** How many leaves it has. */
  readonly size: number;
  /** True while a checkpoint that was signed before is still to be met. */
  readonly isBehind: boolean;
  /** False for an event that it holds. */
  lacks(position: Position): boolean;
  /** Takes the next leaves. Throws `LogAltered` where the root of a checkpoint is another. */
  take(leaves: Leaves): Promise<void>;
  /** Told at the end of the log: throws `LogAltered` if a checkpoint was not met. */
  requireAllMet(): void;
  /** Makes it last, and signs it if it has grown. */
  sign(): Promise<void>;
}

/** Leaves, by their hashes, their positions and the ids of their events. */
export interface Leaves {
  readonly hashes: Uint8Array[];
  readonly positions: Position[];
  readonly ids: string[];
}

/**
 * Opens a region's tree at the size that was last signed, after the position up to which it holds the log. Where its hashes
 * are lost or damaged it begins at nothing. Throws `CheckpointsLost`.
 */
export async function openTree(
  parts: TreeParts,
  regionId: string,
  signed: { readonly size: number; readonly position: Position | null },
): Promise<RegionTree> {
  const { disk, directory, issued, secret, logger } = parts;
  const digest = digestOf(issued.digest);
  const origin = originText({ ...issued, regionId });
  const signer = signerOf(origin, "note", secret);
  const files = regionFiles(disk, directory, issued.logId, regionId);
  const headIn = (source: string): TreeHead => openCheckpoint(source, signer.key).checkpoint;

  await disk.makeDirectory(files.directory);
  await files.checkpoints.cutTorn();
  let tree = await wholeTree(files, digest, signed.size, headIn);
  const isWhole = tree !== null;
  if (!isWhole)
    logger.warn(
      { regionId, size: signed.size },
      "what is kept of a region's proofs is not whole; it is made again from the log",
    );
  tree ??= await merkleLog(digest, files.nodes);
  const own: MerkleLog = tree;

  let met = own.size;
  let isSynced = isWhole;
  const earlier = files.checkpoints.after(own.size);
  let next = await nextOf(earlier, headIn);

  return {
    get size() {
      return own.size;
    },
    get isBehind() {
      return next !== null;
    },
    lacks: (position) => !isWhole || signed.position === null || position > signed.position,
    async take({ hashes, positions, ids }) {
      isSynced = false;
      await files.places.write(own.size, positions);
      await files.ids.write(own.size, ids);
      await own.append(hashes);
      for (; next !== null && next.size <= own.size; next = await nextOf(earlier, headIn)) {
        if (!sameBytes(await own.root(next.size), next.root))
          throw new LogAltered({ regionId, from: met + 1, to: next.size }, false);
        met = next.size;
      }
    },
    requireAllMet() {
      if (next !== null) throw new LogAltered({ regionId, from: own.size + 1, to: next.size }, true);
    },
    async sign() {
      if (!isSynced) await files.sync();
      isSynced = true;
      if (own.size === met) return;
      if (met === 0) {
        await files.writeKey(signer.key.text);
        logger.info({ regionId, key: signer.key.text }, "the proofs of a region are begun; give its auditors the key");
      }
      const checkpoint = { origin, size: own.size, root: await own.root(), extensions: [] };
      await files.checkpoints.append(signCheckpoint(checkpoint, signer));
      met = own.size;
    },
  };
}

/** The tree at the size that was signed; null where its files do not give the root that was signed. */
async function wholeTree(
  { nodes, places, ids, checkpoints }: RegionFiles,
  digest: Digest,
  size: number,
  headIn: (source: string) => TreeHead,
): Promise<MerkleLog | null> {
  if (size === 0) return merkleLog(digest, nodes);
  const source = await checkpoints.at(size);
  if (source === null) throw new CheckpointsLost(`the checkpoint of ${size} events is not in ${checkpoints.path}`);
  try {
    const tree = await merkleLog(digest, nodes, size);
    const isTold = (await places.size()) >= size && (await ids.size()) >= size;
    return isTold && sameBytes(await tree.root(), headIn(source).root) ? tree : null;
  } catch (error) {
    if (error instanceof NodesLost) return null;
    throw error;
  }
}

async function nextOf(sources: AsyncGenerator<string, void>, headIn: (source: string) => TreeHead) {
  const { done, value } = await sources.next();
  return done ? null : headIn(value);
}
