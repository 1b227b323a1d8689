// The proofs of a ledger, read for whoever asks: from the files that the keeper writes, which any number of processes may read.
import { type LogOfBytes, Outage, type Position } from "@taizhang/log";
import type { Logger } from "@taizhang/process";
import {
  type Digest,
  digestOf,
  leafBytes,
  type MerkleLog,
  merkleLog,
  readCheckpoint,
  sameBytes,
  type TreeHead,
  type VerifierKey,
  verifyConsistency,
  verifyInclusion,
} from "@taizhang/proofs";
import { CheckpointsDamaged } from "./checkpoint-file.ts";
import { cosignedNotes, type KeptCosignatures, type LeftOut } from "./cosigned.ts";
import type { Disk } from "./disk.ts";
import { NodesLost } from "./file-nodes.ts";
import { whyStopped } from "./keeping.ts";
import { type RegionFiles, regionFiles } from "./region-files.ts";
import { readState, type State } from "./state.ts";

/** A checkpoint as it is shown. */
export interface KeptCheckpoint extends TreeHead {
  readonly origin: string;
  /** The note, with the signature of the log and the cosignatures that were kept. */
  readonly note: string;
  /** The key that verifies the log's signature, `name+id+key`. */
  readonly key: string;
}

/** That an event stands in a log, and where. */
export interface KeptInclusion {
  readonly checkpoint: KeptCheckpoint;
  readonly index: number;
  /** The leaf's bytes, as the log gives them now. */
  readonly leaf: Uint8Array;
  /** The leaf's hash, as it was signed. */
  readonly leafHash: Uint8Array;
  /** True where the two do not fit: the event is not what was signed. */
  readonly isAltered: boolean;
  readonly proof: readonly Uint8Array[];
}

/** That a log has grown from one checkpoint to another. */
export interface KeptGrowth {
  readonly from: KeptCheckpoint;
  readonly to: KeptCheckpoint;
  readonly proof: readonly Uint8Array[];
}

/** How the keeping of proofs stands. */
export interface ProofsStanding {
  /** The last event that was signed; null while none was. */
  readonly position: Position | null;
  readonly isStopped: boolean;
}

/** The event that is to be proven, by where it stands in the whole log, or by its id. */
export type WantedLeaf = { readonly position: Position } | { readonly eventId: string };

export interface KeptProofs {
  /** The checkpoint of a region that has this size, the last if left out; null if there is none. */
  checkpoint(regionId: string, size?: number): Promise<KeptCheckpoint | null>;
  /**
   * The proof that an event is in the log of the checkpoint; null if none is found there by what the keeper wrote, which is no
   * proof that there is none. Throws `ProofsUnavailable` where the keeper's files lead to another event.
   */
  inclusion(regionId: string, wanted: WantedLeaf, size?: number): Promise<KeptInclusion | null>;
  /** The proof that one checkpoint's log is the beginning of another's; null if one of them does not exist. */
  growth(regionId: string, from: number, to?: number): Promise<KeptGrowth | null>;
  /** The file of all checkpoints of a region, and how many bytes of it are whole ones; null while there is none. */
  file(regionId: string): Promise<{ readonly path: string; readonly size: number } | null>;
  /**
   * Keeps the cosignatures under a checkpoint that witnesses have signed, of each witness the latest. `now` is this instant, in
   * seconds since 1970. Null if it is no checkpoint of the region. Throws `NoteRefused`, and keeps none, where one is wrong or from
   * the future, or none is by a known witness.
   */
  keepCosigned(
    regionId: string,
    note: string,
    witnesses: readonly VerifierKey[],
    now: number,
  ): Promise<KeptCosignatures | null>;
  /** Null before proofs were ever kept. */
  standing(): Promise<ProofsStanding | null>;
}

/** Where nobody keeps proofs. */
export const noProofs: KeptProofs = {
  checkpoint: async () => null,
  inclusion: async () => null,
  growth: async () => null,
  file: async () => null,
  keepCosigned: async () => null,
  standing: async () => null,
};

/** The hashes of proofs do not give what was signed: they are being made again, or must be. */
export class ProofsUnavailable extends Outage {
  override readonly name = "ProofsUnavailable";
}

/** What is read of the checkpoints; where their file is found to be damaged, that is an outage. */
const orUnavailable = <Value>(reading: Promise<Value>): Promise<Value> =>
  reading.catch((error: unknown) => {
    throw error instanceof CheckpointsDamaged ? new ProofsUnavailable(error.message) : error;
  });

interface Kept {
  readonly files: RegionFiles;
  readonly digest: Digest;
  readonly size: number;
  readonly key: string;
}

// Hexadecimal digits are the same in either case.
const isSameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Which of the first `size` leaves of a region is wanted; null if none. */
async function leafIn({ places, ids, directory }: RegionFiles, wanted: WantedLeaf, size: number) {
  if ("position" in wanted) return places.indexAt(wanted.position, size);
  if ((await ids.size()) < size) throw new ProofsUnavailable(`${directory} does not tell all ids of its leaves yet`);
  return ids.indexOf(wanted.eventId, size);
}

