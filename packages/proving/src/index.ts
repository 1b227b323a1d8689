// The front door of proving: proofs kept beside a log, read for whoever asks, and archives written and verified.
export { NoArchive } from "./archive/lines.ts";
export { type Held, type Outcome, verifyFile } from "./archive/verify-file.ts";
export { type ArchiveParts, archiveLines, NothingSigned } from "./archive/write-archive.ts";
export type { KeptCosignatures } from "./cosigned.ts";
export { type Disk, machineDisk } from "./disk.ts";
export { type Keeper, type KeeperParts, keeper } from "./keeper.ts";
export { type KeepingClock, type KeepingParts, startKeeping, whyStopped } from "./keeping.ts";
export {
  type KeptCheckpoint,
  type KeptGrowth,
  type KeptInclusion,
  type KeptProofs,
  keptProofs,
  noProofs,
  type ProofsStanding,
  ProofsUnavailable,
  type WantedLeaf,
} from "./kept-proofs.ts";
export { CheckpointsLost, LogAltered } from "./mismatch.ts";
export { nowhere } from "./regions.ts";
export { stateFile } from "./state.ts";
