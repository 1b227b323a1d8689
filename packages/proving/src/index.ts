// The front door of proving: proofs kept beside a log, read for whoever asks, and archives written and verified.
export { type Disk, machineDisk } from "./disk.ts";
export { type Keeper, type KeeperParts, keeper } from "./keeper.ts";
export { type KeepingClock, type KeepingParts, startKeeping, whyStopped } from "./keeping.ts";
export { CheckpointsLost, LogAltered } from "./mismatch.ts";
export { nowhere } from "./regions.ts";
