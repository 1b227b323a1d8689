// The files of one region: the hashes of its tree, the position and the id of each leaf, its checkpoints, and the key that verifies them.
import { join } from "node:path";
import type { NodeHashes } from "@taizhang/proofs";
import { type CheckpointFile, checkpointFile } from "./checkpoint-file.ts";
import { type Disk, textOf } from "./disk.ts";
import { fileNodes } from "./file-nodes.ts";
import { type IdFile, idFile } from "./id-file.ts";
import { type PlaceFile, placeFile } from "./place-file.ts";

export interface RegionFiles {
  readonly directory: string;
  readonly nodes: NodeHashes;
  readonly places: PlaceFile;
  readonly ids: IdFile;
  readonly checkpoints: CheckpointFile;
  /** The key that verifies the checkpoints, as people hand it on; null before the first is signed. */
  key(): Promise<string | null>;
  writeKey(text: string): Promise<void>;
  /** Resolves when hashes, positions and ids would survive a power cut. */
  sync(): Promise<void>;
}

const names = { nodes: "nodes", places: "positions", ids: "ids", checkpoints: "checkpoints", key: "key" };

/** The files of a region in the directory of a log. */
export function regionFiles(disk: Disk, directory: string, logId: string, regionId: string): RegionFiles {
  const own = join(directory, logId, regionId);
  const keyFile = join(own, names.key);
  return {
    directory: own,
    nodes: fileNodes(disk, join(own, names.nodes)),
    places: placeFile(disk, join(own, names.places)),
    ids: idFile(disk, join(own, names.ids)),
    checkpoints: checkpointFile(disk, join(own, names.checkpoints)),
    key: async () => (await textOf(disk, keyFile))?.trim() ?? null,
    writeKey: (text) => disk.replace(keyFile, `${text}\n`),
    sync: () => disk.sync(own, [names.nodes, names.places, names.ids]),
  };
}