/** The proofs in a directory. `log` gives the leaves. */
export function keptProofs(
  disk: Disk,
  directory: string,
  log: Pick<LogOfBytes, "bytesAt">,
  logger: Pick<Logger, "warn">,
): KeptProofs {
  const leftOut: LeftOut = (file, err) =>
    logger.warn({ err, file }, "a kept cosignature is no note of its checkpoint and is left out; remove the file");

  async function keptOf(regionId: string): Promise<Kept | null> {
    const state = await readState(disk, directory);
    const size = state?.sizes[regionId];
    if (!state || !size) return null;
    const files = regionFiles(disk, directory, state.logId, regionId);
    const key = await files.key();
    if (key === null) throw new ProofsUnavailable(`region ${regionId} has no key in ${files.directory}`);
    return { files, digest: digestOf(state.digest), size, key };
  }

  async function checkpointIn(kept: Kept, size: number): Promise<KeptCheckpoint | null> {
    const source = await orUnavailable(kept.files.checkpoints.at(size));
    if (source === null) return null;
    const { origin, root } = readCheckpoint(source);
    const note = await cosignedNotes(disk, kept.files.directory, leftOut).joinedTo(source);
    return { origin, size, root, note, key: kept.key };
  }

  /** What is proven with a tree; nothing that does not hold is given out. */
  async function proven<Proof>(kept: Kept, work: (tree: MerkleLog) => Promise<Proof | null>): Promise<Proof> {
    const found = await merkleLog(kept.digest, kept.files.nodes, kept.size)
      .then(work)
      .catch((error: unknown) => {
        if (error instanceof NodesLost) return null;
        throw error;
      });
    if (found === null)
      throw new ProofsUnavailable(`the hashes in ${kept.files.directory} do not give what was signed`);
    return found;
  }

  return {
    async checkpoint(regionId, size) {
      const kept = await keptOf(regionId);
      return kept && checkpointIn(kept, size ?? kept.size);
    },
    async inclusion(regionId, wanted, size) {
      const kept = await keptOf(regionId);
      const checkpoint = kept && (await checkpointIn(kept, size ?? kept.size));
      const index = checkpoint && (await leafIn(kept.files, wanted, checkpoint.size));
      if (kept === null || checkpoint === null || index === null) return null;
      const position = "position" in wanted ? wanted.position : await kept.files.places.positionOf(index);
      const event = await log.bytesAt(position);
      if ("eventId" in wanted && event !== null && !isSameId(event.id, wanted.eventId))
        throw new ProofsUnavailable(`the ids in ${kept.files.directory} are not those of the log`);
      const leaf = event === null ? new Uint8Array() : leafBytes(event);
      return proven(kept, async (tree) => {
        const [leafHash] = await tree.leafHashes({ begin: index, end: index + 1 });
        const proof = await tree.inclusionProof(index, checkpoint.size);
        if (!leafHash || !verifyInclusion(kept.digest, { index, leafHash, proof }, checkpoint)) return null;
        const isAltered = !sameBytes(kept.digest.leaf(leaf), leafHash);
        return { checkpoint, index, leaf, leafHash, isAltered, proof };
      });
    },
    async growth(regionId, from, to) {
      const kept = await keptOf(regionId);
      const [older, newer] = kept
        ? [await checkpointIn(kept, from), await checkpointIn(kept, to ?? kept.size)]
        : [null, null];
      if (kept === null || older === null || newer === null || older.size > newer.size) return null;
      return proven(kept, async (tree) => {
        const proof = await tree.consistencyProof(older.size, newer.size);
        return verifyConsistency(kept.digest, older, newer, proof) ? { from: older, to: newer, proof } : null;
      });
    },
    async file(regionId) {
      const checkpoints = (await keptOf(regionId))?.files.checkpoints;
      const size = checkpoints ? await orUnavailable(checkpoints.wholeBytes()) : 0;
      return checkpoints && size > 0 ? { path: checkpoints.path, size } : null;
    },
    async keepCosigned(regionId, note, witnesses, now) {
      const kept = await keptOf(regionId);
      const { size } = readCheckpoint(note);
      const source = kept && (await orUnavailable(kept.files.checkpoints.at(size)));
      const [text = "", lines = ""] = note.split("\n\n");
      if (!kept || source === null || !source.startsWith(`${text}\n\n`)) return null;
      const cosignatures = lines.split("\n").filter((line) => line !== "" && !source.includes(`\n${line}\n`));
      return cosignedNotes(disk, kept.files.directory, leftOut).keep(source, cosignatures, witnesses, now);
    },
    async standing() {
      const state: State | null = await readState(disk, directory);
      if (state === null) return null;
      return {
        position: state.place?.position ?? null,
        isStopped: (await whyStopped(disk, directory)) !== null,
      };
    },
  };
}
